"""Which values of a kind words belong to, who acts in a clause, and clauses that are of others."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.verify.belonging import overlaps
from assistant.verify.lexicon import Lexicon
from assistant.verify.parts import ASIDE, Clause, Item, Turn
from assistant.verify.values import states

SPOKEN_OF = ("code", "modifier", "indicator")
OWNING = (*SPOKEN_OF, "ref")
"""Kinds of values that what is said belongs to."""

Owned = tuple[frozenset[str], tuple[Item, ...]]
"""Words, with the values that they may belong to; those of a pronoun are among them."""


def owned(clauses: Sequence[Clause], kind: str) -> list[Owned]:
    """The words of a text by the values of a kind that they may belong to.

    They are those that their clause names, else all that its sentence names before it, else those
    of the clause behind it.

    Args:
        clauses: The text's clauses.
        kind: The kind of values.
    """
    words: dict[tuple[Item, ...], frozenset[str]] = {}
    before: list[Item] = []
    for at, clause in enumerate(clauses):
        if at and clause.sentence != clauses[at - 1].sentence:
            before = []
        mine = [i for i in clause.items if i.kind == kind]
        before += mine
        behind = clauses[at + 1 : at + 2] if not before else ()
        after = (i for c in behind if c.part == clause.part for i in c.items)
        named = [i for i in mine if i.group >= 0 and i.role not in ASIDE]
        key = tuple(named or before or (i for i in after if i.kind == kind))
        words[key] = words.get(key, frozenset()).union(clause.words, clause.lent)
    return [(told, key) for key, told in words.items()]


def sides(clause: Clause, parties: Collection[str]) -> dict[str, int]:
    """On which side of the verb each of those spoken of stands; -1 for both.

    Args:
        clause: The clause.
        parties: Words for who acts, pays or treats.
    """
    found: dict[str, int] = {}
    for place, part in enumerate(clause.order):
        if part[:4] == "who:" or part in parties:
            side = int(place >= clause.verb)
            found[part] = side if found.get(part, side) == side else -1
    return found


def rivals(clause: Clause, held: Clause) -> bool:
    """Whether a clause speaks of none but other values of a kind that a statement's clause has."""
    for kind in {h.kind for h in held.items}:
        mine = [i for i in clause.items if i.kind == kind]
        theirs = [h for h in held.items if h.kind == kind]
        if mine and not any(
            states(h, i) or states(i, h)
            or (kind in NAMED and (overlaps(h, i) or overlaps(i, h)))
            for h in theirs for i in mine
        ):  # fmt: skip
            return True
    return False


def of_another(held: Clause, clause: Clause, nearest: Clause) -> bool:
    """Whether what a support says of somebody by name is told of payers, or of another."""
    told, theirs = ({p for p in c.order if p == "payer" or p[:4] == "who:"} for c in (clause, held))
    parted = bool(told and theirs) and told.isdisjoint(theirs)
    return parted and (held is not nearest or told == {"payer"})


def apart(told: Sequence[str], held: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether one is told together with what its opposite alone is: `OT`, for `PT and SLP`."""
    return any(not lexicon.opposites.get(p, set()).isdisjoint(held) for p in {*told} - {*held})


def of_kind(turn: Turn, clause: Clause) -> bool:
    """Whether a clause affirms a value of a kind that a support denies: `no modifier helps`."""
    if all(i.kind != turn.head or i.group < 0 for i in clause.items) or turn.head in NAMED[2:]:
        return False
    nots = [t for t in clause.turns if t.kind == "not"]
    return not any(p.startswith(f"{turn.head}:") or p == turn.head for t in nots for p in t.scope)


NAMED = ("code", "modifier", "date", "year", "month")
