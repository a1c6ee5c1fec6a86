"""Whether a path holds one of CMS's tables, so that it is not taken for a document."""

from __future__ import annotations

import tempfile
from pathlib import Path

from files.cms_recognise import recognise
from files.cms_unpack import pieces
from files.cms_whose import named_like_ours
from files.tables_faults import OtherFileError, OtherTableError, TableError


def holds_table(path: Path | str) -> bool:
    """Whether a path should go to `files.tables_add.add_tables`.

    True as well for a table that would be refused there, such as a cut one or the hospital's, for
    the reason is told there.

    Args:
        path: A file, an archive or a folder.
    """
    with tempfile.TemporaryDirectory() as scratch:
        for piece in pieces(Path(path), Path(scratch)):
            try:
                if isinstance(piece, TableError):
                    raise piece
                recognise(piece, None)
            except OtherTableError:
                return True
            except OtherFileError:
                continue
            except TableError as fault:
                if named_like_ours([fault.where]) or not isinstance(piece, TableError):
                    return True
            else:
                return True
    return False
