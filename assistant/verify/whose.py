"""Whose count is told: a payer named ahead of a count is one that the asker named."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from assistant.answer import Calculation
from assistant.verify.ground import Ground
from knowledge.library import Library
from knowledge.records import Method, Payer

_LEAST = 5
_AHEAD = re.compile(r"(?:^|(?<=[.:;] ))[Ff]or ([^,:;.]+), ")
_LIMIT = re.compile(r"([\w ()]+)'s MUE\b")


def by_another_way(
    text: str, keys: Collection[str], computed: Sequence[Calculation], library: Library
) -> str | None:
    """The way of counting that a text names where its supports count by others; or None.

    Args:
        text: The statement.
        keys: The keys of the passages that it rests on.
        computed: The calculations that it rests on.
        library: The knowledge base.
    """
    made = {c.result["method"] for c in computed if c.tool == "units"}
    mine: list[Method] = []
    others: list[Method] = []
    for way in library.methods.values():
        named = any(not {*held}.isdisjoint(keys) for held in way.supports.values())
        (mine if named or way.id in made else others).append(way)
    labels = (label for way in others if mine for label in way.labels)
    return next((label for label in labels if label in text.lower()), None)


def misattributed(text: str, computed: Sequence[Calculation], ground: Ground) -> str | None:
    """The payer that a count is told of, and that counts otherwise or wasn't asked about; or None.

    Two payers may count alike, so that the count of one is the other's; but it was asked, and
    made, for one of them: for the one that was named last, for Medicare where none was. A plan of
    a state is the one that the calculations' steps name.

    Args:
        text: The statement.
        computed: The calculations that it rests on.
        ground: The library, and the asker's words.
    """
    steps = " ".join(step.says for c in computed for step in c.steps)
    for plan in _called(ground.library)[2].findall(text) if computed else ():
        if plan not in steps:
            return str(plan)
    limit = _LIMIT.search(text)
    whose = set(_named(limit[1], ground.library)) if limit else set()
    if limit and whose and "medicare" not in whose:
        return limit[1]
    aheads: list[str] = _AHEAD.findall(text)
    units = [c for c in computed if c.tool == "units"]
    methods = {c.result["method"] for c in units}
    if not aheads or len(methods) != 1:
        return None
    codes = {code for c in units for code in c.inputs["minutes"]}
    ids = {p.id for p in ground.library.counting_by(methods, codes)}
    named = (p for said in reversed(ground.said) for p in reversed([*_named(said, ground.library)]))
    asked = next((p for p in named if p in ids), "medicare" if "medicare" in ids else None)
    for ahead in aheads:
        told = set(_named(ahead, ground.library))
        if told and (not told & ids or (asked and asked not in told)):
            return ahead
    return None


def _named(text: str, library: Library) -> Iterator[str]:
    """The ids of the payers that a text names; a longer name is read before one within it.

    A word left over that begins a payer's name names it, too: "United" is UnitedHealthcare; and
    so does one that is a slip away from a name: "medicaer".
    """
    ids, pattern, _ = _called(library)
    text = text.lower()
    yield from (ids[match.group()] for match in pattern.finditer(text))
    for word in re.findall(rf"[a-z]{{{_LEAST},}}", pattern.sub(" ", text)):
        yield from (p.id for p in library.payers.values() if p.name.lower().startswith(word))
        if word not in library.near_words:
            slips = (i for name, i in ids.items() if OSA.distance(word, name, score_cutoff=1) < 2)
            yield from slips


_Called = tuple[Mapping[str, str], re.Pattern[str], re.Pattern[str]]
_CALLED: dict[str, _Called] = {}


def _called(library: Library) -> _Called:
    """Whose each payer's name is, a pattern of them all, the longest first, and one of state plans.

    A plan of a state is called as one that is held, by another state: "BCBS Ohio".
    """
    if library.version not in _CALLED:
        ids = {name: p.id for p in library.payers.values() for name in _names(p)}
        names = sorted(ids, key=lambda name: (-len(name), name))
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
        parted = (p.name.rpartition(" ") for p in library.payers.values())
        firsts = {
            re.escape(first)
            for first, _, last in parted
            if first and last.lower() in library.states
        }
        plans = re.compile(rf"\b(?:{'|'.join(sorted(firsts)) or '(?!)'})(?: [A-Z][a-z]+)+")
        _CALLED[library.version] = ids, pattern, plans
    return _CALLED[library.version]


def _names(payer: Payer) -> Iterator[str]:
    """What a payer is called, in small letters."""
    yield payer.name.lower()
    yield from (name.lower() for name in payer.names)
