"""How the last check reads a sentence, and what a result may be worded as: `values.yaml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from knowledge.records import Record

Words = tuple[str, ...]
Classes = dict[str, Words]
"""Words and phrases by what they stand for."""
Sentences = Annotated[tuple[str, ...], Field(min_length=1)]
"""Wordings of one thing; a name in braces is filled from the result."""


class UnitsWording(Record):
    """How a count of units is told."""

    one: Sentences
    under: Sentences
    total: Sentences
    untimed: Sentences
    short: Sentences
    short_shared: Sentences
    short_bare: Sentences
    none: Sentences
    short_sure: Sentences
    counted: Sentences
    although: Sentences
    sure: Sentences
    shared: Sentences
    bare: Sentences
    split: Sentences
    splits: Sentences
    tied: Sentences
    step: Sentences
    alone: Sentences
    left: Sentences
    band: Sentences


class PairWording(Record):
    """How a pair's verdict is told."""

    columns: Sentences
    never_together: Sentences
    modifier_allowed: Sentences
    exact: Sentences
    opened: Sentences
    row: Sentences
    time: Sentences
    region: Sentences
    distinct: Sentences
    x_modifiers: Classes
    visit: Sentences
    no_visit: Sentences
    no_edit: Sentences
    ended: Sentences
    apart: Sentences
    not_loaded: Sentences


class StatusWording(Record):
    """How a code's status is told."""

    active: Sentences
    past: Sentences
    deleted: Sentences
    unknown: Sentences
    timed: Sentences
    untimed: Sentences


class ChoiceWording(Record):
    """How a choice of code is told."""

    fits: Sentences
    also: Sentences
    one_of: Sentences
    within: Sentences
    asked: Sentences
    disputed: Sentences
    wrong: Sentences
    none: Sentences


class WhatIfWording(Record):
    """How a changed fact is told."""

    band: Sentences
    begin: Sentences
    change: Sentences


class DocumentationWording(Record):
    """How a check list is told."""

    counted: Sentences
    asks: Sentences


class ModifiersWording(Record):
    """How a modifier's verdict is told."""

    verdict: Sentences
    ask: Sentences


class ResultWording(Record):
    """What a statement that rests on a calculation may say, by its tool."""

    units: UnitsWording
    pair: PairWording
    code_status: StatusWording
    code_choice: ChoiceWording
    what_if: WhatIfWording
    documentation: DocumentationWording
    modifiers: ModifiersWording


class CheckingWords(Record):
    """`values.yaml`, list by list; what each is for stands beside it in the file.

    >>> from knowledge.library import bundled
    >>> bundled().values.pronouns["one"]
    ('it', 'they', 'them')
    """

    kinds: Classes
    measures: frozenset[str]
    labels: Classes
    lettering: frozenset[str]
    bounds: Classes
    bounds_after: Classes
    times: Classes
    parts: Classes
    operators: Classes
    binding: frozenset[str]
    compounds: Classes
    same: Classes
    silent: frozenset[str]
    instructing: Words
    singled: frozenset[str]
    tenses: Classes
    verbs: frozenset[str]
    cuts: frozenset[str]
    joints: Classes
    decisive: Words
    limiting: Words
    spoken: Words
    opposites: tuple[tuple[str, str], ...]
    classes: tuple[Words, ...]
    acting: Words
    tellers: Words
    parties: Classes
    no_parties: Words
    pronouns: Classes
    weak: Words
    turning: frozenset[str]
    bare_modifiers: frozenset[str]
    frames: Classes
    asking: Words
    meta: Words
    results: ResultWording
