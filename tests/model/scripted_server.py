"""An OpenAI-compatible server on loopback that says what a test tells it to, however hostile."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[["Exchange"], None]
"""Answers one request."""


@dataclass
class Exchange:
    """One request, and the means to answer it.

    Attributes:
        request: The request's JSON.
        sheet: The data that the model was shown.
        round: How many requests of the same script came before.
        told: What was handed in.
    """

    handler: BaseHTTPRequestHandler
    request: dict[str, Any]
    sheet: dict[str, Any]
    round: int
    told: Any = None

    def begin(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        """The head of the answer."""
        self.handler.send_response(status)
        self.handler.send_header("Content-Type", kind)
        self.handler.send_header("Connection", "close")
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()

    def write(self, data: bytes) -> None:
        """Bytes as they are."""
        self.handler.wfile.write(data)
        self.handler.wfile.flush()

    def event(self, delta: dict[str, Any], finish: str | None = None) -> None:
        """One piece of a streamed reply."""
        told = {
            "id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }  # fmt: skip
        self.write(f"data: {json.dumps(told)}\n\n".encode())

    def done(self) -> None:
        """The end of a streamed reply."""
        self.write(b"data: [DONE]\n\n")

    def reset(self) -> None:
        """Break the connection off."""
        self.handler.connection.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )
        self.handler.connection.close()


@dataclass
class ScriptedServer:
    """The server: `script` answers every request until another is set.

    Attributes:
        address: The base URL for a client.
        bodies: Every request as it came.
        paths: What each asked for.
        headers: The headers of each.
        rounds: How many requests the script answered.
        last: The request that was answered last, or is being answered.
        ending: Set when the tests are over, so that no script goes on.
    """

    address: str = ""
    script: Script | None = None
    bodies: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    ending: threading.Event = field(default_factory=threading.Event)
    rounds: int = 0
    last: Exchange | None = None

    @property
    def told(self) -> Any:
        """What the script handed in last."""
        return self.last.told if self.last else None

    def says(self, script: Script) -> None:
        """Answer so from now on."""
        self.script, self.rounds, self.last = script, 0, None


@contextlib.contextmanager
def serving() -> Iterator[ScriptedServer]:
    """A server that runs while its context does."""
    scripted = ScriptedServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            scripted.paths.append(self.path)
            scripted.bodies.append(body)
            scripted.headers.append({k.lower(): v for k, v in self.headers.items()})
            request = json.loads(body)
            script, turn = scripted.script, scripted.rounds
            scripted.rounds += 1
            self.close_connection = True
            with contextlib.suppress(OSError, ValueError):
                assert script is not None
                scripted.last = Exchange(self, request, sheet_of(request), turn)
                script(scripted.last)

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            del request, client_address

    server = Server(("127.0.0.1", 0), Handler)
    scripted.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield scripted
    finally:
        scripted.ending.set()
        server.shutdown()
        server.server_close()


def sheet_of(request: dict[str, Any]) -> dict[str, Any]:
    """The data of a request: what stands between the marks of its user message."""
    told = next((m["content"] for m in request["messages"] if m["role"] == "user"), "")
    text = told if isinstance(told, str) else "".join(part.get("text", "") for part in told)
    found: dict[str, Any] = json.loads(text.removeprefix("<DATA>").removesuffix("</DATA>"))
    return found


def hands(args: object, name: str = "Wording", pieces: int = 400) -> Script:
    """A script that calls a tool with arguments; text is sent as it is, JSON or not."""

    def script(exchange: Exchange) -> None:
        told = args(exchange.sheet) if callable(args) else args
        text = told if isinstance(told, str) else json.dumps(told)
        exchange.told = told
        exchange.begin()
        call(exchange, name, text, pieces)
        exchange.event({}, "tool_calls")
        exchange.done()

    return script


def call(exchange: Exchange, name: str, text: str, pieces: int = 400, index: int = 0) -> None:
    """One tool call, its arguments in pieces."""
    head = {"index": index, "id": f"call_{index}", "type": "function"}
    exchange.event({"tool_calls": [{**head, "function": {"name": name, "arguments": ""}}]})
    for start in range(0, len(text), pieces):
        part = {"index": index, "function": {"arguments": text[start : start + pieces]}}
        exchange.event({"tool_calls": [part]})


def says(text: str, **delta: Any) -> Script:
    """A script that answers in words."""

    def script(exchange: Exchange) -> None:
        exchange.begin()
        exchange.event({"role": "assistant", "content": text, **delta})
        exchange.event({}, "stop")
        exchange.done()

    return script


def raw(data: bytes, status: int = 200, kind: str = "text/event-stream", **headers: str) -> Script:
    """A script that answers with bytes."""

    def script(exchange: Exchange) -> None:
        exchange.begin(status, kind, **headers)
        exchange.write(data)

    return script


def drips(part: bytes, every: float, server: ScriptedServer, head: bool = True) -> Script:
    """A script that sends a little again and again, for ever."""

    def script(exchange: Exchange) -> None:
        if head:
            exchange.begin()
        while not server.ending.is_set():
            if part:
                exchange.write(part)
            time.sleep(every)

    return script
