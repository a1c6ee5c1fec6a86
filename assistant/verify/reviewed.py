"""Sentences of the knowledge base that were reviewed as they stand, with what each rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.verify.clauses import clauses_of
from assistant.verify.lexicon import Lexicon
from assistant.verify.lines import Lines, lines_of
from assistant.verify.split import bare, sentences_in
from knowledge.library import Library


class Reviewed:
    """The reviewed sentences of a library.

    Args:
        library: The knowledge base.
        lexicon: The words that are known.

    Attributes:
        texts: Each sentence, and the same without a `No:` ahead, with what it rests on.
        questions: The questions that may be put to the record, the payer or the asker.
    """

    def __init__(self, library: Library, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.texts = {
            said: frozenset(supports)
            for text, supports in _told(library) if text
            for said in dict.fromkeys((bare(text), text))
        }  # fmt: skip
        self.questions = frozenset(
            s for text in _asked(library) for s in sentences_in(text) if s.endswith("?")
        )
        self._by_key: dict[str, list[str]] = {}
        for text, supports in self.texts.items():
            for key in supports:
                self._by_key.setdefault(key, []).append(text)
        self._lines: dict[str, Lines] = {}

    def holds(self, text: str, supports: Iterable[str]) -> bool:
        """Whether each sentence is a reviewed one, on the passages that it was reviewed with."""
        held = self.texts.get(text)
        if held is not None:
            return held <= frozenset(supports)
        told = sentences_in(text)
        return len(told) > 1 and all(self.holds(one, supports) for one in told)

    def lines(self, supports: Iterable[str]) -> Iterator[Lines]:
        """The reviewed sentences that rest on some of these passages, as lines."""
        keys = frozenset(supports)
        for text in dict.fromkeys(t for k in sorted(keys) for t in self._by_key.get(k, ())):
            if self.texts[text] <= keys:
                held = self._lines.get(text)
                if held is None:
                    held = self._lines[text] = lines_of(clauses_of(text, self._lexicon))
                yield held


def _told(library: Library) -> Iterator[tuple[str, Iterable[str]]]:
    """Every reviewed sentence with its supports."""
    for c in library.corrections.values():
        yield c.says, c.supports
    for t in library.topics.values():
        yield t.headline, t.lead
    for d in library.documentation.values():
        for i in (*d.items, *d.ask_payer):
            yield i.says, i.supports
    for m in library.improper.values():
        yield m.decline, m.supports
    for mod in library.modifiers.values():
        if mod.says:
            yield mod.says, mod.supports
    for x in library.conflicts.values():
        yield x.governs, x.supports
        yield x.why, x.supports
        for s in x.sides:
            yield s.position, s.passages


def _asked(library: Library) -> Iterator[str]:
    """Every text that may hold a question."""
    for a in library.asks.values():
        yield a.question
    for m in library.modifiers.values():
        yield m.ask
    for d in library.documentation.values():
        for i in (*d.items, *d.ask_payer):
            yield i.says
    yield from library.examples


_KEPT: dict[str, Reviewed] = {}


def reviewed_of(library: Library, lexicon: Lexicon) -> Reviewed:
    """The reviewed sentences of a library, read once."""
    held = _KEPT.get(library.version)
    if held is None:
        held = _KEPT[library.version] = Reviewed(library, lexicon)
    return held
