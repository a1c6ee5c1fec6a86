"""Adding documents: each is read aside, and only then put in place.

Every document stands for itself: one that is refused changes nothing, and the others of the same
call are still added. What comes back is said in sentences; no fault of a file is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from files.cms_unpack import MOST_MEMBERS
from files.documents_change import again, put
from files.documents_faults import DocumentError, unreadable
from files.documents_find import list_documents
from files.documents_given import given
from files.documents_home import building
from files.documents_kind import recognise
from files.documents_manifest import Manifest, document_id, fingerprint
from files.documents_originals import LARGEST, recognise_original
from files.documents_read import Reading
from files.documents_report import Report, asks_of
from files.documents_store import TEXT, stored_files, write_passages

Progress = Callable[[str, float], None]


def add_documents(
    paths: Sequence[Path | str],
    *,
    title: str | None = None,
    published: date | str | None = None,
    authority: str | None = None,
    added_on: date,
    progress: Progress | None = None,
    home: Path | None = None,
) -> Report:
    """Add documents of the user's own: text, Markdown, web pages, PDF and Word.

    Nothing is assumed of a document: without a title it is called by its file's name, without a
    date it is undated, without an authority it has the lowest. Added again with them it has them.

    Args:
        paths: Files, or folders of them.
        title: The document's title; for one file alone.
        published: The day it was published, as a date or `YYYY-MM-DD`.
        authority: One of the authorities of the library.
        added_on: The day they are added.
        progress: Told what is being done, and the share that is done.
        home: The folder of the user's data, where it is not the usual one.
    """
    adding = _Adding(added_on, progress or (lambda _said, _share: None), home)
    try:
        adding.given = given(title, published, authority)
        files = adding.files([Path(path) for path in paths])
        if title and len(files) > 1:
            raise DocumentError(
                "--title", f"is one title for {len(files)} files", "Add them one by one."
            )
        for number, path in enumerate(files):
            adding.one(path, (number, len(files)))
    except DocumentError as fault:
        adding.refused.append(str(fault))
    return adding.report()


class _Adding:
    """One call of `add_documents`."""

    def __init__(self, added_on: date, progress: Progress, home: Path | None) -> None:
        self.added_on, self.progress, self.home = added_on, progress, home
        self.given: dict[str, object] = {}
        self.became: dict[str, list[str]] = {
            "added": [], "replaced": [], "updated": [], "unchanged": []
        }  # fmt: skip
        self.refused: list[str] = []
        self.notes: list[str] = []

    def report(self) -> Report:
        """What became of it all."""
        stored = {info.id: info for info in list_documents(self.home)}
        became = {
            what: tuple(stored[name] for name in dict.fromkeys(names) if name in stored)
            for what, names in self.became.items()
        }
        told = [info for infos in became.values() for info in infos]
        return Report(
            **became,
            refused=tuple(dict.fromkeys(self.refused)),
            notes=tuple(dict.fromkeys(self.notes)),
            asks=asks_of(told),
        )

    def files(self, paths: list[Path]) -> list[Path]:
        """The files of what the user named.

        Raises:
            DocumentError: Nothing was named, or too much.
        """
        if not paths:
            raise DocumentError("no file", "was named", "Name a document or a folder of them.")
        found: list[Path] = []
        for path in paths:
            if not path.is_dir():
                found.append(path)
                continue
            inside = list(islice((p for p in path.rglob("*") if p.is_file()), MOST_MEMBERS + 1))
            if len(inside) > MOST_MEMBERS:
                raise DocumentError(
                    path.name, f"holds over {MOST_MEMBERS} files", "Name smaller folders."
                )
            shown = [p for p in inside if not p.name.startswith((".", "~$"))]
            if not shown:
                self.refused.append(
                    str(DocumentError(path.name, "holds no file", "Name another folder."))
                )
            found += sorted(shown)
        return found

    def one(self, path: Path, turn: tuple[int, int]) -> None:
        """Add one file, or say why not."""

        def tell(said: str, share: float) -> None:
            self.progress(said, (turn[0] + share) / turn[1])

        try:
            self._add(path, tell)
        except DocumentError as fault:
            self.refused.append(str(fault))
        except OSError as problem:
            self.refused.append(str(unreadable(path.name, problem)))

    def _add(self, path: Path, tell: Progress) -> None:
        """Add one file.

        Raises:
            DocumentError: It can't be added.
        """
        tell(f"Reading {path.name}", 0.0)
        known = recognise(path)
        sha256 = fingerprint(path)
        name = document_id(sha256)
        became, note = again(name, path, self.given, self.home)
        self.notes += [note] if note else []
        if became:
            self.became[became].append(name)
            return
        with building(self.home) as built:
            reading = Reading(path, known.kind, lambda share: tell(f"Reading {path.name}", share))
            content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
            original = recognise_original(content) if content else None
            if original is not None:
                (built / TEXT).write_bytes(original[1].encode())
                passages = write_passages(built, ())
            else:
                passages = write_passages(built, reading.cuts())
                if not passages:
                    raise DocumentError(path.name, "holds no words", "Add a file with text in it.")
            manifest = Manifest.model_validate({
                "id": name, "name": path.name, "path": str(path.resolve()), "serial": 0,
                "sha256": sha256, "size": path.stat().st_size, "kind": known.kind,
                "pages": reading.pages, "passages": passages,
                "original": original[0] if original else None, "added_on": self.added_on,
                "notes": tuple(n for n in (known.note, *reading.notes) if n),
                "files": stored_files(built), **self.given,
            })  # fmt: skip
            self.became[put(built, manifest, self.home)].append(name)
            self.notes += manifest.notes
        tell(f"Added {path.name}", 1.0)
