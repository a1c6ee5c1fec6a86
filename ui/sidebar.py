"""The sidebar: the facts that change money, and the chats kept on this computer.

No fact has a silent default: the payer begins as "not stated", the date of service empty.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

import streamlit as st

from ui import claims_words, conversations, session, words
from ui.chat import Chat
from ui.plain import label, quiet

LISTED: Final = 20
EARLIEST: Final = datetime.date(2000, 1, 1)


def pages(*, claims: bool) -> None:
    """Draw the ways to the other page and to a new chat.

    Args:
        claims: Whether the page that checks claims is the one shown.
    """
    with st.container(gap="small"):
        st.button(
            words.NEW_CHAT,
            icon=":material/edit_square:",
            width="stretch",
            on_click=session.start_new,
        )
        st.button(
            claims_words.BACK if claims else claims_words.TITLE,
            key="other-page",
            icon=":material/arrow_back:" if claims else ":material/fact_check:",
            width="stretch",
            on_click=session.show_chat if claims else session.show_claims,
        )


def facts(chat: Chat, payers: Sequence[tuple[str, str]]) -> str:
    """Draw the payer and the date of service and write them to the chat.

    Args:
        chat: The chat whose questions they are for.
        payers: Ids and names, as the assistant lists them.

    Returns:
        The stated payer's name, or nothing where none is stated.
    """
    by_name = sorted(payers, key=lambda payer: payer[1].casefold())
    names = {session.NOT_STATED: words.PAYER_NONE}
    names |= {payer: name[:1].upper() + name[1:] for payer, name in by_name}
    stated = st.session_state.get(session.PAYER, session.NOT_STATED)
    if stated not in names:
        session.say(words.PAYER_GONE.format(name=stated))
        st.session_state[session.PAYER] = session.NOT_STATED
    st.subheader(words.SIDEBAR_FACTS, anchor=False)
    payer = st.selectbox(
        words.PAYER,
        list(names),
        format_func=names.__getitem__,
        key=session.PAYER,
        help=words.PAYER_HELP,
    )
    chat.payer = payer or None
    chat.day = st.date_input(
        words.DATE,
        value=None,
        key=session.DAY,
        format="YYYY-MM-DD",
        min_value=EARLIEST,
        max_value=datetime.date.today() + datetime.timedelta(days=366),
        help=words.DATE_HELP,
    )
    return names[payer] if payer else ""


def chats(chat: Chat) -> None:
    """Draw the list of earlier chats, and what can be done with this one."""
    st.subheader(words.EARLIER_CHATS, anchor=False)
    listed = conversations.recent(LISTED)
    if not listed:
        quiet(words.NO_CHATS)
    with st.container(gap=None, key="chats"):
        for entry in listed:
            st.button(
                label(entry.title),
                key="this-chat" if entry.id == chat.id else f"open-{entry.id}",
                type="tertiary",
                width="stretch",
                wrap=False,
                on_click=session.switch_to,
                args=(entry.id,),
            )
    if chat.turns and st.button(
        words.DELETE_CHAT, key="delete", icon=":material/delete:", type="tertiary"
    ):
        _confirm(chat.id)
    quiet(words.KEPT_HERE)
    quiet(words.TRIED_ON)


@st.dialog(words.DELETE_CHAT)
def _confirm(chat_id: str) -> None:
    st.write(words.DELETE_ASK)
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button(words.KEEP, key="delete-no"):
            st.rerun()
        if st.button(
            words.DELETE_YES,
            key="delete-yes",
            type="primary",
            on_click=session.delete,
            args=(chat_id,),
        ):
            st.rerun()
