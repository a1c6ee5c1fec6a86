"""Whether a turn puts a whole question of its own, which no earlier fact belongs to."""

from __future__ import annotations

import re

from assistant.turns import signs
from assistant.turns.in_full import asks_alone
from assistant.turns.remark import Remark
from knowledge.phrases import phrases
from knowledge.reading_words import reading_words

_ON_THE_LAST = frozenset({"why", "change", "both"})
"""What a turn wants that is asked of the last answer, whatever else it names."""
_OF_A_CODE = frozenset({
    "units", "modifier", "documentation", "ask_payer", "source", "mue", "total",
})  # fmt: skip
"""What a turn wants that is asked of the code before it, where it names none."""

_BOTH = 2
_HOW_MANY = re.compile(r"^\W*(?:\w+ )?how (?:many|much|long)\b", re.I)


def asks_whole(turn: Remark) -> bool:
    """Whether a turn opens as a question, names all that it is on, and points to nothing before it.

    "What does GY mean?", "is group therapy timed?", "does the VA need a referral?" are asked anew
    after a count of minutes; "which modifier?", "is that timed?" and "and the VA?" are not.

    Args:
        turn: The turn beside the conversation before it.
    """
    facts = turn.facts
    counted = facts.bare and "definition" not in facts.wants
    given = facts.timed_services or facts.loose or counted or facts.improper
    if turn.opener not in reading_words("asking") or given:
        return False
    both = len({*facts.codes}) == _BOTH and bool(facts.wants & {"beside", "pair", "edit"})
    if _goes_on(turn) or (facts.wants & _ON_THE_LAST and not both):
        return False
    fresh = {*facts.topics} - turn.library.overruled(turn.earlier.topics) - {*turn.earlier.topics}
    named = bool(facts.services or facts.codes)
    short_of = facts.wants & _OF_A_CODE or _HOW_MANY.search(facts.question)
    if short_of and not (named or facts.modifiers):
        return "other_payer" in facts.wants and bool(fresh)
    if "definition" in facts.wants:
        return named or bool(facts.modifiers or fresh)
    unknown = named and not any(turn.known)
    opens = turn.opener in reading_words("asking_what") and facts.wants <= {"yes_no"}
    timed = bool(facts.folds & {"timed", "untimed"}) or "status" in facts.wants
    of_one = (unknown and (timed or opens)) or both
    of_a_payer = bool(facts.modifiers and facts.payers) and "pair" not in turn.earlier.intents
    return bool(fresh) or of_one or of_a_payer or asks_alone(facts)


def _goes_on(turn: Remark) -> bool:
    """Whether a turn points back, adds to what was told, or supposes it otherwise."""
    lists, facts = turn.lists, turn.facts
    points = lists.pointing - reading_words("told_apart") | reading_words("told_of")
    of_one_told = "the" in turn.words and any(turn.known) and not facts.codes
    ends = lists.going_on.intersection((turn.words[0], turn.opener, turn.words[-1]))
    ends |= reading_words("ends_going_on").intersection(turn.words[-1:])
    in_place = () if "gone" in facts.wants else (signs.IN_PLACE,)  # "what replaced 97003?"
    supposed = (signs.SUPPOSED, signs.REPLACING, signs.COMPARED, *in_place)
    meant = "definition" in facts.wants and turn.opener != "when"  # "when do I use 59?"
    marks = set() if meant else {m for m, _ in facts.modifiers}
    of_mark = marks & {*turn.earlier.modifiers} or (marks and turn.earlier.payer in facts.payers)
    edit = "edit" in facts.wants or phrases("indicator").search(facts.question)
    of_a_pair = edit or marks.intersection(turn.library.claim_rules.pairs.distinct)
    of_the_pair = "pair" in turn.earlier.intents and of_a_pair
    of_a_line = turn.earlier.codes and phrases("which_line").search(facts.question)
    shown = any(sign.search(facts.question) for sign in supposed)
    points = points.intersection(turn.words)
    return bool(points or ends or of_mark or of_the_pair or of_a_line) or of_one_told or shown
