"""Which words of a clause a value belongs to, and whether a support gives them to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from assistant.verify.lexicon import Lexicon
from assistant.verify.parts import Clause, Item
from assistant.verify.support import Support
from assistant.verify.values import states

TIMES = ("date", "year", "month")


_NAMED = frozenset(("code", "modifier", "who", "date", "year", "month"))


def shown(item: Item) -> str:
    """A value as it is named in a fault."""
    return f"{item.role} {'-'.join(str(v) for v in item.value)}".strip()


def content(clause: Clause, segment: int, lexicon: Lexicon) -> list[str]:
    """The words of content of a segment."""
    return [w for w, found in clause.words.items() if segment in found and w not in lexicon.loose]


def words_of(item: Item, clause: Clause, lexicon: Lexicon) -> Iterator[str]:
    """The words of a value's segment; a number without any takes those of the nearest before."""
    for segment in range(item.segment, -1, -1):
        found = content(clause, segment, lexicon)
        if found or item.kind in _NAMED:
            yield from found
            return


def word_fits(
    item: Item,
    word: str,
    denied: bool,
    supports: Sequence[Support],
    lexicon: Lexicon,
    named: Collection[tuple[str | int, ...]] = (),
) -> bool:
    """Whether no support gives a word to other values of the kind alone.

    What a support says without naming anybody is its source's; so it is where it names nobody but
    those that the statement names as well (`KMC University reports that CMS pays`).
    """
    if item.kind in TIMES and dated(item, item, supports):
        return True
    seen = False
    for support in supports:
        for number, segment in support.words.get(word, ()):
            clause = support.clauses[number]
            if word in lexicon.decisive and ((word, segment) in clause.denied) != denied:
                continue
            seen = True
            if item.kind == "column" and word in clause.beside:
                continue
            same = [i for i in clause.items if i.kind == item.kind]
            if not same and word in lexicon.decisive and _elsewhere(item, clause, support):
                continue
            if item.kind == "who" and _of_source(item, same, support, named):
                return True
            field = item.kind == "ref" and "form" in support.told
            if not same and (field or item.kind == "who"):
                continue
            if not same or any(overlaps(i, item) for i in _owners(segment, same)):
                return True
            mine = [i for i in same if overlaps(i, item)]
            if any(word in words_of(i, clause, lexicon) for i in mine):
                return True
            if item.role == "beside" and _beside(item, clause, support):
                return True
            if any(_shared(word, segment, i, same, clause, lexicon) for i in mine):
                return True
    if item.kind != "money":
        return not seen
    return not seen or any(
        word in clause.lent and any(overlaps(i, item) for i in clause.items if i.kind == item.kind)
        for support in supports
        for clause in support.clauses
    )


def _of_source(
    who: Item, same: Sequence[Item], support: Support, named: Collection[tuple[str | int, ...]]
) -> bool:
    """Whether what a clause says that names nobody else may be told of somebody."""
    own = any(overlaps(h, who) for h in support.about.get("who", ()))
    if same:
        return own and len(named) > 1
    return own or any(overlaps(h, who) for h in support.told.get("who", ()))


def _elsewhere(item: Item, clause: Clause, support: Support) -> bool:
    """Whether a code or modifier is told of in other parts of a clause's sentence alone."""
    told = support.items.get(item.kind, ()) if item.kind in ("code", "modifier") else ()
    having = [support.clauses[n] for n, i in told if overlaps(i, item)]
    near = (c.sentence == clause.sentence and c.part != clause.part for c in having)
    return bool(having) and all(near)


def _beside(item: Item, clause: Clause, support: Support) -> bool:
    """Whether the sentence of a clause speaks of what happens beside a code."""
    return any(
        i.role == "beside" and overlaps(i, item)
        for n, i in support.items.get(item.kind, ())
        if support.clauses[n].sentence == clause.sentence
    )


def _shared(
    word: str, segment: int, item: Item, same: Sequence[Item], clause: Clause, lexicon: Lexicon
) -> bool:
    """Whether a word before the values of a segment holds for a value of the next as well.

    So it does over `and` (`physical therapy has 97161 and the re-evaluation 97164`), and a
    subject for every segment without words of its own; what is said of a subject holds for all
    that `and` joins in it (`manipulation 98925 and adjustment 98940 exclude each other`). A field
    with words of its own holds only those: `the units stand in 24G and the charge in 24F`.
    """
    place = clause.order.index(word)
    if place < clause.verb <= item.place and not content(clause, item.segment, lexicon):
        return True
    if item.kind == "ref" and content(clause, item.segment, lexicon):
        return False
    between = any(clause.verb <= i.place < place for i in same)
    if item.kind == "code" and item.place < clause.verb <= place and not between:
        return clause.joined.issuperset(range(item.segment + 1, segment + 1))
    first = min((i.place for i in same if i.segment == segment), default=-1)
    return item.segment == segment + 1 and item.segment in clause.joined and place < first


def _owners(segment: int, same: Sequence[Item]) -> list[Item]:
    """The values that a word belongs to: those of its segment, else the nearest before it."""
    near = [i for i in same if i.segment == segment]
    if near:
        return near
    before = [i for i in same if i.segment < segment]
    if not before:
        return [i for i in same if i.segment > segment]
    best = before[-1]
    return [i for i in same if i is best or (i.group and i.group == best.group)]


def overlaps(held: Item, told: Item) -> bool:
    """Whether a value of a support is one of those told, its part left aside."""
    if states(held, told._replace(role=held.role)):
        return True
    return (
        len(told.value) == 2 and told.kind == "code" and states(told, held._replace(role=told.role))
    )


def dated(one: Item, other: Item, supports: Sequence[Support]) -> bool:
    """Whether a date is that of a source, and not of what it says."""
    return any(
        states(held, item)
        for item in (one, other) if item.kind in TIMES
        for support in supports
        for kind in TIMES
        for held in support.about.get(kind, ())
    )  # fmt: skip
