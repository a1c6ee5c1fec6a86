"""Which disagreements of the sources bear on what is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.context import Context
from assistant.draft import Block, Line
from assistant.speak import quoted
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.reading_words import reading_words
from knowledge.records import Conflict, Passage

MOST = 2
_LEADING = 2
"""A side leads where it is among so many of the passages said first."""


def disagreements(
    case: Case, chosen: Sequence[str], near: Sequence[str], library: Library
) -> list[str]:
    """The disagreements in which what is said, or what is asked, takes sides.

    One is shown where two of its sides are said, or where the question is on its subject and one
    is said first or the search finds two of its sides nearest; or where it is on the codes asked
    about and a passage is said first that takes a side in no other; or where it is asked where two
    sources disagree that take sides. One on the codes asked about goes before another.

    Args:
        case: The case.
        chosen: The keys of the passages that are said, the first first.
        near: The keys of the passages that the search found nearest.
        library: The knowledge base.
    """
    sides = library.sides_of
    codes, topics, leading = set(case.codes), set(case.topics), chosen[:_LEADING]
    alone = [key for key in leading if len({c for c, _ in sides.get(key, ())}) == 1]
    taken = {"said": chosen, "led": leading, "all": [*chosen, *near], "alone": alone}
    counted = {name: _taken(keys, sides) for name, keys in taken.items()}
    every, found = case.wants("disagree"), []
    for conflict in library.conflicts.values():
        if not (every or conflict.id in counted["all"]):
            continue
        said = counted["said"].get(conflict.id, 0)
        led = conflict.id in counted["led"]
        opposed = counted["all"].get(conflict.id, 0) >= 2
        about = not topics.isdisjoint(conflict.topics)
        coded = len(conflict.codes) > 1 and set(conflict.codes[:2]) <= codes
        sole = conflict.id in counted["alone"]
        between = every and _between(conflict, case)
        if between or said >= 2 or (about and (led or opposed)) or (coded and sole):
            named = not codes.isdisjoint(conflict.codes)
            found.append((said + 2 * about + coded + led + named + 3 * between, conflict.id))
    found.sort(key=lambda pair: -pair[0])
    return [conflict_id for _, conflict_id in found[:MOST]]


def disputed(case: Case, library: Library) -> bool:
    """Whether what is asked is on a subject of a disagreement, so that the search could show it.

    Args:
        case: The case.
        library: The knowledge base.
    """
    topics = set(case.topics)
    return any(not topics.isdisjoint(c.topics) for c in library.conflicts.values())


def _between(conflict: Conflict, case: Case) -> bool:
    """Whether two sources that are asked about by name stand on different sides."""
    named = case.documents
    sides = [{key.split("/")[0] for key in side.passages} & named for side in conflict.sides]
    return sum(map(bool, sides)) > 1 and len(set().union(*sides)) > 1


def governing(
    case: Case, first: Passage, conflicts: Sequence[str], context: Context
) -> Line | None:
    """What governs, as the direct answer, where one side's word would stand there instead.

    What is said against a source that is named does where it is asked who disagrees with it. Else
    it does where it is asked whether something holds, no source is asked about by name, the
    disagreement is on a subject or a code of the question, and what would be said first is an
    opinion.

    Args:
        case: The case.
        first: The passage that would be said first.
        conflicts: The disagreements shown, the nearest first.
        context: The library.
    """
    authority = first.authority or context.source(first).authority
    open_ = _OPEN.match(case.facts.question)
    doubts = not reading_words("doubting").isdisjoint(case.facts.folds)
    of_a_source = case.wants("source") or case.documents
    asked = doubts or (case.wants("yes_no") and not of_a_source)
    theirs = case.payer in first.payers and not (doubts and context.library.ours(case.payer))
    if case.wants("disagree") and len(case.documents) == 1 and conflicts:
        return _opposed(case, context.library.conflicts[conflicts[0]], context.library)
    if open_ or not asked or authority in _BINDING or theirs:
        return None
    for conflict_id in conflicts[:1]:
        conflict = context.library.conflicts[conflict_id]
        sided = any(first.key in side.passages for side in conflict.sides)
        if sided or not set(case.topics).isdisjoint(conflict.topics):
            return Line(conflict.governs, conflict.supports)
    return None


def _opposed(case: Case, conflict: Conflict, library: Library) -> Line | None:
    """What is said against the source that is named: "who disagrees with Collins on that?"."""
    sources = [[key.split("/")[0] for key in side.passages] for side in conflict.sides]
    named = [not case.documents.isdisjoint(told) for told in sources]
    if all(named) or not any(named):
        return None
    return quoted(conflict.sides[named.index(False)].passages[0], library)


def what_governs(block: Block, case: Case, library: Library) -> None:
    """What governs a disagreement on the pair, first where that is asked.

    Args:
        block: The block, with the disagreements on its pairs.
        case: The case.
        library: The knowledge base.
    """
    asked = case.wants("disagree") or library.subjects.play(case.topics, "authority")
    if case.follows or not block.conflicts or not asked:
        return
    conflict = library.conflicts[block.conflicts[0]]
    block.open_with(Line(conflict.governs, conflict.supports))


_OPEN = re.compile(r"\W*(?:what|how)\b", re.I)
"""Opens a question that no yes or no answers."""
_BINDING = frozenset({"regulator", "code_set", "payer", "user"})
"""Whose word is no opinion on what is theirs."""


def _taken(keys: Sequence[str], sides: Mapping[str, Sequence[tuple[str, int]]]) -> dict[str, int]:
    """How many sides of each disagreement some passages take."""
    taken = {side for key in keys for side in sides.get(key, ())}
    return dict(Counter(conflict_id for conflict_id, _ in taken))
