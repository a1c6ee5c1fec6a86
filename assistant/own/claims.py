"""What a passage of the user's claims, as far as it can be compared: exact values and negations.

It is read with the clauses of the last gate. What is not made out so claims nothing here: the
passage is then one more source, and no disagreement is found in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Literal, NamedTuple

from assistant.verify.clauses import Clause, Item, clauses_of, token
from assistant.verify.lexicon import Lexicon
from assistant.verify.values import covers

_WORD = re.compile(r"\w+")
Stance = Literal["never", "with_modifier", "freely"]


class Together(NamedTuple):
    """What is claimed of two codes on one day.

    Attributes:
        stance: Never both; only with a modifier; both without one.
        on: The codes that the modifier is said to stand on.
        limited: Whether it is said of one region or another, or of separate times.
    """

    stance: Stance
    on: frozenset[str]
    limited: bool


class Minutes(NamedTuple):
    """What minutes are claimed to earn so many units: `low` through `high`, or `low` at least."""

    low: int
    high: int | None
    units: int


class Claims:
    """The claims of one passage.

    Args:
        text: The passage's words.
        lexicon: The words that are known.
    """

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = f" {' '.join(_WORD.findall(text.lower()))} "
        self._of_mue = "mue" in text.lower() or "medically unlikely" in text.lower()
        sentences: dict[int, list[Clause]] = {}
        for clause in clauses_of(text, lexicon):
            if not clause.asks:
                sentences.setdefault(clause.sentence, []).append(clause)
        self._sentences = list(sentences.values())

    def together(self, one: str, other: str) -> Together | None:
        """What is claimed of two codes on one day, or None."""
        for sentence in self._sentences:
            items = [i for c in sentence for i in c.items if i.kind == "code"]
            instead = any(i.role == "than" for i in items)
            if _names(items, one) and _names(items, other) and not instead:
                stance = _stance(sentence)
                if stance is not None:
                    on = (str(i.value[0]) for i in items if i.role in ("on", "to"))
                    words = {w for c in sentence for w in c.words}
                    turns = {t.kind for c in sentence for t in c.turns}
                    apart = "every" not in turns and bool(
                        words & {"region", "time", "session", "distinct"} or "different" in turns
                    )
                    return Together(stance, frozenset(on), apart)
        return None

    def minutes(self) -> Iterator[Minutes]:
        """What minutes are claimed to earn."""
        for clause in (c for sentence in self._sentences for c in sentence):
            minutes = [i for i in clause.items if i.kind == "minute"]
            units = [i for i in clause.items if i.kind == "unit" and not i.role]
            if len(minutes) != 1 or len(units) > 1:
                continue
            count = int(units[0].value[0]) if units else 1
            one = minutes[0]
            if len(one.value) == 2 and units:
                yield Minutes(int(one.value[0]), int(one.value[1]), count)
            elif one.role == "ge" and (units or "unit" in clause.words):
                yield Minutes(int(one.value[0]), None, count)
            elif one.role == "lt" and _denied(clause) & {"bill", "pay", "unit", "=may", "earn"}:
                yield Minutes(int(one.value[0]), None, 1)
            elif not one.role and units and "earn" in clause.words:
                yield Minutes(int(one.value[0]), int(one.value[0]), count)

    def names(self, names: Iterable[str]) -> bool:
        """Whether it uses one of these names."""
        return any(f" {' '.join(_WORD.findall(name.lower()))} " in self._text for name in names)

    def codes(self) -> frozenset[str]:
        """The single codes that it names."""
        return frozenset(
            str(i.value[0])
            for s in self._sentences for c in s for i in c.items
            if i.kind == "code" and len(i.value) == 1
        )  # fmt: skip

    def meant(self) -> frozenset[str]:
        """The single codes that it names without denying them or setting another against them."""
        return frozenset(
            str(i.value[0])
            for s in self._sentences for c in s for i in c.items
            if i.kind == "code" and len(i.value) == 1 and i.role not in ("than", "beside")
            and token("code", i.value) not in _denied(c)
        )  # fmt: skip

    def valid(self, code: str) -> bool | None:
        """Whether a code is claimed to be valid or deleted; None where nothing is."""
        for clause in self._about(code):
            denied = _denied(clause)
            if denied & {"valid", "active", "exist"} or (
                "delete" in clause.words and "delete" not in denied
            ):
                return False
            if clause.words.keys() & {"valid", "active"}:
                return True
        return None

    def timed(self, code: str) -> bool | None:
        """Whether a code is claimed to be timed or untimed; None where nothing is."""
        for clause in self._about(code):
            if "timed" in clause.words:
                return "timed" not in _denied(clause)
        return None

    def a_day(self, code: str) -> int | None:
        """How many units of a code a day are claimed to be the most; None where nothing is."""
        for clause in self._about(code):
            units = [i for i in clause.items if i.kind == "unit" and i.role in ("", "le")]
            limit = self._of_mue or {"cap", "maximum", "day"} & clause.words.keys()
            timed = any(i.kind == "minute" for i in clause.items)
            if len(units) == 1 and not timed and (limit or units[0].role == "le"):
                return int(units[0].value[0])
        return None

    def needs(self, modifier: str, code: str) -> bool | None:
        """Whether a code is claimed to need a modifier; None where nothing is."""
        for clause in self._about(code):
            if not any(i.kind == "modifier" and modifier in i.value for i in clause.items):
                continue
            needed = [t for t in clause.turns if t.kind in ("need", "must")]
            if needed:
                return "=need" not in _denied(clause) and "=must" not in _denied(clause)
        return None

    def _about(self, code: str) -> Iterator[Clause]:
        """The clauses that speak of a code."""
        for sentence in self._sentences:
            for clause in sentence:
                if _names([i for i in clause.items if i.kind == "code"], code):
                    yield clause


_TIED = frozenset({"~bundl", "bundle", "~exclusiv", "exclude", "forbid", "include"})
_BILLED = frozenset({"bill", "pay", "cover", "~separat", "together", "=together", "=may", "report"})


def _stance(sentence: list[Clause]) -> Stance | None:
    """What a sentence that names two codes claims of them."""
    denied = frozenset(part for clause in sentence for part in _denied(clause))
    words = frozenset(word for clause in sentence for word in clause.words)
    parts = frozenset(part for clause in sentence for part in clause.order)
    tied = bool(words & _TIED - denied)
    refused = bool(denied & _BILLED) or tied
    turns = [t for clause in sentence for t in clause.turns]
    named = any(i.kind == "modifier" for clause in sentence for i in clause.items)
    if not named and "modifier" not in words:
        if refused:
            return "with_modifier" if any(t.kind == "unless" for t in turns) else "never"
        free = words & {"bill", "pay", "cover", "~separat"} or parts & {"=together", "=may"}
        return "freely" if free else None
    if any(t.kind == "unless" for t in turns):
        return "with_modifier"
    spared = {t.kind for t in turns if t.kind in ("without", "not") and _a_modifier(t.scope)}
    if "without" in spared:
        return "with_modifier" if refused else "freely"
    if "not" in spared:
        return "freely" if "=need" in parts else "never"
    return "with_modifier"


def _a_modifier(scope: Collection[str]) -> bool:
    """Whether an operator governs a modifier."""
    return any(part.partition(":")[0] == "modifier" for part in scope)


def _denied(clause: Clause) -> frozenset[str]:
    """What a clause denies."""
    return frozenset(part for part, _ in clause.denied)


def _names(items: Collection[Item], code: str) -> bool:
    """Whether values of a clause name a code, alone or in a range."""
    return any(covers(item.value, (code,)) for item in items)
