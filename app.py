"""The web app: `streamlit run app.py`, or `knead serve`.

This file is the server's side (the warm-up, the security headers); the page itself is
`ui/page.py`.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ui.server import SecurityHeaders, favicon, lifespan, on_script_error

app = st.App(
    Path(__file__).resolve().parent / "ui" / "page.py",
    lifespan=lifespan,
    routes=[favicon()],
    middleware=[Middleware(SecurityHeaders)],
    on_script_error=on_script_error,
)
