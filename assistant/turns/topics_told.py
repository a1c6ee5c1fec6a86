"""The subjects that a turn brings up, by its words and by what it tells."""

from __future__ import annotations

from assistant.reading.facts import Facts
from knowledge.library import Library


def topics_told(facts: Facts, follows: bool, library: Library) -> tuple[str, ...]:
    """The subjects of the words, the kinds of provider, and of what is told alone.

    That is time of no treatment, and as many units as there are regions.

    Args:
        facts: The turn's facts.
        follows: Whether the turn follows on the last one.
        library: The knowledge base.

    >>> from assistant.reading.reader import Reader
    >>> from knowledge.library import bundled
    >>> facts = Reader(bundled()).read("97140 on neck and shoulder: two units?")
    >>> topics_told(facts, follows=False, library=bundled())
    ('units-by-region',)
    """
    marks = len(facts.modifiers) > 1  # "GY and GP on the same line?" is of no minutes
    lines = {t for t in facts.topics if marks and library.subjects.play([t], "one_line")}
    told = [*by_providers(facts, library), *(t for t in facts.topics if t not in lines)]
    given = facts.services or facts.loose or facts.topics
    if facts.idle and not (follows or given):
        told.append(library.subjects.the("which_time").id)
    parts = len(facts.regions) + len(facts.open_regions)
    minutes = facts.loose or facts.timed_services or facts.bare
    if (
        parts > 1
        and facts.claimed_units == (parts,)
        and not (minutes or library.adjusting(facts.codes))
    ):
        told.append(library.subjects.the("by_region").id)
    return tuple(dict.fromkeys(told))


def by_providers(facts: Facts, library: Library) -> tuple[str, ...]:
    """The subjects that the kinds of provider named bring up.

    Args:
        facts: The turn's facts.
        library: The knowledge base.
    """
    if not facts.providers:
        return ()
    named = set(facts.providers)
    return tuple(
        t.id
        for t in library.topics.values()
        if t.providers
        and set(t.providers) <= named
        and (not t.payers or set(t.payers) & set(facts.payers))
    )
