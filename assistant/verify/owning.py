"""Which values of a kind the words of a text belong to; who acts in a clause."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.verify.parts import ASIDE, Clause, Item

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
