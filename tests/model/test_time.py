"""Work that is given up in its time, and replies that are cut at their limits."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from assistant.model.deadline import GivenUp, ReplyTooLong, Teller, bounded, within


def test_what_comes_in_time_is_the_result_and_what_was_told_comes_here() -> None:
    heard: list[tuple[Any, str]] = []

    def work(tell: Teller) -> str:
        tell("one")
        tell("two")
        return "done"

    assert within(5, work, lambda e: heard.append((e, threading.current_thread().name))) == "done"
    assert heard == [("one", "MainThread"), ("two", "MainThread")]


def test_what_comes_late_is_given_up_and_told_so() -> None:
    ended = threading.Event()

    def work(tell: Teller) -> None:
        try:
            while True:
                tell(None)
                time.sleep(0.01)
        except GivenUp:
            ended.set()

    began = time.monotonic()
    with pytest.raises(TimeoutError, match=r"^it took longer than 0\.2 seconds$"):
        within(0.2, work)
    assert time.monotonic() - began < 1
    assert ended.wait(1), "the work learns that nobody waits"


def test_a_fault_is_the_callers() -> None:
    def work(tell: Teller) -> None:
        del tell
        raise KeyError("x")

    with pytest.raises(KeyError):
        within(5, work)


def test_a_flood_of_events_keeps_the_last_ones() -> None:
    teller = Teller(time.monotonic() + 5)
    for number in range(10_000):
        teller(number)
    told = []
    while (event := teller.take()) is not None:
        told.append(event)
    assert told == list(range(9_992, 10_000))


@pytest.mark.parametrize("package", ["httpx", "httpx2"])
def test_a_reply_ends_with_its_bytes_and_its_time(package: str) -> None:
    httpx = pytest.importorskip(package)

    def served(parts: Any) -> Any:
        class Parts(httpx.SyncByteStream):
            def __iter__(self) -> Any:
                yield from parts

        return httpx.MockTransport(lambda _: httpx.Response(200, stream=Parts()))

    def get(parts: Any, seconds: float, most: int) -> bytes:
        hooks = bounded(seconds, most)
        with httpx.Client(transport=served(parts), event_hooks=hooks) as client:
            content: bytes = client.get("http://model/").content
            return content

    def dripping() -> Any:
        while True:
            time.sleep(0.01)
            yield b"."

    assert get([b"ab", b"cd"], 5, 4) == b"abcd"
    with pytest.raises(ReplyTooLong, match="more than 4 bytes"):
        get([b"ab", b"cd", b"e"], 5, 4)
    with pytest.raises(ReplyTooLong, match="longer than its time"):
        get(dripping(), 0.1, 4_000)
