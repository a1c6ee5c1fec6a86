"""Whether a number of units that the asker names is right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.units_result import untimed
from assistant.intents.signs import opens_yes_no
from assistant.reading.around import word_at
from assistant.reading.counts import LEAST
from assistant.reading.numbers import is_minutes, number_at
from assistant.turns.case import ANY, Case
from assistant.turns.signs import GETS
from coding_tools.trace import Calculation
from knowledge.library import Library
from knowledge.phrases import phrases
from knowledge.reading_words import time_words

OPEN = re.compile(r"\bhow (many|much)\b|\bunits? (of each|for each)\b", re.I)
MORE = re.compile(r"\bneed (\w+ )?more\b|\bmore (minutes )?needed\b|\bmore than \w+ unit", re.I)


def claim(case: Case, done: Sequence[Calculation], library: Library) -> str:
    """`No: ` or `Yes: ` where a number of units is named and it is asked whether it holds.

    Args:
        case: The case.
        done: The counts, one for each method that may govern.
        library: The knowledge base.
    """
    held = _holds(case, done, library)
    return "" if held is None else "Yes: " if held else "No: "


def _holds(case: Case, done: Sequence[Calculation], library: Library) -> bool | None:
    """Whether the units that are named are right; None where neither a yes nor a no tells."""
    totals, question = {c.result["total_units"] for c in done}, case.facts.question
    claimed = case.facts.claimed_units
    if ANY in done[0].inputs["minutes"] and len(case.codes) > 1:
        return False if _shared_wrong(case, done) else None
    told = (
        GETS.search(question),
        phrases("who_is_right").search(question),
        phrases("how_far_off").search(question),
    )
    further = claimed and MORE.search(question)
    why = case.wants("why") and not opens_yes_no(case)
    if any(told) or further or why or library.subjects.play(case.topics, "several_providers"):
        return None
    of_codes = _of_codes(case, done)
    if of_codes and not _may_be(of_codes, done):
        return None if set(claimed) == totals else False
    if _every_one(of_codes, done) and _asked_alone(case):
        return True
    part = claimed and claimed[0] in of_codes.values() and len(done[0].inputs["minutes"]) > 1
    if len(claimed) == 1 and not OPEN.search(question) and not part:
        held = _one_holds(claimed[0], totals, case, done, library)
        if held is not None:
            return held
    nothing = not claimed and _nothing_wrong(case, done)
    put = question.rstrip().endswith("?") or (case.wants("yes_no") and not OPEN.search(question))
    if totals == {0} and put and not _HOW.match(question):
        nothing = not phrases("nothing_billed").search(question)
    return False if nothing else None


def _one_holds(
    claimed: int, totals: set[int], case: Case, done: Sequence[Calculation], library: Library
) -> bool | None:
    """Whether the one number of units that is named is right."""
    question = case.facts.question
    if phrases("enough").search(question):
        enough = {total >= claimed for total in totals}
        return enough.pop() if len(enough) == 1 else None
    if claimed not in totals:
        units = sum(t.fold == "unit" for t in case.facts.tokens)
        if {claimed * units, claimed - len(untimed(done[0], library))} & totals:
            return None  # "15 min 1 unit, 15 min 1 unit", "97150 plus 97110 15 min, 2 units?"
        return None if _of_a_code(claimed, question, done) else False
    lined = library.subjects.play(case.topics, "one_line")
    of_one = len(case.facts.codes) > len(done[0].inputs["minutes"])
    sure = _asked_alone(case) and not (of_one or lined or phrases("because").search(question))
    return True if sure and totals == {claimed} else None


_HOW = re.compile(r"\W*(?:what|how) (?:happens?|about|becomes?|do|does)\b", re.I)
"""Asks what becomes of minutes, which neither a yes nor a no answers."""


def _nothing_wrong(case: Case, done: Sequence[Calculation]) -> bool:
    """Whether it is asked if some minutes come to nothing, and they do earn their unit."""
    question = case.facts.question
    if "?" not in question or OPEN.search(question):
        return False
    if not (case.wants("yes_no", "claimed") or phrases("so_nothing").search(question)):
        return False
    if not all(c.result["total_units"] for c in done):
        return False
    held = [{k for split in c.result["alternatives"] for k, n in split.items() if n} for c in done]
    each = all(set(c.inputs["minutes"]) <= codes for c, codes in zip(done, held, strict=True))
    lost = (
        each and not case.goals and phrases("lost").search(question)
    )  # "she lost her rotation" is a finding
    return bool(phrases("nothing_billed").search(question) or lost)


def _shared_wrong(case: Case, done: Sequence[Calculation]) -> bool:
    """Whether the units of several codes together are none that the day's minutes give."""
    counts = _of_codes(case, done)
    claimed = sum(counts.values())
    return len(counts) > 1 and all(claimed != c.result["total_units"] for c in done)


