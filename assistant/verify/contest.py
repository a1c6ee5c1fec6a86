"""Words of one class, values of one kind: the one that stands in a context, not another."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verify.lexicon import Lexicon
from assistant.verify.owning import OWNING
from assistant.verify.parts import ASIDE, Clause, Item
from assistant.verify.supports import Support
from assistant.verify.values import covers

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
    counted = frozenset(i.kind for i in clause.items)
    for word in clause.words:
        against = frozenset(lexicon.rivals.get(word, ())) - told
        if not against or against & counted:
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


def outplaced(clause: Clause, supports: Sequence[Support], lexicon: Lexicon) -> Item | None:
    """A value told in the place of another of its kind; None where none is.

    The clauses of a support that have most of the context tell whose it is: a code that they
    name, or else the one that their part of the sentence names before them, or after them.

    Args:
        clause: A statement's clause.
        supports: Its supports.
        lexicon: The words that are known.
    """
    for item in clause.items:
        if item.kind not in OWNING or item.role in ASIDE or item.group < 0:
            continue
        context = _context(item, clause, lexicon)
        if clause.denies(item) or len(context) <= _LEAST:
            continue
        own = other = 0
        for support in supports:
            for words, owners in support.owners[item.kind]:
                shared = len(context & words)
                if not owners or any(_covers(o, item) for o in owners):
                    own = max(own, shared + 1)
                else:
                    other = max(other, shared)
        if other > _LEAST and other >= own:
            return item
    return None


def _context(item: Item, clause: Clause, lexicon: Lexicon) -> frozenset[str]:
    """The words of a value's segment, and of those behind it that have none of its kind."""
    behind = (i.segment for i in clause.items if i.kind == item.kind and i.segment > item.segment)
    end = min(behind, default=10**6)
    return frozenset(
        word for word, places in clause.words.items()
        if word not in lexicon.loose and any(item.segment <= p < end for p in places)
    )  # fmt: skip


def _covers(held: Item, told: Item) -> bool:
    """Whether one of two values is, or takes in, the other."""
    return covers(held.value, told.value) or covers(told.value, held.value)
