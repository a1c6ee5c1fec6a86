"""What stands around an answer's statements: headline, asks, suggestions, disagreements, text.

These state no rule of their own, so that their values alone are compared: each stands in a
citation or a calculation of the same answer, in what the answer says of its library, or is the
asker's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from assistant.answer import Answer, Calculation, Citation
from assistant.verify.clauses import clauses_of
from assistant.verify.ground import Ground
from assistant.verify.parts import Item
from assistant.verify.support import Support
from assistant.verify.supports import of_calculation, of_citation
from assistant.verify.values import spans, states

_COUNTED = frozenset(("code", "modifier", "minute", "unit", "date", "month", "money", "percent"))
"""Kinds of values that are compared here; a bare number counts nothing."""
_QUOTED = re.compile(r'"([^"]+)"')
_VALUE = re.compile(r"\d|\b[A-Z]{2}\b")
_MARK = re.compile(r"\s*\[\d+\]")
_BULLET = re.compile(r"^(?:- |\d+\. )?\**")
_MOST_KEPT = 5_000
_READ: dict[tuple[str, str], tuple[Item, ...]] = {}


class Around:
    """The values that the rest of an answer may name.

    Args:
        citations: The answer's citations.
        calculations: The answer's calculations.
        ground: The library, and the asker's words.
    """

    def __init__(
        self, citations: Iterable[Citation], calculations: Iterable[Calculation], ground: Ground
    ) -> None:
        self._ground = ground
        self._citations, self._calculations = citations, calculations

    @cached_property
    def _cited(self) -> dict[str, list[Item]]:
        """The values of the citations by kind."""
        library, lexicon = self._ground.library, self._ground.lexicon
        return _by_kind(of_citation(c, library, lexicon) for c in self._citations)

    @cached_property
    def _computed(self) -> dict[str, list[Item]]:
        """The values of the calculations by kind."""
        library, lexicon = self._ground.library, self._ground.lexicon
        return _by_kind(of_calculation(c, library, lexicon) for c in self._calculations)

    @cached_property
    def _said(self) -> frozenset[str]:
        """The sentences of the calculations' steps, which stand as they are."""
        return frozenset(step.says for c in self._calculations for step in c.steps)

    def holds(self, text: str) -> bool:
        """Whether every value of a text stands in the answer, or is the asker's.

        Args:
            text: The text.
        """
        return self.unheld(text) is None

    def unheld(self, text: str) -> str | None:
        """A value of a text that stands nowhere in the answer and is not the asker's; or None.

        Args:
            text: The text.
        """
        if text in self._said:
            return None
        text = _QUOTED.sub(self._without, text)
        if not _VALUE.search(text):
            return None
        for item in self._items(text):
            if not self._holds(item):
                return "-".join(str(v) for v in item.value)
        return None

    def _without(self, quoted: re.Match[str]) -> str:
        """Quoted words, left out where the asker typed them."""
        typed = re.compile(rf"(?<![\w.]){re.escape(quoted[1])}(?![\w.]*\w)", re.I)
        return "" if any(typed.search(said) for said in self._ground.said) else quoted[0]

    def _items(self, text: str) -> tuple[Item, ...]:
        """The values of a text that are compared."""
        key = (self._ground.library.version, text)
        found = _READ.get(key)
        if found is None:
            clauses = clauses_of(text, self._ground.lexicon)
            found = tuple(i for c in clauses for i in c.items if i.kind in _COUNTED)
            if len(_READ) >= _MOST_KEPT:
                _READ.clear()
            _READ[key] = found
        return found

    def _holds(self, item: Item) -> bool:
        """Whether a value stands in a citation, is the asker's, or stands in a calculation."""
        return (
            _among(item, self._cited)
            or (item.kind, item.value) in self._ground.asked.values
            or _among(item, self._computed)
        )


def _by_kind(supports: Iterable[Support]) -> dict[str, list[Item]]:
    """The values of supports, and of their sources, by kind."""
    found: dict[str, list[Item]] = {}
    for support in supports:
        for table in (support.told, support.about):
            for kind, items in table.items():
                found.setdefault(kind, []).extend(items)
    return found


