"""The supports of statements, read once: passages with their sources, calculations in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import Calculation, Citation
from assistant.speak import spoken
from assistant.verify.clauses import Clause, Item, clauses_of
from assistant.verify.lexicon import Lexicon
from assistant.verify.lines import lines_of
from assistant.verify.results import row_sentences, sentences_of
from knowledge.library import Library
from knowledge.records import Passage, Source

MOST_KEPT = 20_000


class Support:
    """One support, taken apart.

    Args:
        clauses: What it says.
        about: What is told of it beside: its place, its source's title, publisher and date.
        spoken_so: The same with its source named in the sentence, as a statement says it.
        texts: Its sentences as they are written.

    Attributes:
        items: Its values by kind, each with the number of its clause.
        words: Where each word stands: the numbers of clause and segment.
        known: Every word of it and of its source.
        denied: What it denies somewhere.
        affirmed: What it says somewhere without denying it.
        lines: Its sentences as lines of words, values and operators.
        readings: Its clauses as such lines.
    """

    def __init__(
        self,
        clauses: Sequence[Clause],
        about: Sequence[Clause] = (),
        spoken_so: Sequence[Clause] = (),
        texts: Iterable[str] = (),
    ) -> None:
        self.clauses = tuple(clauses)
        self.texts = frozenset(texts)
        self.items: dict[str, list[tuple[int, Item]]] = {}
        self.words: dict[str, list[tuple[int, int]]] = {}
        self.told: dict[str, list[Item]] = {}
        for number, clause in enumerate(self.clauses):
            for item in clause.items:
                self.items.setdefault(item.kind, []).append((number, item))
                self.told.setdefault(item.kind, []).append(item)
            for word, segments in clause.words.items():
                self.words.setdefault(word, []).extend((number, s) for s in segments)
        self.about: dict[str, list[Item]] = {}
        for clause in about:
            for item in clause.items:
                self.about.setdefault(item.kind, []).append(item)
        self.known = frozenset(self.words).union(*(c.words for c in about))
        told = [(part, {p for p, _ in c.denied}) for c in self.clauses for part in c.order]
        self.denied = frozenset(part for c in self.clauses for part, _ in c.denied)
        self.affirmed = frozenset(part for part, denied in told if part not in denied)
        self.limits = frozenset(
            part for c in self.clauses for t in c.turns if t.kind in ("only", "unless", "without")
            for part in t.scope if ":" not in part
        )  # fmt: skip
        own, told_so = lines_of(self.clauses), lines_of(spoken_so)
        self.lines = list(dict.fromkeys((*own.sentences, *told_so.sentences)))
        self.readings = list(dict.fromkeys((*own.clauses, *told_so.clauses)))

    def values(self, kind: str) -> list[Item]:
        """Its values of a kind, and its source's."""
        return [*self.told.get(kind, ()), *self.about.get(kind, ())]


def read_all(texts: Iterable[str], lexicon: Lexicon) -> tuple[Clause, ...]:
    """The clauses of several texts, their sentences numbered through."""
    found: list[Clause] = []
    for text in texts:
        first = found[-1].sentence + 1 if found else 0
        found += [c._replace(sentence=c.sentence + first) for c in clauses_of(text, lexicon)]
    return tuple(found)


_PASSAGES: dict[tuple[str, str], Support] = {}
_CALCULATIONS: dict[tuple[str, str], Support] = {}
_SOURCES: dict[tuple[str, str], tuple[Clause, ...]] = {}


def of_passage(passage: Passage, source: Source, library: Library, lexicon: Lexicon) -> Support:
    """A passage as a support; kept by its id, which is made of its content."""
    key = (library.version, passage.id)
    held = _PASSAGES.get(key)
    if held is None:
        texts = [passage.text, *row_sentences(passage.text, library)]
        about = (*clauses_of(passage.at, lexicon), *_of_source(source, library, lexicon))
        told = spoken(passage, source)
        named = read_all([told], lexicon) if told != passage.text else ()
        support = Support(read_all(texts, lexicon), about, named, (*texts, told))
        held = _keep(_PASSAGES, key, support)
    return held


def of_citation(citation: Citation, library: Library, lexicon: Lexicon) -> Support:
    """A citation of an answer as a support."""
    passage = _by_id(library).get(citation.id)
    if passage is not None:
        return of_passage(passage, library.sources[passage.source], library, lexicon)
    key = (library.version, citation.id + citation.text)
    held = _PASSAGES.get(key)
    if held is None:
        texts = [citation.text, *row_sentences(citation.text, library)]
        told = (
            citation.locator,
            citation.title,
            citation.publisher,
            citation.published or "undated",
        )
        about = read_all(told, lexicon)
        held = _keep(_PASSAGES, key, Support(read_all(texts, lexicon), about, texts=texts))
    return held


def passage_keys(citations: Iterable[Citation], library: Library) -> list[str]:
    """The keys of the library's passages among citations."""
    held = _by_id(library)
    return [held[c.id].key for c in citations if c.id in held]


_IDS: dict[str, dict[str, Passage]] = {}


def _by_id(library: Library) -> dict[str, Passage]:
    """The library's passages by their ids."""
    held = _IDS.get(library.version)
    if held is None:
        held = _IDS[library.version] = {p.id: p for p in library.passages.values()}
    return held


def of_calculation(calculation: Calculation, library: Library, lexicon: Lexicon) -> Support:
    """A calculation as a support; kept by its id and result."""
    key = (library.version, f"{calculation.id}{calculation.result}{len(calculation.steps)}")
    held = _CALCULATIONS.get(key)
    if held is None:
        names = {i.split(".")[0].split("/")[0] for s in calculation.steps for i in s.supports}
        about = [
            clause for name in sorted(names) if name in library.sources
            for clause in _of_source(library.sources[name], library, lexicon)
        ]  # fmt: skip
        texts = sentences_of(calculation, library)
        support = Support(read_all(texts, lexicon), about, texts=texts)
        held = _keep(_CALCULATIONS, key, support)
    return held


def _of_source(source: Source, library: Library, lexicon: Lexicon) -> tuple[Clause, ...]:
    """What is told of a source: title, publisher, author, date, and what it is called."""
    key = (library.version, source.id)
    held = _SOURCES.get(key)
    if held is None:
        told = (
            source.title, source.publisher, source.author or "", source.published or "undated",
            source.short, *source.names, *source.called.values(),
        )  # fmt: skip
        held = _SOURCES[key] = read_all(told, lexicon)
    return held


def _keep(table: dict[tuple[str, str], Support], key: tuple[str, str], found: Support) -> Support:
    """A support put into a table that doesn't grow without end."""
    if len(table) >= MOST_KEPT:
        table.clear()
    table[key] = found
    return found
