"""Answering whose minutes of a timed code they were, where an assistant shared them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.draft import Block, Support, step_line
from assistant.reading.around import word_at
from assistant.reading.dates import find_date
from assistant.reading.facts import Service
from assistant.reading.idle_time import whole_behind
from assistant.reading.numbers import MINUTES, number_at
from assistant.reading.text import Token, tokens
from assistant.turns.case import ANY, Case
from assistant.turns.given_minutes import share_told
from coding_tools.assistant_share import Shares, assistant_share, is_over, smallest_unit
from coding_tools.trace import Calculation, Step
from coding_tools.units import units_of
from knowledge.assistants import assistant_rule
from knowledge.library import Library
from knowledge.phrases import Phrases
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
    timed = case.timed or tuple(Service(minutes=d.minutes) for d in case.facts.given)
    own = [s for s in case.facts.services if s.minutes is not None]
    if case.given_by and len(timed) > 1 and case.follows and len(own) < 2:
        timed = tuple(s for s in timed if s.code in dict(case.given_by))
    if len(timed) != 1:
        return None
    given, code = timed[0].minutes or 0, timed[0].code
    said = case.earlier.said if case.follows and len(case.timed) < 2 else ()
    they, none = reading_words("they"), frozenset[str]()
    turns = [(_undated(case.facts.question, case.facts.tokens), they if case.follows else none)]
    turns += [(_undated(words, tokens(words)), they) for words in reversed(said[1:])]
    turns += [(_undated(words, tokens(words)), none) for words in said[:1]]
    known, helped = _people(library), False
    for found, pronouns in turns:
        told = _by_whom(found, given, library, pronouns)
        if told is not None and sum(told) == given and (told[0] or not helped):
            return Shares("" if code in (None, ANY) else str(code), *told, _mark(case, library))
        helped |= any(known.get(t.fold) for t in found)  # "PT eval, ..., and if a PTA did it?"
    return None


def _undated(text: str, found: Sequence[Token]) -> list[Token]:
    """Tokens of a text but those of its dates: "15 minutes by the PTA on 3/2/2026"."""
    spans = find_date(text)[2]
    return [t for t in found if not any(a <= t.start < b for a, b in spans)]


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
    shares, asked = shares_told(case, library), {*case.modifiers}
    others = asked and asked.isdisjoint(marks_of(library).values())
    if shares is None or block.headline is None or others:
        return
    speaks = asked or library.subjects.play(case.topics, "assistants") or case.given_by
    if not (shares.assistant or speaks):
        return  # "PT eval plus 97140 15 min, modifier?" speaks of no assistant.
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
    found = _undated(case.facts.question, case.facts.tokens)
    told = _by_whom(found, whole, library, pronouns)
    of_whole = share_told(case, library)
    if told is None and of_whole:
        part = next(d.minutes for d in (*case.facts.bare, *case.facts.loose))
        told = (part, whole - part)
    if told is None or sum(told) != whole:
        return
    shares = Shares("" if code == ANY else code, *told, _mark(case, library))
    steps, support = _computed(case, block, shares, library)
    lines = [step_line(support, step) for step in steps]
    if of_whole and block.headline is not None:
        share, count = lines.pop(0), block.headline
        block.headline = count.then(share) if case.wants("units") else share.then(count)
    block.lines[:0] = lines


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
    told = sorted(case.providers, key=lambda p: p not in library.assistants)
    who = [marks[p] for p in told if p in marks]
    return next((m for m in (*case.modifiers, *who) if m in marks.values()), first)


def marks_of(library: Library) -> dict[str, str]:
    """The modifier that marks an assistant of each kind of provider's profession."""
    rules = (r for r in library.modifier_rules.values() if r.kind == "by_provider")
    return {provider: mark for rule in rules for provider, mark in rule.providers.items()}


def _people(library: Library) -> dict[str, bool]:
    """Who may have given it, by the last word of a name, and whether that is an assistant."""
    names = ((p, n) for p in marks_of(library) for n in library.providers[p].names)
    return {name.split()[-1]: provider in library.assistants for provider, name in names}


_TAKEN_OVER = Phrases("taken_over")
_GAVE = ("by", "from", "was", "were")
"""What leads from minutes to who gave them."""


def _by_whom(
    found: Sequence[Token], given: int, library: Library, pronouns: frozenset[str]
) -> tuple[int, int] | None:
    """The assistant's minutes and the therapist's.

    One of them may be told as a part of the whole: "the assistant did 9 of 15 minutes", or of the
    minutes that were given in all. Where nobody is named, a pronoun is the assistant.
    """
    known = _people(library)
    people = [n for n, t in enumerate(found) if t.fold in known]
    people = people or [n for n, t in enumerate(found) if t.fold in pronouns]
    numbers = [
        (n, int(got[0]))
        for n, t in enumerate(found)
        if t.kind in ("number", "word") and (got := number_at(found, n)) and got[0] >= 1
    ]
    held: dict[bool, int] = {}
    trailing = bool(people and numbers) and numbers[0][0] < people[0]  # "29 min PTA, 9 min PT"
    for at, value in [one for one in numbers if one[1] != given] or numbers:
        further = next((n for n, _ in numbers if n > at), len(found))
        near = [p for p in people if at < p < min(further, at + _NEAR + 1)]
        behind = at + 2 if word_at(found, at + 1) in MINUTES else at + 1
        by = [p for p in near if any(t.fold in _GAVE for t in found[at:p])]
        by = by if trailing or at - 1 not in people else []  # "by PTA 29 min, by PT 9 min"
        by = by or [p for p in near if trailing and p == behind]
        before = [p for p in people if p < at]
        who = by[0] if by else before[-1] if before else None
        helped = None if who is None else known.get(found[who].fold, True)
        if helped is None or helped in held:
            continue
        held[helped] = value
        if whole_behind(found, behind) is not None:
            whole = next((v for n, v in numbers if n > at), value)
            held.setdefault(not helped, whole - value)
    both = len({known.get(found[p].fold) for p in people}) == _TWO
    both = both or _TAKEN_OVER.search(" ".join(t.fold for t in found)) is not None
    for helped, value in tuple(held.items()):
        if value < given or (value == given and not both):  # "8 by the PT, the PTA did the rest"
            held.setdefault(not helped, given - value)
    return (held[True], held[False]) if len(held) == _TWO else None
