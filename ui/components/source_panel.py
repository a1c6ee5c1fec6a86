"""The source panel: mounted once a page, opened by any chip without a run of the script."""

from __future__ import annotations

import streamlit as st

from ui import words
from ui.components.assets import asset, packed

_panel = st.components.v2.component(
    "knead_source_panel",
    html='<div class="panel" popover="manual"></div>',
    css=asset("source_panel.css"),
    js=asset("source_panel.js"),
)


def source_panel() -> None:
    """Mount the panel; it stays closed until a chip opens it."""
    _panel(
        key="source-panel",
        data=packed(
            {
                "sources": words.SOURCES,
                "close": words.CLOSE,
                "in_our_words": words.IN_OUR_WORDS,
                "its_words": words.ITS_WORDS,
                "publisher": words.PUBLISHER,
                "published": words.PUBLISHED,
                "locator": words.LOCATOR,
                "standing": words.STANDING,
                "address": words.ADDRESS,
            }
        ),
    )
