"""Clauses that speak of none but other values than a statement's, and so say nothing of it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verify.belonging import overlaps
from assistant.verify.lexicon import Lexicon
from assistant.verify.parts import Clause, Turn
from assistant.verify.values import states


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
