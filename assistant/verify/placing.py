"""Codes, modifiers and dates with the part that the words before them give."""

from __future__ import annotations

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
            if mark.kind == "code" and _carries(out, at):
                out[at] = mark._replace(role="on")
            elif before >= 0 and out[before].sort == "lead":
                sided = before and out[before - 1].kind == "column" and out[before].kind == "to"
                role = "beside" if sided else lexicon.parts.get(out[before].kind, "")
                acts = mark.kind == "code" or role != "by"
                out[at] = mark._replace(role=role if acts else "")
        elif mark.kind in ("date", "year", "month", "quarter"):
            out[at] = mark._replace(role=_time(out, at, lexicon))


def _carries(out: list[Mark], at: int) -> bool:
    """Whether a code is said to carry a modifier, which so stands on its line."""
    after = [m for m in out[at + 1 : at + 6] if m.sort != "verb"][:3]
    return bool(after) and after[0].kind == "carry" and any("modifier" in m.kind for m in after[1:])


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
