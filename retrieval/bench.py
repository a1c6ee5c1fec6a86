"""What finding costs, measured on this machine: `python -m retrieval.bench [speed|scale|adding]`.

`speed` takes the bundled library, `scale` made passages beside it (`--passages 100000`), `adding`
a user's documents (`--pages 1000`). All but the exported model goes to a temporary cache.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles

import numpy as np
from numpy.typing import NDArray

from knowledge.records import Passage, Source
from retrieval.corpus import Corpus
from retrieval.embedding import Embedder, find_embedder
from retrieval.index import Index, open_index
from retrieval.leave_out import questions
from retrieval.query import Query
from retrieval.setup import bundled_sources
from retrieval.tokens import named
from retrieval.vectors import exact_top, recall

_COLD = """
import time; begin = time.perf_counter()
from retrieval import Corpus, Query, open_index
from retrieval.setup import bundled_sources
from pathlib import Path
import sys
imported = time.perf_counter(); sources = bundled_sources(); read = time.perf_counter()
index = open_index([Corpus("bundled", sources)], cache=Path(sys.argv[1]))
opened = time.perf_counter()
index.search(Query("How many units are 38 minutes of 97124?", codes=("97124",)))
done = time.perf_counter()
memory = [line for line in open("/proc/self/status") if line.startswith("VmRSS")]
print(imported - begin, read - imported, opened - read, done - opened, memory[0].split()[1])
"""


def timed(what: Callable[[Query], object], asked: Sequence[Query]) -> str:
    """Median and 95th percentile of a call, in milliseconds.

    Args:
        what: The call.
        asked: The questions that it is made with.
    """
    for query in asked[:20]:
        what(query)
    taken = []
    for query in asked:
        begin = time.perf_counter()
        what(query)
        taken.append((time.perf_counter() - begin) * 1000)
    return f"p50 {median(taken):6.2f} ms   p95 {quantiles(taken, n=20)[-1]:6.2f} ms"


def library_questions(sources: Sequence[Source]) -> list[Query]:
    """A few hundred questions of the library with the codes that they name."""
    found = []
    for _, _, asked in list(questions(sources))[::3]:
        codes, modifiers = named(asked)
        found.append(Query(asked, tuple(sorted(codes)), tuple(sorted(modifiers))))
    return found


def show(index: Index, asked: Sequence[Query], label: str) -> None:
    """Print what embedding, searching and both take."""
    vectors = {query: index.embed(query.text) for query in asked}
    print(f"{label}: {sum(one.parts.documents for one in index.collections):,} documents")
    print("  embed one question     ", timed(lambda query: index.embed(query.text), asked))
    print("  search, vector known   ", timed(lambda q: index.search(q, 8, vectors[q]), asked))
    print("  both                   ", timed(lambda query: index.search(query, 8), asked))


def speed(cache: Path) -> None:
    """The bundled library: build, question, start of a fresh process, memory."""
    sources = bundled_sources()
    corpus = Corpus("bundled", sources)
    begin = time.perf_counter()
    open_index([corpus], cache=cache).close()
    print(f"build, model exported: {time.perf_counter() - begin:.1f} s")
    with open_index([corpus], cache=cache) as index:
        show(index, library_questions(sources), "bundled")
    runs = []
    for _ in range(7):
        command = [sys.executable, "-c", _COLD, str(cache)]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        runs.append([float(part) for part in out.split()])
    imports, reads, opens, first, memory = (median(column) for column in zip(*runs, strict=True))
    print(
        f"fresh process: import {imports:.2f} s, read the sources {reads:.2f} s, "
        f"open {opens:.3f} s, first search {first:.2f} s; {memory / 1024:.0f} MB"
    )


class MadeVectors:
    """Gives made passages vectors near real ones, and embeds all other texts.

    Args:
        real: What embeds questions.
        rows: The vectors that made ones lie near.
    """

    def __init__(self, real: Embedder, rows: NDArray[np.float32]) -> None:
        self.name, self.dim = f"made over {real.name}", real.dim
        self._real, self._rows = real, rows

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row for each text."""
        if not texts or not texts[0].startswith("Made "):
            return self._real.embed(texts)
        numbers = [int(text.split(" ", 2)[1]) for text in texts]
        noise = [np.random.default_rng(n).standard_normal(self.dim) * 0.03 for n in numbers]
        rows = self._rows[np.array(numbers) % len(self._rows)] + np.array(noise)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows, dtype=np.float32)


