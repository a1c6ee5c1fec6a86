"""What the knowledge base is made of: one frozen record for each kind of entry.

The records hold data and nothing else. Files of `knowledge/` are read into them by
`knowledge.library`, which refuses what does not fit; everything above this package reads them.
"""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

Authority = Literal[
    "regulator",
    "code_set",
    "payer",
    "association",
    "expert",
    "publisher",
    "web",
    "comment",
    "user",
]
Standing = Literal["verified", "reported", "opinion"]
PassageKind = Literal[
    "rule", "definition", "advice", "opinion", "claim", "comment", "example", "question", "limit"
]
MethodId = Literal["cms", "cpt_midpoint", "full_15", "min_13"]


class Record(BaseModel):
    """A frozen entry that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
    short: str = ""
    called: dict[str, str] = {}
    passages: tuple[Passage, ...] = ()


class Code(Record):
    """A billing code: whether it lives, how it counts, and what people call it."""

    code: str
    status: Literal["active", "deleted"] | None
    since: date | None = None
    until: date | None = None
    replaced_by: tuple[str, ...] = ()
    timed: bool | None = None
    standing: Standing = "reported"
    note: str = ""
    name: str = ""
    names: tuple[str, ...] = ()
    family: str = "other"
    unlisted: bool = False
    always_therapy: bool = False
    medicare_status: str | None = None
    supports: tuple[str, ...] = ()


class CodeOption(Record):
    """A code that a source puts a technique under, and the passages that do."""

    code: str
    supports: tuple[str, ...] = ()
    standing: Standing = "verified"


class Technique(Record):
    """A technique, device or service word: what it is, and under which code who puts it.

    Attributes:
        rule: How the code is found: see `coding_tools.choice`.
        codes: The options, keyed by the fact that selects them; `always` where none does.
        excluded: Codes that it is mistaken for, with the passages that say why not.
        fact: The fact that a rule needs and that the asker must give.
        then: Values of the fact that lead on to another technique.
        counts: The least and most regions or muscles of each key of `codes`.
        default: The value of the fact where nothing else is said, as its sources have it.
    """

    id: str
    name: str
    names: tuple[str, ...]
    what: str
    rule: Literal[
        "settled", "leaning", "disputed", "by_goal", "by_fact", "regions", "muscles", "none_held"
    ]
    codes: dict[str, tuple[CodeOption, ...]] = {}
    excluded: tuple[CodeOption, ...] = ()
    fact: str | None = None
    then: dict[str, str] = {}
    counts: dict[str, tuple[int, int]] = {}
    default: str | None = None
    conflict: str | None = None
    supports: tuple[str, ...] = ()
    note: str = ""
    coverage: tuple[str, ...] = ()
    weak: bool = False
    kind: str = "technique"


class AskValue(Record):
    """A value that a fact can take: its option, how it is told, and the words that state it."""

    option: str
    told: str = ""
    names: tuple[str, ...] = ()


class AskFact(Record):
    """A fact that an answer may lack, and how it is asked for."""

    id: str
    missing: str
    question: str
    values: dict[str, AskValue] = {}

    @property
    def options(self) -> tuple[str, ...]:
        """The options of the question."""
        return tuple(value.option for value in self.values.values())


class Goal(Record):
    """A purpose or finding, and the side it points to."""

    id: str
    names: tuple[str, ...]
    side: str
    says: str = ""
    supports: tuple[str, ...] = ()


class Side(Record):
    """What a group of goals points to."""

    id: str
    name: str
    code: str | None = None
    supports: tuple[str, ...] = ()


class Region(Record):
    """A region of the body as manipulation counts them, or a muscle that lies in some."""

    id: str
    name: str
    names: tuple[str, ...]
    spinal: bool
    supports: tuple[str, ...] = ()


class Muscle(Record):
    """A muscle by its names, and the regions it can lie in; several are asked about."""

    id: str
    names: tuple[str, ...]
    regions: tuple[str, ...]


class Modifier(Record):
    """A two-character modifier and the passages that say when it stands."""

    modifier: str
    name: str
    names: tuple[str, ...] = ()
    group: str
    since: date | None = None
    supports: tuple[str, ...] = ()
    means: str = ""
    ask: str = ""
    note: str = ""


class Threshold(Record):
    """A dated amount of money with its source."""

    year: int
    amount: str
    supports: tuple[str, ...]


class Method(Record):
    """A way of counting timed units: its figures and the passages that license each step.

    Attributes:
        names: Words that describe the arithmetic and so choose the method.
        labels: Names that sources use for more than one method; they choose none.
        pooled: Whether the day's total is counted, and not each code alone.
        unit_minutes: Minutes of a unit.
        first_minutes: The fewest minutes of a unit that earn it.
    """

    id: MethodId
    name: str
    names: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    pooled: bool
    unit_minutes: int = Field(gt=0)
    first_minutes: int = Field(gt=0)
    standing: Standing
    supports: dict[str, tuple[str, ...]]
    says: dict[str, str]


PayerFact = Literal[
    "unit_method",
    "pair_edits",
    "therapy_plan",
    "active_treatment",
    "pays_massage_therapist",
    "pays_chiropractor_therapy",
    "mue",
    "fee_status",
    "assistant_modifier",
]


# What a payer's rule may say of each fact; a method's id where nothing is listed.
FACT_VALUES: dict[PayerFact, tuple[str, ...]] = {
    "pair_edits": ("ncci", "none"),
    "therapy_plan": ("required", "no"),
    "active_treatment": ("required", "no"),
    "pays_massage_therapist": ("yes", "no"),
    "pays_chiropractor_therapy": ("yes", "no"),
    "mue": ("ncci", "none"),
    "fee_status": ("medicare", "none"),
    "assistant_modifier": ("required", "no"),
}


class PayerRule(Record):
    """One thing that a payer's rules decide, from a day to a day.

    Attributes:
        fact: What is decided.
        value: How: a method's id for `unit_method`, else a word of `FACT_VALUES`.
        since: The first date of service it holds for; None where it is not known or always.
        until: The last one; None where it still holds.
    """

    fact: PayerFact
    value: str
    since: date | None = None
    until: date | None = None
    standing: Standing = "verified"
    supports: tuple[str, ...] = ()

    def holds(self, on: date | None) -> bool:
        """Whether it holds on a date of service; None asks for the rule that still holds."""
        if on is None:
            return self.until is None
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class Payer(Record):
    """A payer: its dated rules, what else is known of it, and what is not."""

    id: str
    name: str
    names: tuple[str, ...]
    kind: Literal["program", "insurer", "liability", "self"]
    rules: tuple[PayerRule, ...] = ()
    facts: tuple[str, ...] = ()
    not_held: tuple[str, ...] = ()

    def rule(self, fact: PayerFact, on: date | None) -> PayerRule | None:
        """The rule on a fact for a date of service, if one is held."""
        return next((r for r in self.rules if r.fact == fact and r.holds(on)), None)


class Provider(Record):
    """A kind of provider as claim files name them."""

    id: str
    name: str
    names: tuple[str, ...]
    therapy_plan: str | None = None


class ConflictSide(Record):
    """One position in a disagreement, and the passages that hold it."""

    position: str
    passages: tuple[str, ...]


class Conflict(Record):
    """A disagreement between sources, and what governs."""

    id: str
    topic: str
    codes: tuple[str, ...] = ()
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


class Topic(Record):
    """A subject people ask about: its words, and the passages that lead an answer on it.

    Attributes:
        cues: Phrases that bring the subject up; each word is matched by its stem.
        lead: Passages that answer it directly, the most direct first.
        headline: The direct answer in a sentence, resting on `lead`; empty: the first lead's text.
        beside: Whether its lead is worth saying beside something that was computed.
        providers: Kinds of provider that bring it up where all of them are named,
        payers: with one of these payers, where any are listed.
        over: Subjects that aren't held and that it goes before, though their words stand there.
        held: False for a subject of this field that the library holds nothing on.
        missing: What is missing, where `held` is False.
    """

    id: str
    name: str
    cues: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    headline: str = ""
    beside: bool = False
    providers: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    held: bool = True
    missing: str = ""


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


class PairEdit(Record):
    """One row of a procedure-to-procedure table; `effective_on` is None where it is not known."""

    column1: str
    column2: str
    effective_on: date | None = None
    deleted_on: date | None
    indicator: int
    rationale: str


class Mue(Record):
    """A code's Medically Unlikely Edit for practitioners."""

    code: str
    units: int
    indicator: int
    rationale: str


class PairTable(Protocol):
    """A quarter's pair edits: the bundled extract, or a whole table that the user added."""

    @property
    def quarter(self) -> str:
        """The quarter, such as `2024Q3`."""

    @property
    def source(self) -> str:
        """The id of the source that the table is cited by."""

    def covers(self, code: str) -> bool:
        """Whether the table speaks of this code; a pair with one that it doesn't is not loaded."""

    def edits(self, one: str, other: str) -> tuple[PairEdit, ...]:
        """Every row between two codes, in either order, ended ones too."""
