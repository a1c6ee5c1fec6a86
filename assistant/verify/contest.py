"""Words of one class, values of one kind: the one that stands in a context, not another."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.verify.lexicon import Lexicon
from assistant.verify.parts import ASIDE, OWNING, Clause, Item, token
from assistant.verify.support import Support
from assistant.verify.values import covers

_LEAST = 1
_OPEN = frozenset(("may", "not", "some", "sometimes", "perhaps", "often", "choice", "only"))
"""Operators under which one of several may be told by itself."""
_BOUND = frozenset(("must", "need", "should"))


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
        if any(word == part for part, _ in clause.denied):  # what doesn't count is excluded
            against -= lexicon.opposites.get(word, frozenset())
        decides = word in lexicon.decisive and not clause.turns
        against -= counted
        if not against and not decides:
            continue
        context = told - {word}
        own, other = 0, _LEAST - 1
        for support in supports:
            if not (word in support.words or against & support.words.keys()):
                continue
            for held in support.clauses:
                rival = against & held.words.keys()
                if decides and not rival and word not in held.words:
                    rival = lexicon.deciding.intersection(p for p, _ in held.denied) - told
                has = word in held.words or any(i.kind == word for i in held.items)
                mine = theirs = frozenset(held.order)
                if rival and word in held.words:
                    mine, theirs = _parted(held, word, rival, context, lexicon)
                if has:
                    own = max(own, 1 + len(context & mine))
                if rival:
                    other = max(other, len(context & theirs))
        kept = _kept_by(word, clause, supports, lexicon)
        if kept or other >= max(own, _LEAST):
            return word
    return None


def _kept_by(word: str, clause: Clause, supports: Sequence[Support], lexicon: Lexicon) -> bool:
    """Whether something of which a clause tells a word is told with its opposite alone, or denied.

    Who acts is left out, for it acts in many ways.
    """
    against = lexicon.opposites.get(word, frozenset()) - clause.words.keys()
    denied = {part for part, _ in clause.denied}
    if word in denied:
        return False
    for other in clause.words.keys() - {word} - lexicon.loose - lexicon.parties - denied:
        opposed = affirmed = False
        for support in supports:
            for number, place in support.words.get(other, ()):
                held = support.clauses[number]
                against_it = bool(against & held.words.keys()) and word not in held.words
                opposed = opposed or against_it
                affirmed = affirmed or not (against_it or (other, place) in held.denied)
        if opposed and not affirmed:
            return True
    return False


def _parted(
    held: Clause, word: str, rival: Collection[str], context: frozenset[str], lexicon: Lexicon
) -> tuple[frozenset[str], frozenset[str]]:
    """What of a clause that has a word and its rival goes with the one, and with the other.

    All goes with the word where it stands in an aside, or in a list with its rival, or beside
    those of the values told that not both have.
    """
    mine, theirs = _near(held, {word}), _near(held, rival)
    subject = frozenset(held.order[: held.verb + 1])
    whose = {p for p in subject if p[:4] in ("who:", "date", "year", "mont")}
    values = {p for p in context & (mine ^ theirs) - whose if ":" in p}
    bare = mine <= {word} | lexicon.weak or theirs <= lexicon.weak.union(rival)
    if (bare and _aside(held, word, rival)) or (values and values <= mine):
        return frozenset(held.order), frozenset()
    return mine | subject, theirs | subject


def _aside(clause: Clause, word: str, others: Collection[str]) -> bool:
    """Whether a word stands in an aside, or in one list with others."""
    places = [place for part in (word, *others) for place in clause.words[part]]
    listed = clause.joined.issuperset(range(min(places) + 1, max(places) + 1))
    return listed or clause.joined.isdisjoint(clause.words[word])


def _near(clause: Clause, words: Collection[str]) -> frozenset[str]:
    """The words and the values of the segments in which some words stand."""
    places = {place for word in words for place in clause.words[word]}
    near = {token(i.kind, i.value) for i in clause.items if i.segment in places}
    return frozenset(near).union(w for w, s in clause.words.items() if places.intersection(s))


def mislisted(clause: Clause, supports: Sequence[Support], lexicon: Lexicon) -> str | None:
    """What a clause joins otherwise than its supports do; None where nothing.

    `A or B` isn't `A and B` where both are needed, or make one thing or a condition together. What
    does one thing or another (`adopts or ignores it`) isn't told to do the one.

    Args:
        clause: A statement's clause.
        supports: Its supports.
        lexicon: The words that are known.
    """
    held = [
        (join, members - {p for p, _ in c.denied}, c)
        for s in supports for c in s.plainly if not c.asks for join, members in c.lists
    ]  # fmt: skip
    kinds = {t.kind for t in clause.turns}
    whole = {p for t in clause.turns if t.kind in ("same", "together") for p in t.scope}
    denied = {p for p, _ in clause.denied}
    for join, members in ((j, m - denied) for j, m in clause.lists):
        joins = {j for j, m, _ in held if len(m & members) > 1}
        as_one = clause.opens == "if" or members & whole or any(p[-2:] == ":1" for p in members)
        if joins and join not in joins and (kinds & _BOUND or (join == "or" and as_one)):
            return join
    told = frozenset(clause.order)
    does = lexicon.decisive - {*lexicon.kinds.values()}
    for join, members, of in held:
        theirs, left = {t.kind for t in of.turns}, members - told
        if join != "or" or of.opens == "if" or left in (members, frozenset()):
            continue
        known = any(left.isdisjoint(o) and members & told <= o for s in supports for o in s.orders)
        binds = members & does or (kinds & _BOUND and theirs & _BOUND)
        if binds and not known and _OPEN.isdisjoint(kinds | theirs):
            return min(left).strip("~")
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
                near = ((o.value, item.value) for o in owners)
                if not owners or any(covers(a, b) or covers(b, a) for a, b in near):
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
        if (item.kind == "ref" or word not in lexicon.loose)
        and any(item.segment <= p < end for p in places)
    )  # fmt: skip
