"""Adding 1,000 pages: the speed against embedding their passages alone, and the memory.

Run `python tests/documents/bench_adding.py [PAGES [txt|pdf]]`. Text and PDF are measured in
processes of their own, with an empty store and an empty index; the model must be set up
(`python -m retrieval.setup`). `share` is the speed of adding against that of embedding the passages
alone afterwards, which another program on the machine disturbs; the column beside it is the share
of the very same run that went into embedding.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

_TOLD = """
manual therapy massage units minutes code modifier plan care provider documentation total timed
services region claim payer policy requires separate distinct medical record note goal function
treatment session each patient contact therapist report the of and in to for with a is are must
"""
WORDS = _TOLD.split()


def paragraphs(count: int) -> list[str]:
    """Made paragraphs of three to six sentences, each another."""
    some = random.Random(7)
    told = []
    for _ in range(count):
        sentences = []
        for _ in range(some.randint(2, 5)):
            words = [some.choice(WORDS) for _ in range(some.randint(9, 20))]
            end = some.choice(
                [".", ".", ".", " 97140.", " 97124-59.", f" {some.randint(8, 60)} minutes."]
            )
            sentences.append(" ".join(words).capitalize() + end)
        told.append(" ".join(sentences))
    return told


def make(path: Path, pages: int) -> None:
    """A document of so many pages, about 420 words each."""
    told = paragraphs(pages * 9)
    if path.suffix == ".txt":
        path.write_text("\n\n".join(told), encoding="utf-8")
        return
    from fpdf import FPDF

    pdf = FPDF()
    pdf.set_auto_page_break(False)
    for page in range(pages):
        pdf.add_page()
        pdf.set_font("Helvetica", "", 9)
        pdf.set_xy(15, 15)
        for one in told[page * 9 : page * 9 + 9]:
            pdf.set_x(15)
            pdf.multi_cell(180, 4.2, one)
            pdf.set_y(pdf.get_y() + 2.5)
    pdf.output(str(path))


class Peak(threading.Thread):
    """Looks at this process's resident memory and its children's while something runs."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.mb, self.over = 0.0, threading.Event()

    def run(self) -> None:
        import psutil

        me = psutil.Process()
        while not self.over.wait(0.05):
            self.mb = max(self.mb, me.memory_info().rss / 2**20)


class Watched:
    """An embedder, and the seconds that it took."""

    def __init__(self, embedder: Any) -> None:
        self.name, self.dim, self._embedder, self.seconds = (
            embedder.name,
            embedder.dim,
            embedder,
            0.0,
        )

    def embed(self, texts: Sequence[str]) -> Any:
        started = time.perf_counter()
        try:
            return self._embedder.embed(texts)
        finally:
            self.seconds += time.perf_counter() - started


def measure(path: str) -> dict[str, float]:
    """Add a file, index it, and embed its passages alone."""
    from files.documents_add import add_documents
    from files.documents_library import open_documents
    from retrieval import Corpus, find_embedder, open_index

    embedder, reason = find_embedder()
    if embedder is None:
        raise SystemExit(reason)
    embedder.embed(["warm"])
    embedder = Watched(embedder)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    peak = Peak()
    peak.start()
    with tempfile.TemporaryDirectory() as folder:
        home, cache = Path(folder) / "home", Path(folder) / "cache"
        started = time.perf_counter()
        report = add_documents([path], added_on=date(2026, 11, 22), home=home)
        assert report.ok, report.lines
        read = time.perf_counter() - started
        library = open_documents(home)
        corpus = Corpus("user", library.sources(), library.version, keep_old=0)
        with open_index([corpus], embedder=embedder, cache=cache) as index:
            whole = time.perf_counter() - started
            within = embedder.seconds
            assert not index.notes, index.notes
        peak.over.set()
        texts = [p.text for source in library.sources() for p in source.passages]
        started = time.perf_counter()
        for at in range(0, len(texts), 512):
            embedder.embed(texts[at : at + 512])
        alone = time.perf_counter() - started
        started = time.perf_counter()
        again = add_documents([path], added_on=date(2026, 11, 22), home=home)
        assert again.unchanged
        with open_index([corpus], embedder=embedder, cache=cache):
            unchanged = time.perf_counter() - started
    return {
        "passages": len(texts), "reading_s": read, "whole_s": whole, "embedding_alone_s": alone,
        "share_of_its_speed": alone / whole, "embedding_within": within / whole,
        "adding_again_s": unchanged,
        "memory_before_mb": before, "peak_mb": peak.mb,
    }  # fmt: skip


def main() -> None:
    """Measure text and PDF, small and large."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    kinds = sys.argv[2:] or ["txt", "pdf"]
    root = Path(__file__).resolve().parents[2]
    print(
        "| document | pages | passages | read s | with index s | embedding alone s | share "
        "| of the same run | again s | peak MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            for count in (pages // 10, pages):
                path = Path(folder) / f"{count}.{kind}"
                make(path, count)
                done = subprocess.run(
                    [sys.executable, __file__, "--one", str(path)], capture_output=True, text=True,
                    env={**os.environ, "PYTHONPATH": str(root)}, check=True,
                )  # fmt: skip
                m = json.loads(done.stdout.splitlines()[-1])
                print(
                    f"| {kind} | {count} | {m['passages']:.0f} | {m['reading_s']:.1f} "
                    f"| {m['whole_s']:.1f} | {m['embedding_alone_s']:.1f} "
                    f"| {m['share_of_its_speed']:.0%} | {m['embedding_within']:.0%} "
                    f"| {m['adding_again_s']:.2f} "
                    f"| {m['memory_before_mb']:.0f} to {m['peak_mb']:.0f} |",
                    flush=True,
                )


if __name__ == "__main__":
    if "--one" in sys.argv:
        print(json.dumps(measure(sys.argv[2])))
    else:
        main()
