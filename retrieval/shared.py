"""Index folders that several processes use: holding one open, and removing what nobody holds.

A process that reads an index keeps a shared lock on a file in it, which ends with the process,
however it ends. Only a folder on which an exclusive lock can be had is removed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

if os.name == "posix":
    import fcntl


def hold(folder: Path) -> IO[bytes]:
    """Keep an index folder from being removed, until the result is closed.

    Args:
        folder: A finished index.

    Raises:
        FileNotFoundError: It isn't there, or is being removed.
    """
    handle = (folder / "in_use").open("rb")
    try:
        if os.name == "posix":
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            if os.fstat(handle.fileno()).st_nlink == 0:
                raise FileNotFoundError(folder)
    except BlockingIOError:
        handle.close()
        raise FileNotFoundError(folder) from None
    except BaseException:
        handle.close()
        raise
    return handle


def older(parent: Path, name: str, current: Path | None = None) -> list[Path]:
    """The other index folders of a collection, the last used first.

    Args:
        parent: The folder of all indexes.
        name: The collection's name.
        current: The index that is in use and doesn't count.
    """
    dated: list[tuple[float, Path]] = []
    with contextlib.suppress(OSError):
        for path in parent.glob(f"{name}-*"):
            with contextlib.suppress(OSError):
                if path != current and path.is_dir():
                    dated.append(((path / "in_use").stat().st_mtime, path))
    return [path for _, path in sorted(dated, reverse=True)]


def prune(parent: Path, name: str, current: Path, keep: int) -> None:
    """Remove older indexes of a collection that nobody holds.

    Args:
        parent: The folder of all indexes.
        name: The collection's name.
        current: The index that stays.
        keep: How many others stay as well, the last used ones.
    """
    for folder in older(parent, name, current)[keep:]:
        with contextlib.suppress(OSError), _alone(folder):
            aside = Path(tempfile.mkdtemp(prefix=f"trash.{name}.", dir=parent))
            folder.rename(aside / "old")
            shutil.rmtree(aside, ignore_errors=True)


def sweep(parent: Path, name: str) -> None:
    """Remove what killed builds left; only for the process that holds the build lock.

    Args:
        parent: The folder of all indexes.
        name: The collection's name.
    """
    for kind in ("building", "trash"):
        for path in parent.glob(f"{kind}.{name}.*"):
            shutil.rmtree(path, ignore_errors=True)
    for path in parent.glob(f"{name}-*"):
        if path.is_dir() and not (path / "in_use").exists():
            shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Run only while no process holds the folder.

    Raises:
        OSError: One does.
    """
    with (folder / "in_use").open("rb") as handle:
        if os.name == "posix":
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
