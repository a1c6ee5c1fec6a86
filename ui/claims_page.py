"""The page that checks a file of claims: upload, findings, download.

Like the chat's page it imports only Streamlit and the standard library; the check's own parts
come in with the first file.
"""

from __future__ import annotations

import datetime
import logging
import traceback
from typing import TYPE_CHECKING, Final

import streamlit as st

from ui import claims_words, session, sidebar, words
from ui.claims import (
    MOST_MB,
    SEVERITIES,
    Checked,
    NotCheckedError,
    check,
    chosen,
    finding_view,
)
from ui.components.findings import findings
from ui.opened import the_assistant
from ui.plain import label, quiet

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from assistant import Assistant

log: Final = logging.getLogger(__name__)

COLUMNS: Final = (
    "claim_id", "date_of_service", "payer", "provider_type", "code", "modifiers", "units",
    "minutes", "regions", "diagnosis_pointers", "charge",
)  # fmt: skip
AT_FIRST: Final = 100
_CHECKED: Final = "checked-claims"
_SHOWN: Final = "findings-shown"


def draw() -> None:
    """Draw the page."""
    chat = session.current()
    with st.sidebar:
        sidebar.pages(claims=True)
        sidebar.chats(chat)
    with st.container(key="greeting", gap="small"):
        st.title(claims_words.TITLE, anchor=False)
        st.markdown(claims_words.TAGLINE)
        quiet(claims_words.KEPT)
    given = st.file_uploader(
        claims_words.UPLOAD,
        type=["csv", "txt", "xlsx", "837", "edi", "x12"],
        key="claims",
        max_upload_size=MOST_MB,
    )
    _columns()
    if given is None:
        st.session_state.pop(_CHECKED, None)
        return
    body = st.container()
    opened = the_assistant(body)
    if opened is None:
        return
    with body:
        checked = _checked(given, opened.assistant)
        if checked is not None:
            _result(given.name, checked)
            stamp = opened.assistant.stamp
            quiet(words.checked(stamp.checked_on, stamp.tables))


def _columns() -> None:
    """Which columns a file has, and an empty one to begin with."""
    with st.expander(claims_words.COLUMNS):
        st.code(", ".join(COLUMNS), language=None, wrap_lines=True)
        quiet(claims_words.COLUMNS_SAY)
        quiet(claims_words.LARGER.format(most=MOST_MB))
        st.download_button(
            claims_words.TEMPLATE,
            ",".join(COLUMNS) + "\n",
            file_name="claims.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )


def _checked(given: UploadedFile, assistant: Assistant) -> Checked | None:
    """The check of this upload, done once for a library; where that can't be, a sentence."""
    kept = st.session_state.get(_CHECKED)
    stamp = assistant.stamp
    if kept is not None and kept[:2] == (given.file_id, stamp):
        checked: Checked = kept[2]
        return checked
    st.session_state[_SHOWN] = AT_FIRST
    try:
        with st.spinner(claims_words.CHECKING):
            today = datetime.date.today()
            checked = check(given.name, given.getvalue(), assistant.library, today)
    except NotCheckedError as problem:
        st.error(label(str(problem)))
        return None
    except Exception as error:
        # Where it failed, but not the error's words: they may hold the file's.
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("A file of claims could not be checked: %s\n%s", type(error).__name__, where)
        st.error(label(claims_words.FAILED.format(kind=type(error).__name__)))
        return None
    st.session_state[_CHECKED] = (given.file_id, stamp, checked)
    return checked


def _result(name: str, checked: Checked) -> None:
    """The summary, the downloads, and the findings of the severities that are chosen."""
    first, *more = checked.says
    st.subheader(label(first), anchor=False)
    for line in more:
        quiet(line)
    _downloads(name, checked)
    found = [severity for severity in SEVERITIES if checked.counts.get(severity)]
    if not found:
        st.success(claims_words.NONE)
        return
    picked = st.pills(
        claims_words.SHOW,
        found,
        format_func=lambda s: f"{words.VERDICTS[s][0]} {checked.counts[s]:,}",
        selection_mode="multi",
        default=found,
        key=f"severities-{st.session_state[_CHECKED][0]}",
    )
    _list(checked, picked)


def _list(checked: Checked, picked: list[str]) -> None:
    """The findings, a hundred at first."""
    some = chosen(checked, picked)
    shown = some[: st.session_state.get(_SHOWN, AT_FIRST)]
    findings([finding_view(finding) for finding in shown], key="findings")
    if len(shown) < len(some):
        left = min(AT_FIRST, len(some) - len(shown))
        st.button(claims_words.MORE.format(count=left), on_click=_show_more)
    every = sum(checked.counts[severity] for severity in picked)
    if len(some) < every and len(shown) == len(some):
        quiet(claims_words.CUT.format(held=len(some), all=every))


def _show_more() -> None:
    st.session_state[_SHOWN] = st.session_state.get(_SHOWN, AT_FIRST) + AT_FIRST


def _downloads(name: str, checked: Checked) -> None:
    """Every finding to take away."""
    stem = name.rsplit(".", 1)[0] or "claims"
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    with st.container(horizontal=True, gap="small"):
        for text, content, end, mime in (
            (claims_words.CSV, checked.csv, "csv", "text/csv"),
            (claims_words.XLSX, checked.xlsx, "xlsx", sheet),
        ):
            st.download_button(
                text,
                content,
                file_name=f"{stem}-findings.{end}",
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
            )
