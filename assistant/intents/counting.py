"""Whether units are to be counted, or the minutes of some units are asked for."""

from __future__ import annotations

from assistant.intents.choice import puts_code_forward
from assistant.intents.coverage import asks_coverage, whether_one_may
from assistant.intents.rules import Asked, Rule
from assistant.intents.signs import asks_more, wants_code
from assistant.reading.around import covered
from assistant.reading.facts import Duration, Facts, Service
from assistant.reading.rounds import codes_counted
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.phrases import phrases
from knowledge.reading_words import reading_words, time_words


def asks_minutes(case: Case, library: Library) -> bool:
    """Whether the minutes are asked for, rather than given.

    Args:
        case: The case.
        library: The knowledge base.
    """
    if set(case.sources) & set(case.called):
        return False
    if library.subjects.keep_out(case.topics, "minutes_for", case.facts.claimed_units):
        return False
    if case.follows and case.facts.methods and case.timed:
        return False
    more = asks_more(case) and not (case.facts.claimed_units and case.shows("less"))
    if case.follows and case.timed and (case.shows("in_all") or more):
        return False
    given = case.facts.timed_services or case.facts.loose
    facts = case.facts
    named = case.codes or case.services or facts.labels or facts.methods or facts.payers
    billed = "field" in facts.scope or case.says("of_billing")
    if not (case.follows or named or billed):
        return False
    wanted = case.wants("minutes_for") or facts.needed
    return bool(wanted) and not given and not (case.timed and not case.follows)


def below_zero(case: Case) -> bool:
    """Whether minutes below zero are given, which no code and no count can mend.

    Args:
        case: The case.
    """
    return any(d.role == "negative" for d in case.facts.loose)


def _several_days(asked: Asked) -> bool | None:
    """Yes: minutes of several days or patients, or minutes below zero."""
    return True if asked.case.groups or below_zero(asked.case) else None


def _on_something_else(asked: Asked) -> bool | None:
    """No: a subject that is told in words."""
    case = asked.case
    kept_out = asked.library.subjects.keep_out(case.topics, "units", case.wants("units"))
    return False if kept_out else None


def _of_no_service(asked: Asked) -> bool | None:
    """Minutes of no service: where units are asked for, or where the minutes can be no more."""
    case, facts = asked.case, asked.case.facts
    if case.timed:
        return None
    if facts.unread and not case.follows:
        return True  # "te 4 mt 3": what the numbers are is asked back
    times = [d for d in facts.given if not _units_own_length(case, d, asked.library)]
    by_hand = case.fact("hands") == "hand" and not (case.services or case.codes)
    whole = any(d.role == "total" for d in times) and len(case.services) > 1
    return bool(times) and (
        case.wants("units", "what_bill")
        or phrases("how_many").search(asked.words) is not None
        or (bool(facts.claimed_units) and len(case.codes) > 1)
        or by_hand
        or (whole and not case.wants("yes_no", "who", "modifier", "edit"))
        or any(d.repeats for d in times)
        or bool(case.methods)
        or len(times) in codes_counted(facts.tokens)
        or _only_minutes(facts)
        or not facts.folds.isdisjoint({"timed", "service", "thing"})
    )


def _on_one_line(asked: Asked) -> bool | None:
    """No: whether minutes go on one line, and no units with it."""
    case = asked.case
    put = case.wants("yes_no") or case.facts.question.rstrip().endswith("?")
    lined = asked.library.subjects.play(case.topics, "one_line") and put
    return False if lined and not (case.wants("units") or case.facts.claimed_units) else None


def _in_so_many_words(asked: Asked) -> bool | None:
    """Yes: units are asked for, or a way of counting is named."""
    case = asked.case
    put = case.wants("units") or phrases("how_many").search(asked.words) or case.methods
    return True if put else None


def _after_something_else(asked: Asked) -> bool | None:
    """No: a turn that changes nothing of an answer which was no count."""
    case = asked.case
    before = set(case.earlier.intents)
    other = case.follows and before and before.isdisjoint({"units", "what_if", "choice"})
    return False if other and not case.changed else None


def _of_a_code(asked: Asked) -> bool | None:
    """No: the code is asked for, or whether a number is the code of what was done."""
    case = asked.case
    by_name = all(s.code is None or not s.numbered for s in case.timed)
    unnumbered = any(s.technique and not s.numbered for s in case.timed)
    uncoded = all(s.code is None for s in case.timed)
    put = case.wants("what_bill") and all(is_settled(s, asked.library) for s in case.timed)
    of_a_code = (
        (wants_code(case) and (unnumbered or not case.facts.codes) and not put)
        or (by_name and puts_code_forward(asked.words))
        or (uncoded and case.wants("claimed") and case.facts.codes)
    )
    return False if of_a_code else None


def _of_a_pair(asked: Asked) -> bool | None:
    """A modifier or an edit between several codes: units only where they were counted before."""
    case = asked.case
    paired = case.wants("pair") or case.facts.modifiers
    if not (paired and case.wants("modifier", "edit") and len(case.codes) > 1):
        return None
    return case.follows and "units" in case.earlier.intents


def _of_the_record(asked: Asked) -> bool | None:
    """No: what the record must show, of no payer."""
    case = asked.case
    recorded = asked.library.subjects.answered_by(case.topics, "documentation")
    return False if recorded and not case.payer else None


def _of_who_may(asked: Asked) -> bool | None:
    """No: whether a kind of provider may bill it is asked: "can an LMT bill 97140 for MFR?"."""
    may = whether_one_may(asked.case, asked.library) and asks_coverage(asked.case, asked.library)
    return False if may else None


def _given(_: Asked) -> bool | None:
    """Yes: minutes of a service, and nothing else is asked of them."""
    return True


RULES: tuple[Rule[Asked], ...] = (
    _several_days, _on_something_else, _of_no_service, _on_one_line, _in_so_many_words,
    _after_something_else, _of_a_code, _of_a_pair, _of_the_record, _of_who_may, _given,
)  # fmt: skip


def _units_own_length(case: Case, told: Duration, library: Library) -> bool:
    """Whether minutes are a unit's own length: "counts in the 15 minutes"."""
    before = case.facts.tokens[told.first - 1 : told.first] if told.first else ()
    own = {method.unit_minutes for method in library.methods.values()}
    return told.minutes in own and not told.upper and [t.fold for t in before] == ["the"]


def is_settled(service: Service, library: Library) -> bool:
    """Whether a service has one code, by its number, by the code's name or by what was done.

    Args:
        service: The service.
        library: The knowledge base.
    """
    if service.code:
        return True
    technique = library.techniques.get(service.technique or "")
    return technique is not None and technique.rule == "settled" and not technique.then


def _only_minutes(facts: Facts) -> bool:
    """Whether the words are a number of minutes, or several, and at most whose and who pays.

    "45 min session, 10 was talking" puts no other question than how they count.
    """
    timed = covered((*facts.loose, *facts.idle, *facts.services))
    paid = {n for s in facts.slots if s.kind == "payer" for n in range(s.first, s.last + 1)}
    rest = (t for n, t in enumerate(facts.tokens) if n not in timed | paid)
    sayable = reading_words("only_tells") | time_words("sessions") | time_words("no_treatment")
    return bool(timed) and all(t.kind == "sign" or t.fold in sayable for t in rest)
