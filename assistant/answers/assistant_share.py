"""Answering whose minutes of a timed code they were, where an assistant shared them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.draft import Block, Support, step_line
from assistant.reading.around import word_at
from assistant.reading.facts import Service
from assistant.reading.idle_time import whole_behind
from assistant.reading.minute_words import MINUTES
from assistant.reading.numbers import number_at
from assistant.reading.text import Token, tokens
from assistant.turns.case import ANY, Case
from assistant.turns.given_minutes import share_told
from coding_tools.assistant_share import Shares, assistant_share, is_over, smallest_unit
from coding_tools.trace import Calculation, Step
from coding_tools.units import units_of
from knowledge.assistants import assistant_rule
from knowledge.library import Library
from knowledge.reading_words import reading_words

_TWO = 2
_NEAR = 7
"""Within so many words behind minutes stands who gave them: "9 min of 97140 by the PTA"."""


def shares_told(case: Case, library: Library) -> Shares | None:
    """Whose minutes of the one timed service they were, by the latest words that tell it.

    Args:
        case: The case.
        library: The knowledge base.
    """
    loose = [Service(minutes=d.minutes) for d in case.facts.given]
    timed = case.timed or tuple(loose)
    if len(timed) != 1:
        return None
    given, code = timed[0].minutes or 0, timed[0].code
    said = case.earlier.said if case.follows else ()
    known = _people(library)
    they = reading_words("they")
    turns = [*(tokens(words) for words in said), case.facts.tokens]
    for place in range(len(turns) - 1, -1, -1):
        told = _by_whom(turns[place], given, known, they if place else frozenset())
        if told is not None and told[0] + told[1] == given:
            mark = told[2] or _mark(case, library)
            return Shares("" if code in (None, ANY) else str(code), told[0], told[1], mark)
    return None


def share_over(case: Case, library: Library) -> str | None:
    """Whether an assistant gave more of the unit than goes without a modifier.

    Args:
        case: The case.
        library: The knowledge base.

    Returns:
        `over`, as where every minute was theirs, or `under`; `reached` where it is over and the
        therapist alone gave enough for the final unit; `mixed` where both gave minutes of more
        than one unit, and enough of them for the smallest; None where it isn't stated.
    """
    shares = shares_told(case, library)
    if shares is None:
        return None
    rule, method = assistant_rule(), library.methods["cms"]
    given = shares.assistant + shares.therapist
    over = is_over(shares.assistant, smallest_unit(given, method), rule)
    if units_of(given, method) > 1 and (over or not shares.assistant):
        alone = "over" if shares.assistant else None
        return "mixed" if shares.assistant and shares.therapist else alone
    on = case.date_of_service
    last = shares.therapist >= method.first_minutes and (on is None or on >= rule.last_unit_from)
    return ("reached" if last else "over") if over else "under"


def lead_with_share(case: Case, block: Block, library: Library) -> None:
    """Say first how much of the unit an assistant gave, where CQ or CO is asked about.

    Args:
        case: The case.
        block: The block of the modifiers, with its headline.
        library: The knowledge base.
    """
    shares = shares_told(case, library)
    if shares is None or block.headline is None:
        return
    if case.modifiers and set(case.modifiers).isdisjoint(marks_of(library).values()):
        return
    steps, support = _computed(case, block, shares, library)
    lead, *below = (step_line(support, step) for step in steps)
    block.headline = lead.then(block.headline)
    block.lines[:0] = below


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
    if told is None and share_told(case, library):
        part = next(d.minutes for d in (*case.facts.bare, *case.facts.loose))
        told = (part, whole - part, "")
    if told is None or told[0] + told[1] != whole:
        return
    assistant, therapist, modifier = told
    named = "" if code == ANY else code
    shares = Shares(named, assistant, therapist, modifier or _mark(case, library))
    steps, support = _computed(case, block, shares, library)
    marks = set(marks_of(library).values())
    whether = case.wants("modifier") or not marks.isdisjoint(case.modifiers)
    told_lines = [step_line(support, step) for step in steps]
    if share_told(case, library) and block.headline is not None:
        block.headline = told_lines.pop(0).then(block.headline)
    elif not therapist and whether and "modifiers" not in case.intents and block.headline:
        block.headline = block.headline.then(told_lines.pop())
    block.lines[:0] = told_lines


def _computed(
    case: Case, block: Block, shares: Shares, library: Library
) -> tuple[tuple[Step, ...], Support]:
    """The steps of an assistant's share, and what names its calculation."""
    method = library.methods["cms"]
    units = units_of(shares.assistant + shares.therapist, method)
    done = assistant_share(shares, units, method, assistant_rule(), case.date_of_service)
    return done.steps, block.compute(done)


def _mark(case: Case, library: Library) -> str:
    """The modifier of the assistant that is named, or that is asked about."""
    marks, first = marks_of(library), library.claim_rules.pairs.assistants[0]
    who = [marks[p] for p in case.providers if p in library.assistants]
    return next((m for m in (*case.modifiers, *who) if m in marks.values()), first)


def marks_of(library: Library) -> dict[str, str]:
    """The modifier that marks an assistant of each kind of provider's profession."""
    rules = (r for r in library.modifier_rules.values() if r.kind == "by_provider")
    return {provider: mark for rule in rules for provider, mark in rule.providers.items()}


def _people(library: Library) -> dict[str, tuple[bool, str]]:
    """Who may have given it, by a word: whether an assistant, and the modifier that marks one.

    The last word of a name, such as "therapist", doesn't tell the profession.
    """
    found: dict[str, tuple[bool, str]] = {}
    for provider, mark in marks_of(library).items():
        for name in library.providers[provider].names:
            *before, last = name.split()
            found[last] = (provider in library.assistants, "" if before else mark)
    return found


_GAVE = ("by", "from")
"""What leads from minutes to who gave them."""


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
        led = (*_GAVE, "the", "a")
        by = [p for p in people if at < p <= at + _NEAR and found[p - 1].fold in led]
        by = [p for p in by if any(t.fold in _GAVE for t in found[at:p])]
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
