"""Opens the index of the small library in a process of its own: `worker.py CACHE EXTRA [chroma]`.

It says `ready` before it begins, and then the first hit, or the note.
"""

from __future__ import annotations

import sys
from pathlib import Path

from small_library import FakeEmbedder, library

from retrieval import Corpus, Query, open_index


def main() -> None:
    import bm25s  # noqa: F401  so that a kill comes while it builds, not while it imports

    cache, extra, how = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    if "chroma" in how:
        import chromadb  # noqa: F401
    corpus = Corpus("bundled", library(extra))
    print("ready", flush=True)
    vectors = "chroma" if "chroma" in how else "auto"
    with open_index(
        [corpus], cache=cache, embedder=FakeEmbedder(delay=1e-4), vectors=vectors
    ) as index:
        hits = index.search(Query("manual traction 97140", codes=("97140",)))
        print(hits[0].passage_key, *index.notes, flush=True)


if __name__ == "__main__":
    main()
