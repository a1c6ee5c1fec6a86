"""Words of one class: the one that stands in a context, not another from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verify.lexicon import Lexicon
from assistant.verify.parts import Clause
from assistant.verify.supports import Support

_LEAST = 1


def usurping(clause: Clause, supports: Sequence[Support], lexicon: Lexicon) -> str | None:
    """A word that stands where the supports have another of its class; None where none does.

    A clause of the supports with more of the same context than any that has the word itself says
    what belongs there: `hours` stand somewhere, but beside `treatment` and `count` stand minutes.

    Args:
        clause: A statement's clause.
        supports: Its supports.
        lexicon: The words that are known.
    """
    told = frozenset(clause.order)
    present = told.union(i.kind for i in clause.items)
    for word in clause.words:
        against = lexicon.rivals.get(word)
        if not against or against & present:
            continue
        context = told - {word}
        own, other = 0, _LEAST - 1
        for support in supports:
            if not (word in support.words or against & support.words.keys()):
                continue
            for held in support.clauses:
                if word in held.words:
                    own = max(own, 1 + len(context.intersection(held.order)))
                elif against & held.words.keys():
                    other = max(other, len(context.intersection(held.order)))
        if other >= max(own, _LEAST):
            return word
    return None
