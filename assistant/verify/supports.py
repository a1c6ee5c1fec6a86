"""The supports of statements, read once: passages with their sources, calculations in sentences."""

from __future__ import annotations

from assistant.answer import Calculation, Citation
from assistant.speak import spoken
from assistant.verify.cited_places import passages_of
from assistant.verify.clauses import clauses_of
from assistant.verify.lexicon import Lexicon
from assistant.verify.pair_results import row_sentences
from assistant.verify.parts import Clause
from assistant.verify.results import sentences_of
from assistant.verify.support import Support, read_all
from knowledge.library import Library
from knowledge.records import Passage, Source

MOST_KEPT = 20_000


_PASSAGES: dict[tuple[str, str], Support] = {}
_CALCULATIONS: dict[tuple[str, str], Support] = {}
_SOURCES: dict[tuple[str, str], tuple[Clause, ...]] = {}
_VIEWS = ("expert", "publisher", "web", "comment")
"""Authorities whose view is no rule, so that who holds it is told."""


def of_passage(passage: Passage, source: Source, library: Library, lexicon: Lexicon) -> Support:
    """A passage as a support; kept by its id, which is made of its content."""
    key = (library.version, passage.id)
    held = _PASSAGES.get(key)
    if held is None:
        told = [passage.text, *row_sentences(passage.text, library)]
        said = spoken(passage, source)
        held = Support(
            told,
            [said] if said != passage.text else [],
            lambda: (*clauses_of(passage.at, lexicon), *_of_source(source, library, lexicon)),
            lexicon,
            view=(passage.authority or source.authority) in _VIEWS,
        )
        _keep(_PASSAGES, key, held)
    return held


def of_citation(citation: Citation, library: Library, lexicon: Lexicon) -> Support:
    """A citation of an answer as a support."""
    passage = passages_of(library).get(citation.id)
    if passage is not None:
        return of_passage(passage, library.sources[passage.source], library, lexicon)
    key = (library.version, citation.id + citation.text)
    held = _PASSAGES.get(key)
    if held is None:
        told = [citation.text, *row_sentences(citation.text, library)]
        about = (
            citation.locator, citation.title, citation.publisher, citation.published or "undated",
        )  # fmt: skip
        view = citation.authority in _VIEWS
        held = Support(told, [], lambda: read_all(about, lexicon), lexicon, view=view)
        _keep(_PASSAGES, key, held)
    return held


def of_calculation(calculation: Calculation, library: Library, lexicon: Lexicon) -> Support:
    """A calculation as a support; kept by its id, its result and what its steps say."""
    said = "|".join(step.says for step in calculation.steps)
    key = (library.version, f"{calculation.id}{calculation.result}{said}")
    held = _CALCULATIONS.get(key)
    if held is None:
        names = {i.split(".")[0].split("/")[0] for s in calculation.steps for i in s.supports}
        sources = [library.sources[n] for n in sorted(names) if n in library.sources]
        units = calculation.tool == "units"
        way = library.methods[calculation.result["method"]].labels[:1] if units else ()
        held = Support(
            sentences_of(calculation, library),
            [],
            lambda: [
                *(c for s in sources for c in _of_source(s, library, lexicon)),
                *read_all(way, lexicon),
            ],
            lexicon,
            placed=False,
        )
        _keep(_CALCULATIONS, key, held)
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


def _keep(table: dict[tuple[str, str], Support], key: tuple[str, str], found: Support) -> None:
    """A support put into a table that doesn't grow without end."""
    if len(table) >= MOST_KEPT:
        table.clear()
    table[key] = found
