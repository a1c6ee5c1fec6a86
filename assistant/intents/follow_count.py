"""Follow-ups on a count of units: other minutes, who gave them, one unit more."""

from __future__ import annotations

from assistant.intents.following import FollowUp
from assistant.intents.signs import asks_more, opens_yes_no, wants_code
from assistant.turns.given_minutes import share_told
from assistant.turns.signs import GETS

_OTHERWISE = (
    "why", "source", "pair", "edit", "modifier", "documentation", "mue", "minutes_for", "status",
    "ask_payer", "compare", "matter",
)  # fmt: skip
"""What is asked of a count that counting again doesn't answer."""


def tells_minutes_of_none(turn: FollowUp) -> bool:
    """Minutes of which it isn't told whose they are: "one of them was 6"."""
    return turn.case.unplaced is not None


def tells_minutes_first(turn: FollowUp) -> bool:
    """The first minutes of the codes that were asked about: "20 minutes of each"."""
    case = turn.case
    told = bool(case.timed) and not (case.earlier.minutes or case.facts.services)
    return told and len(case.timed) > 1


def tells_an_assistant(turn: FollowUp) -> bool:
    """Only that an assistant gave what was counted, or some lines of it: "the COTA did it"."""
    facts = turn.case.facts
    if turn.case.given_by and turn.case.given_by != turn.case.earlier.given_by:
        return turn.was("units", "what_if", "modifiers") and not facts.loose
    told = bool(facts.providers) and turn.library.subjects.play(facts.topics, "assistants")
    marks = turn.case.wants("modifier") and turn.was("pair", "choice") and not turn.case.modifiers
    tells = facts.wants <= {"beside", "yes_no", "change", "both", "modifier"}
    return (turn.was("units") or marks) and told and tells


def asks_if_over_is_paid(turn: FollowUp) -> bool:
    """If so many units are paid, counted or the most for a day: "so 4 are always paid?"."""
    every = turn.counted and "all" in turn.case.facts.folds and "at all" not in turn.words.lower()
    every = every or (turn.counted and turn.case.shows("most_paid"))
    asked = every or (turn.was("mue") and turn.case.facts.claimed_units)
    return bool(asked) and turn.case.wants("coverage") and not turn.fresh


def _counts_anew(turn: FollowUp) -> bool:
    """Whether other minutes are to be counted than before."""
    minutes = turn.case.earlier.minutes
    return bool(minutes) and [s.minutes for s in turn.case.timed] != minutes


def changes_marked_lines(turn: FollowUp) -> bool:
    """Who pays or when, where modifiers were asked for: the lines and their minutes stay."""
    given = turn.case.facts.timed_services or turn.case.facts.loose
    told_first = given and not turn.case.earlier.minutes
    paid = turn.case.wants("coverage") and opens_yes_no(turn.case)
    other = _counts_anew(turn) or told_first or paid
    marked = turn.before[:1] == ["modifiers"] and not other
    return marked and "threshold" not in turn.told and turn.case.changed


def _of_the_count(turn: FollowUp) -> bool:
    """Whether a turn is on what was counted, or gives minutes to count."""
    anew = _counts_anew(turn)
    if not turn.case.timed or (turn.before[:1] == ["modifiers"] and not anew):
        return False
    return turn.counted or (anew and turn.told in ([], ["choice"]))


def _asks_of_it(turn: FollowUp) -> bool:
    """Whether what was counted is to be counted again: no other answer, no other service."""
    case = turn.case
    puts_right = "?" not in turn.words and case.changed
    if case.wants(*_OTHERWISE) and not puts_right:
        return False
    another = turn.was("choice") and not turn.held and len(case.timed) == 1
    return not (another or wants_code(case) or case.facts.asked_units)


def asks_which_line_gets_it(turn: FollowUp) -> bool:
    """Which line gets the unit: "who gets the last one?"."""
    asked = _of_the_count(turn) and GETS.search(turn.words) and not turn.case.says("marked")
    return bool(asked) and not (turn.case.changed or turn.was("pair"))


def changes_the_count(turn: FollowUp) -> bool:
    """The minutes, services, payer, method or date of what was counted: "22, not 34"."""
    return _of_the_count(turn) and _asks_of_it(turn) and turn.case.changed


def units_or_more(turn: FollowUp) -> list[str]:
    """The count; where it is asked what more minutes would bring, that."""
    new = {d.minutes for d in turn.case.facts.bare}.difference(turn.case.earlier.minutes)
    more = asks_more(turn.case) or (new and not turn.case.changed)
    return ["what_if" if more else "units"]


def asks_minutes_of_units(turn: FollowUp) -> bool:
    """The minutes that a number of units takes: "and for the fourth?"."""
    return bool(turn.case.facts.asked_units) and turn.counted


def asks_if_it_matters(turn: FollowUp) -> bool:
    """If a fact changes the count: "does it matter which payer it is?"."""
    return turn.case.wants("matter") and turn.was("units")


def tells_a_share(turn: FollowUp) -> bool:
    """How much of it an assistant gave: "what if the OTA gave only 2?"."""
    return share_told(turn.case, turn.library)