class MadePassages:
    """Many passages in the words of the library's, read one source at a time.

    Args:
        held: The library's passages.
        count: How many to make.
    """

    def __init__(self, held: Sequence[Passage], count: int) -> None:
        self._held, self._count = held, count

    def __iter__(self) -> Iterator[Source]:
        for start in range(0, self._count, 100):
            name = f"made-{start}"
            made = []
            for n in range(start, min(start + 100, self._count)):
                text = f"Made {n} passage. {self._held[n * 7 % len(self._held)].text}"
                made.append(Passage(source=name, key=f"{name}/{n}", at=f"p. {n}", text=text))
            yield _source(name, made)


def _source(name: str, passages: Sequence[Passage]) -> Source:
    """A source of a user's."""
    return Source.model_validate(
        {"id": name, "title": name, "publisher": "nobody", "kind": "made", "authority": "user",
         "read": "all", "checked_on": "2026-01-01", "passages": tuple(passages)}
    )  # fmt: skip


def scale(cache: Path, count: int) -> None:
    """Made passages beside the bundled ones: exact search, Chroma, and a whole question."""
    sources = bundled_sources()
    held = [passage for source in sources for passage in source.passages]
    embedder, reason = find_embedder()
    if embedder is None:
        raise SystemExit(reason)
    asked = library_questions(sources)
    bundled = Corpus("bundled", sources)
    with open_index([bundled], cache=cache) as index:
        rows = np.array(index.collections[0].parts.vectors)
        show(index, asked, "bundled alone")
    made = MadeVectors(embedder, rows)
    corpora = [bundled, Corpus("user", MadePassages(held, count), version=str(count))]
    begin = time.perf_counter()
    open_index(corpora, cache=cache, embedder=made, vectors="chroma").close()
    print(f"build with {count:,} made passages and Chroma: {time.perf_counter() - begin:.0f} s")
    for choice in ("exact", "chroma"):
        with open_index(corpora, cache=cache, embedder=made, vectors=choice) as index:
            try:
                index.warm().result()
            except RuntimeError as problem:
                print(problem)
            user = index.collections[1]
            assert user.nearest is not None
            vectors = {query: made.embed([query.text])[0] for query in asked}
            nearest = user.nearest
            show(index, asked, choice)
            print("  vectors alone, 100     ", timed(lambda q: nearest.top(vectors[q], 100), asked))  # noqa: B023
            if reader := nearest.reader:
                found = recall(reader, nearest.vectors)
                exact = [
                    set(exact_top(nearest.vectors, v, 10)[0].tolist()) for v in vectors.values()
                ]
                ours = [set(nearest.top(v, 10)[0].tolist()) for v in vectors.values()]
                real = np.mean([len(a & b) / 10 for a, b in zip(exact, ours, strict=True)])
                print(
                    f"  recall@10: {real:.4f} of the library's questions, {found:.4f} of made ones"
                )


def adding(cache: Path, pages: int) -> None:
    """A user's pages: embedding their passages alone, and indexing them."""
    embedder, reason = find_embedder()
    if embedder is None:
        raise SystemExit(reason)
    words = " ".join(p.text for source in bundled_sources() for p in source.passages).split()
    made = []
    for n in range(pages * 4):
        start = n * 97 % (len(words) - 130)
        text = f"{n}: {' '.join(words[start : start + 110])}"
        made.append(Passage(source="mine", key=f"mine/{n}", at=f"p. {n // 4}", text=text))
    begin = time.perf_counter()
    for start in range(0, len(made), 512):
        embedder.embed([passage.text for passage in made[start : start + 512]])
    alone = time.perf_counter() - begin
    begin = time.perf_counter()
    open_index([Corpus("user", [_source("mine", made)])], cache=cache).close()
    whole = time.perf_counter() - begin
    print(
        f"{pages} pages, {len(made)} passages: embedding alone {alone:.1f} s, indexing {whole:.1f} "
        f"s: {alone / whole:.0%} of the speed"
    )
    begin = time.perf_counter()
    more = Passage(source="mine", key="mine/more", at="p. 0", text="One passage more.")
    open_index([Corpus("user", [_source("mine", [*made, more])])], cache=cache).close()
    print(f"one passage more: {time.perf_counter() - begin:.1f} s")


def main() -> None:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", default="speed", choices=["speed", "scale", "adding"])
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--pages", type=int, default=100)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if chosen.what == "speed":
            speed(Path(folder))
        elif chosen.what == "scale":
            scale(Path(folder), chosen.passages)
        else:
            adding(Path(folder), chosen.pages)


if __name__ == "__main__":
    main()
