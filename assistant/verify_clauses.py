"""A text taken apart into clauses: values in their places, what turns them, what they speak of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from assistant.verify_lexicon import Lexicon, Mark
from assistant.verify_numbers import resolve
from assistant.verify_tokens import marks_of

_WINDOW = {"not": 5, "only": 3, "unless": 4, "without": 3, "may": 3, "must": 3, "need": 4, "should": 3}


class Item(NamedTuple):
    """A value in its place.

    Attributes:
        kind: What it is: a code, minutes, a date.
        value: The value; two for a range.
        role: Its part: a bound, a beginning, `on` a line.
        segment: Which part of the clause it stands in, between commas and `and`.
        place: Its place among the clause's marks.
        group: The list that it belongs to; values of one list share the number.
    """

    kind: str
    value: tuple[str | int, ...]
    role: str
    segment: int
    place: int
    group: int


class Turn(NamedTuple):
    """A word that turns or bounds a rule, and what it governs."""

    kind: str
    scope: frozenset[str]
    place: int


class Clause(NamedTuple):
    """One clause.

    Attributes:
        items: Its values, in order.
        turns: Its operators, in order.
        words: Its words of content, each with the segments that it stands in.
        names: Those of its words that name somebody.
        order: Its words and values in order.
        line: The same with its operators and prepositions, each list in the order of its values.
        sentence: The sentence that it belongs to.
    """

    items: tuple[Item, ...]
    turns: tuple[Turn, ...]
    words: dict[str, tuple[int, ...]]
    names: frozenset[str]
    order: tuple[str, ...]
    line: tuple[str, ...]
    sentence: int


def token(kind: str, value: Iterable[str | int]) -> str:
    """A value as a word of a scope."""
    return f"{kind}:{'-'.join(str(v) for v in value)}"


def clauses_of(text: str, lexicon: Lexicon) -> tuple[Clause, ...]:
    """The clauses of a text.

    Args:
        text: A sentence or several.
        lexicon: The words that are known.
    """
    marks = resolve(marks_of(text, lexicon), lexicon)
    grouped = _groups(marks)
    found: list[Clause] = []
    sentence = 0
    for stop, part in _sentences(marks, grouped):
        found += [_clause(chunk, sentence) for chunk in _clauses(part)]
        sentence += stop
    return tuple(c for c in found if c.items or c.turns or c.words)


_Placed = tuple[Mark, int]


def _groups(marks: list[Mark]) -> list[int]:
    """For each mark the list that it belongs to, 0 for none; a list's joints belong to it."""
    group = [0] * len(marks)
    number = 0
    last = -1
    for at, mark in enumerate(marks):
        if mark.sort != "value":
            continue
        if last >= 0 and marks[last].kind == mark.kind and _joint(marks[last + 1 : at], mark.kind):
            number += not group[last]
            for place in range(last, at + 1):
                group[place] = group[last] or number
        last = at
    return group


def _joint(between: list[Mark], kind: str) -> bool:
    """Whether two values stand in one list."""
    joined = False
    for mark in between:
        if mark.sort == "and" or mark.kind in (",", "/"):
            joined = True
        elif mark.sort == "label" and mark.kind == kind:
            continue
        elif not (mark.sort == "noun" and mark.kind == "code count"):
            return False
    return joined


def _sentences(marks: list[Mark], group: list[int]) -> Iterable[tuple[int, list[_Placed]]]:
    """The sentences, each with 1 where it is closed."""
    part: list[_Placed] = []
    for mark, number in zip(marks, group, strict=True):
        if mark.sort == "stop":
            yield 1, part
            part = []
        else:
            part.append((mark, number))
    if part:
        yield 0, part


def _clauses(part: list[_Placed]) -> Iterable[list[list[_Placed]]]:
    """The clauses of a sentence, each as its segments."""
    chunk: list[list[_Placed]] = [[]]
    has_verb = False
    for at, (mark, number) in enumerate(part):
        if mark.sort == "cut" and mark.kind not in ("/",):
            if not (chunk[-1] and chunk[-1][-1][0].sort == "op"):
                yield chunk
                chunk, has_verb = [[]], False
            continue
        if mark.sort in ("sep", "and") and not number:
            if has_verb and _verb_before_joint(part, at + 1):
                yield chunk
                chunk, has_verb = [[]], False
            else:
                chunk.append([])
            continue
        has_verb = has_verb or mark.sort == "verb"
        chunk[-1].append((mark, number))
    yield chunk


def _verb_before_joint(part: list[_Placed], at: int) -> bool:
    """Whether the next segment has a verb."""
    for mark, number in part[at:]:
        if mark.sort == "verb":
            return True
        if mark.sort == "cut" or (mark.sort in ("sep", "and") and not number):
            return False
    return False


def _clause(chunk: list[list[_Placed]], sentence: int) -> Clause:
    """A clause of its segments."""
    items: list[Item] = []
    words: dict[str, tuple[int, ...]] = {}
    names: set[str] = set()
    order: list[str] = []
    ops: list[tuple[str, int, int]] = []
    ends: list[int] = []
    line: list[str] = []
    for number, segment in enumerate(s for s in chunk if s):
        for mark, group in segment:
            if mark.sort == "value":
                items.append(Item(mark.kind, mark.value, mark.role, number, len(order), group))
                order.append(token(mark.kind, mark.value))
                line.append(order[-1])
                if group and len(items) > 1 and items[-2].group == group:
                    _sorted_in(line, sum(i.group == group for i in items))
            elif mark.sort == "word":
                words[mark.kind] = (*words.get(mark.kind, ()), number)
                order.append(mark.kind)
                line.append(mark.kind)
                if mark.role == "name":
                    names.add(mark.kind)
            elif mark.sort == "op":
                ops.append((mark.kind, len(order), number))
                line.append(f"={mark.kind}")
            elif mark.sort == "lead":
                line.append(f"<{mark.kind}")
        ends.append(len(order))
    turns = tuple(
        Turn(kind, _scope(kind, place, ends[number], order), place) for kind, place, number in ops
    )
    return Clause(tuple(items), turns, words, frozenset(names), tuple(order), tuple(line), sentence)


def _sorted_in(line: list[str], count: int) -> None:
    """The last values of a line in order: a list has none of its own."""
    line[-count:] = sorted(line[-count:])


def _scope(kind: str, place: int, end: int, order: list[str]) -> frozenset[str]:
    """What an operator governs: what follows it, or what it follows at the end of a segment."""
    reach = _WINDOW.get(kind, 2)
    if kind == "only" and place >= end:
        return frozenset(order[max(place - 2, 0) : place])
    after = order[place : min(place + reach, end)] or order[place : place + 2]
    return frozenset(after or order[max(place - 2, 0) : place])


@lru_cache(maxsize=4096)
def _read(text: str, lexicon: Lexicon) -> tuple[Clause, ...]:
    """The clauses of a text, kept."""
    return clauses_of(text, lexicon)
