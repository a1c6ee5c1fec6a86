"""Codes, modifiers and dates with the part that the words before them give."""

from __future__ import annotations

from itertools import takewhile

from assistant.verify.lexicon import Lexicon, Mark


def placed(out: list[Mark], lexicon: Lexicon) -> None:
    """Codes, modifiers and dates with the part that the words before them give."""
    for at, mark in enumerate(out):
        if mark.sort != "value" or mark.role:
            continue
        if mark.kind in ("code", "modifier"):
            before = at - 1
            while before >= 0 and out[before].sort in ("label", "noun"):
                before -= 1
            if mark.kind == "code" and carries(out, at, lexicon):
                out[at] = mark._replace(role="on")
            elif before >= 0 and out[before].sort == "lead":
                sided = before and out[before - 1].kind == "column" and out[before].kind == "to"
                role = "beside" if sided else lexicon.parts.get(out[before].kind, "")
                acts = mark.kind == "code" or role != "by"
                out[at] = mark._replace(role=role if acts else "")
        elif mark.kind in ("date", "year", "month", "quarter"):
            out[at] = mark._replace(role=_time(out, at, lexicon))


def carries(out: list[Mark], at: int, lexicon: Lexicon) -> bool:
    """Whether what stands at a place is said to carry a modifier, which so stands on its line.

    It is the subject that does: not what it stands beside (`97140 beside 98940 takes 59`).

    Args:
        out: The marks.
        at: The place.
        lexicon: The words that are known.
    """
    if at and lexicon.parts.get(out[at - 1].kind) == "beside":
        return False
    place = at + 1
    while place + 1 < len(out) and lexicon.parts.get(out[place].kind) == "beside":
        place += 2 + sum(1 for _ in takewhile(_of_list, out[place + 2 :]))
    after = [m for m in out[place : place + 5] if m.sort != "verb"][:3]
    return bool(after) and after[0].kind == "carry" and any("modifier" in m.kind for m in after[1:])


def _of_list(mark: Mark) -> bool:
    """Whether a mark is part of a list of codes."""
    return mark.sort in ("sep", "and") or mark.kind == "code"


def _time(out: list[Mark], at: int, lexicon: Lexicon) -> str:
    """Whether a date begins something, ends it, or is the day itself."""
    for before in range(at - 1, max(at - 5, -1), -1):
        mark = out[before]
        if mark.sort == "lead" and mark.kind in lexicon.times:
            return lexicon.times[mark.kind]
        if mark.sort in ("cut", "stop") or (mark.sort == "value" and mark.kind != "code"):
            break
        if mark.sort in ("sep", "and") and before < at - 1:
            break
    return ""
