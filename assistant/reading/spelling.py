"""Mending spelling mistakes in names; codes and numbers are never touched.

A word is mended only where the vocabulary, or the library's own sentences, have a word one slip
away (two for longer words) and it is no ordinary English word itself: `knowledge/near_words.txt`
lists the ordinary words that lie that close to a word of the vocabulary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from assistant.reading.text import Token, tokens
from knowledge.reading_words import reading_words

_SHORTEST = 4
_LONG = 7
_IN_FULL = {"mins": "minutes"} | {f"{word}nt": f"{word}n't" for word in reading_words("contracted")}
"""What is written short, or without its apostrophe, in full."""


class Speller:
    """Mends words by a vocabulary.

    Args:
        words: The vocabulary's folded words.
        ordinary: Ordinary words that are no misspelling, though a word of the vocabulary is near.
        common: Words beside the vocabulary that a misspelling may stand for.
        numbers: The numbers' names: neither they nor what may be one of them misspelt is touched.
        by_ear: Misspellings, each with the word that it stands for.

    >>> Speller({"traction", "massage"}, {"message"}).mend("tracton")
    'traction'
    >>> Speller({"traction", "massage"}, {"message"}).mend("message") is None
    True
    """

    def __init__(
        self,
        words: Iterable[str],
        ordinary: Iterable[str],
        common: Iterable[str] = (),
        numbers: Iterable[str] = (),
        by_ear: Iterable[str] = (),
    ) -> None:
        self._written = _IN_FULL | dict(pair.split() for pair in by_ear)
        self._numbers = frozenset(numbers)
        self._known = frozenset(words)
        common = frozenset(common)
        self._ordinary = frozenset(ordinary) | common
        by_letter: dict[str, list[str]] = {}
        for word in sorted(self._known | common):
            if len(word) >= _SHORTEST:
                by_letter.setdefault(word[0], []).append(word)
        self._by_letter = by_letter
        self._beheaded = {w[1:]: w for w in sorted(self._known) if len(w) > _LONG}
        self._mended: dict[str, str | None] = {}

    def mend(self, word: str) -> str | None:
        """The one nearest word of the vocabulary, or None where the word stands as it is."""
        if len(word) < _SHORTEST - 1 or not word.isalpha():
            return None
        if word in self._known or word in self._ordinary or word in self._numbers:
            return None
        if word not in self._mended:
            if len(self._mended) > 4096:
                self._mended.clear()
            self._mended[word] = self._nearest(word)
        return self._mended[word]

    def _nearest(self, word: str) -> str | None:
        """The nearest word with the same first letter; None where it may be a number."""
        if any(
            n[0] == word[0] and OSA.distance(word, n, score_cutoff=1) < 2 for n in self._numbers
        ):
            return None
        allowed = slips(word)
        found = extract(
            word,
            self._by_letter.get(word[0], ()),
            scorer=OSA.distance,
            score_cutoff=allowed,
            limit=3,
        )
        near: list[tuple[str, int]] = [
            (name, int(far)) for name, far, _ in found if far <= slips(name)
        ]
        if not near:
            return self._beheaded.get(word)
        best = min(far for _, far in near)
        tied = [name for name, far in near if far == best]
        return min(
            tied,
            key=lambda name: (
                not name.startswith(word), name not in self._known,
                _exchanged(word, name), abs(len(name) - len(word)), name,
            ),
        )  # fmt: skip

    def unknown(self, found: Sequence[Token]) -> frozenset[int]:
        """The indexes of the words that are known from nowhere.

        Args:
            found: The tokens of a question.
        """
        known = (self._known, self._ordinary, self._numbers)
        return frozenset(
            n
            for n, token in enumerate(found)
            if token.kind == "word" and not any(token.fold in words for words in known)
        )

    def naming(self, found: Sequence[Token], plain: Container[str]) -> frozenset[int]:
        """The indexes of the words that are a name's, or known from nowhere.

        Args:
            found: The tokens of a question.
            plain: Ordinary words, which a name may have too.
        """
        words = ((n, t.fold) for n, t in enumerate(found) if t.kind == "word")
        names = frozenset(n for n, word in words if word in self._known and word not in plain)
        return self.unknown(found) | names

    def mend_text(self, cleaned: str) -> str:
        """A question with each misspelt word as the vocabulary has it, and minutes in full.

        Args:
            cleaned: The question, cleaned.

        >>> Speller({"modifier", "tricare"}, ()).mend_text("which modifers for Tricre, 38 mins?")
        'which modifiers for Tricare, 38 minutes?'
        """
        out, at = [], 0
        for token in tokens(cleaned):
            if token.kind == "word":
                out += [cleaned[at : token.start], self._spelled(token)]
                at = token.end
        return "".join((*out, cleaned[at:]))

    def _spelled(self, token: Token) -> str:
        """A word as it should be spelled, in the plural where it was typed so."""
        if token.text.lower() in self._written:
            return self._written[token.text.lower()]
        right = self.mend(token.fold) if len(token.text) >= _SHORTEST else None
        if right is None:
            return token.text
        right = right if right.endswith("s") or token.text[-1] not in "sS" else f"{right}s"
        if token.text.isupper():
            return right.upper()
        return right.capitalize() if token.text[0].isupper() else right


def _exchanged(word: str, name: str) -> bool:
    """Whether a letter became another, rarer than one left out, doubled or swapped."""
    return not (Counter(word) <= Counter(name) or Counter(name) <= Counter(word))


def slips(word: str) -> int:
    """How many slips are forgiven in a word of this length.

    >>> slips("pack"), slips("modifier")
    (1, 2)
    """
    return 2 if len(word) >= _LONG else 1
