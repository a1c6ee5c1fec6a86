"""What a search finds for a case, looked for only where an answer asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol, overload

from assistant.context import Found
from assistant.turns.case import Case


class Search(Protocol):
    """Finds passages for a case."""

    def __call__(self, case: Case) -> Sequence[Found]:
        """What words and meaning find, the nearest first."""

    def by_words(self, case: Case) -> Sequence[Found]:
        """What the words alone find, the nearest first; nothing is embedded."""


class LookedFor(Sequence[Found]):
    """What a search finds, looked for when it is first asked for.

    A count of minutes is computed from the words and the rules alone: no passage is looked for.

    Args:
        search: Finds it.
        case: The case.

    >>> class Looking:
    ...     def __call__(self, case):
    ...         print("looking")
    ...         return ()
    ...     by_words = __call__
    >>> hits = LookedFor(Looking(), None)
    >>> len(hits), len(hits)
    looking
    (0, 0)
    """

    def __init__(self, search: Search, case: Case) -> None:
        self._search, self._case = search, case

    @cached_property
    def _found(self) -> Sequence[Found]:
        """What was found."""
        return self._search(self._case)

    @cached_property
    def worded(self) -> Sequence[Found]:
        """The passages that lead by words; nothing is embedded for them."""
        found = self._found if "_found" in self.__dict__ else self._search.by_words(self._case)
        return [hit for hit in found if hit.words_rank == 1]

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, place: int) -> Found: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Found]: ...

    def __getitem__(self, place: int | slice) -> Found | Sequence[Found]:
        return self._found[place]
