"""Set-up: exports the embedding model and builds the bundled index, so that no question waits.

`python -m retrieval.setup` does both for the library that this checkout holds.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from knowledge.reading import KnowledgeError
from knowledge.records import Source
from knowledge.sources import read_source
from retrieval.cache import cache_folder, cannot_write
from retrieval.corpus import Corpus
from retrieval.embedding import MODEL_VARIABLE, Embedder, OnnxEmbedder
from retrieval.export import EmbeddingUnavailable, export_model
from retrieval.opening import Patience, open_collection

SOURCES = Path(__file__).resolve().parent.parent / "knowledge" / "sources"


_PATIENCE = Patience(build=600, old=600)


class SetupError(Exception):
    """Set-up can't be done; the message is one sentence that says what to do."""


def bundled_sources(folder: Path = SOURCES) -> tuple[Source, ...]:
    """The sources of the library that this checkout holds, by file name.

    Args:
        folder: Where the digests stand.

    >>> len(bundled_sources()) > 10
    True
    """
    return tuple(read_source(path) for path in sorted(folder.glob("*.md")))


def prepare(
    sources: Iterable[Source],
    progress: Callable[[str], object] = print,
    beside: Sequence[Corpus] = (),
) -> None:
    """Export the model if needed and build the bundled index with its vectors in Chroma.

    Args:
        sources: The bundled sources, such as `library.sources.values()`.
        progress: Is told each step in a sentence.
        beside: Further collections that ship with the program.

    Raises:
        SetupError: The model can't be had, or the cache can't be written.
    """
    held = tuple(sources)
    try:
        embedder = _embedder(progress)
        progress(f"Indexing {sum(len(source.passages) for source in held)} passages.")
        opened = open_collection(Corpus("bundled", held), embedder, cache_folder(), _PATIENCE, True)
        for corpus in beside:
            open_collection(corpus, embedder, cache_folder(), _PATIENCE).close()
    except EmbeddingUnavailable as problem:
        raise SetupError(str(problem)) from problem
    except OSError as problem:
        raise SetupError(cannot_write(cache_folder(), problem)) from problem
    note, kept = opened.note, opened.folder is not None
    opened.close()
    if note and not kept:
        raise SetupError(note)
    progress(note or f"The index holds {opened.parts.documents} documents.")


def _embedder(progress: Callable[[str], object]) -> Embedder:
    """The model that the settings name, made ready."""
    named = os.environ.get(MODEL_VARIABLE, "").strip()
    if named:
        from retrieval.other_model import OtherEmbedder

        progress(f"Loading the embedding model {named}.")
        other = OtherEmbedder(named, download=True)
        other.embed([""])
        return other
    embedder = OnnxEmbedder(export_model(progress))
    embedder.load()
    return embedder


def main() -> int:
    """Set up for this checkout; 0 when it is done, else 2 and one sentence."""
    try:
        from knowledge.elsewhere import NAME, elsewhere
        from knowledge.library import bundled

        # As the assistant opens them, ranges written out.
        prepare(bundled().sources.values(), beside=[Corpus(NAME, (elsewhere(),))])
    except (SetupError, KnowledgeError) as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
