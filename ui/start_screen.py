"""The start screen: what this is, what it is not, and questions to start from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from ui import session, words
from ui.plain import label, quiet

if TYPE_CHECKING:
    from assistant.answer import LibraryStamp


def greeting() -> None:
    """What can be drawn before the assistant is there."""
    with st.container(key="greeting", gap="small"):
        st.title(words.NAME, anchor=False)
        st.markdown(words.TAGLINE)
        quiet(words.DISCLAIMER)


def examples(questions: Sequence[str], stamp: LibraryStamp) -> None:
    """Questions that ask themselves on a click, and the age of the library.

    Args:
        questions: As the assistant offers them.
        stamp: Which library will answer.
    """
    with st.container(key="examples", gap="small"):
        quiet(words.EXAMPLES)
        with st.grid(2, min_column_width=260, gap="small"):
            for number, question in enumerate(questions):
                st.button(
                    label(question),
                    key=f"example-{number}",
                    width="stretch",
                    wrap=True,
                    on_click=session.ask_next,
                    args=(question,),
                )
        quiet(words.checked(stamp.checked_on, stamp.tables))
