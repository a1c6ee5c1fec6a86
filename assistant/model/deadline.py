"""Work that is given up when its time is over, whatever it is doing."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Result = TypeVar("Result")
Event = TypeVar("Event")
_POLL = 0.02


def within(
    seconds: float,
    work: Callable[[Callable[[Event], None]], Result],
    told: Callable[[Event], None] | None = None,
) -> Result:
    """The result of some work, if it comes in time.

    The work goes on in a thread of its own that nobody waits for: it must not change anything
    that others see after its time. What it tells on the way is handed on in the caller's thread.

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
    future: Future[Result] = Future()
    events: queue.SimpleQueue[Event] = queue.SimpleQueue()

    def run() -> None:
        try:
            result = work(events.put)
        except BaseException as problem:
            future.set_exception(problem)
        else:
            future.set_result(result)

    threading.Thread(target=run, daemon=True, name="model").start()
    end = time.monotonic() + seconds
    while True:
        ended = future.done()
        while told is not None and not events.empty():
            told(events.get())
        if ended:
            return future.result()
        if time.monotonic() >= end:
            raise TimeoutError(f"it took longer than {seconds:g} seconds")
        try:
            future.exception(timeout=min(_POLL, max(end - time.monotonic(), 0.0)))
        except TimeoutError:
            continue
