"""Saying that minutes which are no treatment don't count, and what the count is without them."""

from __future__ import annotations

from dataclasses import replace

from assistant.draft import Block, Line
from assistant.reading.durations import durations
from assistant.reading.idle_time import idle_bare, idle_part, perhaps_inside
from assistant.reading.other_numbers import bare_numbers
from assistant.reading.rest import rest_at
from assistant.reading.rounds import of_sessions
from assistant.reading.text import tokens
from assistant.speak import quoted
from assistant.turns.case import Case
from assistant.turns.given_minutes import speaks_of_idle
from coding_tools.units import Service, count_units
from coding_tools.wording import minute_count, small, unit_count
from knowledge.library import Library

_TREATMENT_TIME = "cms-claims-5/treatment-time"


def tell_idle(case: Case, block: Block, library: Library) -> None:
    """Say that idle minutes and booked time don't count.

    Args:
        case: The case.
        block: The block of the count.
        library: The knowledge base.
    """
    typed = {t.text for t in case.facts.tokens}
    aides = library.subjects.play(case.topics, "unheld_giver")
    for time in case.facts.idle:
        if aides:
            block.leave_open(f"{minute_count(time.minutes)}: not the therapist's, so not counted.")
            continue
        told, held = "Time that was no treatment doesn't count for Medicare.", []
        if str(time.minutes) in typed:
            told = f"The {time.minutes} minutes that were no treatment don't count for Medicare."
            counts = (c for c in block.calculations if c.tool == "units")
            held = [c for c in counts if time.minutes not in c.inputs["minutes"].values()]
        block.say(told, _TREATMENT_TIME, *(block.compute(c) for c in held))
    if any(d.role == "booked" for d in case.facts.loose):
        told = "Treatment time is counted, not the length of the appointment."
        block.say(told, _TREATMENT_TIME)
    _inside(case, block, library)


def tell_unattended(case: Case, block: Block, library: Library) -> None:
    """Say first that time which nobody attended doesn't count, where one timed service had it.

    A service whose code hangs on attendance has its own code for such time.

    Args:
        case: The case.
        block: The block of the count, with its headline.
        library: The knowledge base.
    """
    if case.fact("attended") != "unattended" or len(case.timed) != 1 or block.headline is None:
        return
    technique = library.techniques.get(case.timed[0].technique or "")
    of_the_code = technique is not None and technique.fact in ("attended", "contact", "payer")
    counts = any(c.result["total_units"] for c in block.calculations)
    other = any(d.minutes != case.timed[0].minutes for d in case.facts.bare)  # "es unattended 15"
    if of_the_code or other or case.facts.idle or not counts:
        return
    counted = f"If it was treatment time: {small(block.headline.text)}"
    block.headline = replace(block.headline, text=counted)
    block.open_with(quoted(_TREATMENT_TIME, library))


def _inside(case: Case, block: Block, library: Library) -> None:
    """What the count is where time that was no treatment lies inside the one service's time.

    "40 minutes, 10 charting" may mean either, and still does when a later turn names the payer.
    """
    counts = [c for c in block.calculations if c.tool == "units"]
    if len(case.timed) != 1 or any(len(c.inputs["minutes"]) != 1 for c in counts):
        return
    whole = case.timed[0].minutes or 0
    idle, branches = _told_beside(case, whole), list[Line]()
    if idle < 0:
        told = f"Whether the time that was no treatment is inside the {minute_count(whole)}"
        block.leave_open(f"{told} is not stated.")
        return
    given = f"If the {minute_count(idle)} are inside the {minute_count(whole)}: "
    found, other = case.facts.tokens, whole - idle
    times = durations(found) if of_sessions(found) and not case.follows else ()
    sessions = next((d.minutes for d in times if d.repeats), 0)
    if sessions and whole % sessions == 0:
        given, other = "If each is counted by itself: ", sessions
        block.leave_open("Whether all of it was on one day, one after the other, is not stated.")
        if other == whole and block.headline is not None:
            block.headline = replace(block.headline, text=given + small(block.headline.text))
    for count in counts:
        ((code, minutes),) = count.inputs["minutes"].items()
        method = library.methods[count.result["method"]]
        if minutes != whole or not 0 < other < whole:
            return
        done = count_units([Service(code, other)], method, library.codes)
        if done.result["total_units"] == count.result["total_units"]:
            continue
        units = unit_count(done.result["total_units"])
        counted = f"{minute_count(other)} of {code} are {units}."
        supports = block.compute(count), block.compute(done), *method.supports["bands"]
        block.say(f"{given}by {method.says['within']}, {counted}", *supports)
        branches.append(Line(given + counted, supports))
    if branches and block.headline is not None:
        supports = tuple(s for branch in branches for s in branch.supports)
        block.headline = block.headline.then(replace(branches[0], supports=supports))


def _told_beside(case: Case, whole: int) -> int:
    """Minutes of no treatment that may lie inside a service's: told now, or with it before.

    They are -1 where they were put right by a number that the word minutes doesn't stand behind.
    """
    if not case.follows:
        told, found = case.facts.idle, case.facts.tokens
        spent = sum(d.minutes for d in told)
        late = any(d.role == "booked" and d.minutes == whole + spent for d in case.facts.loose)
        left = rest_at(found, case.facts.services) is not None
        return spent if not (left or late) and perhaps_inside(found, told) else 0
    latest = typed = 0
    for found in (tokens(words) for words in reversed(case.ground)):
        times = durations(found)
        idle = [d for d in times if d.role in ("idle", "less")]
        bare = (d for d in bare_numbers(found, frozenset()) if idle_bare(found, d))
        idle += [idle_part(found, d) for d in bare]
        if speaks_of_idle(found) and not idle:
            return 0
        if not latest:
            latest, typed = sum(d.minutes for d in idle), sum(d.role != "bare" for d in idle)
        if latest and whole in (d.minutes for d in times if d.role == "treatment"):
            beside = perhaps_inside(found, idle)
            same = latest == sum(d.minutes for d in idle)
            return 0 if not beside else latest if typed or same else -1
    return 0
