"""The server around the page: the warm-up at its start, and what a browser may load from where.

Texts from documents and users are shown here, so the policy allows nothing that isn't served by
this process: no picture, font, style or script of another host, and no frame.
"""

from __future__ import annotations

import base64
import hashlib
import re
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import streamlit as st
from starlette.responses import FileResponse
from starlette.routing import Route

from ui import warmup, words
from ui.components.assets import FOLDER

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

NOBODY_YET: Final = 3.0
"""Seconds after which the warm-up starts though no page has come."""
INLINE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def policy() -> str:
    """The content security policy.

    `blob:` is how Streamlit loads the script of a component; its own page has one inline script,
    allowed by its hash; its styles are inline throughout.
    """
    page = Path(st.__file__).parent / "static" / "index.html"
    scripts = INLINE.findall(page.read_text(encoding="utf-8"))
    hashes = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {allowed}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


class SecurityHeaders:
    """Middleware that adds the policy to every response.

    Args:
        app: The application that it wraps.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = [
            (b"content-security-policy", policy().encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"referrer-policy", b"no-referrer"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *self._headers]
            await send(message)

        await self._app(scope, receive, send_with_headers)


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[dict[str, Any]]:
    """Start the warm-up with the first page, or by itself where none comes at once.

    A page that is on its way has the process to itself until its input is drawn; then it starts
    the warm-up by waiting for it.
    """
    unasked = threading.Timer(NOBODY_YET, lambda: warmup.current().start())
    unasked.daemon = True
    unasked.start()
    yield {}
    unasked.cancel()


def favicon() -> Route:
    """The tab's picture, in the place where Streamlit's own would be.

    `st.set_page_config(page_icon=...)` would import numpy and Pillow before the page is drawn,
    and show the other picture first.
    """
    return Route("/favicon.png", lambda _: FileResponse(FOLDER / "favicon.png"))


def on_script_error(_: Exception) -> bool:
    """Say one sentence in place of a traceback; the details are in the terminal."""
    st.error(words.PAGE_FAILED)
    return True
