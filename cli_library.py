"""`knead library`: the sources that answers rest on, listed, added, removed and verified."""

from __future__ import annotations

import argparse
import json

from knowledge.library import Library


def add_library_commands(parser: argparse.ArgumentParser) -> None:
    """The commands of `knead library`.

    Args:
        parser: The parser of `knead library`.
    """
    commands = parser.add_subparsers(dest="library_command", required=True, metavar="COMMAND")
    listing = commands.add_parser("list", help="every source, with its authority and date")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_list)
    verify = commands.add_parser("verify", help="check that the library is whole")
    verify.set_defaults(run=_verify)


def _list(options: argparse.Namespace) -> int:
    """`knead library list`."""
    from assistant import Assistant

    library = Assistant.open().library
    rows = [
        {
            "id": s.id,
            "title": s.title,
            "publisher": s.publisher,
            "published": s.published,
            "authority": s.authority,
            "passages": len(s.passages),
            "read": s.read,
            "checked_on": s.checked_on.isoformat(),
        }
        for s in library.sources.values()
    ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        when = row["published"] or "undated"
        print(f"{row['id']:24} {row['authority']:12} {when:28} {row['passages']:3}  {row['title']}")
    print(f"Library {library.version}, checked on {library.checked_on}.")
    return 0


def _verify(options: argparse.Namespace) -> int:
    """`knead library verify`: the strict loader's verdict, and the health of every passage."""
    from knowledge.health import orphans
    from knowledge.library import load

    library: Library = load()
    lost = orphans(library)
    for key in lost:
        print(f"{key}: no rule cites it and no question leads to it")
    passages = len(library.passages)
    print(
        f"{len(library.sources)} sources, {passages} passages, {len(library.codes)} codes: "
        f"{'whole' if not lost else f'{len(lost)} orphans'}."
    )
    return 1 if lost else 0
