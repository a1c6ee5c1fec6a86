"""Reading a document in a process of its own: what a file does to its reader stays in there.

Web pages, Word files and PDFs are read by large libraries. A file that was made to take all memory
or never to end takes down this process and not the program; and none of the libraries stays in the
server's memory. `python -m files.documents_child KIND PATH` writes one JSON line for each block.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from files.documents_blocks import Block
from files.documents_faults import DocumentError
from files.documents_kind import Kind

# A page that isn't read after this long never will be.
PATIENCE = 60.0
MEMORY = 2 << 30
_STUCK = "takes too long or too much memory to read"
_MEND = "Save it anew, or add its text alone."


def blocks_of(
    kind: Kind, path: Path, tell: Callable[[float], None], patience: float = PATIENCE
) -> Iterator[Block | str]:
    """The blocks of a file, and sentences on what isn't in them, read by another process.

    Args:
        kind: What the file is.
        path: The file.
        tell: Told the share that is done.
        patience: How many seconds may pass without a sign of life.

    Raises:
        DocumentError: It can't be read.
    """
    home = str(Path(__file__).resolve().parents[1])
    known = os.environ.get("PYTHONPATH")
    process = subprocess.Popen(
        [sys.executable, "-m", "files.documents_child", kind, str(path.resolve())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": f"{home}{os.pathsep}{known}" if known else home},
    )
    assert process.stdout is not None
    try:
        ended = False
        for line in _lines(process, process.stdout, patience):
            told = json.loads(line)
            if "block" in told:
                yield Block(*told["block"])
            elif "note" in told:
                yield str(told["note"])
            elif "fault" in told:
                raise DocumentError(*told["fault"])
            elif "share" in told:
                tell(told["share"])
            ended = ended or "end" in told
        if not ended:
            raise DocumentError(path.name, _STUCK, _MEND)
    except ValueError:
        raise DocumentError(path.name, _STUCK, _MEND) from None
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def _lines(process: subprocess.Popen[bytes], stream: IO[bytes], patience: float) -> Iterator[bytes]:
    """The lines of a process, which is ended where none comes for too long."""
    while True:
        timer = threading.Timer(patience, process.kill)
        timer.daemon = True
        timer.start()
        try:
            line = stream.readline()
        finally:
            timer.cancel()
        if not line:
            return
        yield line


def main(kind: str, path: Path) -> None:
    """Read a file and write its blocks to the standard output.

    Args:
        kind: `html`, `pdf` or `word`.
        path: The file.
    """
    logging.disable(logging.CRITICAL)
    _limit_memory()
    last = -1.0

    def say(**told: object) -> None:
        sys.stdout.write(json.dumps(told) + "\n")

    def tell(share: float) -> None:
        nonlocal last
        if share - last >= 0.005 or share < last:
            last = share
            say(share=round(share, 3))
            sys.stdout.flush()

    try:
        for block in _reader(kind)(path, tell):
            if isinstance(block, str):
                say(note=block)
            else:
                say(block=list(block))
    except DocumentError as fault:
        say(fault=[fault.where, fault.problem, fault.mend])
    except (MemoryError, RecursionError):
        say(fault=[path.name, _STUCK, _MEND])
    except Exception as problem:
        what = f"can't be read ({type(problem).__name__})"
        say(fault=[path.name, what, "It may be damaged: get it again or save it anew."])
    say(end=True)


def _reader(kind: str) -> Callable[[Path, Callable[[float], None]], Iterator[Block | str]]:
    """The reader of a kind."""
    if kind == "pdf":
        from files.documents_pdf import read_pdf

        return read_pdf
    if kind == "word":
        from files.documents_word import read_word

        return read_word
    from files.documents_html import read_html

    return read_html


def _limit_memory() -> None:
    """Let this process take no more than its share, where the system knows such a limit."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
