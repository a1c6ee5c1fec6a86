"""Indicators, columns and dates of edits: each told of the codes of one edit, not of several."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verify.belonging import TIMES, overlaps
from assistant.verify.parts import Clause, Item
from assistant.verify.support import Support
from assistant.verify.values import states


def mixed(clauses: Sequence[Clause], supports: Sequence[Support]) -> Item | None:
    """An indicator told of codes that no sentence has with it, or a column or date of one of them.

    A date that some sentence tells of no code may be told of any.

    Args:
        clauses: The statement's clauses.
        supports: What it rests on.
    """
    parts: dict[tuple[int, int], list[Clause]] = {}
    for clause in clauses:
        parts.setdefault((clause.sentence, clause.part), []).append(clause)
    groups = [(kind, part) for part in parts.values() for kind in ("indicator", "column")]
    groups += [(kind, [clause]) for clause in clauses for kind in TIMES]
    for kind, group in groups:
        told = [i for c in group for i in c.items if i.kind == kind]
        codes = [i for c in group for i in c.items if i.kind == "code" and not c.denies(i)]
        if len({i.value for i in told}) != 1 or len(codes) < 2:
            continue
        held = _sentences(kind, supports, told[0])
        with_it = [held & _sentences("code", supports, code) for code in codes]
        naming = kind not in TIMES or (held and held <= _sentences("code", supports))
        if naming and not (held.intersection(*with_it) if kind == "indicator" else all(with_it)):
            return told[0]
    return None


def _sentences(
    kind: str, supports: Sequence[Support], item: Item | None = None
) -> set[tuple[int, int]]:
    """The sentences, by support, that have a value of a kind, or that value."""
    same = overlaps if kind == "code" else states
    return {
        (number, support.clauses[at].sentence)
        for number, support in enumerate(supports)
        for at, held in support.items.get(kind, ()) if item is None or same(held, item)
    }  # fmt: skip
