"""What people ask about: topics, what a record must show, and wishes that are declined."""

from __future__ import annotations

from typing import Literal

from knowledge.records.base import Record

AnswerKind = Literal[
    "choice", "units", "minutes_for", "mue", "pair", "status", "modifiers", "threshold",
    "documentation", "ask_payer",
]  # fmt: skip
"""A kind of answer that a subject bears on, beside the passages that tell of it."""

Role = Literal[
    # Who may bill, or whether a plan pays: naming codes with it asks for no code and no pair.
    "whether_paid",
    # Whether a plan pays: what to say where a payer's own rule isn't held. One subject.
    "depends_on_plan",
    # What to ask a payer before treatment. One subject.
    "call_script",
    # Who may bill: asked again by a kind of provider that stands alone. One subject.
    "who_bills",
    # Under whose number work goes out: of a plan named by its kind, its policy decides.
    "whose_number",
    # A claim that came back: several codes named with it are asked about as a pair.
    "denied",
    # What a turn leaves a count for, to be told in words.
    "leaves_a_count",
    # How many units or minutes a payer lets be billed, whatever CMS's tables say.
    "payers_cap",
    # More units than the daily limit. One subject.
    "over_limit",
    # What becomes of units over the daily limit.
    "beyond_limit",
    # The yearly threshold itself, where KX on a line is asked about or not.
    "threshold_itself",
    # What is paid: an amount that no passage names is refused as this. One subject.
    "amounts",
    # Somebody of whom it isn't held what may be given. One subject.
    "unheld_giver",
    # Which time counts: what time of no treatment that is told alone brings up. One subject.
    "which_time",
    # Whether regions make units: what as many units as regions bring up. One subject.
    "by_region",
    # Whether codes are timed.
    "timing",
    # How minutes make units.
    "counting",
    # Therapist assistants, whose part of the minutes is told.
    "assistants",
    # Several persons who gave the treatment: a claimed total is no one's.
    "several_providers",
    # Several persons who treat at the same time. One subject.
    "treated_at_once",
    # Lines or sessions of one code on one date.
    "one_line",
    # One rule taken for the other.
    "swapped_methods",
    # How the two rules differ.
    "compares_methods",
    # Whose word governs: a source that is named is one side of it.
    "authority",
    # How a pair edit came and went.
    "pair_history",
    # The documents themselves: who wrote them, when.
    "of_documents",
    # How far one is to be trusted: beside a service, what it says of that comes first.
    "document_worth",
    # What a document that is named has out of date or wrong.
    "of_errors",
    # One case, or other passages: said only of a question on it.
    "only_if_asked",
    # One plan's own rule, which says nothing of another payer.
    "one_plan",
]
"""A part that a subject plays in telling what is asked of it."""

SINGLE_ROLES: tuple[Role, ...] = (
    "depends_on_plan", "who_bills", "call_script", "over_limit", "unheld_giver", "amounts",
    "treated_at_once", "which_time", "by_region",
)  # fmt: skip
"""Roles that just one subject plays."""


class Topic(Record):
    """A subject people ask about: its words, and the passages that lead an answer on it.

    Attributes:
        cues: Phrases that bring the subject up; each word is matched by its stem.
        lead: Passages that answer it directly, the most direct first.
        headline: The direct answer in a sentence, resting on `lead`; empty: the first lead's text.
        beside: Whether its lead is worth saying beside something that was computed.
        general: Whether its headline stands only where neither a payer nor a method is named.
        coverage: Whether it is on who pays for massage, where a payer's own rule is told first.
        providers: Kinds of provider that bring it up where all of them are named,
        payers: with one of these payers, where any are listed.
        over: Subjects that aren't held and that it goes before, though their words stand there.
        held: False for a subject of this field that the library holds nothing on.
        missing: What is missing, where `held` is False.
        anywhere: Whether a state named beside it is where the asker works, not what is asked.
        codes: The codes that an answer on it is about, where the question names none.
        state: The state that its passages are on: they are said where that is named,
        or_about: or, where no state is named, in a question on one of these subjects.
        answered_by: The kind of answer that is on just this subject.
        not_asked: Kinds of answer that a question on it asks for in no case,
        not_asked_bare: or not where it names nothing that such an answer would be about.
        roles: The parts that it plays in telling what is asked.
    """

    id: str
    name: str
    cues: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    headline: str = ""
    beside: bool = False
    general: bool = False
    coverage: bool = False
    providers: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    held: bool = True
    missing: str = ""
    anywhere: bool = False
    codes: tuple[str, ...] = ()
    state: str = ""
    or_about: tuple[str, ...] = ()
    answered_by: AnswerKind | None = None
    not_asked: tuple[AnswerKind, ...] = ()
    not_asked_bare: tuple[AnswerKind, ...] = ()
    roles: tuple[Role, ...] = ()


class DocumentationItem(Record):
    """Something the record must show, or a question to put to the payer.

    Attributes:
        beside: The codes of the same day that it is about: where one is, it goes first.
    """

    says: str
    supports: tuple[str, ...]
    beside: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()


class Documentation(Record):
    """A group of codes and what their record must show."""

    id: str
    codes: tuple[str, ...] = ()
    items: tuple[DocumentationItem, ...] = ()
    ask_payer: tuple[DocumentationItem, ...] = ()


class Improper(Record):
    """An improper wish, the words it comes in, and what is right instead."""

    id: str
    cues: tuple[str, ...]
    decline: str
    supports: tuple[str, ...]
