"""The errors of the user's own tables: a clear sentence of what, where and what to do."""

from __future__ import annotations

from files.faults import OwnFileError


class TableError(OwnFileError):
    """A file that can't be added, or a stored table that can't be used.

    >>> print(TableError("f2.txt, line 9", "has 3 fields where 7 are named", "Download it again."))
    f2.txt, line 9: has 3 fields where 7 are named. Download it again.
    """


class OtherFileError(TableError):
    """A file that is no table at all; within an archive or folder it is passed over."""


class OtherTableError(OtherFileError):
    """A table of CMS's that looks like ours and is not; it is never taken for ours."""


def cut_row(place: str, fields: int, named: int) -> TableError:
    """What is said of a row with fewer or more fields than the heading names.

    >>> print(cut_row("f2.txt, line 9", 1, 7))
    f2.txt, line 9: has 1 field where the heading names 7, so the row was cut or mixed up. Download
    the file again from CMS.
    """
    count = f"{fields} field{'' if fields == 1 else 's'}"
    return TableError(
        place,
        f"has {count} where the heading names {named}, so the row was cut or mixed up",
        "Download the file again from CMS.",
    )
