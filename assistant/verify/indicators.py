"""Indicators of pair edits: each told of the codes of one edit, not of those of several."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verify.belonging import overlaps
from assistant.verify.parts import Clause, Item
from assistant.verify.support import Support
from assistant.verify.values import states

_Sentence = tuple[int, int]
"""The numbers of a support and of a sentence of it."""


def mixed(clauses: Sequence[Clause], supports: Sequence[Support]) -> Item | None:
    """An indicator told of codes that no sentence of a support has with it, all of them.

    Args:
        clauses: The statement's clauses.
        supports: What it rests on.
    """
    parts: dict[tuple[int, int], list[Clause]] = {}
    for clause in clauses:
        parts.setdefault((clause.sentence, clause.part), []).append(clause)
    for part in parts.values():
        told = [i for c in part for i in c.items if i.kind == "indicator"]
        if len({i.value for i in told}) != 1:
            continue
        codes = [i for c in part for i in c.items if i.kind == "code" and not c.denies(i)]
        held = _sentences(told[0], supports)
        for code in codes:
            held &= _sentences(code, supports)
        if len(codes) > 1 and not held:
            return told[0]
    return None


def _sentences(item: Item, supports: Sequence[Support]) -> set[_Sentence]:
    """The sentences that have a value."""
    same = overlaps if item.kind == "code" else states
    return {
        (number, support.clauses[at].sentence)
        for number, support in enumerate(supports)
        for at, held in support.items.get(item.kind, ()) if same(held, item)
    }  # fmt: skip
