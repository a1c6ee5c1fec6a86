"""Words of one class, values of one kind: the one that stands in a context, not another."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.verify.lexicon import Lexicon
from assistant.verify.owning import OWNING
from assistant.verify.parts import ASIDE, Clause, Item, token
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
                rival = against & held.words.keys()
                mine = theirs = frozenset(held.order)
                if rival and word in held.words:
                    mine, theirs = _near(held, {word}), _near(held, rival)
                    if mine <= {word} | lexicon.weak or theirs <= rival | lexicon.weak:
                        mine, theirs = frozenset(held.order), frozenset()
                if word in held.words:
                    own = max(own, 1 + len(context & mine))
                if rival:
                    other = max(other, len(context & theirs))
        kept = word in lexicon.decisive and _kept_by(against, word, clause, supports, lexicon)
        if kept or other >= max(own, _LEAST):
            return word
    return None


def _kept_by(
    against: frozenset[str],
    word: str,
    clause: Clause,
    supports: Sequence[Support],
    lexicon: Lexicon,
) -> bool:
    """Whether something of which a clause tells a word is told everywhere with its rival alone."""
    for other in clause.words.keys() - {word} - lexicon.loose - lexicon.parties:
        told = [s.clauses[n].words.keys() for s in supports for n, _ in s.words.get(other, ())]
        if told and all(against & words and word not in words for words in told):
            return True
    return False


def _near(clause: Clause, words: Collection[str]) -> frozenset[str]:
    """The words and the values of the segments in which some words stand."""
    places = {place for word in words for place in clause.words[word]}
    near = {token(i.kind, i.value) for i in clause.items if i.segment in places}
    return frozenset(near).union(w for w, s in clause.words.items() if places.intersection(s))


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
