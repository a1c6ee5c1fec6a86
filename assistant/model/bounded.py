"""An end to every reply: so many bytes and so long, however a server drips or floods."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import Any

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
