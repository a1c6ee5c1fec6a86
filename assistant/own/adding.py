"""Adding, removing and checking what is the user's own: tables, payers' rules and documents.

Which of the three a file is, its content tells. Each file stands for itself: one that is refused
changes nothing, and the others of the same call are still added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from assistant.own.indexing import index_own_documents, index_own_payers
from files.cms_quarter import Quarter
from files.documents_add import add_documents
from files.documents_change import remove_document
from files.documents_faults import DocumentError
from files.documents_find import verify_documents
from files.documents_given import given
from files.documents_manifest import PREFIX
from files.payers_store import add_payer, is_payer_file, list_payers, remove_payer
from files.tables_add import add_tables
from files.tables_find import list_tables, remove_table
from files.tables_manifest import read_id
from files.tables_spot import holds_table
from knowledge.library import bundled
from knowledge.reading import KnowledgeError

Progress = Callable[[str, float], None]


@dataclass
class Outcome:
    """What became of what the user named.

    Attributes:
        done: What was added, replaced, or was there already, a sentence each.
        notes: What else the user should know, a sentence each.
        refused: Why something was not added, a sentence each.
    """

    done: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Said:
    """What the user says of what is added; each holds for documents.

    Attributes:
        title: The document's title.
        published: The day it was published; of a table that doesn't tell it, a day of its quarter.
        authority: The document's authority.
    """

    title: str | None = None
    published: str | None = None
    authority: str | None = None


def add_own(
    paths: Sequence[Path],
    said: Said,
    *,
    added_on: date,
    progress: Progress,
    home: Path | None = None,
) -> Outcome:
    """Add CMS's tables, payers' own rules and documents.

    Args:
        paths: Files, archives or folders.
        said: What the user says of them.
        added_on: The day they are added.
        progress: Told what is being done, and the share that is done.
        home: The folder of the user's data, where it is not the usual one.
    """
    outcome = Outcome()
    try:
        checked = given(said.title, said.published, said.authority)
    except DocumentError as fault:
        return Outcome(refused=[str(fault)])
    tables, payers, documents = _sorted_out(paths)
    if tables:
        day = checked.get("published")
        quarter = Quarter.of(day).name if isinstance(day, date) else None
        report = add_tables(
            tables, quarter=quarter, added_on=added_on, progress=progress, home=home
        )
        told = len(report.added) + len(report.unchanged)
        outcome.done += report.lines[:told]
        outcome.notes += report.notes
        outcome.refused += report.refused
        outcome.notes += [
            f"{path.name}: only CMS's tables were taken from this folder; name its documents, if "
            "any are to be added."
            for path in tables
            if path.is_dir()
        ]
    if payers:
        _add_payers(payers, outcome, home)
    if documents:
        _add_documents(documents, said, added_on, progress, outcome, home)
    if (tables or payers) and (said.title or said.authority) and not documents:
        outcome.notes.append("--title and --authority are said of documents; they were not needed.")
    return outcome


def remove_own(name: str, progress: Progress, home: Path | None = None) -> Outcome:
    """Remove a document, a table or a payer of the user's, and take it out of every index.

    Args:
        name: Its id.
        progress: Told what is being done, and the share that is done.
        home: The folder of the user's data, where it is not the usual one.

    Raises:
        DocumentError: There is no such document, or it can't be removed.
        TableError: The same of a table.
        KnowledgeError: The same of a payer.
    """
    if name in bundled().sources or name in bundled().payers:
        raise KnowledgeError(
            name, "id", "is a part of the library", "Only what you added can be removed."
        )
    if name.startswith(PREFIX):
        info = remove_document(name, home)
        shown = info.manifest.shown if info.manifest is not None else name
        return Outcome([f"Removed {name}: {shown}."], index_own_documents(progress, home))
    if read_id(name) is not None:
        remove_table(name, home)
        return Outcome([f"Removed {name}."])
    if name in (payer.id for payer in list_payers(home)):
        stored = remove_payer(name, home)
        return Outcome([f"Removed {stored.id}."], index_own_payers(home))
    raise KnowledgeError(
        name, "id", "is nothing that you added", "Look for its id in `knead library list`."
    )


def faults_of_own(home: Path | None = None) -> tuple[str, ...]:
    """What is wrong with what the user added, a sentence each; every stored file is read.

    Args:
        home: The folder of the user's data, where it is not the usual one.
    """
    return (
        *verify_documents(home),
        *(info.damage for info in list_tables(home, verify=True) if info.damage),
        *(payer.damage for payer in list_payers(home) if payer.damage),
    )


def _add_payers(paths: Iterable[Path], outcome: Outcome, home: Path | None) -> None:
    """Add files of payers' rules, one by one."""
    changed = False
    for path in paths:
        try:
            became, stored = add_payer(path, home)
        except KnowledgeError as fault:
            outcome.refused.append(str(fault))
            continue
        changed = changed or became != "unchanged"
        if became == "unchanged":
            outcome.done.append(f"{stored.id} is there already; nothing was changed.")
        else:
            outcome.done.append(
                f"{became.capitalize()} {stored.says}. Ask with --payer {stored.id}."
            )
    if changed:
        outcome.notes += index_own_payers(home)


def _add_documents(
    paths: Sequence[Path],
    said: Said,
    added_on: date,
    progress: Progress,
    outcome: Outcome,
    home: Path | None,
) -> None:
    """Add documents and index them."""
    report = add_documents(
        paths,
        title=said.title,
        published=said.published,
        authority=said.authority,
        added_on=added_on,
        progress=progress,
        home=home,
    )
    told = sum(map(len, (report.added, report.replaced, report.updated, report.unchanged)))
    outcome.done += report.lines[:told]
    outcome.notes += [*report.notes, *report.asks]
    outcome.refused += report.refused
    if told:
        outcome.notes += index_own_documents(progress, home)


def _sorted_out(paths: Sequence[Path]) -> tuple[list[Path], list[Path], list[Path]]:
    """Tables, payers' rules and documents; what is none of the first two is read as the last."""
    tables: list[Path] = []
    payers: list[Path] = []
    documents: list[Path] = []
    for path in paths:
        if not path.exists():
            documents.append(path)
        elif path.is_file() and is_payer_file(path):
            payers.append(path)
        elif holds_table(path):
            tables.append(path)
        elif path.is_dir():
            rules = sorted(p for p in path.rglob("*.y*ml") if p.is_file() and is_payer_file(p))
            payers += rules
            rest = [p for p in path.rglob("*") if p.is_file()] if rules else []
            documents += (
                sorted(p for p in rest if p not in rules and not p.name.startswith((".", "~$")))
                if rules
                else [path]
            )
        else:
            documents.append(path)
    return tables, payers, documents
