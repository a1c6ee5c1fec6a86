"""Checking the techniques: each rule has what it needs, and every name in it is held."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from knowledge.contents import Library
from knowledge.reading import KnowledgeError, each_held
from knowledge.records import Technique

_FILE = "techniques.yaml"
# The keys of `codes` that each rule reads, where they don't depend on the technique.
_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "settled": ("always",),
    "leaning": ("always", "restriction"),
    "disputed": ("always",),
    "by_goal": (),
    "none_held": (),
}


def check_techniques(library: Library) -> None:
    """Refuse a technique that lacks what its rule needs, or that names what isn't held.

    Args:
        library: The knowledge base.

    Raises:
        KnowledgeError: The first fault found, with the file, the key and the mend.
    """
    for technique in library.techniques.values():
        where = f"{technique.id}: conflict"
        if technique.conflict and technique.conflict not in library.conflicts:
            raise KnowledgeError(_FILE, where, f"{technique.conflict} is no conflict", "Name one.")
        options = [o for found in technique.codes.values() for o in found]
        named = [option.code for option in (*options, *technique.asked, *technique.excluded)]
        each_held(named, library.codes, _FILE, technique.id, "is no code")
        each_held(technique.sides, library.sides, _FILE, f"{technique.id}: sides", "is no side")
        parts = (*technique.includes, *technique.takes_in)
        each_held(parts, library.techniques, _FILE, technique.id, "is no technique")
        where = f"{technique.id}: otherwise"
        stated = {f"{a.id}={value}" for a in library.asks.values() for value in a.values}
        each_held(technique.otherwise, stated, _FILE, where, "is no fact=value of asks.yaml")
        each_held(technique.otherwise.values(), library.techniques, _FILE, where, "is no technique")
        if technique.rule in _OPTIONS:
            _keys(technique, technique.codes, _OPTIONS[technique.rule])
        elif technique.rule == "by_fact":
            _by_fact(technique, library)
        else:
            _counts(technique, library)


def _keys(technique: Technique, found: Collection[str], needed: Collection[str]) -> None:
    """The options of a technique are those that its rule reads."""
    for key in needed:
        if key not in found:
            raise KnowledgeError(
                _FILE,
                f"{technique.id}: codes: {key}",
                f"is missing, which the rule {technique.rule} reads",
                f"Write `codes: {{{key}: [...]}}`.",
            )
    for key in found:
        if key not in needed:
            raise KnowledgeError(
                _FILE,
                f"{technique.id}: codes: {key}",
                f"is read by no rule {technique.rule}",
                "Mend the name, or leave it out.",
            )


def _by_fact(technique: Technique, library: Library) -> None:
    """The fact can be asked for, and every value that selects something is one of its values."""
    fact = technique.fact or ""
    among = (technique.among,) if technique.among else ()
    each_held(
        (fact, *among), library.asks, _FILE, f"{technique.id}: fact", "is no fact of asks.yaml"
    )
    values = {*library.payers, "other"} if fact == "payer" else set(library.asks[fact].values)
    default = (technique.default,) if technique.default else ()
    selected = (*technique.codes, *technique.then, *technique.sides.values(), *default)
    each_held(selected, values, _FILE, f"{technique.id}: codes", f"is no value of {fact}")
    where = f"{technique.id}: then"
    each_held(technique.then.values(), library.techniques, _FILE, where, "is no technique")


def _counts(technique: Technique, library: Library) -> None:
    """The counts follow each other from 1 without a gap, each with its codes."""
    shared = library.claim_rules.extraspinal
    _keys(technique, [key for key in technique.codes if key != shared], technique.counts)
    last = 0
    for key, (low, high) in technique.counts.items():
        if low != last + 1 or high < low:
            raise KnowledgeError(
                _FILE,
                f"{technique.id}: counts: {key}",
                f"goes from {low} to {high}, after {last}",
                f"Begin at {last + 1}.",
            )
        last = high
    if not last:
        raise KnowledgeError(
            _FILE, f"{technique.id}: counts", "is missing", "Write `counts: {<key>: [1, 2]}`."
        )
