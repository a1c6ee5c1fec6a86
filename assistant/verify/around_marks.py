"""What stands around a mark: what joins two, which clause it is in, whether it is denied."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verify.lexicon import Mark


def joined(marks: Sequence[Mark], start: int, end: int, lead: str) -> bool:
    """Whether a preposition alone joins two values."""
    between = [m for m in marks[start + 1 : end] if m.sort not in ("noun", "verb")]
    return [m.kind for m in between] == [lead] or (
        bool(between) and between[-1].kind == lead and len(between) < 4
    )


def side_by_side(marks: Sequence[Mark], start: int, end: int) -> bool:
    """Whether two values stand side by side, a comma at most between."""
    return all(m.sort in ("sep", "noun", "value", "verb") for m in marks[start:end])


def of_timed_code(marks: Sequence[Mark], place: int) -> bool:
    """Whether minutes are those of a timed code that isn't named: `10 minutes of a timed code`."""
    behind = [m.kind for m in marks[place + 1 : place + 6] if m.sort not in ("noun", "sep")]
    return behind[:3] == ["of", "timed", "code"]


def cut_between(marks: Sequence[Mark], start: int, end: int) -> bool:
    """Whether a new clause begins between two places."""
    return any(m.sort == "cut" for m in marks[start:end])


def follows_label(marks: Sequence[Mark], place: int) -> bool:
    """Whether a number follows a label such as `MUE`, and so is no count."""
    return any(m.sort == "label" for m in marks[max(place - 3, 0) : place])


def is_denied(marks: Sequence[Mark], place: int) -> bool:
    """Whether a count stands in a clause that is denied."""
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(marks) and marks[at].sort not in ("cut", "stop"):
            mark = marks[at]
            if mark.sort == "op" and mark.kind in ("not", "only") and not mark.role:
                return True
            at += step
    return False


def clause_has(marks: Sequence[Mark], place: int, kinds: Sequence[str]) -> bool:
    """Whether a word stands before a place in its clause."""
    for at in range(place - 1, -1, -1):
        if marks[at].sort in ("cut", "stop", "value"):
            return False
        if marks[at].kind in kinds:
            return True
    return False


def is_summed(marks: Sequence[Mark], place: int) -> bool:
    """Whether minutes are part of a sum, or are so many more."""
    near = [m.kind for m in marks[max(place - 1, 0) : place + 3]]
    return (
        "+" in near
        or "x" in near
        or "~mor" in near
        or "~stat" in (m.kind for m in marks[place : place + 4])
    )


def end_of_band(marks: Sequence[Mark], start: int, end: int, mark: Mark) -> str:
    """Which end of a band minutes are: `first`, `last`, or neither."""
    if len(mark.value) > 1:
        return "range"
    told = {m.kind for m in marks[start : end + 3]}
    if "maximum" in told or "last" in told:
        return "last"
    return "first" if told & {"begin", "fewest", "first"} or mark.role == "ge" else ""
