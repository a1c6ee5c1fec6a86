"""The stored documents: what there is, what is damaged, what of two from one file holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from files.documents_faults import DocumentError
from files.documents_home import documents_folder
from files.documents_manifest import PREFIX, Manifest, check_files, read_manifest


@dataclass(frozen=True)
class DocumentInfo:
    """A stored document as a list shows it.

    Attributes:
        id: Its id.
        manifest: What it is; None where it can't be read.
        damage: Why it can't be used, in a sentence; None where it can.
    """

    id: str
    manifest: Manifest | None
    damage: str | None = None

    @property
    def says(self) -> str:
        """The document in one line."""
        if self.manifest is None:
            return self.damage or self.id
        held = self.manifest
        if held.original:
            what = f"your copy of {held.original}; its own words stand beside the digest"
        else:
            count = f"{held.passages:,} passage{'' if held.passages == 1 else 's'}"
            pages = f"{held.pages:,} page{'' if held.pages == 1 else 's'}, " if held.pages else ""
            when = held.published.isoformat() if held.published else "undated"
            what = f"{pages}{count}; {when}; authority {held.authority}"
        broken = f" {self.damage}" if self.damage else ""
        return (
            f"{self.id}: {held.shown}, {what}; added on {held.added_on} from {held.name}.{broken}"
        )


def list_documents(home: Path | None = None, *, verify: bool = False) -> tuple[DocumentInfo, ...]:
    """The stored documents, in the order in which they were added.

    Args:
        home: The folder of the user's data, where it is not the usual one.
        verify: Whether their files are read and compared with their checksums.
    """
    found: list[DocumentInfo] = []
    for folder in folders(home):
        manifest: Manifest | None = None
        damage: str | None = None
        try:
            manifest = read_manifest(folder)
            if manifest.id != folder.name:
                raise DocumentError(
                    f"stored document {folder.name}", "is another document's copy", "Remove it."
                )
            check_files(folder, manifest, whole=verify)
        except DocumentError as fault:
            damage = str(fault)
        found.append(DocumentInfo(folder.name, manifest, damage))
    found.sort(key=lambda info: (info.manifest.serial if info.manifest else 0, info.id))
    return _without_replaced(found)


def verify_documents(home: Path | None = None) -> tuple[str, ...]:
    """What is wrong with the stored documents, a sentence each; empty where nothing is.

    Args:
        home: The folder of the user's data, where it is not the usual one.
    """
    return tuple(info.damage for info in list_documents(home, verify=True) if info.damage)


def find(document: str, home: Path | None = None) -> DocumentInfo | None:
    """A stored document by its id."""
    return next((info for info in list_documents(home) if info.id == document), None)


def folders(home: Path | None) -> list[Path]:
    """The folders of stored documents, replaced and damaged ones too."""
    folder = documents_folder(home)
    try:
        return sorted(
            path for path in folder.iterdir() if path.name.startswith(PREFIX) and path.is_dir()
        )
    except OSError:
        return []


def _without_replaced(found: list[DocumentInfo]) -> tuple[DocumentInfo, ...]:
    """The documents without those that a later one from the same file replaces.

    Both are there only where a process was killed between the two steps.
    """
    last = {info.manifest.path: info.id for info in found if info.manifest and info.damage is None}
    return tuple(
        info
        for info in found
        if info.manifest is None or last.get(info.manifest.path, info.id) == info.id
    )
