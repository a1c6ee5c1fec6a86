"""What documents say: a source, its passages, and where passages differ or are wrong."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field

from knowledge.records.base import Authority, Record, Standing

PassageKind = Literal[
    "rule", "definition", "advice", "opinion", "claim", "comment", "example", "question", "limit"
]


class Passage(Record):
    """One rule or statement of one source, in our own words.

    Attributes:
        source: The id of the source that it stands in.
        key: Its name within the library, `source/local`.
        at: The place in the original that a reader looks up, such as `¶5` or `section 20.2.C`.
        section: The heading of our digest that it stands under.
        text: What the source says, as whole sentences that can be shown alone.
        codes: Codes that the text speaks of, ranges written out.
        modifiers: Modifiers that it speaks of.
        payers: Payer ids that it speaks of.
        topics: Topic ids of `topics.yaml`.
        asked: Questions, in a user's voice, that this passage answers; they are indexed with it.
        phrase: At most six words of the original, to find the place in one's own copy.
        authority: Its own authority where it differs from its source's (a reader's comment).
    """

    source: str
    key: str
    at: str
    section: str = ""
    text: str
    codes: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    kind: PassageKind = "claim"
    standing: Standing = "verified"
    asked: tuple[str, ...] = ()
    phrase: str = ""
    authority: Authority | None = None

    @cached_property
    def id(self) -> str:
        """An id made from the source, the place and the content."""
        digest = hashlib.sha256(f"{self.key}\n{self.at}\n{self.text}".encode()).hexdigest()
        return f"{self.key.replace('/', '.')}.{digest[:8]}"


class Source(Record):
    """One document or table: its bibliography and its passages.

    Attributes:
        published: The date of publication as a reader should see it; None where undated.
        published_on: A day to order by; the first day of the stated year or month.
        governs: Payer ids that this source binds; empty for one that binds nobody.
        read: What was actually read of it, and how.
        checked_on: The day somebody last checked that it still holds.
        fingerprint: sha256 of the original file, where the digest was made from a file.
        paragraphs: How many paragraphs the original has, where they are counted.
        weight: A note on how much its word is worth.
        names: What people call it.
        speaks: People ask by its names what it says: `one` publisher, or `each` of several.
        short: Its name behind a statement, where the publisher's is too long.
        called: Openings of its passages ("The page") and the full name to say instead; a source
            that has any is always named in what is said from it.
    """

    id: str
    title: str
    publisher: str
    author: str | None = None
    published: str | None = None
    published_on: date | None = None
    kind: str
    authority: Authority
    governs: tuple[str, ...] = ()
    read: str
    checked_on: date
    fingerprint: str | None = None
    paragraphs: int | None = None
    url: str | None = None
    weight: str = ""
    names: tuple[str, ...] = ()
    speaks: Literal["", "one", "each"] = ""
    short: str = ""
    called: dict[str, str] = Field(default_factory=dict)
    passages: tuple[Passage, ...] = ()


class ConflictSide(Record):
    """One position in a disagreement, and the passages that hold it."""

    position: str
    passages: tuple[str, ...]


class Conflict(Record):
    """A disagreement between sources, and what governs.

    Attributes:
        codes: The codes that it is about.
        pair_with: Those of them of which it is disputed if the others stand beside them.
    """

    id: str
    topic: str
    codes: tuple[str, ...] = ()
    pair_with: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sides: tuple[ConflictSide, ...]
    governs: str
    why: str
    supports: tuple[str, ...]


class Correction(Record):
    """Something a source says that is out of date or wrong, and what is right.

    Attributes:
        wrong: The passages that say it.
        claim: What they say, in a few words.
        says: What is right instead.
        supports: What that rests on.
        about: Words and codes of which one stands in a question on the claim; empty: the passages
            say nothing else, so that every question that leads to them is on it.
    """

    id: str
    wrong: tuple[str, ...]
    claim: str
    says: str
    supports: tuple[str, ...]
    about: tuple[str, ...] = ()
