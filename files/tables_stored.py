"""A table of one quarter that the user added."""

from __future__ import annotations

from pathlib import Path

from files.tables_manifest import Manifest, check_files, read_manifest


class StoredTable:
    """A stored table, whose files are as they were when it was added.

    Attributes:
        manifest: What the table is.
    """

    def __init__(self, folder: Path, *files: str) -> None:
        """Open a stored table.

        Args:
            folder: Its folder.
            files: Its files that are compared with their checksums now.

        Raises:
            TableError: It is damaged.
        """
        self.manifest: Manifest = read_manifest(folder)
        self._folder = folder
        check_files(folder, self.manifest, *files)

    @property
    def quarter(self) -> str:
        """The quarter that it is in force, such as `2025Q1`."""
        return self.manifest.quarter

    @property
    def source(self) -> str:
        """The id of the source that it is cited by."""
        return self.manifest.id
