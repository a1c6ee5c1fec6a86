"""Numbers, codes and dates by the words before them: a label, what a number counts, a part."""

from __future__ import annotations

from itertools import takewhile

from assistant.verify.lexicon import Lexicon, Mark

REACH = 4
_BEFORE_A_NOUN = ("word", "op", "sign", "number", "label", "after")


def labelled(out: list[Mark], lexicon: Lexicon) -> None:
    """Numbers behind a label: `column 1`, `modifiers 22, 76 and 51`."""
    for at, mark in enumerate(out):
        if mark.sort != "label":
            continue
        place = at + 1 + (at + 1 < len(out) and out[at + 1].sort == "noun")
        between = takewhile(_passed, out[place:] if mark.kind != "section" else ())
        place += sum(1 for _ in between)
        while place < len(out) and out[place].sort == "number":
            if place > at + 1 and noun_after(out, place + 1) and joined(out, place - 1):
                break
            if mark.kind == "unit" and noun_after(out, place + 1) not in ("", "unit"):
                break
            out[place] = _labelled_value(mark.kind, out[place])
            place += 1
            more = place + 1 < len(out) and joined(out, place)
            place += more and _can_be(out[place + 1], mark.kind, lexicon)
        if place < len(out) and out[place].sort == "value" and out[place].kind == mark.kind:
            _list_on(out, place, mark.kind)


def _passed(mark: Mark) -> bool:
    """Whether a mark may stand between a label and its number: `column of 1`."""
    return mark.sort == "verb" or (mark.sort, mark.kind) == ("lead", "of")


def _can_be(mark: Mark, kind: str, lexicon: Lexicon) -> bool:
    """Whether a number can stand behind a label."""
    held = _LABELLED.get(kind, lexicon.modifiers)
    return mark.sort == "number" and str(mark.value[0]) in held


def _labelled_value(kind: str, number: Mark) -> Mark:
    """The value of a label: text, but for a label that counts, such as an MUE's units."""
    value = number.value if kind == "unit" else tuple(str(v) for v in number.value)
    return Mark("value", kind, value, "limit" if kind == "unit" else "")


_LABELLED = {
    "unit": (), "section": (), "ref": (), "status": (), "column": ("1", "2"),
    "indicator": ("0", "1", "9"),
}  # fmt: skip


def _list_on(out: list[Mark], place: int, kind: str) -> None:
    """The numbers listed behind a value of this kind: `XS or 59`."""
    while place + 2 < len(out) and joined(out, place + 1):
        after = out[place + 2]
        if after.sort == "number" and not noun_after(out, place + 3):
            out[place + 2] = _labelled_value(kind, after)
        elif not (after.sort == "value" and after.kind == kind):
            return
        place += 2


def joined(out: list[Mark], place: int) -> bool:
    """Whether a mark joins the parts of a list."""
    mark = out[place]
    return mark.sort == "and" or (mark.sort == "sep" and mark.kind == ",") or mark.kind == "/"


def noun_after(out: list[Mark], place: int) -> str:
    """The noun that a number counts, a few words behind it."""
    for mark in out[place : place + REACH]:
        if mark.sort == "noun":
            return mark.kind
        if mark.sort not in _BEFORE_A_NOUN or mark.kind in ("=", "+", "x"):
            return ""
    return ""


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