def _among(item: Item, found: Mapping[str, Sequence[Item]]) -> bool:
    """Whether a value is among others, its part left aside."""
    kinds = ("date", "month") if item.kind == "month" else (item.kind,)
    held = [h for kind in kinds for h in found.get(kind, ())]
    if any(states(h, item._replace(role=h.role)) for h in held):
        return True
    ranged = item.kind == "code" and len(item.value) == 2
    return ranged and spans((h.value for h in held), item.value)


def strangers(answer: Answer, used: Sequence[str] = ()) -> list[str]:
    """The lines of an answer's text that are none of its verified parts.

    Args:
        answer: The answer with its text.
        used: Facts of earlier turns that it names, in words.
    """
    known = set(_known(answer, used))
    found = []
    for line in answer.text.split("\n"):
        bare = _BULLET.sub("", _MARK.sub("", line)).replace("**", "").strip()
        if bare and bare not in known and _VALUE.search(bare):
            found.append(line)
    return found


def _known(answer: Answer, used: Sequence[str]) -> Iterator[str]:
    """Every line that an answer's verified parts may make."""
    yield answer.headline
    yield from (s.text for s in answer.statements)
    for calculation in answer.calculations:
        yield from (s.says for s in calculation.steps)
        yield f"Units, method {calculation.result.get('method')}:"
        code = calculation.result.get("code")
        yield from (f"The record for {code}:", f"Ask the payer about {code}:")
        for part in ("items", "ask_payer"):
            yield from (item["says"] for item in calculation.result.get(part, ()))
    yield f"Taken from before: {'; '.join(used)}."
    for conflict in answer.conflicts:
        yield f"Sources disagree: {conflict.topic}"
        yield f"What governs: {conflict.governs} Why: {conflict.why}"
        yield from (s.position for s in conflict.sides)
    if answer.asks is not None:
        options = f" ({' / '.join(answer.asks.options)})" if answer.asks.options else ""
        yield f"{answer.asks.question}{options}"
    yield from answer.not_checked
    for c in answer.citations:
        yield f"{c.publisher}, {c.published or 'undated'}, {c.locator} ({c.authority})"
    tables = ", ".join(answer.library.tables)
    yield f"Library checked on {answer.library.checked_on}; tables {tables}."


def around_stands(answer: Answer, ground: Ground) -> Answer | None:
    """An answer without what names a value of its own beside the statements.

    Args:
        answer: The answer, its statements verified.
        ground: The library, and the asker's words.

    Returns:
        The answer without the asks, suggestions and disagreements that name a value which stands
        nowhere in it; None where its headline does.
    """
    around = Around(answer.citations, answer.calculations, ground)
    told = {s.text for s in answer.statements}
    if answer.headline not in told and not around.holds(answer.headline):
        return None
    conflicts = tuple(
        c for c in answer.conflicts
        if all(around.holds(t) for t in (c.topic, c.governs, c.why, *(s.position for s in c.sides)))
    )  # fmt: skip
    asks = answer.asks
    if asks is not None and not all(around.holds(t) for t in (asks.question, *asks.options)):
        asks = None
    kept = {
        "conflicts": conflicts,
        "asks": asks,
        "not_checked": tuple(t for t in answer.not_checked if around.holds(t)),
        "suggestions": tuple(t for t in answer.suggestions if around.holds(t)),
    }
    return answer.model_copy(update=kept)


def text_stands(answer: Answer, ground: Ground, used: Sequence[str]) -> bool:
    """Whether an answer's text is made of its verified parts and names no value beside them.

    Args:
        answer: The answer with its text.
        ground: The library, and the asker's words.
        used: Facts of earlier turns that it names, in words.
    """
    lines = strangers(answer, used)
    around = Around(answer.citations, answer.calculations, ground)
    return all(around.holds(line) for line in lines)
