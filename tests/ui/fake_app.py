"""The real page on the real server, with the fake assistant behind it."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from fake_assistant import FakeAssistant, FakeConversation  # noqa: E402

from ui import warmup  # noqa: E402
from ui.server import SecurityHeaders, favicon, lifespan, on_script_error  # noqa: E402

# As slow as a model: what is checked so far can be seen.
FakeAssistant.pause = 0.7
warmup.use(lambda: warmup.Opened(FakeAssistant(), FakeConversation))  # type: ignore[arg-type]

app = st.App(
    ROOT / "ui" / "page.py",
    lifespan=lifespan,
    routes=[favicon()],
    middleware=[Middleware(SecurityHeaders)],
    on_script_error=on_script_error,
)
