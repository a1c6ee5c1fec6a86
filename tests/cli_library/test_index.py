"""`knead ask` where the index, the cache or the model can't be used: an answer, and a sentence."""

import os
import shutil
import threading

import pytest
from filelock import FileLock

from retrieval import open_index, opening

QUESTION = "38 minutes of 97124, how many units?"
MAKING = (
    "knead: making the search index anew, for the library, your documents or the cache changed; "
    "this can take half a minute, longer with many documents"
)


@pytest.fixture
def cache(real_cache, tmp_path, monkeypatch):
    """A cache of its own, with the model and without an index."""
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / "models").symlink_to((real_cache / "models").resolve())
    if (real_cache / "vectors").is_dir():
        shutil.copytree(real_cache / "vectors", folder / "vectors")
    monkeypatch.setenv("KNEAD_CACHE", str(folder))
    return folder


@pytest.fixture
def told(knead):
    """Asks, sees that the answer came, and gives the sentences beside it but for `MAKING`."""

    def run(question: str = QUESTION) -> list[str]:
        ran = knead("ask", question)
        assert (ran.status, "3 units" in ran.out.splitlines()[0]) == (0, True)
        return [line for line in ran.err.splitlines() if line != MAKING]

    return run


def test_whoever_waits_for_an_index_is_told_why_once_and_beside_the_answer(
    cache, knead, library, write
):
    first, second = knead("ask", QUESTION, "--json"), knead("ask", QUESTION, "--json")
    assert first.err.splitlines() == [MAKING]
    assert (second.err, second.out) == ("", first.out)
    library("add", write("plan.txt", "Massage 97124 is paid by the unit.\n"))
    assert MAKING not in knead("ask", QUESTION).err, "it was made when the document was added"
    for index in (cache / "index").glob("*-*/"):
        shutil.rmtree(index)
    assert knead("units", "97124=38").err == "", "it is asked without an index"
    assert knead("ask", QUESTION).err.splitlines() == [MAKING]


@pytest.mark.usefixtures("cache")
def test_nothing_is_said_where_all_is_well(told):
    assert told() == []
    assert told() == []


def test_a_damaged_index_is_built_again_and_said(cache, told):
    told()
    (index,) = (cache / "index").glob("bundled-*/")
    for path in index.glob("*.npy"):
        path.write_bytes(b"rubbish")
    (said,) = told()
    assert said == f"knead: The search index in {index} was damaged and has been built again."
    assert told() == []


def test_a_damaged_index_of_the_users_documents_too(cache, told, library, write):
    library("add", write("plan.txt", "Massage 97124 is paid by the unit.\n"))
    (index,) = (cache / "index").glob("user-*/")
    (index / "vectors.npy").write_bytes(b"rubbish")
    (said,) = told()
    assert said == f"knead: The search index in {index} was damaged and has been built again."


def test_a_locked_index_is_waited_for_and_then_said(cache, told, monkeypatch):
    patient = opening.Patience(build=0.5, old=0.5, memory=0.5)
    monkeypatch.setitem(open_index.__kwdefaults__, "patience", patient)
    (cache / "index").mkdir()
    held, done = threading.Event(), threading.Event()

    def hold():
        with FileLock(cache / "index" / "bundled.lock"):
            held.set()
            done.wait(60)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    try:
        (said,) = told()
    finally:
        done.set()
        thread.join()
    assert "Another process is still building the search index in" in said
    assert said.endswith("until then search works by words alone.")


def test_a_cache_that_can_not_be_written_is_said(told, tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("a file where the cache should be")
    monkeypatch.setenv("KNEAD_CACHE", str(tmp_path / "taken"))
    said = told()
    assert len(said) == 2
    assert said[0].startswith(f"knead: The cache folder {tmp_path / 'taken'} can't be written")
    assert "make it writable, or name another one in KNEAD_CACHE" in said[0]
    assert "search works by words alone" in said[1]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_cache_without_the_right_to_write_is_said(cache, told):
    cache.chmod(0o500)
    try:
        assert any("can't be written (Permission denied)" in line for line in told())
    finally:
        cache.chmod(0o700)


def test_a_missing_model_is_said(cache, told):
    (cache / "models").unlink()
    (said,) = told()
    assert said == (
        "knead: The embedding model is not set up: run `python -m retrieval.setup`; until then "
        "search works by words alone."
    )


@pytest.mark.usefixtures("cache")
def test_a_named_model_that_is_not_there_is_said(told, monkeypatch):
    monkeypatch.setenv("KNEAD_EMBEDDING_MODEL", "/nowhere/model")
    (said,) = told()
    assert said.startswith("knead: KNEAD_EMBEDDING_MODEL names the folder /nowhere/model, which")


def test_documents_are_found_by_words_alone_without_a_model(cache, knead, library, write):
    (cache / "models").unlink()
    says = "97124 and 97140 may be billed together with modifier 59."
    ran = library("add", write("plan.txt", f"{says}\n"))
    assert (ran.status, "search works by words alone" in ran.err) == (0, True)
    assert says in knead("ask", "Can I bill 97124 and 97140 together?").out


def test_a_data_folder_that_can_not_be_written_is_said(library, write, tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("a file where the data should be")
    monkeypatch.setenv("KNEAD_HOME", str(tmp_path / "taken"))
    ran = library("add", write("plan.txt", "Massage 97124 is paid by the unit.\n"))
    told = [line for line in ran.err.splitlines() if line.startswith("knead: ")]
    assert (ran.status, len(told)) == (2, 1)
    assert "the document store: can't be written" in told[0]
    assert "KNEAD_HOME" in told[0]
