"""An end to what a model does: so many bytes of a reply and so long, whatever a server is doing."""

from __future__ import annotations

import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any, TypeVar

Result = TypeVar("Result")
_POLL = 0.02


class GivenUp(Exception):  # noqa: N818 - it says what became of the work
    """Nobody waits for the work any longer; raised where it next tells something."""


class Teller:
    """What some work tells on the way.

    It holds the last events only: whoever reads slowly misses what was overtaken, and a flood
    takes no memory.

    Args:
        end: The moment, on the monotonic clock, at which nobody waits any longer.
    """

    def __init__(self, end: float) -> None:
        self._end = end
        self._events: queue.Queue[Any] = queue.Queue(maxsize=8)

    def __call__(self, event: Any = None) -> None:
        """Tell an event, or only ask whether anybody still waits.

        Raises:
            GivenUp: Nobody does.
        """
        if time.monotonic() >= self._end:
            raise GivenUp
        while event is not None:
            try:
                self._events.put_nowait(event)
                event = None
            except queue.Full:
                self.take()

    def take(self) -> Any:
        """The next event, or None where there is none."""
        try:
            return self._events.get_nowait()
        except queue.Empty:
            return None


def within(
    seconds: float, work: Callable[[Teller], Result], told: Callable[[Any], None] | None = None
) -> Result:
    """The result of some work, if it comes in time.

    The work goes on in a thread of its own that nobody waits for: it must not change anything
    that others see. What it tells on the way is handed on in the caller's thread.

    Args:
        seconds: How long to wait.
        work: What to do; it is given a function that tells an event.
        told: Is given each event that was told in time.

    Raises:
        TimeoutError: It didn't end in time.
        Exception: Whatever the work raised.

    >>> within(1.0, lambda tell: 2 + 2)
    4
    """
    end = time.monotonic() + seconds
    future: Future[Result] = Future()
    teller = Teller(end)

    def run() -> None:
        try:
            result = work(teller)
        except BaseException as problem:
            future.set_exception(problem)
        else:
            future.set_result(result)

    threading.Thread(target=run, daemon=True, name="model").start()
    while True:
        ended = future.done()
        if told is not None:
            while time.monotonic() < end and (event := teller.take()) is not None:
                told(event)
        if ended:
            return future.result()
        if time.monotonic() >= end:
            raise TimeoutError(f"it took longer than {seconds:g} seconds")
        try:
            future.exception(timeout=min(_POLL, max(end - time.monotonic(), 0.0)))
        except TimeoutError:
            continue


MOST_BYTES = 4_000_000
"""The longest reply that is read, with all that its protocol wraps around it."""


class ReplyTooLong(ValueError):  # noqa: N818 - it says what the reply is
    """A server's reply went past its bytes or its time."""


def bounded(seconds: float, most: int = MOST_BYTES) -> dict[str, list[Any]]:
    """Event hooks for an httpx client: a reply ends with its bytes and its time.

    httpx's own limit is on silence: a server that sends a byte now and then, or never ends a
    line, holds its reader for ever.

    Args:
        seconds: The longest that a reply may take, in seconds.
        most: The most bytes that it may have.

    >>> sorted(bounded(20.0))
    ['request', 'response']
    """

    def begin(request: Any) -> None:
        request.extensions = {**request.extensions, _END: time.monotonic() + seconds}

    def limit(response: Any) -> None:
        end = response.request.extensions.get(_END, time.monotonic() + seconds)
        response.stream = _limited(response.stream, end, most)

    return {"request": [begin], "response": [limit]}


_END = "knead.end"


def _limited(stream: Any, end: float, most: int) -> Any:
    """A reply's bytes with their limits, as the stream of the package that it comes from."""
    package = sys.modules[type(stream).__module__.partition(".")[0]]

    class Limited(package.SyncByteStream):  # type: ignore[name-defined,misc]
        """A stream that ends."""

        def __iter__(self) -> Iterator[bytes]:
            count = 0
            for part in stream:
                count += len(part)
                if count > most:
                    raise ReplyTooLong(f"the reply has more than {most} bytes")
                if time.monotonic() > end:
                    raise ReplyTooLong("the reply took longer than its time")
                yield part

        def close(self) -> None:
            stream.close()

    return Limited()
