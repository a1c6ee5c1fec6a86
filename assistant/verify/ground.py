"""What a sentence may rest on beside its supports: the library's words, and the asker's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.context import Context
from assistant.verify.clauses import clauses_of
from assistant.verify.faults import Asked
from assistant.verify.lexicon import lexicon_of
from assistant.verify.reviewed import reviewed_of
from assistant.verify.support import Support
from assistant.verify.supports import of_passage

_HUNG = re.compile(
    r"(?<!\d)\d{5} (\d\d)(?![\d.,/:']|-\d)(?! ?(?:m|mins?|minutes?|h|hrs?|hours?|units?)\b)", re.I
)
"""A modifier that the asker hangs on a code by a space alone: "97124 59 97140", and no time."""

_PAIRS = re.compile(r"\b(?:[a-z]{2}|[a-z]\d)\b")
"""What may be a modifier in small letters."""


class Ground:
    """What a sentence may rest on beside its supports: the asker's own words.

    Args:
        said: The asker's words, this turn's and the earlier ones'.
        context: The library, for the text of passages.
    """

    def __init__(self, said: Sequence[str], context: Context) -> None:
        self.context = context
        self.library = context.library
        self.lexicon = lexicon_of(context.library)
        self.reviewed = reviewed_of(context.library, self.lexicon)
        self.said = tuple(said)
        self._asked: Asked | None = None

    @property
    def asked(self) -> Asked:
        """The asker's own values."""
        if self._asked is None:
            clauses = [c for text in self.said for c in clauses_of(text, self.lexicon)]
            items = [i for c in clauses for i in c.items]
            codes = self.library.codes
            timed = [str(i.value[0]) for i in items if i.kind == "code" and len(i.value) == 1]
            named = [str(i.value[0]) for i in items if i.kind == "who"]
            hung = {m for text in self.said for m in _HUNG.findall(text)}
            ordinary = {*self.library.words.real_words, *self.library.words.plain}
            typed = {w for text in self.said for w in _PAIRS.findall(text)} - ordinary
            told = hung | {w.upper() for w in typed}
            own = {("modifier", (m,)) for m in told if m in self.library.modifiers}
            self._asked = Asked(
                frozenset((*((i.kind, i.value) for i in items), *own)),
                frozenset(c for c in timed if c in codes and codes[c].timed),
                frozenset((*(w for c in clauses for w in c.words), *named)),
            )
        return self._asked

    def of(self, key: str) -> Support:
        """A passage as a support.

        Args:
            key: The passage's key.
        """
        passage = self.context.passage(key)
        return of_passage(passage, self.context.source(passage), self.library, self.lexicon)


def warm(context: Context) -> None:
    """Read the library's words and passages, so that no question waits for it.

    Args:
        context: The library.
    """
    ground = Ground((), context)
    for key in context.library.passages:
        ground.of(key).read()
