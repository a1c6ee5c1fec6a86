"""What can be clicked under the last answer: the options of its question, and what to ask next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from ui import session, words
from ui.plain import label

if TYPE_CHECKING:
    from assistant.answer import Answer


def next_steps(answer: Answer, key: str) -> None:
    """Draw the options and the suggestions of an answer; a click asks.

    Args:
        answer: The last answer of the chat.
        key: A name of this turn that no other has.
    """
    if answer.asks and answer.asks.options:
        _choices(f"options-{key}", words.OPTIONS, answer.asks.options)
    if answer.suggestions:
        _choices(f"next-{key}", words.NEXT, answer.suggestions)


def _choices(key: str, heading: str, questions: Sequence[str]) -> None:
    """A heading and pills; a click on one sends it word for word."""

    def ask() -> None:
        chosen = st.session_state[key]
        st.session_state[key] = None
        if chosen is not None:
            session.ask_next(chosen)

    st.pills(heading, questions, format_func=label, key=key, on_change=ask, wrap=True)
