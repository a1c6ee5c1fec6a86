"""A support taken apart: its clauses, values, words and lines, each when it is first needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from assistant.verify.clauses import clauses_of
from assistant.verify.lexicon import Lexicon
from assistant.verify.lines import Line, Lines, lines_of
from assistant.verify.parts import OWNING, SPOKEN_OF, Clause, Item, Owned, owned, sides, token
from assistant.verify.split import plain

_ASIDE = re.compile(r" \([^()]*\)")

Scope = tuple[frozenset[str], frozenset[str], frozenset[str]]
"""What a clause speaks of, what of it stands before its verb, and the codes among that."""


class Support:
    """One support, taken apart when it is first needed; a word-for-word statement needs no more.

    Args:
        told: What it says, in sentences.
        named: The same with its source named in the sentence, as a statement says it.
        about: Reads what is told of it beside: its place, its source's title, publisher, date.
        lexicon: The words that are known.
        placed: Whether it is a passage, with a place in its source.
        view: Whether it tells what somebody thinks, and no rule.

    Attributes:
        texts: Its sentences as they are written, each in the form that `plain` gives it.
    """

    def __init__(
        self,
        told: Sequence[str],
        named: Sequence[str],
        about: Callable[[], Sequence[Clause]],
        lexicon: Lexicon,
        *,
        placed: bool = True,
        view: bool = False,
    ) -> None:
        self.placed, self.view = placed, view
        self.texts = frozenset(plain(text) for text in (*told, *named))
        self._told, self._named, self._about = told, named, about
        self._lexicon = lexicon

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """What it says, clause by clause."""
        return read_all(self._told, self._lexicon)

    @cached_property
    def plainly(self) -> tuple[Clause, ...]:
        """What it says with asides in brackets, which part the members of a list, and without."""
        bare = (_ASIDE.sub("", text) for text in self._told if "(" in text)
        return (*self.clauses, *read_all(bare, self._lexicon))

    @cached_property
    def orders(self) -> tuple[frozenset[str], ...]:
        """The words, values and operators of each of its clauses."""
        return tuple(frozenset(c.order) for c in self.clauses)

    @cached_property
    def scopes(self) -> list[Scope]:
        """What each of its clauses speaks of, with the heading, list or reason beside it."""
        found = []
        for number, clause in enumerate(self.clauses):
            near = self.clauses[max(number - 1, 0) : number + 2]
            beside = (c for c in near if (c.sentence, c.part) == (clause.sentence, clause.part))
            leans = [c.order for c in beside if c is not clause and _leaning(c, clause)]
            whole = self.orders[number] - (clause.lent if clause.whose else frozenset())
            own = (i for i in clause.items if i.kind in SPOKEN_OF and i.place < clause.verb)
            of = frozenset(token(i.kind, i.value) for i in own if not leans)
            found.append((whole.union(*leans), frozenset(clause.order[: clause.verb]), of))
        return found

    @cached_property
    def items(self) -> dict[str, list[tuple[int, Item]]]:
        """Its values by kind, each with the number of its clause."""
        found: dict[str, list[tuple[int, Item]]] = {}
        for number, clause in enumerate(self.clauses):
            for item in clause.items:
                found.setdefault(item.kind, []).append((number, item))
        return found

    @cached_property
    def owners(self) -> dict[str, list[Owned]]:
        """Its words by kinds of values, each with the values that they may belong to."""
        return {kind: owned(self.clauses, kind) for kind in OWNING}

    @cached_property
    def acting(self) -> list[tuple[Clause, dict[str, int]]]:
        """Its clauses, each with those spoken of and the side of the verb on which they stand."""
        return [(c, sides(c, self._lexicon.parties)) for c in self.clauses]

    @cached_property
    def told(self) -> dict[str, list[Item]]:
        """Its values by kind."""
        return {kind: [item for _, item in found] for kind, found in self.items.items()}

    @cached_property
    def words(self) -> dict[str, list[tuple[int, int]]]:
        """Where each word stands: the numbers of clause and segment."""
        found: dict[str, list[tuple[int, int]]] = {}
        for number, clause in enumerate(self.clauses):
            for word, segments in clause.words.items():
                found.setdefault(word, []).extend((number, s) for s in segments)
        return found

    @cached_property
    def rules(self) -> frozenset[str]:
        """The words of what it says: not of what isn't held or stated, nor of an instruction."""
        told = (
            c.words for c in self.clauses
            if not c.on_the_library(self._lexicon.meta)
            and c.words.keys().isdisjoint(self._lexicon.instructing)
        )  # fmt: skip
        return frozenset().union(*told)

    @cached_property
    def _beside(self) -> Sequence[Clause]:
        """What is told of it beside, clause by clause."""
        return self._about()

    @cached_property
    def about(self) -> dict[str, list[Item]]:
        """The values of what is told of it beside, by kind."""
        found: dict[str, list[Item]] = {}
        for clause in self._beside:
            for item in clause.items:
                found.setdefault(item.kind, []).append(item)
        return found

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word of it and of its source."""
        return frozenset(self.words).union(*(c.words for c in self._beside))

    @cached_property
    def denied(self) -> frozenset[str]:
        """What it denies somewhere."""
        return self._mistaken.union(part for c in self.clauses for part, _ in c.denied)

    @cached_property
    def affirmed(self) -> frozenset[str]:
        """What it says somewhere without denying it."""
        told = ((part, {p for p, _ in c.denied}) for c in self.clauses for part in c.order)
        told_so = frozenset(part for part, denied in told if part not in denied)
        return told_so - self._mistaken

    @cached_property
    def _mistaken(self) -> frozenset[str]:
        """What it calls a mistake."""
        turns = (t for c in self.clauses for t in c.turns if t.kind == "mistake")
        return frozenset(part for t in turns for part in t.scope if ":" not in part)

    @cached_property
    def limits(self) -> frozenset[str]:
        """Words that it limits something to."""
        return frozenset(
            part for c in self.clauses for t in c.turns if t.kind in ("only", "unless", "without")
            for part in t.scope if ":" not in part
        )  # fmt: skip

    @cached_property
    def _lines(self) -> Lines:
        """Its lines, and those of its sentences with the source named."""
        own, named = lines_of(self.clauses), lines_of(read_all(self._named, self._lexicon))
        sentences = dict.fromkeys((*own.sentences, *named.sentences))
        return Lines(list(sentences), list(dict.fromkeys((*own.clauses, *named.clauses))))

    @property
    def lines(self) -> list[Line]:
        """Its sentences as lines of words, values and operators."""
        return self._lines.sentences

    @property
    def readings(self) -> list[tuple[str | frozenset[str], ...]]:
        """Its clauses as such lines."""
        return self._lines.clauses

    def heading(self, number: int) -> tuple[Clause, ...]:
        """The heading of a list: `Untimed, one unit a day: 97010 and 97012`."""
        clause = self.clauses[number]
        before = self.clauses[max(number - 1, 0) : number]
        near = (c for c in before if (c.sentence, c.part) == (clause.sentence, clause.part))
        return tuple(c for c in near if c.verb == len(c.order) and clause.verb == len(clause.order))

    def values(self, kind: str) -> list[Item]:
        """Its values of a kind, and its source's."""
        return [*self.told.get(kind, ()), *self.about.get(kind, ())]

    def read(self) -> None:
        """Take it apart now, so that a question needn't wait for it."""
        for name, part in vars(Support).items():
            if isinstance(part, cached_property):
                getattr(self, name)


def _leaning(one: Clause, other: Clause) -> bool:
    """Whether two clauses side by side speak of one thing: either leans, or lends its subject."""
    lent = any(
        b.lent and not b.whose and b.lent <= {*a.order} for a, b in ((one, other), (other, one))
    )
    return _bare(one) or _bare(other) or lent


def _bare(clause: Clause) -> bool:
    """Whether a clause doesn't stand by itself: it has no verb, or is a condition or a reason."""
    return bool(clause.opens) or clause.verb == len(clause.order)


def read_all(texts: Iterable[str], lexicon: Lexicon) -> tuple[Clause, ...]:
    """The clauses of several texts, their sentences numbered through."""
    found: list[Clause] = []
    for text in texts:
        first = found[-1].sentence + 1 if found else 0
        found += [c._replace(sentence=c.sentence + first) for c in clauses_of(text, lexicon)]
    return tuple(found)
