"""Text for elements that would read it as Markdown: shown as it is, never as markup."""

from __future__ import annotations

import re
from typing import Final

import streamlit as st

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>:&^])")


def label(text: str) -> str:
    r"""A button's or pill's label with every sign of Markdown taken literally.

    >>> label("97140 *and* [97124]: $5?")
    '97140 \\*and\\* \\[97124\\]\\: \\$5?'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def quiet(sentence: str) -> None:
    """A line in small, quieter type that still has enough contrast to be read.

    Args:
        sentence: One of the app's own; `st.caption` is too faint for it.
    """
    st.markdown(f":small[:gray[{label(sentence)}]]")
