"""Where the user's documents are kept, and how they change without ever being half there.

A document is built in a folder that no reader looks at, is written through to the disk, and
takes its place by one rename under a lock. A folder being built is held by a lock of its own, so
that what a killed process left can be told from what another process is building.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from files.documents_faults import DocumentError, unwritable
from files.home import GONE, alone, home_folder

_WORK, _BUILDING, _HELD = ".work", "building-", ".held"
WAIT_SECONDS = 60.0


def documents_folder(home: Path | None = None) -> Path:
    """The folder that holds one folder for each document."""
    return home_folder(home) / "documents"


@contextlib.contextmanager
def changing(home: Path | None = None, wait: float = WAIT_SECONDS) -> Iterator[Path]:
    """Change the stored documents alone.

    Args:
        home: The folder of the user's data, where it is not the usual one.
        wait: How many seconds to wait for another process that changes them.

    Raises:
        DocumentError: Another process changes them, or the folder can't be written.
    """
    folder = documents_folder(home)
    busy = DocumentError(
        "the document store", "is being changed by another window", "Try again later."
    )
    with alone(folder, wait, busy, unwritable):
        yield folder
        _mark_changed(folder)


@contextlib.contextmanager
def building(home: Path | None = None) -> Iterator[Path]:
    """A folder to build a document in, removed unless it was put in place.

    Raises:
        DocumentError: It can't be made.
    """
    from filelock import FileLock

    parent = work_folder(home)
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with FileLock(parent / ".lock"):
            _sweep(parent)
            folder = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=parent))
            held = FileLock(folder / _HELD)
            held.acquire()
    except OSError as problem:
        raise unwritable(problem) from None
    try:
        made = folder / "document"
        made.mkdir()
        yield made
    except OSError as problem:
        raise unwritable(problem) from None
    finally:
        held.release()
        shutil.rmtree(folder, ignore_errors=True)


def work_folder(home: Path | None = None) -> Path:
    """The folder in which documents are built and removed, which no reader looks at."""
    return documents_folder(home) / _WORK


def state(home: Path | None = None) -> int:
    """A number that is another one after every change of the documents."""
    try:
        return documents_folder(home).stat().st_mtime_ns
    except OSError:
        return 0


def _mark_changed(folder: Path) -> None:
    """Give the folder a later time than before, also where the clock is coarse."""
    now = max(time.time_ns(), folder.stat().st_mtime_ns + 1_000_000)
    os.utime(folder, ns=(now, now))


def _sweep(parent: Path) -> None:
    """Remove what killed processes left; what is held by a living one stays."""
    from filelock import FileLock, Timeout

    for left in parent.glob(f"*{GONE[1:]}*"):  # also as it was named before, without the dot
        shutil.rmtree(left, ignore_errors=True)
    for left in parent.glob(f"{_BUILDING}*"):
        with contextlib.suppress(OSError, Timeout):
            lock = FileLock(left / _HELD, timeout=0)
            with lock:
                pass
            shutil.rmtree(left, ignore_errors=True)
