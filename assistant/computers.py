"""Which function answers which kind of question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from assistant.answers.choice import answer_choice
from assistant.answers.codes import answer_status
from assistant.answers.coverage import answer_coverage
from assistant.answers.documents import answer_ask_payer, answer_documentation
from assistant.answers.improper import answer_improper
from assistant.answers.minutes_for import answer_minutes_for
from assistant.answers.modifiers import answer_modifiers
from assistant.answers.mue_told import answer_mue
from assistant.answers.pair import answer_pair
from assistant.answers.regions import answer_region
from assistant.answers.sources_told import answer_sources
from assistant.answers.threshold import answer_threshold
from assistant.answers.units import answer_units
from assistant.answers.what_if import answer_what_if
from assistant.context import Context
from assistant.draft import Block
from assistant.turns.case import Case

Computer = Callable[[Case, Context], Block | None]

COMPUTERS: Final[dict[str, Computer]] = {
    "improper": answer_improper,
    "units": answer_units,
    "what_if": answer_what_if,
    "minutes_for": answer_minutes_for,
    "mue": answer_mue,
    "choice": answer_choice,
    "pair": answer_pair,
    "modifiers": answer_modifiers,
    "threshold": answer_threshold,
    "status": answer_status,
    "documentation": answer_documentation,
    "ask_payer": answer_ask_payer,
    "region": answer_region,
    "sources": answer_sources,
    "coverage": answer_coverage,
}
"""By the intent's name; one that can't tell gives None."""
