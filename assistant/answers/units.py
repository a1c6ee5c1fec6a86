"""Answering how many units: a calculation for each method that may govern, and its remarks."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.assistant_share import tell_share
from assistant.answers.counted import code_of, counted_services, first_codes, governing
from assistant.answers.day import day_remarks
from assistant.answers.idle_told import tell_unattended
from assistant.answers.impossible import impossible, unread, whose
from assistant.answers.timed_told import only_adjusted, put_right, tell_adjustment
from assistant.answers.units_claim import MORE, OPEN, claim
from assistant.answers.units_open import Way, answer_apart, open_headline, open_service, tell_range
from assistant.answers.units_result import counted_so, minutes_alone, payer_notes, untimed
from assistant.answers.units_why import explain, unsure
from assistant.context import Context
from assistant.draft import Asked, Block, Line, Support
from assistant.intents.signs import opens_yes_no
from assistant.speak import cite
from assistant.turns.case import ANY, Case
from coding_tools.trace import Calculation
from coding_tools.units import Service, count_units
from coding_tools.what_if import minutes_to
from coding_tools.wording import capital, listed, minute_count
from knowledge.library import Library
from knowledge.reading_words import reading_words, time_words
from knowledge.records import Code


def answer_units(case: Case, context: Context) -> Block | None:
    """The units of the services that have minutes.

    A service whose code isn't settled is counted under each code that it may go under.

    Args:
        case: The case; `timed` services or loose minutes.
        context: The library and its tables.
    """
    library = context.library
    if (refused := whose(case, library)) is not None:
        return refused
    if case.groups:
        return answer_apart(case, context)
    if (asked := unread(case)) is not None:
        return None if case.intents[:1] == ("choice",) else asked
    opened = open_service(case, library)
    under = [{opened.technique.id: code} for code in opened.codes] if opened else [{}]
    counted = [counted_services(case, library, one) for one in under]
    services, codes = counted[0]
    if (refused := impossible(case, services, codes)) is not None:
        return refused
    if not services:
        return only_adjusted(case, library)
    block = Block("units")
    own = {code_of(s, case, library) for s in case.services} - {None}
    lumped = [s.code for s in services] == [ANY] and len(own | {*case.codes}) > 1
    methods = governing(case, library)
    if lumped:
        methods = tuple(m for m in methods if library.methods[m].pooled) or ("cms",)
    named = opened.codes if opened else ("",)
    ways = [
        _way(code, one, methods, block, library) for code, one in zip(named, counted, strict=True)
    ]
    done, supports = ways[0].done, ways[0].supports
    block.headline = (
        open_headline(case, opened, ways, library)
        if opened is not None
        else _headline(case, done, supports, library)
    )
    tell_unattended(case, block, library)
    if case.intents[:1] == ("choice",):
        payer_notes(case, block, done, library)
        return block
    _explain(case, block, ways, library)
    _short_of_claimed(case, block, done, library)
    tell_range(case, block, done, services, codes, library, opened is not None)
    payer_notes(case, block, done, library)
    beside = [case.codes] if lumped else tell_adjustment(block, case, library)
    days = [[*found, *(Service(c, 0) for c in more)] for found, _ in counted for more in beside]
    day_remarks(case, context, block, days, [way.done[0] for way in ways])
    _left_out(case, block, done[0], library)
    topics = (*case.topics, *(case.earlier.topics if case.follows else ()))
    if library.subjects.play(topics, "assistants") and opened is None:
        tell_share(case, block, done[0], library)
    put_right(block, case, library)
    if lumped:
        midpoint = methods != governing(case, library)
        left = " and the CPT midpoint were" if midpoint else " was"
        told = (
            f"How the codes share the units{left} not checked: the minutes of each are not stated."
        )
        block.leave_open(told)
        block.asks = block.asks or Asked("minutes")
    return block


def _way(
    code: str,
    counted: tuple[list[Service], dict[str, Code]],
    methods: Sequence[str],
    block: Block,
    library: Library,
) -> Way:
    """The services as counted by each method, with a service whose code is open under one code."""
    services, codes = counted
    counts = [count_units(services, library.methods[m], codes) for m in methods]
    return Way(code, counts, [block.compute(c) for c in counts])


def _explain(case: Case, block: Block, ways: Sequence[Way], library: Library) -> None:
    """Why it is so many units by each method, and what is told of a code of a first unit alone."""
    for calculation, support in zip(ways[0].done, ways[0].supports, strict=True):
        if len(ways) == 1 or minutes_alone(calculation):
            explain(block, calculation, support, library)
        unsure(block, library.methods[calculation.result["method"]], library)
    for first, _ in first_codes(case, library):
        key = library.codes[first].supports[0]
        cite(block, library, key)


def _left_out(case: Case, block: Block, counted: Calculation, library: Library) -> None:
    """Minutes of nothing that was read, and timed codes that are named without minutes."""
    read = counted.inputs["minutes"]
    done = (library.techniques.get(s.technique or "") for s in case.services if not s.code)
    if any(t is not None and t.among == "level" for t in done):
        cite(block, library, *library.methods[counted.result["method"]].supports["untimed"])
    minutes, found = [s.minutes for s in case.timed], case.facts.tokens
    was = [s.minutes for s in case.earlier.services if s.minutes is not None]
    changed = case.follows and was != minutes
    loose = case.facts.loose[len(read) if ANY in read else 0 :]
    if library.subjects.play(case.topics, "assistants") or not counted.result["total_minutes"]:
        loose = ()
    for time in loose:
        before = {t.fold for t in found[max(time.first - 1, 0) : time.first]}
        behind = {t.fold for t in found[time.last + 1 : time.last + 2]}
        again = time.minutes in minutes and (case.follows or before & _POINTING)
        moved = changed and behind & time_words("by_which")
        if time.role in ("treatment", "other") and not again and not moved:
            told = f"{minute_count(time.minutes)}: of what was not read, so not counted."
            block.leave_open(told)
    codes = {s.code for s in case.timed} | {*read}
    named = dict.fromkeys(s.code for s in case.services if s.code and s.minutes is None)
    left = [c for c in named if c in library.codes and library.codes[c].timed and c not in codes]
    if left and ANY not in codes:
        block.leave_open(f"{listed(left)}: the minutes are not stated, so not counted.")


_POINTING = reading_words("points_at_minutes")


def _short_of_claimed(
    case: Case, block: Block, done: Sequence[Calculation], library: Library
) -> None:
    """Where more units are claimed than the minutes give: the minutes that those would take."""
    short = claim(case, done, library) == "No: " or MORE.search(case.facts.question)
    if not short or len(case.facts.claimed_units) != 1:
        return
    (claimed,) = case.facts.claimed_units
    for calculation in done:
        method = library.methods[calculation.result["method"]]
        minutes = calculation.result["total_minutes"]
        timed = [m for m in calculation.inputs["minutes"].values() if m]
        known = minutes and (method.pooled or len(timed) == 1)
        if known and calculation.result["total_units"] < claimed:
            told = minutes_to(minutes, claimed, method)
            block.say(told.steps[0].says, block.compute(told), *method.supports["bands"])


def _headline(
    case: Case, done: Sequence[Calculation], supports: Sequence[Support], library: Library
) -> Line:
    """The direct answer."""
    apart = untimed(done[0], library)
    claimed = claim(case, done, library)
    gone = [s for s in done[0].steps if s.outcome == "not_checked"]
    if gone and len(gone) == len(done[0].inputs["minutes"]):
        keys = tuple(k for s in gone for k in s.supports)
        return Line(" ".join(s.says for s in gone), (*supports, *keys))
    if len(apart) == len(done[0].inputs["minutes"]):
        are, each = ("is", "") if len(apart) == 1 else ("are", " each")
        wrong = not set(case.facts.claimed_units) <= {1} or _asked_whether(case)
        no = "No: " if wrong else ""
        text = f"{no}{listed(apart)} {are} untimed: 1 unit a day{each}, whatever the minutes."
    else:
        text = f"{claimed}{counted_so(case, done, library)}"
    return Line(capital(text), tuple(supports))


def _asked_whether(case: Case) -> bool:
    """Whether a yes or a no is wanted, and no number of units."""
    asked = opens_yes_no(case) or (case.wants("yes_no") and "?" in case.facts.question)
    return asked and not case.wants("what_bill") and not OPEN.search(case.facts.question)
