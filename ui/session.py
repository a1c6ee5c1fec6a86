"""Which chat this browser tab shows, and what is asked next.

The page's address names the chat (`?c=<id>`), so a reload or a bookmark brings it back.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from ui import conversations, words
from ui.chat import Chat

CHAT: Final = "chat"
PAYER: Final = "payer"
DAY: Final = "day"
NOT_STATED: Final = ""
TYPED: Final = "typed"
_PENDING: Final = "pending"
_SAID: Final = "said"
_SHOWN: Final = "shown"
_PAGE: Final = "p"
_CLAIMS: Final = "claims"
_GIVEN_BACK: Final = "given_back"
PAGE_OF_TURNS: Final = 20


def current() -> Chat:
    """The chat that the address names, or a new one."""
    wanted = st.query_params.get("c", "")
    chat = st.session_state.get(CHAT)
    if isinstance(chat, Chat) and chat.id == wanted:
        return chat
    page = st.query_params.get(_PAGE)
    chat = _show(_read(wanted))
    if page is not None:
        st.query_params[_PAGE] = page
    return chat


def _read(wanted: str) -> Chat:
    """Read the chat of this id; where that can't be, say why and start a new one."""
    if not wanted:
        return Chat()
    chat_id = conversations.valid_id(wanted)
    try:
        if chat_id is None:
            raise conversations.MissingError(wanted)
        return conversations.load(chat_id)
    except conversations.MissingError:
        say(words.CHAT_GONE)
    except conversations.DamagedError:
        say(words.CHAT_BROKEN)
    return Chat()


def _show(chat: Chat) -> Chat:
    """Make this the tab's chat: its address, and the facts that the sidebar states."""
    st.session_state[CHAT] = chat
    st.session_state[PAYER] = chat.payer or NOT_STATED
    st.session_state[DAY] = chat.day
    st.session_state[_SHOWN] = PAGE_OF_TURNS
    st.query_params.pop(_PAGE, None)
    if chat.id:
        st.query_params["c"] = chat.id
    elif "c" in st.query_params:
        del st.query_params["c"]
    return chat


def on_claims() -> bool:
    """Whether the address names the page that checks claims."""
    return st.query_params.get(_PAGE) == _CLAIMS


def show_claims() -> None:
    """Show the page that checks claims; the chat stays this tab's chat."""
    st.query_params[_PAGE] = _CLAIMS


def show_chat() -> None:
    """Show this tab's chat again, with the facts that its sidebar stated."""
    chat = st.session_state.get(CHAT)
    _show(chat if isinstance(chat, Chat) else _read(st.query_params.get("c", "")))


def start_new() -> None:
    """Start a new chat, with no fact stated."""
    _show(Chat())


def switch_to(chat_id: str) -> None:
    """Show an earlier chat."""
    _show(_read(chat_id))


def delete(chat_id: str) -> None:
    """Delete a chat and start a new one."""
    try:
        conversations.delete(chat_id)
    except conversations.NotKeptError as error:
        say(words.CHAT_NOT_DELETED.format(folder=error))
        return
    start_new()


def keep(chat: Chat) -> None:
    """Keep the chat on disk, under its address; say so where that can't be."""
    if not chat.id:
        chat.id = conversations.new_id()
    try:
        conversations.save(chat)
    except conversations.NotKeptError as error:
        say(words.CHAT_NOT_KEPT.format(folder=error))
    st.query_params["c"] = chat.id


def ask_next(question: str) -> None:
    """Ask this in the next run, as if it had been typed."""
    st.session_state[_PENDING] = question


def take_question(typed: str | None) -> str | None:
    """The question of this run: typed, or chosen with a button."""
    chosen = st.session_state.pop(_PENDING, None)
    return typed or chosen


def give_back(question: str) -> None:
    """Draw the page again with a question that got no answer back in the input."""
    st.session_state[_GIVEN_BACK] = question
    st.rerun()


def restore_typed() -> None:
    """Put a question that is given back into the input; to be called before it is drawn."""
    back = st.session_state.pop(_GIVEN_BACK, None)
    if back is not None:
        st.session_state[TYPED] = back


def say(sentence: str) -> None:
    """Show this sentence once, right above the input, where it is seen."""
    st.session_state.setdefault(_SAID, []).append(sentence)


def take_said() -> list[str]:
    """The sentences to show once."""
    said: list[str] = st.session_state.pop(_SAID, [])
    return list(dict.fromkeys(said))


def first_shown(chat: Chat) -> int:
    """The index of the first turn to draw; earlier ones are asked for."""
    shown: int = st.session_state.get(_SHOWN, PAGE_OF_TURNS)
    return max(0, len(chat.turns) - shown)


def show_earlier() -> None:
    """Draw another twenty turns."""
    st.session_state[_SHOWN] = st.session_state.get(_SHOWN, PAGE_OF_TURNS) + PAGE_OF_TURNS
