"""Taking back what the asker corrects in the same breath: "40 minutes, sorry, I mean 50"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.numbers import MINUTES, number_at
from assistant.reading.text import Token
from knowledge.reading_words import reading_words, time_words


def corrected(found: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with each number or code that is taken back replaced by the one put for it.

    Args:
        found: The question's tokens.

    >>> from assistant.reading.text import tokens
    >>> [t.text for t in corrected(tokens("97124 for forty min; wait, i mean 50"))]
    ['97124', 'for', '50', 'min']
    >>> [t.text for t in corrected(tokens("9 min 97140, 8 min 97124, sorry, 7 min 97110"))]
    ['9', 'min', '97140', ',', '7', 'min', '97110']
    >>> [t.text for t in corrected(tokens("20 minutes of massage, maybe 25"))]
    ['20', '-', '25', 'minutes', 'of', 'massage']
    """
    for place in range(1, len(found)):
        if not _takes_back(found, place):
            continue
        at = place
        while at < len(found) and found[at].fold in _LEADING | _WORDS:
            at += 1
        put, behind = _put(found, at)
        rest = behind
        while rest < len(found) and found[rest].fold in time_words("instead_of"):
            rest += 1
        instead = rest > behind
        named, behind = _put(found, rest) if instead else ([], behind)
        if instead and not named:
            # "no, 97140 instead of the exercise": what is taken back is told by its name.
            ends = (n for n in range(rest, len(found)) if found[n].kind == "sign")
            behind = next(ends, len(found))
        closed = behind == len(found) or found[behind].fold in reading_words("who_pays")
        if not put or not (closed or found[behind].kind == "sign"):
            continue
        if found[place].fold in _PERHAPS and any(t.kind == "code" for t in found[at:behind]):
            continue  # "20 minutes of 97110, maybe 10 of 97140" is of another service.
        changes = _changes(found, place, put, behind, named)
        if not changes:
            continue
        head = found[:place]
        while head and (head[-1].fold in {"no", "oh"} or head[-1].text in {*",;-.("}):
            head = head[:-1]
        for (first, last), (start, end) in sorted(changes, reverse=True):
            new = tuple(
                t._replace(start=found[first].start, end=found[last - 1].end)
                for t in found[start:end]
            )
            if found[place].fold in _PERHAPS:
                new = (
                    *head[first:last],
                    found[place]._replace(text="-", fold="-", kind="sign"),
                    *new,
                )
            head = (*head[:first], *new, *head[last:])
        return corrected((*head, *found[behind:]))
    return found


_PERHAPS = time_words("perhaps")
_WORDS = time_words("takes_back") | time_words("takes_back_apart") | _PERHAPS | {"mean", "meant"}


def _takes_back(found: Sequence[Token], place: int) -> bool:
    """Whether a word takes back what stands before it."""
    word, before = found[place].fold, found[place - 1]
    if word in time_words("takes_back") or (before.fold == "i" and word in {"mean", "meant"}):
        return True
    if word not in time_words("takes_back_apart") | _PERHAPS or before.kind != "sign":
        return False
    after = found[place + 1] if place + 1 < len(found) else before
    if word == "make":
        return after.fold in {"that", "it"}
    return word != "no" or after.kind == "sign" or after.fold == "wait"


_LEADING = frozenset({",", ":", "-", ".", ";", "(", "it", "that", "was", "is", "i", "to", "be"})
"""What may stand between the words that take something back and what is put for it."""


_Put = tuple[str, int, int]
_Span = tuple[int, int]


def _put(found: Sequence[Token], at: int) -> tuple[list[_Put], int]:
    """What is put, a number, a code or one of each, and the index behind it with its minutes."""
    put: list[_Put] = []
    behind = at
    while (got := _value(found, behind)) is not None and got[0] not in {k for k, _, _ in put}:
        put.append((got[0], behind, got[1]))
        behind = got[1]
        while behind < len(found) and found[behind].fold in MINUTES | _OF:
            behind += 1
    return put, behind


_OF = frozenset({"of", "for", "x", "="})


def _changes(
    found: Sequence[Token], place: int, put: Sequence[_Put], behind: int, named: Sequence[_Put]
) -> list[tuple[_Span, _Span]]:
    """What is taken back, each with what is put in its place; nothing where one isn't there.

    Of a code that stands there already only the minutes are put right; minutes that stand without
    a code are put right with the code. Where what is taken back is named, it is that.
    """
    before = found[:place]
    spans = {kind: (first, last) for kind, first, last in put}
    if named and len(spans) == 1:
        stand = [n for n, t in enumerate(before) if t.text == found[named[0][1]].text]
        return [((n, n + 1), span) for n in stand[-1:] for span in spans.values()]
    old = {kind: _last(before, kind) for kind in spans}
    if len(put) > 1:
        code = found[spans["code"][0]].text
        stands = [n for n, t in enumerate(before) if t.text == code]
        if stands:
            old = {"number": _last(before, "number", stands[-1], put[0][0] == "number")}
        elif old["code"] is None:
            old, spans = {"number": old["number"]}, {"number": (put[0][1], behind)}
    return [(o, spans[kind]) for kind, o in old.items() if o] if all(old.values()) else []


def _value(found: Sequence[Token], place: int) -> tuple[str, int] | None:
    """What stands at a place, a code or a number, and the index behind it."""
    if place >= len(found):
        return None
    if found[place].kind == "code":
        return "code", place + 1
    got = number_at(found, place)
    return None if got is None else ("number", got[1])


def _far(found: Sequence[Token], place: int, near: int, ahead: bool) -> tuple[bool, int, bool]:
    """How far a place is from another: in another clause, by so many words, on the other side."""
    between = found[min(place, near) : max(place, near)]
    parted = any(t.text in ",;" for t in between)
    return parted, abs(place - near), (place < near) is not ahead


def _last(
    found: Sequence[Token], kind: str, near: int | None = None, ahead: bool = True
) -> _Span | None:
    """Where the last code, or number of minutes, of some tokens stands, or the nearest one.

    The nearest to a place stands in its clause, and of two on the side on which it is put again.
    """
    spans: list[_Span] = []
    for place in range(len(found) - 1, -1, -1):
        got = _value(found, place)
        if got is None or got[0] != kind or (spans and place >= spans[-1][0]):
            continue
        first = place
        while first and _value(found, first - 1) == (kind, got[1]):
            first -= 1
        spans.append((first, got[1]))
    if near is not None:
        spans.sort(key=lambda span: _far(found, span[0], near, ahead))
    return spans[0] if spans else None
