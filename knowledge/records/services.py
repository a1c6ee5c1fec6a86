"""What was done: codes, techniques, regions and modifiers, and the facts that choose a code."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from knowledge.records.base import Record, Standing


class Code(Record):
    """A billing code: whether it lives, how it counts, and what people call it.

    Attributes:
        short: Words that name it only where services are counted: "drop the activities".
        further: The code of each further unit, where this one is the first unit alone.
        first_minutes: The minutes of that first unit.
    """

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
    short: tuple[str, ...] = ()
    family: str = "other"
    unlisted: bool = False
    further: str | None = None
    first_minutes: int = 0
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
        asked: Codes that a settled one is disputed under, where they are asked about.
        excluded: Codes that it is mistaken for, with the passages that say why not.
        fact: The fact that a rule needs and that the asker must give.
        then: Values of the fact that lead on to another technique.
        otherwise: Facts stated later, as "hands=hand", by which it was another technique.
        sides: The value of the fact that a side of the stated purpose stands for.
        among: The fact that decides where a value leaves several codes.
        counts: The least and most regions or muscles of each key of `codes`.
        default: The value of the fact where nothing else is said, as its sources have it.
        includes: Techniques that are a part of it and get no code beside it.
        takes_in: For what is given to several patients at once, the techniques that are a part of
            it where one time is told for all of them.
        weak: A general word, which a more exact one beside it replaces.
        general: What such a word is of work by hand: one of the two `side`s between which its code
            is asked for, or another word for such `work`.
        kind: `technique`; a `machine`, a `device` in the hand, or an `agent` such as a current; a
            `place` that makes another service this one.
    """

    id: str
    name: str
    names: tuple[str, ...]
    what: str
    rule: Literal[
        "settled", "leaning", "disputed", "by_goal", "by_fact", "regions", "muscles", "none_held"
    ]
    codes: dict[str, tuple[CodeOption, ...]] = Field(default_factory=dict)
    asked: tuple[CodeOption, ...] = ()
    excluded: tuple[CodeOption, ...] = ()
    fact: str | None = None
    then: dict[str, str] = Field(default_factory=dict)
    otherwise: dict[str, str] = Field(default_factory=dict)
    sides: dict[str, str] = Field(default_factory=dict)
    among: str | None = None
    counts: dict[str, tuple[int, int]] = Field(default_factory=dict)
    default: str | None = None
    includes: tuple[str, ...] = ()
    takes_in: tuple[str, ...] = ()
    conflict: str | None = None
    supports: tuple[str, ...] = ()
    note: str = ""
    coverage: tuple[str, ...] = ()
    weak: bool = False
    general: Literal["side", "work"] | None = None
    kind: str = "technique"

    def key_of(self, count: int) -> str | None:
        """The key of `codes` for so many regions or muscles.

        Args:
            count: How many there were.
        """
        return next((k for k, (low, high) in self.counts.items() if low <= count <= high), None)


class AskValue(Record):
    """A value that a fact can take: its option, how it is told, and the words that state it.

    Attributes:
        answers: Words that state it only where the fact was asked for.
    """

    option: str
    told: str = ""
    names: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


class AskFact(Record):
    """A fact that an answer may lack, and how it is asked for."""

    id: str
    missing: str
    question: str
    values: dict[str, AskValue] = Field(default_factory=dict)

    @property
    def options(self) -> tuple[str, ...]:
        """The options of the question."""
        return tuple(value.option for value in self.values.values())


class Goal(Record):
    """A purpose or finding, and the side it points to.

    Attributes:
        over: Goals whose words it says more exactly, so that they point nowhere beside it.
    """

    id: str
    names: tuple[str, ...]
    side: str
    over: tuple[str, ...] = ()
    says: str = ""
    supports: tuple[str, ...] = ()


class Side(Record):
    """What a group of goals points to.

    Attributes:
        code: The code that it chooses.
        leans: The code that it points to among disputed ones, where it chooses none.
        against: The sides that it doesn't go together with: no purpose settles which of the two.
        not_necessary: The passage that says so, where work with this purpose is not necessary.
    """

    id: str
    name: str
    code: str | None = None
    leans: str | None = None
    not_necessary: str = ""
    against: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()


class Region(Record):
    """A region of the body as manipulation counts them, or a muscle that lies in some."""

    id: str
    name: str
    names: tuple[str, ...]
    spinal: bool
    supports: tuple[str, ...] = ()


class Muscle(Record):
    """A muscle by its names, and the regions it can lie in; several are asked about.

    Attributes:
        several: Whether it is a name of more than one muscle: how many isn't told by it.
        of: The name of several of which it is one.
    """

    id: str
    names: tuple[str, ...]
    regions: tuple[str, ...]
    several: bool = False
    of: str = ""


class Modifier(Record):
    """A two-character modifier and the passages that say when it stands.

    Attributes:
        abn: The value of the fact `abn` of `asks.yaml` that it says.
        read: How its number is told from one of minutes: by the words around it alone; before "on"
            and a service too; or always, but where it counts something.
    """

    modifier: str
    name: str
    names: tuple[str, ...] = ()
    group: str
    since: date | None = None
    supports: tuple[str, ...] = ()
    means: str = ""
    says: str = ""
    abn: str = ""
    ask: str = ""
    read: Literal["beside_words", "placed", "always"] = "beside_words"
    note: str = ""
