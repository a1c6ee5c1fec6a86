"""A turn of the chat with its citation chips: text, and the proof one click behind it.

A component and not Markdown, because a link in Markdown opens a new tab or restarts the session
and a popover can't stand inside a sentence. It takes plain data and builds its nodes with
`textContent`: no text of a document or a user is ever read as markup.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui.components.assets import asset, packed

_answer = st.components.v2.component(
    "knead_answer",
    html='<div class="turn"></div>',
    css=asset("answer.css"),
    js=asset("chips.js") + asset("answer.js"),
)


def cited_turn(view: dict[str, Any], *, key: str, file: str, fresh: str = "") -> None:
    """Draw a turn.

    Args:
        view: What `ui.answer_view.turn_view` made.
        key: A name of this turn that stays the same from run to run.
        file: The name that a download of this answer gets.
        fresh: A name of this turn if it was asked just now; it is brought into view once.
    """
    _answer(key=key, data=packed({**view, "file": file, "fresh": fresh}))
