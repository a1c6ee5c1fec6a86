"""The page: drawn at once, answered as soon as the assistant is there.

Only Streamlit and the standard library are imported here and in what this imports; the
assistant comes up in a thread that the server started (`ui.warmup`).
"""

from __future__ import annotations

import streamlit as st

from ui import claims_page, conversations, session, sidebar, start_screen, warmup, words
from ui.answer_view import turn_view
from ui.chat import Chat, NotAnsweredError, Turn
from ui.components.assets import FOLDER
from ui.components.citations import cited_turn
from ui.components.narrow import sidebar_steps_aside
from ui.components.source_panel import source_panel
from ui.next_steps import next_steps
from ui.opened import the_assistant
from ui.plain import label
from ui.warmup import Opened


def draw() -> None:
    """Draw the page."""
    st.set_page_config(words.NAME, layout="centered")
    st.html(FOLDER / "page.css")
    if session.on_claims():
        claims_page.draw()
    else:
        _chat()
    with st.container(key="aside"):
        sidebar_steps_aside()


def _chat() -> None:
    """The chat: the sidebar's facts, the turns and the input."""
    session.restore_typed()
    with st.bottom:
        said = st.container()
        typed = st.chat_input(words.ASK_HERE, key=session.TYPED, submit_mode="disable")
    chat = session.current()
    question = session.take_question(typed)
    with st.sidebar:
        sidebar.pages(claims=False)
        facts, chats = st.container(), st.container()
    body, after = st.container(gap="large"), st.container(key="after-answer")

    with body:
        start = not chat.turns and question is None
        if start:
            welcome = st.container(key="welcome", gap="medium")
            with welcome:
                start_screen.greeting()
        _turns(chat)
    if question is None:
        with chats:
            sidebar.chats(chat)
    opened = the_assistant(body)
    if opened is not None:
        with facts:
            payer_name = sidebar.facts(chat, opened.assistant.payers())
        if start:
            with welcome:
                start_screen.examples(opened.assistant.examples, opened.assistant.stamp)
        elif question is not None:
            with body:
                _ask(chat, question, opened, payer_name)
        if chat.turns:
            with after:
                next_steps(chat.turns[-1].answer, f"{chat.id}-{len(chat.turns)}")
    if question is not None:
        with chats:
            sidebar.chats(chat)
    with said:
        notices = opened.assistant.notices if opened is not None and start else ()
        for sentence in (*notices, *session.take_said()):
            st.warning(label(sentence))
        for sentence in warmup.current().warnings:
            st.warning(label(sentence))
    with st.container(key="unseen"):
        source_panel()


def _ask(chat: Chat, question: str, opened: Opened, payer_name: str) -> None:
    """Ask, keep the chat, and draw the new turn; a model's words come in sentence by sentence."""
    index, drafts = len(chat.turns), 0
    name = chat.id or conversations.new_id()
    slot = st.empty()

    def draft(turn: Turn) -> None:
        nonlocal drafts
        drafts += 1
        with slot:
            _turn(name, index, turn, fresh=True, draft=f"-{drafts}")

    try:
        with st.spinner(words.LOOKING):
            turn = chat.ask(question, opened, payer_name, draft)
    except NotAnsweredError as problem:
        session.say(str(problem))
        session.give_back(question)
        return
    chat.id = name
    session.keep(chat)
    with slot:
        _turn(name, index, turn, fresh=True)


def _turns(chat: Chat) -> None:
    """The last turns; earlier ones behind a button, for a browser slows with each."""
    first = session.first_shown(chat)
    if first:
        st.button(words.SHOW_EARLIER, key="earlier", on_click=session.show_earlier)
    for index in range(first, len(chat.turns)):
        _turn(chat.id, index, chat.turns[index])


def _turn(name: str, index: int, turn: Turn, *, fresh: bool = False, draft: str = "") -> None:
    key = f"turn-{name}-{index}"
    if fresh:
        st.session_state["fresh"] = key
    cited_turn(
        turn_view(turn),
        key=key + draft,
        file=f"knead-answer-{index + 1}.md",
        fresh=key if st.session_state.get("fresh") == key else "",
    )


if __name__ == "__main__":
    draw()
