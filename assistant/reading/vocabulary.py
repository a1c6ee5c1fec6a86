"""Every name that the library knows, as one tree of folded words that a question is read by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import Any, NamedTuple

from assistant.reading.around import word_at
from assistant.reading.library_names import cues_in_parts, name_words, names_of
from assistant.reading.numbers import HOURS, MINUTES
from assistant.reading.text import Token, shouted
from knowledge.library import Library
from knowledge.reading_words import reading_words

# Kinds that name a thing: of two that overlap, the longer one stands.
THINGS = frozenset(
    {
        "code", "short", "technique", "payer", "unheld_payer", "generic_payer", "state", "provider",
        "region", "muscle", "span", "method", "source", "unclear_region", "label",
    }
)  # fmt: skip


class Mention(NamedTuple):
    """A name found in a question.

    Attributes:
        kind: What kind of name.
        id: What it names.
        first: The index of its first token.
        last: The index of its last token.
        start: Where it begins in the question.
        end: Where it ends.
    """

    kind: str
    id: str
    first: int
    last: int
    start: int
    end: int


_OPENS = frozenset({",", ";", "+", "/", "&", ":", "and", "plus"})
"""Signs behind which a further service of a note begins."""


class Vocabulary:
    """The names of a library.

    Args:
        library: The knowledge base.
    """

    def __init__(self, library: Library) -> None:
        self._capitals = frozenset(library.words.capitals)
        self._beside_numbers = frozenset(library.words.beside_numbers)
        self._in_notes = frozenset(library.words.in_notes)
        self._real_words = frozenset(library.words.real_words)
        self._tree: dict[str, Any] = {}
        self.words: set[str] = set()
        for kind, id_, names in names_of(library):
            for name in names:
                self._add(name, kind, id_)
        self._together = cues_in_parts(library)
        self._needed = [frozenset(w for part in parts for w in part) for _, parts in self._together]
        often = Counter(word for needed in self._needed for word in needed)
        self._by_rarest: dict[str, list[int]] = {}
        for number, needed in enumerate(self._needed):
            rarest = min(needed, key=lambda word: (often[word], word))
            self._by_rarest.setdefault(rarest, []).append(number)
            self.words |= needed

    def _add(self, name: str, kind: str, id_: str) -> None:
        """One name into the tree."""
        words = name_words(name)
        if not words:
            return
        node = self._tree
        for word in words:
            node = node.setdefault(word, {})
            if word.isalpha():
                self.words.add(word)
        ends = node.setdefault("", [])
        if (kind, id_) not in ends:
            ends.append((kind, id_))

    def things(self, found: Sequence[Token], before: Set[str] = frozenset()) -> tuple[Mention, ...]:
        """The things named, without overlaps, in order.

        Args:
            found: The tokens.
            before: Words of earlier turns: an abbreviation among them is known here, too.
        """
        every = [m for m in self._scan(found, before) if m.kind in THINGS]
        every.sort(key=lambda m: (m.first - m.last, m.first))
        taken: dict[int, tuple[int, int]] = {}
        kept = []
        for mention in every:
            span = (mention.first, mention.last)
            places = range(mention.first, mention.last + 1)
            if all(taken.get(place, span) == span for place in places):
                taken.update(dict.fromkeys(places, span))
                kept.append(mention)
        return tuple(sorted(kept, key=lambda m: (m.first, m.kind, m.id)))

    def technique(self, words: Sequence[str]) -> str | None:
        """The technique of which folded words are a whole name; None where they are none's."""
        node = self._tree
        for word in words:
            node = node.get(word, {})
        return next((id_ for kind, id_ in node.get("", ()) if kind == "technique"), None)

    def cues(self, found: Sequence[Token]) -> tuple[Mention, ...]:
        """Every cue that stands in the question; cues may overlap."""
        told = [m for m in self._scan(found) if m.kind not in THINGS]
        told += [Mention(*self._together[n][0], 0, 0, 0, 0) for n in self._standing(found)]
        return tuple(told)

    def across(self, found: Sequence[Token], other: Sequence[Token]) -> set[tuple[str, str]]:
        """What is brought up by parts that stand in either of two texts, not all in one."""
        alone = {*self._standing(found), *self._standing(other)}
        return {self._together[n][0] for n in self._standing([*found, *other]) if n not in alone}

    def _standing(self, found: Sequence[Token]) -> list[int]:
        """The cues of several parts that stand in a text, by their numbers."""
        folds = [t.fold for t in found if t.text not in "-/"]
        present, text = set(folds), " ".join(folds)
        near = (n for word in present for n in self._by_rarest.get(word, ()))
        held = sorted(n for n in near if self._needed[n] <= present)
        return [n for n in held if all(_within(p, text) for p in self._together[n][1])]

    def _in_small_letters(self, found: Sequence[Token], place: int) -> bool:
        """Whether a word that counts only in capitals was typed in small letters.

        Where all is in capitals, or all in small letters, the letters tell nothing: then an
        abbreviation counts unless it is an ordinary word as well.
        """
        token = found[place]
        if token.fold not in self._capitals:
            return False
        real = token.fold in self._real_words
        if token.text.removesuffix("'s").isupper():
            return real and shouted(found)
        words = [t.text for t in found if t.kind == "word" and len(t.text) > 1]
        if len(words) >= _ENOUGH and all(w.islower() for w in words) and not real:
            return False
        near = [found[n] for n in (place - 1, place + 1) if 0 <= n < len(found)]
        after = found[place + 1 + (bool(near) and near[-1].text in "-:=(") : place + 3]
        numbered = any(t.kind in ("number", "clock") or t.text in "/+" for t in (*near, *after[:1]))
        of = place - (1 if word_at(found, place - 1) == "of" else 0)
        minutes = of > 0 and (found[of - 1].fold in _TIMES or found[of - 1].kind == "number")
        if token.fold in self._in_notes:
            opens = place == 0 or found[place - 1].text in _OPENS
            country = word_at(found, place - 2) in reading_words("before_a_country")
            told = word_at(found, place - 1) == "the" and not country
            told = told and (numbered or word_at(found, place + 1) in _BEHIND_US)
            one = word_at(found, place - (2 if word_at(found, place - 1) in _LISTED else 1))
            row = one in self._beside_numbers and any(t.kind == "number" for t in found)
            return not (minutes or told or row or (opens and numbered))  # "15 each of te and us"
        listed = all(t.fold in _LISTED for t in near) and any(t.fold in MINUTES for t in found)
        return not (token.fold in self._beside_numbers and (numbered or minutes or listed))

    def _scan(self, found: Sequence[Token], before: Set[str] = frozenset()) -> Iterator[Mention]:
        """Every name that begins at any token, signs inside a name passed over."""
        count = len(found)
        for first in range(count):
            node = self._tree.get(found[first].fold)
            place = first
            while node is not None:
                for kind, id_ in node.get("", ()):
                    alone = place == first and kind in THINGS
                    known = found[first].fold in before and kind in ("code", "technique")
                    if alone and not known and self._in_small_letters(found, first):
                        continue
                    yield Mention(kind, id_, first, place, found[first].start, found[place].end)
                place += 1
                while place < count and _joins(found, place):
                    place += 1
                if place >= count:
                    break
                node = node.get(found[place].fold)


def _joins(found: Sequence[Token], place: int) -> bool:
    """Whether a sign stands inside a name; a stop with a space behind it ends a sentence."""
    sign = found[place]
    apart = place + 1 < len(found) and found[place + 1].start > sign.end
    return sign.text in _JOINS and not (sign.text == "." and apart)


_TIMES = MINUTES | HOURS
_LISTED = frozenset({",", "and", "&"})
_BEHIND_US = {"", *",.;?!", *reading_words("behind_the_us")}
_ENOUGH = 3
"""From so many words on, all may be in small letters by the asker's habit."""
_JOINS = frozenset("-/'.&<>")


def _within(part: tuple[str, ...], text: str) -> bool:
    """Whether a part's words stand in a row."""
    return f" {' '.join(part)} " in f" {text} "
