"""Whether what the user added is still the same, told without reading any of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from files.home import home_folder
from files.sealed import MANIFEST
from files.tables_home import tables_folder
from files.tables_manifest import read_id

State = frozenset[tuple[str, int, int, int]]
"""Each file's name, when it was written, its size, and its number on the disk."""


def own_state(home: Path | None = None) -> State:
    """What changes when a payer or a table of the user's is added, replaced or removed.

    Documents aren't in it: they are followed where they are searched.

    Args:
        home: The folder of the user's data, where it is not the usual one.
    """
    return frozenset(_marks(home))


def _marks(home: Path | None) -> Iterator[tuple[str, int, int, int]]:
    """A mark of each file that decides what is held."""
    payers = home_folder(home) / "payers"
    paths = [payers / name for name in _names(payers) if name.endswith(".yaml")]
    tables = tables_folder(home)
    paths += [tables / name / MANIFEST for name in _names(tables) if read_id(name) is not None]
    for path in paths:
        try:
            found = path.stat()
        except OSError:
            continue  # It went between the listing and now: as if it had not been there.
        yield f"{path.parent.name}/{path.name}", found.st_mtime_ns, found.st_size, found.st_ino


def _names(folder: Path) -> list[str]:
    """The names in a folder; none where there is no such folder."""
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []
