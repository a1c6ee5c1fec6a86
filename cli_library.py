"""`knead library`: the sources that answers rest on, listed, added, removed and verified."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli_shared import Stop, tell

if TYPE_CHECKING:
    from assistant.own.adding import Outcome
    from knowledge.library import Library
    from knowledge.records import Source


def add_library_commands(parser: argparse.ArgumentParser) -> None:
    """The commands of `knead library`.

    Args:
        parser: The parser of `knead library`.
    """
    commands = parser.add_subparsers(dest="library_command", required=True, metavar="COMMAND")
    listing = commands.add_parser("list", help="every source, with its authority and date")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_list)
    adding = commands.add_parser(
        "add", help="add CMS's tables, a payer's own rules (YAML) or documents of your own"
    )
    adding.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder")
    adding.add_argument("--title", metavar="T", help="a document's title")
    adding.add_argument(
        "--published",
        metavar="YYYY-MM-DD",
        help="the day a document was published; of a table that doesn't tell, a day of its quarter",
    )
    adding.add_argument("--authority", metavar="A", help="a document's authority, such as payer")
    adding.set_defaults(run=_add)
    removing = commands.add_parser("remove", help="remove something that you added")
    removing.add_argument("id", metavar="ID", help="its id, as `list` shows it")
    removing.set_defaults(run=_remove)
    verify = commands.add_parser(
        "verify", help="check that the library, or a saved answer, is whole"
    )
    verify.add_argument("--memo", type=Path, metavar="FILE", help="a saved answer")
    verify.set_defaults(run=_verify)


def _add(options: argparse.Namespace) -> int:
    """`knead library add`: 2 where anything was refused, though the rest is added."""
    from assistant.own.adding import Said, add_own

    said = Said(options.title, options.published, options.authority)
    with _Progress() as progress:
        outcome = add_own(options.paths, said, added_on=date.today(), progress=progress)
    return _told(outcome)


def _remove(options: argparse.Namespace) -> int:
    """`knead library remove`."""
    from assistant.own.adding import remove_own

    with _Progress() as progress:
        outcome = remove_own(options.id, progress)
    return _told(outcome)


def _told(outcome: Outcome) -> int:
    """Say what became of it: what was done on standard output, the rest beside it."""
    for line in outcome.done:
        print(line)
    tell([*outcome.notes, *outcome.refused])
    return 2 if outcome.refused else 0


class _Progress:
    """Shows on standard error what is being done: one line that changes, or a line a step."""

    def __init__(self) -> None:
        self._shown: tuple[str, int] = ("", -1)
        self._live = sys.stderr.isatty()

    def __call__(self, said: str, share: float) -> None:
        """Show a step and the share that is done."""
        percent = int(max(0.0, min(share, 1.0)) * 100)
        step = percent if self._live else percent // 25
        if (said, step) == self._shown:
            return
        self._shown = said, step
        line = f"{said}: {percent} %"
        print(f"\r{line:<78.78}" if self._live else line, end="" if self._live else "\n",
              file=sys.stderr, flush=True)  # fmt: skip

    def __enter__(self) -> Callable[[str, float], None]:
        return self

    def __exit__(self, *_: object) -> None:
        if self._live and self._shown[0]:
            print(f"\r{'':<78}\r", end="", file=sys.stderr, flush=True)


def _list(options: argparse.Namespace) -> int:
    """`knead library list`."""
    from assistant.opening import open_context

    context = open_context()
    library = context.library
    rows = [*_ours(library), *_users()]
    tell(context.notices)
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        when = row["published"] or "undated"
        print(
            f"{row['id']:24} {row['authority']:12} {when:28} {row['passages']:>9}  {row['title']}"
        )
    print(f"Library {library.version}, checked on {library.checked_on}.")
    return 0


def _ours(library: Library) -> Iterator[dict[str, Any]]:
    """The library's sources; those that a payer of the user's brought are among them."""
    from knowledge.library import bundled

    for source in library.sources.values():
        added = source.id not in bundled().sources
        id_, kind = (source.governs[0], "payer") if added else (source.id, "library")
        yield _row(source, len(source.passages), kind, id_)


def _users() -> Iterator[dict[str, Any]]:
    """The user's documents and tables."""
    from files.documents_find import list_documents
    from files.tables_cite import table_source
    from files.tables_find import list_tables

    documents = [info.manifest for info in list_documents() if info.manifest and not info.damage]
    tables = [info.manifest for info in list_tables() if info.manifest and not info.damage]
    found = [(d.source(), d.passages, "document") for d in documents]
    found += [(table_source(t), t.rows, "table") for t in tables]
    return (_row(source, count, kind, source.id) for source, count, kind in found)


def _row(source: Source, count: int, kind: str, id_: str) -> dict[str, Any]:
    """A line of the list: what `remove` takes as its id, and what a citation says of it."""
    return {
        "id": id_,
        "kind": kind,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "authority": source.authority,
        "passages": count,
        "read": source.read,
        "checked_on": source.checked_on.isoformat(),
    }


def _verify(options: argparse.Namespace) -> int:
    """`knead library verify`: the library's health and what the user added, or a saved answer."""
    if options.memo is not None:
        return _verify_memo(options.memo)
    from assistant.own.adding import faults_of_own
    from knowledge.health import orphans
    from knowledge.library import load

    library: Library = load()
    lost = [f"{key}: no rule cites it and no question leads to it" for key in orphans(library)]
    faults = faults_of_own()
    for line in (*lost, *faults):
        print(line)
    print(
        f"{len(library.sources)} sources, {len(library.passages)} passages, {len(library.codes)} "
        f"codes: {'whole' if not lost else f'{len(lost)} orphans'}."
    )
    own = sum(1 for _ in _users())
    if own or faults:
        told = "whole" if not faults else f"{len(faults)} damaged"
        what = "1 document or table" if own == 1 else f"{own} documents and tables"
        print(f"{what} of your own: {told}.")
    return 1 if lost or faults else 0


def _verify_memo(path: Path) -> int:
    """`knead library verify --memo`: 1 where a citation changed or is gone."""
    from assistant.opening import open_context
    from files.documents_faults import DocumentError
    from files.memo import verify_memo

    try:
        report = verify_memo(path, open_context())
    except DocumentError as fault:
        raise Stop(str(fault)) from None
    for line in report.lines:
        print(line)
    return 0 if report.ok else 1
