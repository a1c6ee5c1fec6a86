"""Numbers and letters behind a label: column 1, modifiers 22, 76 and 51; what a number counts."""

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
    "unit": (),
    "column": ("1", "2"),
    "indicator": ("0", "1", "9"),
    "section": (),
    "ref": (),
    "status": (),
}


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
