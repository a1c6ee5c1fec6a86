"""Adding CMS's tables: recognise, check, build aside, and only then put in place.

Every table stands for itself: one that is refused changes nothing, and the others of the same call
are still added. What comes back is said in sentences; no fault of a file is raised.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from files.cms_quarter import Quarter
from files.cms_recognise import Known, recognise
from files.cms_source import AGAIN
from files.cms_unpack import pieces
from files.cms_whose import named_like_ours
from files.home import put_in_place
from files.tables_build import Progress, build, origins_of
from files.tables_faults import OtherFileError, OtherTableError, TableError
from files.tables_find import list_tables
from files.tables_home import changing, tables_folder, unwritable
from files.tables_manifest import Manifest, check_files, read_manifest, table_id
from files.tables_parts import choose
from files.tables_report import AddReport

# CMS keeps ended rows, so that a quarter has hardly ever fewer rows than the one before it.
_FEWER = 0.9


def add_tables(
    paths: Sequence[Path | str],
    *,
    quarter: str | None = None,
    added_on: date,
    progress: Progress | None = None,
    home: Path | None = None,
) -> AddReport:
    """Add CMS's quarterly practitioner tables of pair edits and MUE values.

    Args:
        paths: Files, archives or folders as CMS publishes them; a quarter's parts together.
        quarter: The quarter that they are in force, such as `2025Q1`, where they don't tell it.
        added_on: The day they are added.
        progress: Told what is being done, and the share that is done.
        home: The folder of the user's data, where it is not the usual one.
    """
    adding = _Adding(added_on, progress or (lambda _said, _share: None), home)
    try:
        said = Quarter.parse(quarter) if quarter else None
        with changing(home) as scratch:
            adding.run([Path(path) for path in paths], said, scratch)
    except TableError as fault:
        adding.refused.append(str(fault))
    return adding.report()


class _Adding:
    """One call of `add_tables`."""

    def __init__(self, added_on: date, progress: Progress, home: Path | None) -> None:
        self.added_on, self.progress, self.home = added_on, progress, home
        self.added: list[str] = []
        self.unchanged: list[str] = []
        self.refused: list[str] = []
        self.notes: list[str] = []

    def report(self) -> AddReport:
        """What became of it all."""
        stored = {info.id: info for info in list_tables(self.home)}
        return AddReport(
            tuple(stored[name] for name in self.added if name in stored),
            tuple(stored[name] for name in self.unchanged if name in stored),
            tuple(dict.fromkeys(self.refused)),
            tuple(dict.fromkeys(self.notes)),
        )

    def run(self, paths: list[Path], said: Quarter | None, scratch: Path) -> None:
        """Recognise the files and add each table that they make."""
        if not paths:
            raise TableError("no file", "was named", "Name CMS's file, archive or folder.")
        tables: dict[str, list[Known]] = {}
        for path in paths:
            for known in self._recognised(path, said, scratch):
                tables.setdefault(table_id(known.kind, known.quarter), []).append(known)
        for number, (name, files) in enumerate(sorted(tables.items())):
            try:
                self._table(name, files, scratch / name, (number, len(tables)))
            except TableError as fault:
                self.refused.append(str(fault))
            except pl.exceptions.PolarsError:
                where = ", ".join(known.where for known in files)
                self.refused.append(str(TableError(where, "can't be read as a table", AGAIN)))
            except OSError as problem:
                self.refused.append(str(unwritable(problem)))

    def _recognised(self, path: Path, said: Quarter | None, scratch: Path) -> list[Known]:
        """The files of one path that are tables of ours; the others are refused or passed over."""
        known: list[Known] = []
        others: list[OtherFileError] = []
        refused = len(self.refused)
        for piece in pieces(path, scratch):
            try:
                if isinstance(piece, TableError):
                    raise piece
                self.progress(f"Looking at {piece.names[0]}", 0.0)
                known.append(recognise(piece, said))
            except OtherFileError as fault:
                others.append(fault)
            except TableError as fault:
                if not path.is_dir() or named_like_ours([fault.where]) or fault.where == path.name:
                    self.refused.append(str(fault))
        alike = [str(other) for other in others if isinstance(other, OtherTableError)]
        if known or len(self.refused) > refused:
            self.notes += alike
        elif alike or (others and not path.is_dir()):
            self.refused += alike or [str(other) for other in others]
        else:
            self.refused.append(
                str(TableError(path.name, "holds no table of CMS's", "Name another folder."))
            )
        return known

    def _table(self, name: str, files: list[Known], built: Path, turn: tuple[int, int]) -> None:
        """Build one table and put it in place, unless it is there already.

        Raises:
            TableError: It can't be added.
            OSError: The disk refuses.
        """

        def progress(said: str, share: float) -> None:
            self.progress(said, (turn[0] + share) / turn[1])

        chosen, notes = choose(files)
        self.notes += notes
        origins = origins_of(chosen)
        old = self._stored(name)
        if old and set(old.origins) == set(origins):
            self.unchanged.append(name)
            return
        new = build(chosen, built, added_on=self.added_on, origins=origins, progress=progress)
        if old and old.content == new.content:
            self.unchanged.append(name)
            return
        if old:
            raise TableError(
                chosen[0].where,
                f"differs from the table of {old.quarter} that is there, from "
                f"{', '.join(origin.name for origin in old.origins)}",
                f"Remove {name} first if this one is right; nothing was changed.",
            )
        folder = tables_folder(self.home)
        put_in_place(built, folder / name, folder)
        self.added.append(name)
        self._note(new)
        progress(f"Added {name}", 1.0)

    def _stored(self, name: str) -> Manifest | None:
        """The table that is there already, where it is sound."""
        folder = tables_folder(self.home) / name
        if not folder.exists():
            return None
        try:
            manifest = read_manifest(folder)
            check_files(folder, manifest)
        except TableError as fault:
            self.notes.append(f"{fault.where} {fault.problem}; adding its files replaces it.")
            return None
        return manifest

    def _note(self, new: Manifest) -> None:
        """Tell what the user should know of a table that was added."""
        if new.vouched:
            self.notes.append(
                f"{new.id}: neither name nor notice says that it is the practitioner's table; it "
                "was taken for it on your word."
            )
        if new.kind == "pairs" and not new.dated:
            self.notes.append(f"{new.id}: its rows don't tell the day they take effect.")
        if new.unpublished:
            self.notes.append(f"{new.id}: gives no value for {', '.join(new.unpublished)}.")
        before = [
            info.manifest
            for info in list_tables(self.home)
            if info.kind == new.kind and info.manifest and info.quarter < new.quarter
        ]
        if before and new.rows < _FEWER * before[-1].rows:
            self.notes.append(
                f"{new.id}: has {new.rows:,} rows where {before[-1].quarter} has "
                f"{before[-1].rows:,}; CMS keeps ended rows, so its file may have been cut."
            )
