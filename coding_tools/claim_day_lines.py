"""The lines of one claim and date, and what governs them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from coding_tools.claim_lines import ClaimLine
from coding_tools.claim_payer import PayerFacts
from coding_tools.claim_tables import Governing
from coding_tools.claim_words import Found
from knowledge.library import Library

On = tuple[ClaimLine, Found]


class Day(NamedTuple):
    """The lines of one claim and date, and what governs them.

    Attributes:
        on: The date of service.
        lines: The lines in their order, those that can't be read left out.
        payer: What is known of the payer on the date.
        tables: The tables that govern the date.
        library: The knowledge base.
    """

    on: date
    lines: Sequence[ClaimLine]
    payer: PayerFacts
    tables: Governing
    library: Library

    def of(self, code: str) -> list[ClaimLine]:
        """The lines of a code."""
        return [line for line in self.lines if line.code == code]

    @property
    def codes(self) -> tuple[str, ...]:
        """The date's codes, in the order of their first lines."""
        return tuple(dict.fromkeys(line.code for line in self.lines))
