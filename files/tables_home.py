"""Where the user's tables are kept, and how they change without ever being half there.

A table is built in a folder whose name begins with a dot, which no reader looks at, is written
through to the disk, and takes its place by one rename. A process that is killed leaves such a
folder behind; the next change removes it. One process changes the tables at a time.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from files.faults import cannot_write
from files.home import GONE, alone, home_folder
from files.tables_faults import TableError

_BUILDING = ".building-"
# An import takes seconds; one that holds the lock for longer than this has another trouble.
WAIT_SECONDS = 120.0


def tables_folder(home: Path | None = None) -> Path:
    """The folder that holds one folder for each stored table."""
    return home_folder(home) / "tables"


@contextlib.contextmanager
def changing(home: Path | None = None, wait: float = WAIT_SECONDS) -> Iterator[Path]:
    """Change the tables alone: a scratch folder for it, removed afterwards.

    Args:
        home: The folder of the user's data, where it is not the usual one.
        wait: How many seconds to wait for another process that changes them.

    Raises:
        TableError: Another process changes them, or the folder can't be written.
    """
    folder = tables_folder(home)
    busy = TableError(
        "the table store", "is being changed by another window or program", "Try again later."
    )
    with alone(folder, wait, busy, unwritable):
        for left in (*folder.glob(f"{_BUILDING}*"), *folder.glob(f"{GONE}*")):
            shutil.rmtree(left, ignore_errors=True)
        scratch = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=folder))
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def unwritable(problem: OSError) -> TableError:
    """What is said where the folder of the user's data can't be written."""
    return TableError("the table store", *cannot_write(problem))
