"""Sentences and clauses: where a part of a sentence stands for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile

from assistant.verify.lexicon import Mark
from assistant.verify.parts import AROUND

Placed = tuple[Mark, int]
"""A mark with the list that it belongs to; 0 for none."""
Chunk = list[list[Placed]]
"""A clause as its segments, between commas and `and`; each begins with what joins it."""
_SIGNS = (";", ":", " - ")


def split(marks: list[Mark]) -> Iterator[tuple[str, list[Chunk]]]:
    """The sentences of a text, each with the sign that closes it and its clauses.

    Args:
        marks: The marks of the text.
    """
    part: list[Placed] = []
    for mark, number in zip(marks, _groups(marks), strict=True):
        if mark.sort == "stop":
            yield mark.kind, list(_clauses(part))
            part = []
        else:
            part.append((mark, number))
    if part:
        yield "", list(_clauses(part))


def _groups(marks: list[Mark]) -> list[int]:
    """For each mark the list that it belongs to, 0 for none; a list's joints belong to it."""
    group = [0] * len(marks)
    number = 0
    slashed = {n + d for n, m in enumerate(marks) if m.kind == "/" for d in (-1, 1)}
    last = -1
    for at, mark in enumerate(marks):
        if mark.sort != "value":
            continue
        if last >= 0 and marks[last].kind == mark.kind:
            near = marks[last + 1 : at]
            pair = [m.kind for m in near] == ["/"]
            if pair or (not slashed & {last, at} and _joint(near, mark.kind)):
                number += not group[last]
                held = group[last] or number
                for place in range(last, at + 1):
                    group[place] = held
        last = at
    return group


def _joint(between: list[Mark], kind: str) -> bool:
    """Whether two values stand in one list."""
    joined = False
    for mark in between:
        if mark.sort == "and" or mark.kind in (",", "/"):
            joined = True
        elif not ((mark.sort == "label" and mark.kind == kind) or mark.kind == "code count"):
            return False
    return joined


def _clauses(part: list[Placed]) -> Iterator[Chunk]:
    """The clauses of a sentence, each as its segments."""
    chunk: Chunk = [[(Mark("joint", ""), 0)]]
    has_verb = aside = False
    for at, (mark, number) in enumerate(part):
        aside = mark.kind in ("(", "[") or (aside and mark.kind not in (")", "]"))
        if mark.sort == "cut":
            if mark.kind in _SIGNS or chunk[-1][-1][0].sort != "op":
                yield chunk
                chunk, has_verb = [[(Mark("joint", "," if aside else mark.kind), 0)]], False
            else:
                chunk[-1].append((mark, 0))
        elif mark.sort in ("sep", "and") and not number:
            if has_verb and _verb_follows(part, at):
                yield chunk
                chunk, has_verb = [[(Mark("joint", mark.kind), 0)]], False
            elif len(chunk[-1]) == 1:
                chunk[-1][0] = (Mark("joint", ","), 0)
            else:
                chunk.append([(Mark("joint", mark.kind), 0)])
        else:
            has_verb = has_verb or mark.sort == "verb"
            chunk[-1].append((mark, number))
    yield chunk


def begins_with_verb(segment: list[Placed]) -> bool:
    """Whether a segment begins with its verb, or with what bounds that: `can earn a unit`.

    Args:
        segment: The segment, with what joins it first.
    """
    rest = dropwhile(lambda p: p[0].sort == "op" and p[0].kind not in AROUND, segment[1:])
    return next((mark.sort == "verb" for mark, _ in rest), False)


def _verb_follows(part: list[Placed], at: int) -> bool:
    """Whether the segment behind a joint has a verb; behind a comma, one that doesn't open it."""
    if part[at][0].sort == "sep" and at + 1 < len(part) and part[at + 1][0].sort == "verb":
        return False
    aside, listing = False, at and part[at - 1][0].kind == "," and part[at][0].sort == "and"
    for mark, number in part[at + 1 :]:
        aside = mark.kind in ("(", "[") or (aside and mark.kind not in (")", "]"))
        if aside or mark.kind in (")", "]"):
            continue
        if mark.sort == "verb":
            return True
        if listing and mark.sort == "and":
            continue
        if mark.sort == "cut" or (mark.sort in ("sep", "and") and not number):
            return False
    return False


_ENDS = re.compile(r"(?<=[.?!])(?<!\b[A-Z]\.)\s+(?=[A-Z0-9\"(])")
"""Where a sentence ends; the point behind an initial is no end: "Samuel A. Collins"."""


def sentences_in(text: str) -> list[str]:
    """The sentences of a text as they are written.

    >>> sentences_in("Was it another region? Then 59.")
    ['Was it another region?', 'Then 59.']
    """
    return _ENDS.split(text.strip())


def plain(text: str) -> str:
    """A text without the `No:` or `Yes:` that answers the asker, with a small letter first.

    >>> plain("No: 97140 and 97124: never together.") == plain("97140 and 97124: never together.")
    True
    """
    text = bare(text)
    return text[:1].lower() + text[1:]


def bare(text: str) -> str:
    """A text without the `No:` or `Yes:` that answers the asker.

    >>> bare("No: only minutes of treatment count.")
    'Only minutes of treatment count.'
    """
    text = text.strip()
    opening = next((o for o in ("No: ", "No, ", "Yes: ") if text.startswith(o)), "")
    text = text.removeprefix(opening)
    return text[:1].upper() + text[1:] if opening else text
