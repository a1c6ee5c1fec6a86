"""Whose count is told: a payer named ahead of a count is one that the asker named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.answer import Calculation
from assistant.verify.ground import Ground
from knowledge.library import Library
from knowledge.records import Payer

_LEAST = 5
_AHEAD = re.compile(r"^(?:No: |Yes: )?[Ff]or ([^,]+), ")


def misattributed(text: str, computed: Sequence[Calculation], ground: Ground) -> str | None:
    """The payer that a count is told of and that the asker didn't name; None where none is.

    Two payers may count alike, so that the count of one is the other's; but it was asked, and
    made, for one of them: for the one that was named last.

    Args:
        text: The statement.
        computed: The calculations that it rests on.
        ground: The library, and the asker's words.
    """
    ahead = _AHEAD.match(text)
    methods = {c.result["method"] for c in computed if c.tool == "units"}
    if ahead is None or len(methods) != 1:
        return None
    counting = [
        p for p in ground.library.payers.values()
        if any(r.fact == "unit_method" and r.value in methods for r in p.rules)
    ]  # fmt: skip
    told = set(_named(ahead[1], ground.library))
    ids = {p.id for p in counting}
    turns = (set(_named(said, ground.library)) & ids for said in reversed(ground.said))
    asked = next(filter(None, turns), None)
    return ahead[1] if told and asked and not told & asked else None


def _named(text: str, library: Library) -> Iterator[str]:
    """The ids of the payers that a text names; a longer name is read before one within it.

    A word left over that begins a payer's name names it, too: "United" is UnitedHealthcare; and
    so does one that is a slip away from a name: "medicaer".
    """
    ids = {name: p.id for p in library.payers.values() for name in _names(p)}
    pattern = _any_of(tuple(sorted(ids, key=lambda name: (-len(name), name))))
    text = text.lower()
    yield from (ids[match.group()] for match in pattern.finditer(text))
    for word in re.findall(rf"[a-z]{{{_LEAST},}}", pattern.sub(" ", text)):
        yield from (p.id for p in library.payers.values() if p.name.lower().startswith(word))
        yield from (i for name, i in ids.items() if OSA.distance(word, name, score_cutoff=1) < 2)


@lru_cache(maxsize=8)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of names, the longest first."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


def _names(payer: Payer) -> Iterator[str]:
    """What a payer is called, in small letters."""
    yield payer.name.lower()
    yield from (name.lower() for name in payer.names)
