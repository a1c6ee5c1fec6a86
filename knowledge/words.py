"""The words by which a question is read, and a model's rewording weighed: `words.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from knowledge.records import Record

Words = tuple[str, ...]


def any_of(words: Iterable[str]) -> str:
    """One of several words, as a part of a pattern.

    >>> any_of(["and", "but"])
    'and|but'
    """
    return "|".join(map(re.escape, words))


class ModifierWords(Record):
    """Words around two digits or letters by which they are read as a modifier."""

    itself: frozenset[str]
    plain: frozenset[str]
    unheld: frozenset[str]
    english: frozenset[str]
    this: frozenset[str]
    hangs: frozenset[str]
    adds: frozenset[str]
    puts: frozenset[str]
    appends: frozenset[str]
    billed: frozenset[str]
    placing: frozenset[str]
    whens: frozenset[str]
    asked: frozenset[str]
    done_to: frozenset[str]
    counted: frozenset[str]


class TurnWords(Record):
    """Words by which a turn is known to follow on the last one."""

    openers: frozenset[str]
    changing: frozenset[str]
    filling: frozenset[str]
    pointing: frozenset[str]
    going_on: frozenset[str]


class AskingWords(Record):
    """Words by which one message is known to ask several things."""

    joins: Words
    behind: Words
    places: Words
    asks: Words
    relatives: Words
    times: Words
    deeds: Words
    verbs: Words
    persons: Words
    doers: Words
    wishes: Words
    wanted: Words
    says: Words
    tells: Words
    hearers: Words
    papers: Words
    since: Words
    may: Words
    rules: Words
    calendar: Words
    wonders: Words
    holds: Words
    again: Words


class AskedOn(Record):
    """A question that a turn puts in a few words of what the question before it held.

    Attributes:
        of: What it must have held: modifiers, a pair, one code, one that another replaced, or one
            service.
        after: The kinds of answer of which one came last; empty: any but a count.
        cues: The turn's words.
        form: The whole question, with what was held in the place of `{held}`.
    """

    of: Literal["modifiers", "pair", "code", "deleted code", "service"]
    after: Words = ()
    cues: Words
    form: str


class WordLists(Record):
    """`words.yaml`, list by list; what each is for stands beside it in the file.

    >>> from knowledge.library import bundled
    >>> bundled().words.deny
    ('no', 'nope', 'nah')
    """

    affirm: Words
    deny: Words
    spelled: Words
    by_ear: Words
    persons: Words
    ordinary: Words
    capitals: Words
    real_words: Words
    beside_numbers: Words
    in_notes: Words
    plain: Words
    idle: Words
    kept: Words
    of_oneself: Words
    things: Words
    offers: dict[str, str]
    asked_on: dict[str, AskedOn]
    asking: Words
    pointing: Words
    pointing_on: Words
    asking_after: Words
    helped_with: Words
    faults: Words
    asked_beside: Words
    asked_of_the_story: Words
    asking_words: AskingWords
    courtesy_marks: Words
    courtesy: Words
    heard: Words
    heard_apart: Words
    modifier_words: ModifierWords
    turn_words: TurnWords
