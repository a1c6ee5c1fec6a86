"""Counts in the form that the assistant gives them: every number of it is one that is judged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Calculation
from assistant.verify.split import plain
from assistant.verify.written import CODE
from knowledge.library import Library

_SPLIT = rf"{CODE} \d+ units?(?:, {CODE} \d+ units?)*"
COUNT = (
    rf"(?:\d+ minutes? of (?:{CODE}|a timed code) (?:is|are) )?\d+ units?(?: of timed codes)?"
    rf"(?: \({_SPLIT}\)|, either way: {_SPLIT} or {_SPLIT})?"
    rf"(?:, and {CODE}(?:(?:, {CODE})* and {CODE})?, untimed, 1 unit a day(?: each)?)?"
)
"""A count of units as the assistant gives it, with its splits and the untimed codes."""


def is_count(text: str, computed: Sequence[Calculation], library: Library) -> bool:
    """Whether a text is nothing but counts of units, each with its method or payer.

    Its numbers are not looked at here: `figures` holds each to its calculation.

    Args:
        text: The text.
        computed: The calculations that it rests on.
        library: The knowledge base, for the names of methods and of payers that count by them.
    """
    ids = tuple(dict.fromkeys(c.result["method"] for c in computed if c.tool == "units"))
    return bool(ids) and _form(ids, library).fullmatch(plain(text)) is not None


_FORMS: dict[tuple[tuple[str, ...], str], re.Pattern[str]] = {}


def _form(ids: tuple[str, ...], library: Library) -> re.Pattern[str]:
    """What counts by some methods look like."""
    held = _FORMS.get((ids, library.version))
    if held is None:
        names = [re.escape(library.methods[i].says["within"]) for i in ids]
        payers = [
            re.escape(p.name) for p in library.payers.values()
            if len(ids) == 1
            and any(r.fact == "unit_method" and r.value == ids[0] for r in p.rules)
        ]  # fmt: skip
        by = "(?:" + "|".join([f"by {n}" for n in names] + [f"for {p}" for p in payers]) + ")"
        all_of = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]
        forms = [rf"{by}, {COUNT}", rf"{COUNT}, by {all_of} alike"]
        each = "; ".join(rf"by {n} {COUNT}" for n in names)
        forms.append(rf"it depends on how the payer counts: {each}")
        held = _FORMS[(ids, library.version)] = re.compile(rf"(?:{'|'.join(forms)})\.")
    return held
