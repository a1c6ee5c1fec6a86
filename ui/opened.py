"""The assistant for a page, or one sentence on the page that says why there is none."""

from __future__ import annotations

import streamlit as st

from ui import warmup, words
from ui.plain import label
from ui.warmup import NotUsableError, Opened


def the_assistant(body: st.delta_generator.DeltaGenerator) -> Opened | None:
    """The assistant, waited for; where it can't be used, the sentence and a way to try again.

    Args:
        body: Where the page says so.
    """
    try:
        with body, st.spinner(words.OPENING):
            return warmup.current().wait()
    except NotUsableError as problem:
        with body, st.container(gap="small"):
            st.error(label(str(problem)))
            st.button(words.TRY_AGAIN, on_click=warmup.again)
        return None
