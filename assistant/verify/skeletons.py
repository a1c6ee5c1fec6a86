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
    rf"(?: \({_SPLIT}\)|, either way: {_SPLIT}(?: or {_SPLIT})+)?"
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
    units = [c for c in computed if c.tool == "units"]
    ids = tuple(dict.fromkeys(c.result["method"] for c in units))
    codes = {code for c in units for code in c.inputs["minutes"]}
    payers = library.counting_by(ids, codes) if len(ids) == 1 else ()
    form = _form(ids, tuple(p.name for p in payers), library) if ids else None
    return form is not None and form.fullmatch(plain(text)) is not None


_FORMS: dict[tuple[tuple[str, ...], tuple[str, ...], str], re.Pattern[str]] = {}


def _form(ids: tuple[str, ...], payers: tuple[str, ...], library: Library) -> re.Pattern[str]:
    """What counts by some methods look like, or for payers that count by the only one."""
    held = _FORMS.get((ids, payers, library.version))
    if held is None:
        names = [re.escape(library.methods[i].says["within"]) for i in ids]
        whose = [f"for {re.escape(payer)}" for payer in payers]
        by = "(?:" + "|".join([*(f"by {n}" for n in names), *whose]) + ")"
        all_of = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]
        forms = [rf"{by}, {COUNT}", rf"{COUNT}, by {all_of} alike"]
        each = "; ".join(rf"by {n} {COUNT}" for n in names)
        forms.append(rf"it depends on how the payer counts: {each}")
        held = _FORMS[(ids, payers, library.version)] = re.compile(rf"(?:{'|'.join(forms)})\.")
    return held
