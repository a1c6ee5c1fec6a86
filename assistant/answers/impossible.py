"""Minutes and codes that can't be read, and minutes that no day has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from assistant.draft import Asked, Block, refusal
from assistant.turns.case import Case
from coding_tools.units import Service
from coding_tools.wording import listed
from knowledge.library import Library
from knowledge.records import Code

_A_DAY = timedelta(days=1) // timedelta(minutes=1)


def misspelt(case: Case) -> Block | None:
    """A question back where a number of minutes or a code is misspelt: neither is guessed.

    Args:
        case: The case.
    """
    facts = case.facts
    words = facts.spoilt or facts.spoilt_codes
    if not words:
        return None
    named = " and ".join(f'"{w}"' for w in words)
    how = "the minutes in figures" if facts.spoilt else "the whole code, of five figures"
    asked = Asked("minutes" if facts.spoilt else "code")
    return _back(f"Not read: {named}. Please write {how}.", asked)


def unread(case: Case) -> Block | None:
    """A question back where something is told of minutes that went into no count.

    Args:
        case: The case.
    """
    if case.follows or case.was or not case.facts.unread:
        return None
    named = listed([f'"{w}"' for w in dict.fromkeys(case.facts.unread)])
    told = f"Nothing is counted yet, since this was not read: {named}."
    return _back(f"{told} Please write the minutes of each service.")


def whose(case: Case, library: Library) -> Block | None:
    """A question back where it isn't told of which service some minutes are.

    Args:
        case: The case.
        library: The knowledge base.
    """
    if case.unplaced is None:
        return None
    minutes, of = case.unplaced.minutes, case.unplaced.of
    names = tuple(library.techniques[s.technique].name if s.technique else s.code or "" for s in of)
    if case.unplaced.instead is not None:
        told = f"Not told: whether {case.unplaced.instead} replaces {listed(names, 'or')}."
        return _back(told, Asked("replaced", names))
    if case.unplaced.whole:
        return _back(f"Not told: how the {minutes} is shared between {listed(names)}.")
    spoken = any(d.minutes == minutes for d in case.facts.loose)
    what = f"{minutes} minutes go" if spoken else f"{minutes} goes"
    told = f"Not told: whether the {what} to {listed(names, 'or')}."
    return _back(told, Asked("whose_minutes", names))


def impossible(case: Case, services: Sequence[Service], codes: Mapping[str, Code]) -> Block | None:
    """A question back where the minutes can't be a day's treatment.

    Args:
        case: The case.
        services: The services to count, with their minutes.
        codes: Their codes.
    """
    below = [d.minutes for d in case.facts.loose if d.role == "negative"]
    whole = [d.minutes for d in case.facts.loose if d.role == "total"]
    total = sum(s.minutes for s in services)
    timed = sum(s.minutes for s in services if s.code not in codes or codes[s.code].timed)
    if below:
        return _back("Minutes below zero can't be counted.")
    if total > _A_DAY:
        told = f"{total} minutes are more than a day has, so they can't be one date of service."
        return _back(told)
    if whole and timed > max(whole):
        return _back(
            "The minutes of the services are more than what is told as the whole; "
            "the same minutes aren't counted twice."
        )
    return None


def _back(told: str, asked: Asked = Asked("minutes")) -> Block:  # noqa: B008  frozen
    """A question back instead of a count, with what is to be told."""
    block = refusal(told, "needs_fact", "units")
    block.asks = asked
    return block
