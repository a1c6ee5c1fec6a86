"""A turn's words made into the case that they put, a supposed change told from what was given."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import islice

from assistant.intents.signs import puts_a_question, wants_code
from assistant.reading.asking import heart
from assistant.reading.facts import Facts, Service
from assistant.reading.reader import Reader
from assistant.turns import signs
from assistant.turns.apart import apart, parted, times_of
from assistant.turns.carry import carry
from assistant.turns.case import AGAIN, Case, Was, counted_of
from assistant.turns.changed_minutes import difference
from assistant.turns.conversation import Conversation, still_held
from assistant.turns.in_full import asked_again, in_full
from assistant.turns.leave import carried_services, kept_facts
from assistant.turns.openings import asked_of_held, asks_on, in_words
from assistant.turns.turn import figures, revived
from knowledge.library import Library


def put(
    question: str,
    reader: Reader,
    earlier: Conversation,
    given: Mapping[str, object],
    library: Library,
) -> Case:
    """The case that a turn puts.

    Args:
        question: The asker's words, personal health information masked.
        reader: Reads words by the library's names.
        earlier: The conversation so far; empty on a first turn.
        given: Facts set outside the words: `payer` and `date`.
        library: The knowledge base.
    """
    question = heart(question, library.words)
    question = asks_on(question) if earlier.said else in_words(question)
    earlier = still_held(earlier, library)
    counting = bool(earlier.minutes)
    pointed = earlier.codes[0] if len(earlier.codes) == 1 else None
    full = in_full(question, earlier, reader, library)
    facts = reader.read(full, counting, pointed, earlier.said if counting else ())
    on_it = signs.VERDICT.search(facts.question) or signs.MEANS.search(facts.question)
    if earlier.said and on_it:
        facts = replace(facts, stated={}, wants=facts.wants - {"affirm", "deny"})

    def read(words: str, earlier: Conversation, follows: bool) -> Case:
        facts = reader.read(words, True, before=earlier.said)
        return carry(facts, earlier, given, library, follows)

    again = asked_of_held(facts, earlier, library) or asked_again(facts, earlier, reader, library)
    if again is not None:
        return _asked_again_of(carry(reader.read(again), earlier, given, library, False))
    if signs.SUPPOSED.search(facts.question):
        supposed = _supposed(facts, earlier, read)
        if supposed is not None:
            return supposed
    case = carry(facts, earlier, given, library)
    if case.follows and counting and len(steps := _steps(facts.question)) > 1:
        case = _in_steps(case, steps, read) or case
    counts = bool(facts.timed_services or facts.loose or (facts.services and len(facts.bare) > 1))
    groups = apart(facts, reader) if counts and len(facts.question) <= _LONGEST else ()
    counted = {"units", "what_if"} & set(earlier.intents)
    if not groups and not counts and counting and counted and case.follows:
        groups = parted(facts, _times_before(earlier, reader))
    if groups:
        return case.with_(groups=groups)
    of_lines = facts.wants & {"modifier", "pair", "edit"} and facts.services
    if case.follows and counting and counted and _supposes(facts) and not of_lines:
        services = tuple(revived(s) for s in earlier.services)
        was = Was(services, earlier.payer, earlier.methods, earlier.date_of_service)
        return case.with_(was=was) if case.changed else case
    asks = "?" in facts.question or puts_a_question(facts.question) or _AND.match(facts.question)
    told = counts or {"units", "valid"} <= case.facts.wants  # "can I bill only 4?"
    return _with_subjects(case, reader) if asks and case.follows and not told else case


_AND = re.compile(r"\W*and\b", re.I)
"""Opens a turn that asks on, as it is read: "what about other states"."""


def _with_subjects(case: Case, reader: Reader) -> Case:
    """The case with the subjects that the turn brings up together with the question before it."""
    facts, earlier = case.facts, case.earlier
    told = reader.brought_up(facts.question, f"{earlier.question} {earlier.said[-1]}")
    if not told:
        return case
    facts = replace(facts, topics=(*told, *facts.topics))
    return case.with_(facts=facts, topics=tuple(dict.fromkeys((*told, *case.topics))))


def _steps(question: str) -> list[str]:
    """The changes that a turn asks for one after the other: "put it back and drop the massage"."""
    steps = _THEN.split(question)
    return steps if all(any(s.search(step) for s in _CHANGES) for step in steps) else []


_THEN = re.compile(r"[,;.]?\s*\b(?:and|then|but)\b\s*(?:then |also )?|[;.]\s+", re.I)
_CHANGES = (signs.PUT_BACK, signs.DROPPING, signs.SWAP, signs.DOUBLED, signs.BIDS)


Read = Callable[[str, Conversation, bool], Case]
"""Words read as a turn after a conversation, and whether they follow on it."""


def _in_steps(case: Case, steps: list[str], read: Read) -> Case | None:
    """The case after each of several changes, where each of them changes what is counted."""
    earlier, now = case.earlier, case
    for step in steps:
        now = read(asks_on(step), earlier, True)
        if counted_of(earlier.services) == counted_of(now.services):
            return None
        told = {**kept_facts(now), "services": carried_services(now), "codes": now.codes}
        earlier = earlier.model_copy(update={**told, "before": earlier.services})
    facts = replace(case.facts, loose=(), bare=())
    return now.with_(facts=facts, earlier=case.earlier)


def _times_before(earlier: Conversation, reader: Reader) -> tuple[Service, ...]:
    """The services counted before; one that was told by several times is each of them."""
    timed = [revived(s) for s in earlier.services if s.minutes is not None]
    told = reader.read(earlier.said[-1])
    held = [s.minutes for s in earlier.before if s.minutes is not None]
    more = difference(figures(told.tokens))
    if len(timed) == len(held) == 1 and more and timed[0].minutes == (held[0] or 0) + more > more:
        return tuple(replace(timed[0], minutes=minutes) for minutes in (held[0], more))
    return times_of(timed, told)


def _tells(facts: Facts) -> bool:
    """Whether words tell a service, minutes, a payer, a method or a date."""
    counted = facts.services or facts.loose or facts.bare or facts.idle
    how = facts.payers or facts.unheld or facts.methods or facts.date_of_service or facts.stated
    return bool(counted or how) or difference(figures(facts.tokens)) is not None


def _supposes(facts: Facts) -> bool:
    """Whether a turn supposes a change, or says how many minutes more or less."""
    if signs.SUPPOSED.search(facts.question):
        return True
    return facts.question.rstrip().endswith("?") and difference(figures(facts.tokens)) is not None


def _supposed(facts: Facts, earlier: Conversation, read: Read) -> Case | None:
    """The case of a question that gives minutes and supposes a change of them in one."""
    for told, change in _parts(facts.question):
        base = read(told, earlier, False)
        counted = {(s.code, s.minutes) for s in earlier.services if s.minutes is not None}
        # What is told again is one of several that were counted: the rest of them goes on.
        again = len(counted) > 1 and not counted.isdisjoint((s.code, s.minutes) for s in base.timed)
        if not base.timed or again or wants_code(base.with_(facts=facts)):
            continue
        held = Conversation(
            **{**kept_facts(base), "said": (told,), "services": carried_services(base)},
            intents=("units",),
        )
        case = read(change, held, True)
        lost = {s.code for s in base.timed} - {s.code for s in case.timed}
        if lost and not any(s.search(change) for s in _PUTS_AWAY):
            continue
        fresh = {s.minutes for s in case.timed} - {s.minutes for s in base.timed}
        if not _tells(case.facts) or (fresh and fresh <= set(case.facts.claimed_units)):
            continue
        was = Was(base.services, base.payer, base.methods, base.date_of_service, told=True)
        if case.timed and case.changed:
            told_first = replace(facts, loose=())
            return case.with_(facts=told_first, earlier=earlier, was=was, used=base.used)
    return None


_PUTS_AWAY = (
    signs.DROPPING, signs.SWAP, signs.IN_PLACE, signs.REPLACING, signs.ALL_ONE, signs.NOT_IT,
)  # fmt: skip
_LONGEST, _MOST = 2000, 3
"""A longer text is no question that supposes a change, and no more suppositions are tried."""
_END = re.compile(r"(?<!\d)[.?!;](?!\d)|[.?!;](?=\s|$)|\n")
_VERB = re.compile(r"\b(?:were|was|had been|became|becomes?|is|are|took|to be|been)\b", re.I)
_VERB_NEW = re.compile(
    r"\b(?:were|was|had been|became|becomes?|been) (?:only |just |really )?\d+"
    r"(?: ?min(?:ute)?s?)?\b",
    re.I,
)
_TIME = re.compile(r"\b\d{1,3}\b")
_RATHER = re.compile(
    r"(\d+)( ?min(?:ute)?s?)? ?,? (?:and |but )?(?:rather than|instead of|not) (?:the )?(\d+)", re.I
)


def _parts(question: str) -> list[tuple[str, str]]:
    """What may be given and what is supposed, each way that the words can be parted."""
    if len(question) > _LONGEST:
        return []
    found = islice(signs.SUPPOSED.finditer(question), _MOST)
    return [part for match in found for part in _parted(question, match)]


def _parted(question: str, match: re.Match[str]) -> list[tuple[str, str]]:
    """What may be given and what is supposed, where the words of one supposition stand."""
    end = _END.search(question, match.end())
    stop = end.start() if end else len(question)
    clause, rest = question[match.start() : stop], question[stop:].lstrip(".?!; ")
    given = question[: match.start()].rstrip(" ,:;-")
    found = [(f"{given}. {rest}", clause)]
    inside = question[match.end() : stop]
    if rather := _RATHER.search(inside):
        old = f"{inside[: rather.start()]}{rather[3]} minutes{inside[rather.end() :]}"
        found.append((f"{given}. {old}. {rest}", clause))
    if new := _VERB_NEW.search(inside):
        told = f"{given}. {inside[: new.start()]}{inside[new.end() :]}. {rest}"
        # A clause that tells both times is where the first stands: "if the 14 became 16".
        found.insert(0 if _TIME.search(inside, 0, new.start()) else len(found), (told, clause))
    if verb := _VERB.search(inside):
        found.append((f"{given}. {inside[: verb.start()]}. {rest}", clause))
    return found


def _asked_again_of(case: Case) -> Case:
    """The case of the last question put again: its date and facts where no others are named."""
    earlier = case.earlier
    if case.date_of_service is None:
        case = case.with_(date_of_service=earlier.date_of_service)
    if {s.code or s.technique for s in case.services} <= {
        s.code or s.technique for s in earlier.services
    }:
        stated = {**dict(earlier.stated), **dict(case.stated)}
        case = case.with_(
            stated=tuple(sorted(stated.items())), providers=case.providers or earlier.providers
        )
    return case.with_(used=(AGAIN,))
