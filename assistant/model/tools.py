"""The exact tools as LangChain tools: a model may ask them about what the asker stated."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers.counted import governing
from assistant.answers.pair_codes import pair_facts
from assistant.context import Context
from assistant.draft import calc_id
from assistant.turns.case import Case
from coding_tools.documentation import document
from coding_tools.pairs import check_pair
from coding_tools.status import code_status
from coding_tools.trace import Calculation
from coding_tools.units import Service, count_units

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool


@dataclass(frozen=True)
class Bench:
    """The tools of one answer.

    What they say goes to the model alone: the answer's own calculations are made before it is
    asked, and it adds none.

    Attributes:
        case: The case: only its codes and minutes may be computed with.
        context: The library.
    """

    case: Case
    context: Context

    def count_units(self) -> str:
        """Count the units of the services and minutes that the asker stated, by each method."""
        library = self.context.library
        services = [
            Service(s.code, s.minutes)
            for s in self.case.timed
            if s.code is not None and s.minutes is not None
        ]
        if not services:
            return "The asker stated no code with minutes."
        return _told(
            count_units(services, library.methods[m], library.codes)
            for m in governing(self.case, library)
        )

    def check_pair(self, code: str, other: str) -> str:
        """Look two codes of the asker's up in the pair edits that hold for the date."""
        if fault := self._unstated(code, other):
            return fault
        if code == other:
            return "A pair is two different codes."
        library = self.context.library
        facts = pair_facts(self.case, code, other, library)
        table = self.context.table_for(self.case.date_of_service)
        return _told([check_pair(code, other, facts, library, table)])

    def code_status(self, code: str) -> str:
        """Say whether a code of the asker's is active, deleted or not known, and if it is timed."""
        if fault := self._unstated(code):
            return fault
        return _told([code_status(code, self.case.date_of_service, self.context.library)])

    def documentation(self, code: str) -> str:
        """List what the record must show for a code of the asker's."""
        if fault := self._unstated(code):
            return fault
        return _told([document(code, self.case.payer, self.context.library)])

    def _unstated(self, *codes: str) -> str | None:
        """Why some codes can't be computed with: the asker didn't name them."""
        strange = any(code not in self.case.codes for code in codes)
        named = ", ".join(self.case.codes) or "none"
        return f"Only the asker's own codes are computed with: {named}." if strange else None

    def tools(self) -> list[BaseTool]:
        """The tools as LangChain takes them."""
        from langchain_core.tools import StructuredTool

        offered: tuple[Callable[..., str], ...] = (
            self.count_units,
            self.check_pair,
            self.code_status,
            self.documentation,
        )
        return [StructuredTool.from_function(tool) for tool in offered]


def _told(calculations: Iterable[Calculation]) -> str:
    """Calculations as data for the model, each under the id that the answer gives it."""
    told = [
        {"id": calc_id(c), "result": c.result, "steps": [step.says for step in c.steps]}
        for c in calculations
    ]
    return json.dumps(told, ensure_ascii=False, default=str)
