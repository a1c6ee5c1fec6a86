"""The folder of the user's data, and how files in it change without ever being half there."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path


def home_folder(home: Path | None = None) -> Path:
    """The folder of the user's data: as given, else `KNEAD_HOME`, else the system's place for it.

    >>> home_folder(Path("data")).name
    'data'
    """
    if home is not None:
        return home
    if told := os.environ.get("KNEAD_HOME"):
        return Path(told)
    return _of_the_system()


@cache
def _of_the_system() -> Path:
    """The system's place for a user's data; it is looked up at every question."""
    from platformdirs import user_data_path  # Only where it is needed: starts stay short.

    return user_data_path("knead", appauthor=False)


@contextlib.contextmanager
def alone(
    folder: Path, wait: float, busy: Exception, unwritable: Callable[[OSError], Exception]
) -> Iterator[None]:
    """Change a folder while no other process does.

    Args:
        folder: The folder; it is made where missing.
        wait: How many seconds to wait for another process that changes it.
        busy: Raised where that was not enough.
        unwritable: What is raised where the system refuses, here or in the change.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=wait):
            yield
    except Timeout:
        raise busy from None
    except OSError as problem:
        raise unwritable(problem) from None


def put_in_place(built: Path, place: Path, work: Path) -> None:
    """Make a built folder the stored one, within `alone`.

    Args:
        built: The folder, on the disk of its place.
        place: Where it belongs; what is there goes.
        work: The folder that what goes is renamed into, so that no reader finds it.

    Raises:
        OSError: The disk refuses.
    """
    for path in built.iterdir():
        write_through(path)
    write_through(built)
    aside = _set_aside(place, work) if place.exists() else None
    built.rename(place)
    write_through(place.parent)
    if aside is not None:
        shutil.rmtree(aside, ignore_errors=True)


def drop(place: Path, work: Path) -> None:
    """Remove a stored folder, within `alone`.

    Args:
        place: The folder.
        work: The folder that it is renamed into first, so that no reader finds it.

    Raises:
        OSError: The system refuses, as where another program has it open.
    """
    shutil.rmtree(_set_aside(place, work), ignore_errors=True)


def _set_aside(place: Path, work: Path) -> Path:
    """Rename a stored folder so that no reader finds it."""
    work.mkdir(exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=GONE, dir=work))
    place.rename(aside / place.name)
    write_through(place.parent)
    return aside


GONE = ".gone-"
"""How the name of a folder begins that holds what is removed."""


def replace_file(path: Path, content: str) -> None:
    """Write a file anew in one step.

    Raises:
        OSError: The disk refuses.
    """
    new = path.with_name(f"{path.name}.new")
    new.write_text(content, encoding="utf-8")
    write_through(new)
    new.replace(path)
    write_through(path.parent)


def write_through(path: Path) -> None:
    """Have the system write a file or folder to the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows has no handle for a folder; its rename is written through by itself.
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
