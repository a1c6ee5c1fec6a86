"""Follow-ups that passages answer: a word's meaning, what a source says, another subject."""

from __future__ import annotations

import re

from assistant.intents.following import FollowUp
from assistant.intents.signs import wants_code
from assistant.turns.case import Case
from assistant.turns.given_minutes import speaks_of_idle
from assistant.turns.in_full import within_subject
from assistant.turns.signs import MEANS
from knowledge.phrases import phrases

_ALONE, _PUT = 3, 6
_POINTS = re.compile(r"\b(it|that|this|them|those)\b", re.I)
_OF_NO_CODE = frozenset({"explain", "coverage", "documentation", "ask_payer"})
"""Kinds of answer that a code doesn't belong to: a fact of the patient is told for them."""
_OF_A_CODE = frozenset({"status", "mue", "documentation", "explain"})
_OPEN = re.compile(
    r"^\W*(?:(?:and|so|but|then) )*(?:how|what|who|where|whose)\b(?=(?:\W+\w+){3})", re.I
)
"""Asks something of its own, where fewer words would ask for the same kind of answer again."""
_OF_ONE = re.compile(r"\b(?:is|was|does|did) (?:the )?[A-Z]?\d{4,5}\b", re.I)
"""Asks of one code by itself: "is 97112 for strokes only?"."""


def asks_a_meaning(turn: FollowUp) -> bool:
    """What a word of the answer means: "what does column 2 mean?"."""
    return bool(turn.case.facts.topics and MEANS.search(turn.words)) and not turn.fresh


def asks_the_record(turn: FollowUp) -> bool:
    """What must be written down of it: "what must be in the chart?"."""
    of_pair = turn.was("pair") and turn.case.wants("documentation")
    return ("documentation" in turn.told or of_pair) and not turn.fresh


def turns_aside(turn: FollowUp) -> bool:
    """Away from what was counted: to a modifier, to who pays, to "what does the patient owe?"."""
    return {*turn.told} <= {"choice", "units", "modifiers"} and _leaves(turn)


def _leaves(turn: FollowUp) -> bool:
    """Whether a turn that gives nothing to count asks of coverage, a modifier or a subject."""
    case, facts = turn.case, turn.case.facts
    aside = turn.library.subjects.play(facts.topics, "leaves_a_count")
    owed = aside and case.wants("coverage") and not turn.counted  # "can he pay for 98943?"
    fresh = turn.fresh and not owed
    if facts.bare or facts.loose or facts.idle or fresh or case.wants("matter"):
        return False
    if case.shows("denied_idle") and speaks_of_idle(facts.tokens):
        return False  # "there was no charting"
    aside = aside or any(not turn.library.topics[t].held for t in facts.topics)
    paired = case.wants("both", "pair", "edit", "modifier") and not case.wants("compare")
    if paired and len(case.codes) > 1:
        return False
    if case.wants("coverage", "documentation") and not paired:
        few = len(facts.tokens) <= _PUT and turn.words.rstrip().endswith("?")
        asks = few and case.wants("coverage") and not (facts.claimed_units or "same" in facts.folds)
        return bool(_POINTS.search(turn.words)) or asks or owed or not case.changed
    if facts.payers or case.changed:
        return False
    if facts.providers and case.wants("yes_no", "who", "valid") and not facts.modifiers:
        return True
    alone = len(facts.tokens) <= _ALONE or case.wants("yes_no")
    return aside or (bool(facts.modifiers) and alone)


def modifier_or_words(turn: FollowUp) -> list[str]:
    """Passages, and behind a modifier that the turn names."""
    return ["modifiers", "explain"] if turn.case.facts.modifiers else ["explain"]


def tells_a_fact(turn: FollowUp) -> bool:
    """A fact of the patient, where no code was asked for: "she has fibromyalgia"."""
    of_no_code = bool(turn.before) and {*turn.before} <= _OF_NO_CODE
    return turn.told == ["choice"] and of_no_code and not _names_anew(turn.case)


def same(turn: FollowUp) -> list[str]:
    """All the kinds of the last answer."""
    return [*turn.case.earlier.intents]


def asks_something_else(turn: FollowUp) -> bool:
    """Something of its own about a code: "and how long has it been gone for?"."""
    of_code = {*turn.before} <= _OF_A_CODE and bool(turn.again)
    if turn.was("pair") and len(turn.case.codes) == 1 and not turn.told:
        return turn.fresh and bool(_OF_ONE.search(turn.words))
    return of_code and bool(_OPEN.search(turn.words)) and not turn.fresh


def goes_on_within(turn: FollowUp) -> bool:
    """A service within the subject of the last question, whose code isn't asked for."""
    within = within_subject(turn.case.facts, turn.case.earlier)
    return turn.fresh and within and not wants_code(turn.case)


def names_a_subject(turn: FollowUp) -> bool:
    """A subject, or a word to be told: what's left asks for no calculation."""
    case = turn.case
    own = bool(case.facts.topics or phrases("defines").search(turn.words)) or case.wants("coverage")
    own = own and not (turn.was("choice") and case.wants("instead"))  # "what do I use instead?"
    return own and not (turn.fresh and turn.was("pair", "status", "mue", "modifiers"))


def _names_anew(case: Case) -> bool:
    """Whether a turn names a service or tells a fact of its own, or asks for a code."""
    facts = case.facts
    told = facts.services or facts.codes or facts.loose or facts.muscles or facts.region_count
    return bool(told or facts.muscle_count or facts.stated or wants_code(case))
