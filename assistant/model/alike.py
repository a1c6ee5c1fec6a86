"""Whether two sentences say the same: each value in its role, nothing turned, nothing lost."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from assistant.answer import Citation
from assistant.context import Context
from assistant.reading.text import clean, tokens
from assistant.verify import Ground, why_text_falls
from assistant.verify.clauses import Part, clauses_of
from assistant.verify.lexicon import Lexicon

_LOOSE = frozenset({"<by", "<as", "<of"})
"""Parts that prepositions give which say little: `by CMS's rule`, `under CMS's rule`."""
_SUM = re.compile(r"\d+(?: ?[-+] ?\d+)* ?= ?\d+")
_MOVED = 3
"""So many neighbours part where one stretch of a sentence is moved as it is."""


class Alike:
    """Compares a model's sentence with the assistant's own.

    Args:
        context: The library.
    """

    def __init__(self, context: Context) -> None:
        self._ground = Ground((), context)
        self._words = frozenset(context.library.words.plain)
        self._plain = _families(self._words, self._ground.lexicon)
        self._kept = frozenset(context.library.words.kept)
        self._idle = _families(context.library.words.idle, self._ground.lexicon)

    def __call__(self, text: str, own: str) -> bool:
        """Whether a sentence says all that the assistant's own says, and no more.

        Args:
            text: The model's sentence.
            own: The assistant's own.
        """
        if values(text) != values(own) or self._fixed(text) != self._fixed(own):
            return False
        if _sums(text) != _sums(own):
            return False
        why = why_text_falls(text, self._ground, [_as_citation(own)], {})
        return why is None and self._same_parts(text, own)

    def _same_parts(self, text: str, own: str) -> bool:
        """Whether words, values and operators are the same, and at most one stretch has moved."""
        turned, said = self._parts(text)
        own_turned, own_said = self._parts(own)
        if not self._known(text, own, own_said):
            return False
        lost, added = Counter(own_said) - Counter(said), Counter(said) - Counter(own_said)
        if turned != own_turned or not lost.keys() <= self._idle or not added.keys() <= self._plain:
            return False
        held = [part for part in said if part not in added]
        before = [part for part in own_said if part not in lost and part not in added]
        return _parted(before, held) <= _MOVED

    def _known(self, text: str, own: str, parts: Iterable[Part]) -> bool:
        """Whether its words are plain ones, the other's, or of the other's families."""
        held = self._words | _worded(own)
        families = frozenset(part for part in parts if isinstance(part, str))
        new = (_families({word}, self._ground.lexicon) for word in _worded(text) - held)
        return all(found and found <= families for found in new)

    def _fixed(self, text: str) -> Counter[str]:
        """Its words that join, part, bound or measure: each stands as often in both."""
        found = (t.fold for t in tokens(clean(text)) if t.kind == "word")
        return Counter(word for word in found if word in self._kept)

    def _parts(self, text: str) -> tuple[Counter[str], list[Part]]:
        """What turns or bounds a sentence, and its words and values in order, by their families."""
        clauses = clauses_of(text, self._ground.lexicon)
        turned = Counter(turn.kind for clause in clauses for turn in clause.turns)
        line = [part for clause in clauses for part in clause.line if part not in _LOOSE]
        return turned, line


def values(text: str) -> Counter[str]:
    """The codes, numbers, times and modifiers of a text, each as often as it stands there.

    >>> sorted(values("97124 for 38 minutes with GP"))
    ['38', '97124', 'GP']
    """
    found = tokens(clean(text))
    short = (t.text for t in found if t.kind == "word" and len(t.text) == 2 and t.text.isupper())
    return Counter([*(t.text for t in found if t.kind in ("code", "number", "clock")), *short])


def _worded(text: str) -> frozenset[str]:
    """The words of a text in small letters."""
    return frozenset(t.text.lower() for t in tokens(clean(text)) if t.kind == "word")


def _sums(text: str) -> list[str]:
    """The sums of a text, and every sign of one."""
    return [*_SUM.findall(text), *(sign for sign in text if sign in "+=")]


def _families(words: Iterable[str], lexicon: Lexicon) -> frozenset[Part]:
    """Words as the last gate reads them."""
    return frozenset(m.kind for w in words for m in lexicon.word(w) if m.sort == "word")


def _parted(before: list[Part], after: list[Part]) -> int:
    """How many neighbours of one order are none in another."""
    ends: tuple[Part, Part] = ("<", ">")
    one = Counter(pairwise([ends[0], *before, ends[1]]))
    other = Counter(pairwise([ends[0], *after, ends[1]]))
    return (one - other).total()


def _as_citation(text: str) -> Citation:
    """A sentence as something to be held to; its id is made of its words."""
    told = f"own-{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    return Citation(
        id=told, source_id="own", title="", publisher="", published=None, authority="secondary",
        locator="", text=text, url=None,
    )  # fmt: skip
