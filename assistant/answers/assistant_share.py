"""Answering whose minutes of a timed code they were, where an assistant shared them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.draft import Block
from assistant.reading.idle_time import whole_behind
from assistant.reading.minute_words import MINUTES, word_at
from assistant.reading.numbers import number_at
from assistant.reading.text import Token, tokens
from assistant.turns.case import Case
from assistant.turns.given_minutes import share_told
from coding_tools.assistant_share import Shares, assistant_share, is_over, smallest_unit
from coding_tools.trace import Calculation
from coding_tools.units import units_of
from knowledge.assistants import assistant_rule
from knowledge.library import Library
from knowledge.reading_words import reading_words

_TWO = 2
_NEAR = 7
"""Within so many words behind minutes stands who gave them: "9 min of 97140 by the PTA"."""


def share_over(case: Case, library: Library) -> str | None:
    """Whether an assistant gave more of the unit than goes without a modifier.

    Args:
        case: The case.
        library: The knowledge base.

    Returns:
        `over` or `under`, `mixed` where both gave minutes of more than one unit, and enough of
        them for the smallest; None where it isn't stated.
    """
    if len(case.timed) != 1:
        return None
    given = case.timed[0].minutes or 0
    said = case.earlier.said if case.follows else ()
    known = _people(library)
    they = reading_words("they")
    turns = [*(tokens(words) for words in said), case.facts.tokens]
    for place in range(len(turns) - 1, -1, -1):
        told = _by_whom(turns[place], given, known, they if place else frozenset())
        if told is not None and told[0] + told[1] == given:
            method = library.methods["cms"]
            over = is_over(told[0], smallest_unit(given, method), assistant_rule())
            if units_of(given, method) > 1 and (over or not told[0]):
                return "mixed" if all(told[:_TWO]) else None
            return "over" if over else "under"
    return None


def tell_share(case: Case, block: Block, counted: Calculation, library: Library) -> None:
    """Say how much of a code's minutes the assistant gave, where the words tell it.

    Args:
        case: The case.
        block: The block of the units.
        counted: The count of the first method that may govern.
        library: The knowledge base.
    """
    minutes = {c: m for c, m in counted.inputs["minutes"].items() if m}
    if len(minutes) != 1:
        return
    ((code, whole),) = minutes.items()
    pronouns = reading_words("they") if case.follows else frozenset()
    told = _by_whom(case.facts.tokens, whole, _people(library), pronouns)
    if told is None:
        return
    assistant, therapist, modifier = told
    if assistant + therapist != whole:
        return
    marks, first = _marks(library), library.claim_rules.pairs.assistants[0]
    who = [marks[p] for p in case.providers if p in library.assistants]
    named = next((m for m in (*case.modifiers, *who) if m in marks.values()), first)
    done = assistant_share(
        Shares(code, assistant, therapist, modifier or named),
        counted.result["total_units"],
        library.methods["cms"],
        assistant_rule(),
        case.date_of_service,
    )
    support = block.compute(done)
    whether = case.wants("modifier") or not set(marks.values()).isdisjoint(case.modifiers)
    lines = len(block.lines)
    for step in done.steps:
        block.say(step.says, support, *step.supports)
    told_lines = block.lines[lines:]
    if share_told(case, library) and block.headline is not None:
        block.headline = told_lines.pop(0).then(block.headline)
    elif not therapist and whether and block.headline is not None:
        block.headline = block.headline.then(told_lines.pop())
    block.lines[:] = [*told_lines, *block.lines[:lines]]


def _marks(library: Library) -> dict[str, str]:
    """The modifier that marks an assistant of each kind of provider's profession."""
    rules = (r for r in library.modifier_rules.values() if r.kind == "by_provider")
    return {provider: mark for rule in rules for provider, mark in rule.providers.items()}


def _people(library: Library) -> dict[str, tuple[bool, str]]:
    """Who may have given it, by a word: whether an assistant, and the modifier that marks one.

    The last word of a name, such as "therapist", doesn't tell the profession.
    """
    found: dict[str, tuple[bool, str]] = {}
    for provider, mark in _marks(library).items():
        for name in library.providers[provider].names:
            *before, last = name.split()
            found[last] = (provider in library.assistants, "" if before else mark)
    return found


def _by_whom(
    found: Sequence[Token],
    given: int,
    known: Mapping[str, tuple[bool, str]],
    pronouns: frozenset[str],
) -> tuple[int, int, str] | None:
    """The assistant's minutes, the therapist's, and the modifier of that assistant.

    One of them may be told as a part of the whole: "the assistant did 9 of 15 minutes", or of the
    minutes that were given in all. Where nobody is named, a pronoun is the assistant.
    """
    people = [n for n, t in enumerate(found) if t.fold in known]
    people = people or [n for n, t in enumerate(found) if t.fold in pronouns]
    numbers = [
        (n, int(got[0]))
        for n, t in enumerate(found)
        if t.kind in ("number", "word") and (got := number_at(found, n)) and got[0] >= 1
    ]
    held: dict[bool, int] = {}
    modifier = ""
    for at, value in numbers:
        by = [p for p in people if at < p <= at + _NEAR and found[p - 1].fold in ("by", "the")]
        by = [p for p in by if any(t.fold == "by" for t in found[at:p])]
        by = [p for p in by if not any(at < n < p for n, _ in numbers)]
        before = [p for p in people if p < at]
        who = by[0] if by else before[-1] if before else None
        if who is None:
            continue
        helped, mark = known.get(found[who].fold, (True, ""))
        if helped in held:
            continue
        held[helped] = value
        modifier = mark or modifier
        behind = at + 2 if word_at(found, at + 1) in MINUTES else at + 1
        of_one = word_at(found, behind) == "of" and word_at(found, behind + 1) == "a"
        if of_one or whole_behind(found, behind) is not None:
            whole = next((v for n, v in numbers if n > at), value)
            held.setdefault(not helped, whole - value)
    for helped, value in tuple(held.items()):
        if value <= given:
            held.setdefault(not helped, given - value)
    return (held[True], held[False], modifier) if len(held) == _TWO else None
