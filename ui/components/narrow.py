"""On a phone the sidebar closes once something in it was chosen; nothing of it is seen."""

from __future__ import annotations

import streamlit as st

from ui.components.assets import asset

_narrow = st.components.v2.component("knead_narrow", html="<div></div>", js=asset("narrow.js"))


def sidebar_steps_aside() -> None:
    """Mount it."""
    _narrow(key="narrow")
