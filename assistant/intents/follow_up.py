"""What kind of answer a follow-up asks for: a table of rules; the first that holds decides.

The order is from what only a turn in a conversation can mean to what its words mean anywhere:

1. It is on the last answer itself, or gives the fact that was asked for.
2. It tells who gave or pays, puts a modifier or a code beside what was answered, or leaves it.
3. It changes what was answered: how a service was done, what was counted, what decides a pair.
4. It asks why, or from where.
5. Its own words name a kind of answer.
6. They name none: a service asks for its code, a subject for passages.

Where no rule holds, the last question is put again with what the turn changes: "and for 97112?".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.intents import follow_answer as answer
from assistant.intents import follow_code as code
from assistant.intents import follow_count as count
from assistant.intents import follow_pair as pair
from assistant.intents import follow_subject as subject
from assistant.intents.following import FollowUp
from assistant.turns.case import Case
from knowledge.library import Library


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the table.

    Attributes:
        holds: The condition; its docstring says what the turn does, with its words.
        asks: The kinds of answer that such a turn asks for.
    """

    holds: Callable[[FollowUp], bool]
    asks: Callable[[FollowUp], list[str]]


def only(*kinds: str) -> Callable[[FollowUp], list[str]]:
    """These kinds, whatever was answered before."""
    return lambda _turn: [*kinds]


def again(turn: FollowUp) -> list[str]:
    """The kinds of the last answer, with the changed facts."""
    kinds = turn.again or turn.told
    kept_out = turn.library.subjects.not_asked(turn.case.facts.topics)
    told = [k for k in kinds if k not in kept_out]
    return told or (kinds and ["explain"])


def own(turn: FollowUp) -> list[str]:
    """The kinds that the turn's own words ask for."""
    return turn.told


RULES = (
    Rule(answer.asks_what_governs, only("sources")),
    Rule(answer.asks_sources, answer.sources),
    Rule(answer.asks_the_verdict, again),
    Rule(answer.gives_what_was_asked, again),
    Rule(count.tells_minutes_of_none, only("units")),
    Rule(count.tells_minutes_first, only("units")),
    Rule(answer.asks_what_was_used, again),
    Rule(answer.is_improper, own),
    Rule(answer.asks_of_others, answer.of_others),
    # Who gave it, who pays, which modifier or code stands beside it.
    Rule(count.tells_a_share, again),
    Rule(count.tells_an_assistant, only("modifiers", "units")),
    Rule(pair.asks_both_modifiers, only("modifiers")),
    Rule(subject.asks_a_meaning, only("explain")),
    Rule(pair.hears_of_it, pair.lines_or_pair),
    Rule(subject.asks_the_record, only("documentation")),
    Rule(pair.tries_a_modifier, only("modifiers", "pair")),
    Rule(code.tells_a_provider, only("explain")),
    Rule(answer.names_who, again),
    Rule(pair.puts_beside, pair.lines_or_pair),
    Rule(count.asks_if_over_is_paid, only("mue")),
    Rule(subject.turns_aside, subject.modifier_or_words),
    # What was answered is changed.
    Rule(code.puts_a_code_forward, own),
    Rule(code.tells_how_it_was_done, again),
    Rule(count.changes_marked_lines, again),
    Rule(count.asks_which_line_gets_it, only("units")),
    Rule(count.changes_the_count, count.units_or_more),
    Rule(code.asks_if_timed, only("status")),
    Rule(pair.names_codes_alone, pair.without_choice),
    Rule(pair.asks_together, pair.marks_or_pair),
    Rule(pair.tells_what_decides, again),
    Rule(pair.tells_of_one, only("pair")),
    Rule(subject.tells_a_fact, subject.same),
    Rule(pair.asks_of_the_edit, only("pair")),
    Rule(pair.asks_since_when, again),
    # Why it is so, and from where.
    Rule(answer.asks_why, answer.reasons),
    Rule(count.asks_minutes_of_units, only("what_if")),
    Rule(answer.asks_a_source, answer.source),
    Rule(count.asks_if_it_matters, only("units", "explain")),
    Rule(answer.asks_what_it_rests_on, answer.and_words),
    # What the words mean anywhere.
    Rule(answer.asks_a_kind, own),
    # They name no kind of answer.
    Rule(answer.asks_of_a_payer, only("coverage")),
    Rule(subject.asks_something_else, only("explain")),
    Rule(code.names_a_service, only("choice")),
    Rule(subject.goes_on_within, only("explain")),
    Rule(code.supposes_a_service, only("choice")),
    Rule(subject.names_a_subject, only("explain")),
    Rule(answer.asks_beyond, answer.and_words),
)


def followed(case: Case, told: list[str], library: Library) -> list[str]:
    """The kinds of a follow-up: its own, or the last turn's with the changed facts.

    Args:
        case: The case.
        told: The kinds that the turn's own words ask for.
        library: The knowledge base.
    """
    turn = FollowUp(case, library, told)
    rule = deciding(turn)
    return rule.asks(turn) if rule else again(turn)


def deciding(turn: FollowUp) -> Rule | None:
    """The rule that decides a turn, or None where the last question is put again.

    Args:
        turn: The turn.
    """
    return next((rule for rule in RULES if rule.holds(turn)), None)
