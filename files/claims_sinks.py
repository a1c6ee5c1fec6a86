"""Where findings go: files that are replaced only when all is written, and streams."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

import polars as pl

from files.claims_faults import ClaimFileError
from files.claims_write import Writer, form_of, writer_for

_BLOCK = 1 << 20


@dataclass(frozen=True)
class Sink:
    """Where findings go, and in which form.

    Attributes:
        form: `csv`, `xlsx`, `json` or `text`.
        path: A file, which is replaced only when all is written.
        stream: A stream, where there is no path; it gets nothing before all is written.
    """

    form: str
    path: Path | None = None
    stream: BinaryIO | None = None

    @classmethod
    def of_path(cls, path: Path) -> Sink:
        """A file, in the form that its name asks for.

        Raises:
            ClaimFileError: The name asks for another form than CSV, Excel or JSON.

        >>> Sink.of_path(Path("findings.json")).form
        'json'
        """
        return cls(form_of(path), path)


class Outlet:
    """Writes findings to every sink, and can begin anew."""

    def __init__(self, taken: Sequence[tuple[Sink, BinaryIO]]) -> None:
        self._taken = taken
        self._writers: list[Writer] = []
        self.begin()

    def begin(self) -> None:
        """Begin, or begin anew: what was written is dropped."""
        self.drop()
        for _, file in self._taken:
            file.seek(0)
            file.truncate()
        self._writers = [writer_for(sink.form, file) for sink, file in self._taken]

    def take(self, findings: pl.DataFrame) -> None:
        """Write findings, with the columns of `claims_cells.COLUMNS` and `supports`."""
        for writer in self._writers:
            writer.take(findings)

    def close(self, about: Mapping[str, Any]) -> None:
        """Write what is said of all the findings."""
        for writer in self._writers:
            writer.close(about)
        self._writers = []

    def drop(self) -> None:
        """Let go of what was written and not closed."""
        for writer in self._writers:
            writer.drop()
        self._writers = []


@contextlib.contextmanager
def opened(sinks: Sequence[Sink]) -> Iterator[Outlet]:
    """Sinks, open for findings; what they hold takes its place when all went well.

    Args:
        sinks: Where the findings go.

    Raises:
        ClaimFileError: One can't be written.
    """
    with contextlib.ExitStack() as stack:
        outlet = Outlet([(sink, stack.enter_context(_passing(sink))) for sink in sinks])
        stack.callback(outlet.drop)
        yield outlet


@contextlib.contextmanager
def _passing(sink: Sink) -> Iterator[BinaryIO]:
    """A passing file for a sink."""
    if sink.path is not None:
        with _replacing(sink.path) as taken:
            yield taken
        return
    # Findings may have to be begun anew, which a pipe can't.
    with tempfile.TemporaryFile(prefix="knead-findings-") as passing:
        yield cast(BinaryIO, passing)
        passing.seek(0)
        assert sink.stream is not None
        while block := passing.read(_BLOCK):
            sink.stream.write(block)
        sink.stream.flush()


@contextlib.contextmanager
def _replacing(out: Path) -> Iterator[BinaryIO]:
    """A passing file beside a file, whose place it takes when all went well."""
    if out.is_dir():
        raise ClaimFileError(out.name, "is a folder", "Name a file for the findings.")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{out.name}-", dir=out.parent)
    except OSError as problem:
        raise _unwritable(out, problem) from None
    passing = Path(name)
    try:
        with os.fdopen(handle, "w+b") as taken:
            yield taken
        passing.chmod(0o666 & ~_umask())
        passing.replace(out)
    except OSError as problem:
        raise _unwritable(out, problem) from None
    finally:
        passing.unlink(missing_ok=True)


def _unwritable(out: Path, problem: OSError) -> ClaimFileError:
    """What is said of findings that can't be written."""
    why = problem.strerror or str(problem)
    return ClaimFileError(out.name, f"can't be written ({why})", "Name another place.")


def _umask() -> int:
    """The process's mask of permissions, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
