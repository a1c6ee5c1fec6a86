"""What an answer cites and computes, each with its id, gathered as it is put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from assistant.answer import Calculation, Citation, Step
from assistant.context import Context
from assistant.draft import calc_id
from coding_tools import trace
from knowledge.records import Passage


@dataclass
class Sheet:
    """What the answer cites, gathered as it is put together."""

    context: Context
    citations: dict[str, Citation] = field(default_factory=dict)
    calculations: dict[str, Calculation] = field(default_factory=dict)
    _cited: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def resolve(self, supports: Iterable[str]) -> tuple[str, ...]:
        """Supports as ids of citations and calculations."""
        found = []
        for support in supports:
            if support.startswith("calc:"):
                found.append(support[5:])
            else:
                found += self._cited.get(support) or self._with_own_words(support)
        return tuple(dict.fromkeys(found))

    def _with_own_words(self, key: str) -> tuple[str, ...]:
        """A passage cited, and a copy's own words beside it."""
        own = self.context.own_words(self.context.passage(key))
        self._cited[key] = (self.cite(key), *((self.cite(own),) if own else ()))
        return self._cited[key]

    def cite(self, key: str) -> str:
        """A passage cited; returns its id."""
        passage = self.context.passage(key)
        if passage.id not in self.citations:
            self.citations[passage.id] = citation(passage, self.context)
        return passage.id

    def compute(self, calculation: trace.Calculation) -> None:
        """A calculation with its steps' supports resolved."""
        held = Calculation(
            id=calc_id(calculation),
            tool=calculation.tool,
            inputs=calculation.inputs,
            result=self._resolved(calculation.result),
            steps=tuple(
                Step(says=s.says, value=s.value, supports=self.resolve(s.supports))
                for s in calculation.steps
            ),
        )
        self.calculations.setdefault(held.id, held)

    def _resolved(self, value: Any) -> Any:
        """A result whose inner `supports` are ids."""
        if isinstance(value, dict):
            return {
                k: list(self.resolve(v)) if k == "supports" else self._resolved(v)
                for k, v in value.items()
            }
        if isinstance(value, list):
            return [self._resolved(v) for v in value]
        return value


def citation(passage: Passage, context: Context) -> Citation:
    """A passage as it is shown."""
    source = context.source(passage)
    return Citation(
        id=passage.id,
        source_id=source.id,
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        authority=passage.authority or source.authority,
        locator=passage.at,
        text=passage.text,
        url=source.url,
    )
