"""Telling a word of a person's name from any other, by the lists of `knowledge/personal.yaml`.

The library's own names count as words that are none: payers, techniques, regions, states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from knowledge.library import Library, bundled, personal_words

WordKind = Literal["first", "name", "maybe", "not", "initial", "suffix", "unknown"]
"""How a word stands to names.

`first` is a first name, `name` another name; `maybe` is one that is also a word of this field;
`not` is none; `initial` and `suffix` go with a name; `unknown` is in no list.
"""
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = re.compile(r"(?<![\w'-])[a-z]{3,}(?![\w'-])")
_LONGEST_ABBREVIATION = 4


@dataclass(frozen=True)
class NameWords:
    """The lists, as sets of small letters.

    Attributes:
        first: First names that are nothing else.
        worded: First names that are words as well.
        family: Family names.
        ordinary: Words that often have a capital letter and are no name.
        bodies: Words of payers and states; one that is a family name too means these when alone.
        field: Words of techniques, regions and all else that the library names, and the bodies.
        cited: Names that documents and methods are called by.
        said: Words that the library's passages hold in small letters.
        no_street: Words that do not stand within the name of a street.
        directions: Words that may stand between a house's number and the name.
        suffixes: What stands behind a family name, such as "jr".
        particles: Words in small letters within a name, such as "van".
        endings: What a word in no list ends in that is no name: "Ambulated", "Weightbearing".
    """

    first: frozenset[str]
    worded: frozenset[str]
    family: frozenset[str]
    ordinary: frozenset[str]
    bodies: frozenset[str]
    field: frozenset[str]
    cited: frozenset[str]
    said: frozenset[str]
    no_street: frozenset[str]
    directions: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    endings: tuple[str, ...]

    def kind(self, word: str) -> WordKind:
        """How a word stands to names.

        Args:
            word: A word as it stands in the text, with a capital letter.

        >>> words = name_words()
        >>> [words.kind(w) for w in ("Jonathan", "Garcia's", "Medicare", "Will", "J.", "Quispe")]
        ['first', 'name', 'not', 'maybe', 'initial', 'unknown']
        """
        low = plain(word)
        if len(low) == 1 or (low == "st" and word.endswith(".")):
            return "initial"
        if low in self.suffixes:
            return "suffix"
        named = low in self.first or low in self.worded or low in self.family
        if named and (low in self.ordinary or low in self.field):
            return "maybe"
        if named:
            return "first" if low in self.first else "name"
        parts = _WORD.findall(low)
        if any(part in self.first for part in parts) and len(parts) > 1:
            return "first"
        if parts and all(part in self.ordinary or part in self.field for part in parts):
            return "not"
        if word.isupper() and len(low) <= _LONGEST_ABBREVIATION:
            return "not"
        return "not" if low in self.said or low.endswith(self.endings) else "unknown"

    def in_small_letters(self, word: str) -> bool:
        """Whether a word in small letters is a first name and nothing else.

        >>> [name_words().in_small_letters(w) for w in ("maria", "grace", "oscar")]
        [True, False, False]
        """
        return word in self.first and word not in self.field and word not in self.ordinary

    def known(self, word: str) -> bool:
        """Whether a word in small letters has a place here other than as a family name."""
        return word in self.ordinary or word in self.field or word in self.particles


def plain(word: str) -> str:
    """A word in small letters, without a final full stop or possessive.

    >>> plain("O'Brien's")
    "o'brien"
    """
    return word.lower().rstrip(".").removesuffix("'s").rstrip("'")


@cache
def name_words() -> NameWords:
    """The lists, read once."""
    lists, library = personal_words(), bundled()
    bodies = lists["bodies"] | frozenset(
        _words(
            *(name for payer in library.payers.values() for name in (*payer.names, payer.name)),
            *library.unheld_payers,
            *library.generic_payers,
            *(name for names in library.states.values() for name in names),
        )
    )
    first, names = lists["first_names"], lists["first_names"] | lists["surnames"]

    def counted(name: str) -> list[str]:
        """The words of a method's name; a person's in it, as in "st john method", says nothing."""
        parts = _WORD.findall(name.lower())
        whole = len(parts) > 1 and names.issuperset(parts)
        return [] if whole else [p for n, p in enumerate(parts) if not (n and p in first)]

    return NameWords(
        first=lists["first_names"],
        worded=lists["word_names"],
        family=lists["surnames"],
        ordinary=lists["not_names"],
        bodies=bodies,
        field=bodies | {word for name in _names_held(library) for word in counted(name)},
        cited=lists["cited_after_title"],
        said=frozenset(w for p in library.passages.values() for w in _SMALL.findall(p.text)),
        no_street=lists["no_street_names"],
        directions=lists["directions"],
        suffixes=lists["suffixes"],
        particles=lists["particles"],
        endings=tuple(lists["no_name_endings"]),
    )


def _words(*names: str) -> Iterator[str]:
    """Every word of these names, in small letters."""
    for name in names:
        yield from _WORD.findall(name.lower())


def _names_held(library: Library) -> Iterator[str]:
    """What the library calls techniques, goals, regions and the rest."""
    for held in (
        library.techniques, library.goals, library.regions, library.muscles, library.spans,
        library.modifiers, library.providers, library.methods,
    ):  # fmt: skip
        for entry in held.values():
            yield from (*entry.names, getattr(entry, "name", ""))
