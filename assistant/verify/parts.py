"""What a clause is made of: values in their places, words that turn a rule, the parts of a line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

AROUND = frozenset((
    "together", "both", "same", "different", "every", "rest", "always", "often", "sometimes",
    "perhaps", "disputed",
))  # fmt: skip
"""Operators that may stand before or behind what they govern."""


ASIDE = frozenset(("over", "on", "beside", "by", "from", "than"))
"""Parts of a code that a sentence isn't about."""


class Item(NamedTuple):
    """A value in its place.

    Attributes:
        kind: What it is: a code, minutes, a date.
        value: The value; two for a range.
        role: Its part: a bound, a beginning, `on` a line.
        segment: Which part of the clause it stands in, between commas and `and`.
        place: Its place in the clause's order.
        group: The list that it belongs to; values of one list share the number.
    """

    kind: str
    value: tuple[str | int, ...]
    role: str
    segment: int
    place: int
    group: int


class Turn(NamedTuple):
    """A word that turns or bounds a rule.

    Attributes:
        kind: Its class.
        scope: What it governs.
        head: The nearest of that.
        place: Its place in the clause's order.
        inner: Whether it is part of a word, such as `untimed`.
    """

    kind: str
    scope: frozenset[str]
    head: str
    place: int
    inner: bool


Part = str | frozenset[str]
"""A word, value or operator of a line; a set for a list of codes, which has no order."""


class Clause(NamedTuple):
    """One clause.

    Attributes:
        items: Its values, in order; those that a pronoun stands for are among them.
        turns: Its operators, in order.
        words: Its words of content, each with the segments that it stands in.
        names: Those of its words that name somebody.
        denied: The words, values and operators that a negation denies, with their segments.
        joined: Segments that `and` or `or` alone joins to the one before.
        order: Its words, values and operators in order.
        line: The same and its prepositions, without what pronouns stand for; each list is a set.
        lent: Those parts of the order that a pronoun stands for.
        verb: The place of its first verb.
        sentence: The sentence that it belongs to.
        part: The part of that sentence, between semicolons.
        asks: Whether that sentence is a question.
        opens: What it is to its sentence by what opens it: `if`, `because`, `although` or `so`.
        tenses: `past`, `present` and `future`, by its verbs.
        whose: Whether a pronoun only tells whose its subject is: `its pages are undated`.
        lists: Its lists: `and` or `or`, and what that joins.
    """

    items: tuple[Item, ...]
    turns: tuple[Turn, ...]
    words: dict[str, tuple[int, ...]]
    names: frozenset[str]
    denied: frozenset[tuple[str, int]]
    joined: frozenset[int]
    order: tuple[str, ...]
    line: tuple[Part, ...]
    lent: frozenset[str]
    verb: int
    sentence: int
    part: int = 0
    asks: bool = False
    opens: str = ""
    tenses: frozenset[str] = frozenset()
    whose: bool = False
    lists: tuple[tuple[str, frozenset[str]], ...] = ()

    def denies(self, item: Item) -> bool:
        """Whether it denies one of its values: `not 97014`."""
        return bool(self.denied) and (token(item.kind, item.value), item.segment) in self.denied

    def denies_of(self, turn: Turn, kind: str) -> bool:
        """Whether it denies what a negation elsewhere does, of values of a kind that it names."""
        denied = any(t.kind == "not" and t.scope & turn.scope for t in self.turns)
        return denied and any(i.kind == kind for i in self.items)

    @property
    def own(self) -> frozenset[str]:
        """Its words and values, without what a denial leaves unsaid: `a massage chair is not`."""
        unsaid = any(t.kind == "not" and t.head in self.lent for t in self.turns)
        return frozenset(self.order) - (self.lent if unsaid else frozenset())

    @property
    def beside(self) -> frozenset[Part]:
        """Its words that stand beside what it speaks of: `a visit beside CMT is column 2`."""
        return frozenset(b for a, b in pairwise(self.line) if a == "<beside")

    def on_the_library(self, meta: Collection[str]) -> bool:
        """Whether it denies that something is held or stated, which is no rule."""
        return any(t.kind == "not" and not t.scope.isdisjoint(meta) for t in self.turns)


def token(kind: str, value: Iterable[str | int]) -> str:
    """A value as a part of an order."""
    return f"{kind}:{'-'.join(str(v) for v in value)}"


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
