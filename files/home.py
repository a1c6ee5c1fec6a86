"""The folder of the user's data, and how files in it change without ever being half there."""

from __future__ import annotations

import contextlib
import os
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
