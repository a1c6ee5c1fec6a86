"""The yes or no ahead of a sentence: it doesn't stand against what the sentence says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Calculation
from assistant.particle import asks_if_wrong
from assistant.verify.clauses import clauses_of
from assistant.verify.ground import Ground
from assistant.verify.parts import Clause

_AHEAD = re.compile(r"^(Yes|No)[:,.] ")
_SEVERAL = 2
_BY_DAY = re.compile(r"(?:Yes|No): by [^:;]{5,80}: ")
"""How a count opens that is told for each day behind a yes or no."""
_EDITS = ((True, {"never_together", "modifier_allowed"}), (False, {"no_edit"}))
"""What a verdict says of whether a pair has an edit."""
_TAG = re.compile(r",? \w+n't (?:it|that|this|they|he|she|we|you|I)(?=\?)")
"""What asks behind a sentence whether it holds, and denies nothing: "isn't it?"."""


def contradicted(text: str, ground: Ground, computed: Sequence[Calculation]) -> str | None:
    """The yes or no that opens a text, where the text says the contrary; None where it agrees.

    A yes goes with a sentence that affirms what is asked, a no with one that doesn't; the other
    way round where it is asked if something is wrong. Whether there is an edit, its verdict tells;
    whether so many minutes are needed, the least that are. Where the question itself denies, or
    puts a choice, either may be meant.

    Args:
        text: The statement.
        ground: The library, and the asker's words.
        computed: The calculations that it rests on.
    """
    match = _AHEAD.match(text)
    if match is None:
        return None
    said = ground.said[-1] if ground.said else ""
    told = clauses_of(text[match.end() :], ground.lexicon)
    asked = clauses_of(_TAG.sub("", said), ground.lexicon)
    asked = tuple(c for c in asked if c.asks) or asked
    first = next((c for c in told if c.words or c.turns), told[0] if told else None)
    if first is None:
        return None
    counts, wanted = set(_units(told)[:1]), _wanted(ground)
    denied, either = _denies(first), any(_denies(c) for c in asked)
    sure = None if either else _edited(asked, computed, ground)
    if sure is None and not either:
        sure = _enough(told, asked)
    if sure is not None:
        return None if sure == (match[1] == "Yes") else match[1]
    if _BY_DAY.match(text) and len(wanted) < _SEVERAL:
        counts = _of_days(told, wanted)
        if not wanted:
            return match[1]
    if (match[1] == "Yes") != asks_if_wrong(said, ground.library.words.faults):
        wrong = (denied and not either) or bool(wanted and not counts <= wanted)
    else:
        agreed = _repeats(first, asked, ground) or bool(counts and counts == wanted)
        wrong = agreed and not denied
    return match[1] if wrong else None


def _edited(
    asked: Sequence[Clause], computed: Sequence[Calculation], ground: Ground
) -> bool | None:
    """Whether there is the edit that is asked for and nothing else is, by the pairs' verdicts."""
    if len(asked) != 1 or "~edit" not in asked[0].words or asked[0].verb == len(asked[0].order):
        return None
    if asked[0].words.keys() - ground.lexicon.free - {"~edit", *ground.lexicon.kinds.values()}:
        return None
    verdicts = {c.result["verdict"] for c in computed if c.tool == "pair"}
    return next((known for known, of in _EDITS if verdicts and verdicts <= of), None)


def _enough(told: Sequence[Clause], asked: Sequence[Clause]) -> bool | None:
    """Whether the least minutes that are told are those asked about, for the units asked about."""
    mine, theirs = (
        {i.value for c in clauses for i in c.items if i.kind == "minute" and i.role == "ge"}
        for clauses in (told, asked)
    )
    theirs = theirs or {i.value for c in asked if _must(c) for i in c.items if i.kind == "minute"}
    units, wanted = set(_units(told)), set(_units(asked))
    other = bool(units and wanted) and units.isdisjoint(wanted)
    return mine == theirs and not other if mine and theirs else None


def _must(clause: Clause) -> bool:
    """Whether a clause asks what is needed: "must I do 30?", "is 15 the minimum?"."""
    return "fewest" in clause.words or any(t.kind in ("must", "need") for t in clause.turns)


def _denies(clause: Clause) -> bool:
    """Whether a clause denies something, calls it wrong or unneeded, or counts none of it."""
    none = any(i.kind == "unit" and i.value == (0,) for i in clause.items)
    nots = (t for t in clause.turns if t.kind == "not")
    return none or "~wrong" in clause.words or any(
        not t.inner or t.place >= clause.verb for t in nots
    )  # fmt: skip


def _units(clauses: Sequence[Clause]) -> list[tuple[str | int, ...]]:
    """The counts of units of some clauses."""
    return [i.value for c in clauses for i in c.items if i.kind == "unit"]


def _of_days(
    told: Sequence[Clause], wanted: set[tuple[str | int, ...]]
) -> set[tuple[str | int, ...]]:
    """The counts of units told for each day, which a semicolon parts; their sum if asked for."""
    counts = {(c.sentence, c.part): _units([c])[0] for c in reversed(told) if _units([c])}
    whole = sum(int(n) for n, *_ in counts.values())
    return wanted if wanted == {(whole,)} else set(counts.values())


def _wanted(ground: Ground) -> set[tuple[str | int, ...]]:
    """The units in the last of the asker's turns that has any, or its only bare number."""
    for said in reversed(ground.said):
        told = clauses_of(_TAG.sub("", said), ground.lexicon)
        found = _units([c for c in told if not _denies(c)])
        bare = [i.value for c in told for i in c.items if i.kind == "number"]
        if found or bare:
            return set(found or (bare if len(bare) < 2 else ()))
    return set()


def _repeats(clause: Clause, asked: Sequence[Clause], ground: Ground) -> bool:
    """Whether a clause repeats what is asked, by the codes and the words that decide."""
    words = ground.lexicon.decisive.intersection(clause.words)
    codes = {p for p in clause.order if p.startswith("code:")}
    return bool(words) and words | codes <= {p for c in asked for p in c.order}
