"""The assistant, opened once for the whole process in a thread that starts with the server.

The page never imports it: the page is drawn and its input is usable while the library, the index
and the search come up behind it. What goes wrong in the thread is kept and handed to whoever
asks, so no page waits for ever.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ui import words

if TYPE_CHECKING:
    from assistant import Assistant

log: Final = logging.getLogger(__name__)

PAUSE: Final = 1.0
"""Seconds for the first page to be drawn before the rest of the warming up takes its share."""


# As it was at the start: two warm-ups at once would each take the other's for the usual one.
_USUAL: Final = sys.getswitchinterval()


class NotUsableError(Exception):
    """The assistant can't be used; the message is one sentence for the user."""


class Opened(NamedTuple):
    """The assistant as it was opened.

    Attributes:
        assistant: What answers.
        conversation: The type of the conversation that it carries from turn to turn.
        told: The errors that it words for the user itself.
        current: Gives the assistant of the library as it is now; None where nothing changes.
    """

    assistant: Assistant
    conversation: type[Any]
    told: type[Exception] = NotUsableError
    current: Callable[[], Assistant] | None = None


def _open() -> Opened:
    """Open the real assistant: heavy, so only ever in the thread."""
    from assistant import Conversation, Unusable
    from assistant.following import Following

    try:
        following = Following()
        return Opened(following.current(), Conversation, Unusable, following.current)
    except Unusable as problem:
        raise NotUsableError(str(problem)) from problem


class Warmup:
    """One opening of the assistant, and its warming up.

    Args:
        opener: What opens the assistant; tests give their own.
    """

    def __init__(self, opener: Callable[[], Opened] = _open) -> None:
        self._opener = opener
        self._opened: Opened | None = None
        self._problem = ""
        self._is_open = threading.Event()
        self._is_settled = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.warning = ""
        self.stale = ""

    def start(self) -> None:
        """Start the thread; a second call does nothing."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="warm-up", daemon=True)
                self._thread.start()

    def wait(self, seconds: float | None = None) -> Opened:
        """The opened assistant, as soon as it is there, of the library as it is now.

        Args:
            seconds: How long to wait at most; None waits until it is there or failed.

        Raises:
            NotUsableError: It could not be opened, or not in time.
        """
        self.start()
        self._is_open.wait(seconds)
        if self._opened is None:
            raise NotUsableError(self._problem or words.OPENING)
        return self._followed(self._opened)

    @property
    def opened(self) -> bool:
        """Whether the opening is over, well or not."""
        return self._is_open.is_set()

    @property
    def settled(self) -> bool:
        """Whether the warming up is over, too, well or not."""
        return self._is_settled.is_set()

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences on what isn't as it should be."""
        return tuple(told for told in (self.warning, self.stale) if told)

    def _followed(self, opened: Opened) -> Opened:
        """What was opened, with what the user added meanwhile; where that fails, as it was."""
        if opened.current is None:
            return opened
        try:
            assistant = opened.current()
        except Exception as error:
            log.exception("What was added to the library could not be taken up")
            self.stale = sentence(error, words.NOT_FOLLOWED, opened.told)
            return opened
        self.stale = ""
        if assistant is not opened.assistant:
            opened = self._opened = opened._replace(assistant=assistant)
        return opened

    def _run(self) -> None:
        # The page is served by the same process: hand the interpreter over ten times as often
        # while this thread works, and the first page is there 0.3 s sooner.
        sys.setswitchinterval(_USUAL / 10)
        try:
            self._work()
        finally:
            sys.setswitchinterval(_USUAL)
            self._is_settled.set()

    def _work(self) -> None:
        try:
            self._opened = self._opener()
        except NotUsableError as problem:
            log.error("%s", problem)
            self._problem = str(problem)
        except Exception as error:
            log.exception("The assistant could not be opened")
            self._problem = sentence(error, words.NOT_USABLE)
        finally:
            self._is_open.set()
        if self._opened is not None:
            # The first page is drawn with what was opened; what only a question needs comes after.
            self._is_settled.wait(PAUSE)
            self._warm(self._opened)

    def _warm(self, opened: Opened) -> None:
        try:
            opened.assistant.warm()
        except Exception as error:
            log.exception("The assistant could not be warmed up")
            self.warning = sentence(error, words.WARM_FAILED, opened.told)


def sentence(error: Exception, fallback: str, told: type[Exception] = NotUsableError) -> str:
    """One sentence for the user: the error's own where it was written for one.

    Args:
        error: What was raised.
        fallback: The wording for an error that says nothing to a user; `{kind}` is its name.
        told: The kind of errors that are worded for the user.

    >>> sentence(KeyError("x"), "It failed ({kind}).")
    'It failed (KeyError).'
    >>> sentence(NotUsableError("The disk is full."), "It failed ({kind}).")
    'The disk is full.'
    """
    own = str(error) if isinstance(error, told) else ""
    return own or fallback.format(kind=type(error).__name__)


_current: Warmup = Warmup()


def current() -> Warmup:
    """The process's one warm-up."""
    return _current


def use(opener: Callable[[], Opened]) -> Warmup:
    """Open by other means from now on: for tests."""
    global _current
    _current = Warmup(opener)
    return _current


def again() -> None:
    """Try anew after a failure."""
    use(_current._opener).start()
