"""Why a statement falls, and the asker's own values that may excuse one."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple


class Fault(NamedTuple):
    """Why a statement falls.

    Attributes:
        what: The value, word or operator that does not stand.
        kind: What it is.
        held: What the supports say instead.
    """

    what: str
    kind: str
    held: str

    def __str__(self) -> str:
        return f"{self.what} ({self.kind}): its supports {self.held}"


class Asked(NamedTuple):
    """The asker's own values.

    Attributes:
        values: Each as kind and value.
        timed: Codes among them that the library holds as timed.
        words: Their words, for the names of payers and providers.
    """

    values: Collection[tuple[str, tuple[str | int, ...]]] = ()
    timed: Collection[str] = ()
    words: Collection[str] = ()


NOBODY = Asked()
