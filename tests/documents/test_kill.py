"""A kill at any moment loses no earlier document; two programs at once lose none either."""

import signal
import subprocess
import sys
import threading

import pytest

from files.documents_faults import DocumentError
from files.documents_find import list_documents, verify_documents
from files.documents_home import building, changing, documents_folder
from files.documents_library import open_documents

DYING = """
import os, signal, sys
from datetime import date
from pathlib import Path
from files import documents_add, documents_change, documents_home, documents_store

step, paths = sys.argv[1], sys.argv[2:]


def dies(module, name, after):
    held = getattr(module, name)

    def called(*given, **more):
        if not after:
            os.kill(os.getpid(), signal.SIGKILL)
        held(*given, **more)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(module, name, called)


module, name, after = {
    "writing": (documents_add, "write_passages", False),
    "written": (documents_add, "write_passages", True),
    "manifest": (documents_change, "write_manifest", True),
    "moving": (documents_change, "put_in_place", False),
    "moved": (documents_change, "put_in_place", True),
    "dropping": (documents_change, "drop", False),
    "dropped": (documents_change, "drop", True),
}[step]
dies(module, name, after)
documents_add.add_documents(paths, added_on=date(2026, 11, 22))
"""
REMOVING = """
import os, signal, sys
from files import documents_home
from files.documents_change import remove_document

moved = documents_home.Path.rename

def rename(self, target):
    if sys.argv[2] == "after":
        moved(self, target)
    os.kill(os.getpid(), signal.SIGKILL)

documents_home.Path.rename = rename
remove_document(sys.argv[1])
"""
OLD = "Massage of 8 to 22 minutes makes one unit.\n"
NEW = "Massage of 8 to 22 minutes makes one unit. From 23 minutes on it makes two.\n"


def texts() -> dict[str, str]:
    library = open_documents()
    return {
        document.manifest.name: passage.text
        for document in library.documents.values()
        for source in document.sources()
        for passage in source.passages
    }


@pytest.mark.parametrize(
    "step", ["writing", "written", "manifest", "moving", "moved", "dropping", "dropped"]
)
def test_killed_while_a_changed_file_is_added(step, make, add, run_python, home):
    add(make.file("other.txt", "Another document about 97110.\n"))
    path = make.file("policy.txt", OLD)
    add(path)
    make.file("policy.txt", NEW)
    died = run_python(DYING, step, str(path), check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert verify_documents() == ()
    put = step in ("moved", "dropping", "dropped")
    told = {"other.txt": "Another document about 97110.", "policy.txt": (NEW if put else OLD)[:-1]}
    assert texts() == told
    assert len(list_documents()) == 2

    report = add(path)
    assert report.ok
    assert texts() == {**told, "policy.txt": NEW[:-1]}
    assert len(list(home.rglob("doc-*"))) == 2
    add(make.file("third.txt", "A third one about 97112.\n"))
    assert [p.name for p in (documents_folder() / ".work").iterdir()] == [".lock"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_while_removing(when, make, add, run_python):
    add(make.file("other.txt", "Another document about 97110.\n"))
    info = add(make.file("policy.txt", OLD)).added[0]
    died = run_python(REMOVING, info.id, when, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert verify_documents() == ()
    assert ("policy.txt" in texts()) == (when == "before")
    assert "other.txt" in texts()


def test_what_replaced_a_document_removed_lets_it_not_come_back(make, add, run_python):
    from files.documents_change import remove_document

    path = make.file("policy.txt", OLD)
    add(path)
    make.file("policy.txt", NEW)
    run_python(DYING, "moved", str(path), check=False)
    (info,) = list_documents()
    remove_document(info.id)
    assert list_documents() == ()


def test_a_stopped_import_leaves_nothing(make, home):
    from datetime import date

    from files.documents_add import add_documents

    def stop(_said: str, share: float) -> None:
        if share > 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_documents([make.pdf()], added_on=date(2026, 11, 22), progress=stop)
    assert list_documents() == ()
    assert list(home.rglob("building-*")) == []


def test_two_programs_at_once(make):
    """Both add the same folder: each document is there once, whole."""
    for number in range(12):
        make.file(f"all/{number}.txt", f"Document {number} says that 9711{number % 10} is timed.\n")
    code = (
        "import sys\nfrom datetime import date\nfrom files.documents_add import add_documents\n"
        "report = add_documents(sys.argv[1:], added_on=date(2026, 11, 22))\n"
        "print(len(report.added) + len(report.unchanged) + len(report.replaced), report.refused)\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(make.folder / "all")],
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60)[0].strip() for process in running]
    assert said == ["12 ()", "12 ()"]
    assert len(list_documents()) == 12
    assert verify_documents() == ()


def test_a_folder_that_is_being_built_is_left_alone():
    with building() as one:
        with building() as other:
            assert one.exists()
            assert other.exists()
        assert one.exists()
    assert not one.exists()


def test_a_change_that_takes_too_long_is_told():
    told: list[str] = []

    def other() -> None:
        try:
            with changing(wait=0.1):
                told.append("in")
        except DocumentError as fault:
            told.append(str(fault))

    with changing():
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert told == ["the document store: is being changed by another window. Try again later."]


def test_no_room_on_the_disk_is_one_sentence(make, add, monkeypatch):
    from files import documents_change

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(documents_change, "put_in_place", full)
    report = add(make.file("a.txt", OLD))
    assert report.refused == (
        "the document store: can't be written (No space left on device). Make room on the disk or "
        "choose another folder with KNEAD_HOME; nothing was changed.",
    )
    assert list_documents() == ()
