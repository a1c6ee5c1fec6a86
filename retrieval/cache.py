"""Where rebuilt things live: the exported model and the indexes, in the user's cache folder.

Everything in it can be deleted at any time; set-up or the next question makes it again.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from platformdirs import user_cache_dir

VARIABLE = "KNEAD_CACHE"


def cache_folder() -> Path:
    """The folder for everything that can be rebuilt; it may not exist yet.

    `KNEAD_CACHE` names another one.

    >>> import os
    >>> os.environ["KNEAD_CACHE"] = "elsewhere"
    >>> cache_folder()
    PosixPath('elsewhere')
    >>> del os.environ["KNEAD_CACHE"]
    """
    named = os.environ.get(VARIABLE, "").strip()
    return Path(named).expanduser() if named else Path(user_cache_dir("knead"))


def cannot_write(folder: Path, problem: OSError) -> str:
    """One sentence for a cache that can't be used: where, why, and what to do.

    >>> cannot_write(Path("/c"), PermissionError(13, "Permission denied"))
    "The cache folder /c can't be written (Permission denied): make it writable, or name another \
one in KNEAD_CACHE."
    """
    why = problem.strerror or type(problem).__name__
    return (
        f"The cache folder {folder} can't be written ({why}): make it writable, or name another "
        f"one in {VARIABLE}."
    )


@contextlib.contextmanager
def building(parent: Path, prefix: str) -> Iterator[Path]:
    """A new folder to build in, beside where the result will stand; removed unless moved away.

    Args:
        parent: The folder that the result will be renamed into; it is made where missing.
        prefix: What the folder's name begins with, so that a later clean-up knows it.
    """
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sync(folder: Path) -> None:
    """Wait until everything in a folder is on the disk.

    Args:
        folder: The folder; its sub-folders count.
    """
    for path in [*folder.rglob("*"), folder]:
        if path.is_dir() and os.name != "posix":
            continue
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def put_in_place(built: Path, place: Path) -> None:
    """Move a finished folder to its place in one step; what stood there is moved aside first.

    A kill leaves what stood there, nothing, or the new one, and never a part.

    Args:
        built: The finished folder, on the same file system.
        place: Where it belongs.
    """
    sync(built)
    if place.exists():
        aside = Path(
            tempfile.mkdtemp(prefix=f"trash.{place.name.split('-')[0]}.", dir=place.parent)
        )
        place.rename(aside / "old")
        shutil.rmtree(aside, ignore_errors=True)
    built.rename(place)
    if os.name == "posix":
        handle = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