def _asked_alone(case: Case) -> bool:
    """Whether the number of units is the one thing that is asked, if only by "Correct?"."""
    question = case.facts.question
    if question.count("?") != 1:
        return False
    last = re.split(r"[.!;:\n]\s+", question.partition("?")[0])[-1]
    short = len(last.split()) <= _CONFIRMING and case.wants("claimed", "valid", "thanks")
    return short or bool(re.search(r"\bunits?\b", last, re.I))


_CONFIRMING = 3
"""So few words that end a question ask only if what stands before them holds: "Is that right?"."""


def _of_codes(case: Case, done: Sequence[Calculation]) -> dict[str, int]:
    """The units that are named with each code: "97112 x2", "2 units of manual and 1 of ther ex"."""
    found = case.facts.tokens
    told: dict[str, int] = {}
    unit_named = False
    for service in case.facts.services:
        behind = number_at(found, service.last + 2)
        if word_at(found, service.last + 1) in _TIMES and behind is not None:
            days = word_at(found, behind[1]) in time_words("other_counts") - {"unit"}
            if not days and not is_minutes(found, behind[1]) and service.code:
                told[service.code] = int(behind[0])
            continue
        of = service.first - (word_at(found, service.first - 1) == "of")
        named = word_at(found, of - 1) == "unit"
        at = of - (2 if named else 1)
        before = number_at(found, at) if at >= 0 else None
        if before is None or not service.code or not (named or unit_named or of < service.first):
            continue
        unit_named = unit_named or named
        if unit_named and before[0] < LEAST and not OPEN.search(case.facts.question):
            told[service.code] = int(before[0])
    minutes = done[0].inputs["minutes"]
    told |= dict.fromkeys(minutes, n) if (n := _of_each(case)) else {}
    return {code: n for code, n in told.items() if minutes.get(code) != n}


def _of_each(case: Case) -> int | None:
    """The units that are named for each code: "2 units of each"."""
    found = case.facts.tokens
    for place in range(3, len(found)):
        words = [word_at(found, place - n) for n in range(3)]
        got = number_at(found, place - 3)
        if words in (["each", "of", "unit"], ["each", "for", "unit"]) and got is not None:
            return int(got[0])
    return None


_TIMES = ("x", "*")


def _may_be(units: dict[str, int], done: Sequence[Calculation]) -> bool:
    """Whether the codes have so many units each in one split of some count."""
    splits = [split for c in done for split in c.result["alternatives"]]
    return any(all(split.get(code, 0) == n for code, n in units.items()) for split in splits)


def _every_one(units: dict[str, int], done: Sequence[Calculation]) -> bool:
    """Whether units are named for every code, as each count may split them."""
    held = {code: n for code, n in units.items() if n}
    return len(held) > 1 and all(held in c.result["alternatives"] for c in done)


def _of_a_code(claimed: int, question: str, done: Sequence[Calculation]) -> bool:
    """Whether the number is of one code, and a code has it."""
    held = {n for c in done for split in c.result["alternatives"] for n in split.values()}
    held -= {n for c in done for code, n in c.result["units"].items() if " " in code}
    return claimed in held and bool(phrases("units_of_a_code").search(question))
