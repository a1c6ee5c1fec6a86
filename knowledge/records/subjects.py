"""What people ask about: topics, what a record must show, and wishes that are declined."""

from __future__ import annotations

from knowledge.records.base import Record


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


class DocumentationItem(Record):
    """Something the record must show, or a question to put to the payer."""

    says: str
    supports: tuple[str, ...]
    codes: tuple[str, ...] = ()
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
