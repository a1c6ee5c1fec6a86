"""Follow-ups on the last answer itself: its sources, its reasons, what it asked back."""

from __future__ import annotations

from assistant.intents.following import FollowUp
from assistant.intents.signs import opens_yes_no, puts_a_question
from assistant.turns.cited_again import asked_on
from assistant.turns.in_full import only_who
from assistant.turns.remark import told_who
from assistant.turns.signs import VERDICT
from knowledge.phrases import phrases
from knowledge.reading_words import reading_words
from retrieval.tokens import tokens_of

_FEW_WORDS = 9
_TOLD = ("regions", "region_count", "muscles", "muscle_count", "goals", "stated")
"""Facts that a turn may tell without naming anything: "and if only two?"."""


def asks_what_governs(turn: FollowUp) -> bool:
    """Which of the sources that disagree holds: "so which one governs?"."""
    case = turn.case
    heard = turn.was("pair") and case.shows("regard")  # "a colleague says he gets paid"
    return case.wants("governs") and bool(case.earlier.conflicts) and not (case.timed or heard)


def asks_the_verdict(turn: FollowUp) -> bool:
    """If what was answered is a yes or a no: "so is that a no?"."""
    return bool(VERDICT.search(turn.words)) and not turn.fresh


def asks_sources(turn: FollowUp) -> bool:
    """Only what the last answer rests on: "source?", "do they agree?"."""
    case, facts = turn.case, turn.case.facts
    after = {*turn.library.words.asking_after}
    side = bool(case.earlier.conflicts) and all(
        t.fold in after or t.kind == "sign" or any(s.first <= n <= s.last for s in facts.services)
        for n, t in enumerate(facts.tokens)
    )
    put = [s for s in facts.services if not (side or (s.numbered and case.earlier.conflicts))]
    spoken = opens_yes_no(case) and all(turn.library.ours(payer) for payer in facts.payers)
    named = (facts.sources or facts.payers) and not spoken  # "does CMS say so?"
    if put or named or facts.modifiers or facts.stated or facts.methods:
        return False
    words = [t.fold for t in facts.tokens if t.kind != "sign"]
    if case.part and not after.issuperset(words):
        return False  # A part of a message says itself what it asks the source of.
    asked = case.wants("source", "disagree") or not reading_words("of_a_source").isdisjoint(words)
    return asked and bool(case.earlier.cited) and len(words) <= _FEW_WORDS


def sources(turn: FollowUp) -> list[str]:
    """What the last answer rests on, with its calculations."""
    return ["sources", *[i for i in turn.again if i != "status"]]


def gives_what_was_asked(turn: FollowUp) -> bool:
    """The fact that the last answer asked for: "a different region"."""
    asked = turn.case.earlier.asked
    return asked in dict(turn.case.stated) and asked not in dict(turn.case.earlier.stated)


def asks_what_was_used(turn: FollowUp) -> bool:
    """Which facts the last answer went by: "which minutes did you count?"."""
    return bool(turn.again and phrases("you_used").search(turn.words)) and not turn.fresh


def is_improper(turn: FollowUp) -> bool:
    """A wish to bill by what pays, which is declined whatever was answered before."""
    return "improper" in turn.told


def names_who(turn: FollowUp) -> bool:
    """Only who pays or who gave it: "workers' comp instead?"; of a count alone, it changes that."""
    facts = turn.case.facts
    gave = told_who(facts) and {s.kind for s in facts.slots} == {"provider"}
    alone = only_who(facts) or (gave and not (facts.loose or facts.bare))
    return alone and (turn.was("modifiers") or not turn.counted)


def asks_of_a_payer(turn: FollowUp) -> bool:
    """If what was told of a code goes for a payer that isn't held: "and is that so for Cigna?"."""
    facts = turn.case.facts
    unheld = any(kind == "payer" for kind, _ in facts.unheld)
    named = (facts.generic_payer or unheld) and {s.kind for s in facts.slots} <= {"payer"}
    return bool(named and turn.case.codes) and not (turn.told or turn.again)


def asks_why(turn: FollowUp) -> bool:
    """The reason: "why?"."""
    return turn.case.wants("why")


def reasons(turn: FollowUp) -> list[str]:
    """The reason, the answer that it is of, and of a count where the next unit begins."""
    supposed = turn.again == ["what_if"] and turn.case.earlier.target is None
    again = ["units"] if supposed else turn.again
    following = ["what_if"] if (supposed or turn.was("units")) and turn.case.timed else []
    return ["why", *again, *following]


def asks_a_source(turn: FollowUp) -> bool:
    """A source of something that the turn names: "who says it's massage?"."""
    return turn.case.wants("source")


def source(turn: FollowUp) -> list[str]:
    """The source with the answer again; where none was computed, what else is held on it."""
    return ["source", *(turn.again or ["explain"])]


def asks_beyond(turn: FollowUp) -> bool:
    """A question that changes nothing of what was answered: "who do I ask?"."""
    case, facts = turn.case, turn.case.facts
    asks = "?" in turn.words or puts_a_question(turn.words)
    if not (turn.again and asks and tokens_of(turn.words)):
        return False
    named = turn.fresh or facts.slots or facts.bare or facts.loose or facts.idle
    return not named and all(getattr(case, f) == getattr(case.earlier, f) for f in _TOLD)


def asks_what_it_rests_on(turn: FollowUp) -> bool:
    """Of the last answer in words of what it rested on: "can they appeal?"."""
    return asks_beyond(turn) and bool(asked_on(turn.case, turn.library))


def and_words(turn: FollowUp) -> list[str]:
    """The last answer again, and what passages tell of just that."""
    return [*turn.again, "explain"]


def asks_a_kind(turn: FollowUp) -> bool:
    """A kind of answer, in words that ask for it in any question."""
    return bool(turn.told)


def asks_of_others(turn: FollowUp) -> bool:
    """Other payers than the one that was answered for: "is it the same everywhere?"."""
    return turn.case.wants("other_payer") and not turn.case.facts.slots


def of_others(turn: FollowUp) -> list[str]:
    """What others make of a pair's edit, or of a count; else what is held of other payers."""
    differs = turn.counted and turn.case.earlier.asked == "payer"
    return ["pair"] if turn.was("pair") else [*(["units"] if differs else []), "explain"]
