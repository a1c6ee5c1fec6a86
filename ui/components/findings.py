"""The findings of a claim check as a list, drawn from plain data by `assets/findings.js`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ui import claims_words
from ui.components.assets import asset, packed

_findings = st.components.v2.component(
    "knead_findings",
    html='<div class="turn"></div>',
    css=asset("answer.css") + asset("findings.css"),
    js=asset("chips.js") + asset("findings.js"),
)


def findings(views: Sequence[dict[str, Any]], *, key: str) -> None:
    """Draw findings.

    Args:
        views: What `ui.claims.finding_view` made of each.
        key: A name that no other element has.
    """
    told = {"fix": claims_words.FIX, "cited": claims_words.CITED}
    _findings(key=key, data=packed({"findings": list(views), "words": told}))
