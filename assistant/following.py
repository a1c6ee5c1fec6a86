"""The assistant of a process that stays open: it knows what the user added meanwhile."""

from __future__ import annotations

import threading

from assistant.assistant import Assistant
from assistant.opening import Opened, open_all, settle
from files.own_state import own_state


class Following:
    """The assistant of this machine, opened anew where the user's payers or tables changed.

    An assistant never changes: whoever has one asks it to the end of their question, and the next
    question gets the new one. The model and the user's documents, which are followed where they
    are searched, go on from one to the next.

    Raises:
        Unusable: It can't be used; one sentence says why and what to do.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._opened = open_all()
        self._assistant = _made_of(self._opened)

    def current(self) -> Assistant:
        """The assistant for the next question; looking costs a few file times.

        Raises:
            Unusable: The library as it is now can't be used; the one before is kept.
        """
        with self._lock:
            if own_state() != self._opened.state:
                opened = open_all(self._opened)
                self._assistant, self._opened = _made_of(opened), opened
                settle()
            return self._assistant


def _made_of(opened: Opened) -> Assistant:
    """An assistant of what was opened."""
    return Assistant(opened.context, opened.search, opened.index.warm, opened.model)
