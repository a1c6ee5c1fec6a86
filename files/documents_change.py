"""Changing the store: a document put in place, given other particulars, or removed.

A document whose file changed is replaced in two steps, the new one in and the old one out. Readers
pass over the old one from the first step on, and every change takes out what a killed one left.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from files.documents_faults import DocumentError, unwritable
from files.documents_find import DocumentInfo, find, folders, list_documents
from files.documents_home import changing, documents_folder, work_folder
from files.documents_manifest import Manifest, check_files, read_manifest, write_manifest
from files.home import drop, put_in_place

Became = Literal["added", "replaced", "updated", "unchanged"]


def again(
    name: str, path: Path, given: Mapping[str, object], home: Path | None = None
) -> tuple[Became | None, str | None]:
    """What a file comes to whose content is stored already; nothing where it isn't.

    Args:
        name: The document's id.
        path: The file.
        given: What the user says of it anew.
        home: The folder of the user's data.

    Returns:
        What became of it, None where it is to be read; and a sentence where it was damaged.

    Raises:
        DocumentError: The store can't be changed.
    """
    folder = documents_folder(home) / name
    if not folder.exists():
        return None, None
    with changing(home):
        try:
            manifest = read_manifest(folder)
            check_files(folder, manifest, whole=True)
        except DocumentError as fault:
            return None, f"{fault.where} {fault.problem}; adding its file replaces it."
        new = manifest.model_copy(update=dict(given))
        hidden = find(name, home) is None  # A later one from the same file stood before it.
        if hidden:
            new = new.model_copy(update={"serial": _serial(home), "path": str(path.resolve())})
        if new != manifest:
            write_manifest(folder, new)
        replaced = _tidy(home, str(path.resolve()), name)
        if replaced or hidden:
            return "replaced", None
        return ("updated" if new != manifest else "unchanged"), None


def put(built: Path, manifest: Manifest, home: Path | None = None) -> Became:
    """Put a built document in place, and then take out what its file held before.

    Args:
        built: Its folder, from `documents_home.building`.
        manifest: What it is; its serial is given here.
        home: The folder of the user's data.

    Raises:
        DocumentError: The disk refuses.
    """
    with changing(home) as folder:
        try:
            manifest = manifest.model_copy(update={"serial": _serial(home)})
            write_manifest(built, manifest)
            put_in_place(built, folder / manifest.id, work_folder(home))
            return "replaced" if _tidy(home, manifest.path, manifest.id) else "added"
        except OSError as problem:
            raise unwritable(problem) from None


def remove_document(document: str, home: Path | None = None) -> DocumentInfo:
    """Remove a document and its passages; the index forgets them when it is next opened.

    Args:
        document: Its id.
        home: The folder of the user's data, where it is not the usual one.

    Returns:
        What was removed.

    Raises:
        DocumentError: There is none of this id, or it can't be removed.
    """
    with changing(home) as folder:
        _tidy(home)
        info = find(document, home)
        if info is None:
            raise DocumentError(document, "is no document of yours", "Look in `library list`.")
        drop(folder / info.id, work_folder(home))
    return info


def _tidy(home: Path | None, path: str | None = None, keep: str = "") -> int:
    """Take out what a later document replaces.

    Args:
        home: The folder of the user's data.
        path: A file whose documents, but for one, go as well.
        keep: The one.

    Returns:
        How many were taken out.
    """
    shown = {info.id: info for info in list_documents(home)}
    gone = 0
    for folder in folders(home):
        info = shown.get(folder.name)
        other = info is not None and info.manifest is not None and info.manifest.path == path
        if info is None or (other and folder.name != keep):
            drop(folder, work_folder(home))
            gone += 1
    return gone


def _serial(home: Path | None) -> int:
    """A number above every document's."""
    held = [info.manifest.serial for info in list_documents(home) if info.manifest]
    return max(held, default=0) + 1
