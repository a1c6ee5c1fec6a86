"""The page, run without a browser; what needs one is in test_browser.py."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake_assistant import FakeAssistant
from streamlit.testing.v1 import AppTest

from ui import conversations, session, words
from ui.warmup import NotUsableError, Opened

Page = Callable[..., AppTest]


def turns(at: AppTest) -> list[dict[str, Any]]:
    """What the page gave the component of each turn."""
    found = [e for e in _walk(at._tree) if e.type == "bidi_component"]
    data = [json.loads(e.proto.bytes) for e in found if e.proto.bytes]
    return [d for d in data if "question" in d]


def _walk(block: Any) -> list[Any]:
    below = [e for child in getattr(block, "children", {}).values() for e in _walk(child)]
    return [block, *below]


def ask(at: AppTest, question: str) -> AppTest:
    return at.chat_input(key=session.TYPED).set_value(question).run()


def said(at: AppTest) -> str:
    return " ".join(m.value for m in [*at.markdown, *at.warning, *at.error]).replace("\\", "")


def plain(shown: Any) -> list[str]:
    """Sentences on the page without the signs that keep them from being read as Markdown."""
    return [element.value.replace("\\", "") for element in shown]


def test_the_start_screen_says_what_it_is_and_is_not(page: Page) -> None:
    at = page()
    assert not at.exception
    assert at.title[0].value == words.NAME
    assert words.TAGLINE in said(at)
    assert "Not legal or billing advice" in said(at)
    assert "Library checked on 2026-11-21; pair and MUE tables 2024Q3" in said(at)
    assert len([b for b in at.button if (b.key or "").startswith("example-")]) == 4
    assert at.selectbox(key=session.PAYER).value == session.NOT_STATED
    assert at.date_input(key=session.DAY).value is None


def test_an_example_asks_itself(page: Page) -> None:
    at = page()
    at.button(key="example-1").click().run()
    assert [t["question"] for t in turns(at)] == ["Can I bill 97140 and 97124 together?"]
    assert not at.title


def test_a_question_is_answered_kept_and_brought_back_by_its_address(page: Page) -> None:
    at = ask(page(), "Can I bill 97140 and 97124 together?")
    assert [t["status"] for t in turns(at)] == ["answered"]
    address = at.query_params["c"]
    again = page(c=address if isinstance(address, str) else address[0])
    assert [t["question"] for t in turns(again)] == ["Can I bill 97140 and 97124 together?"]


def test_an_option_is_sent_as_the_next_turn(page: Page) -> None:
    at = ask(page(), "15 minutes of traction, what code?")
    options = at.button_group[0]
    assert options.options == ["By hand", "By a machine"]
    options.set_value("By hand").run()
    assert [t["question"] for t in turns(at)][-1] == "By hand"


def test_the_sidebars_facts_go_with_the_question_and_are_shown(page: Page) -> None:
    at = page()
    at.selectbox(key=session.PAYER).select("medicare").run()
    at = ask(at, "together?")
    assert turns(at)[0]["facts"] == ["Payer: Medicare (original)"]
    at.button[[b.label for b in at.button].index(words.NEW_CHAT)].click().run()
    assert at.selectbox(key=session.PAYER).value == session.NOT_STATED
    assert at.title[0].value == words.NAME


def test_what_was_masked_is_neither_shown_nor_kept(page: Page, chats_folder: Path) -> None:
    at = ask(page(), "Jane Roe: can 97140 and 97124 go together?")
    assert turns(at)[0]["question"].startswith("[name]")
    assert turns(at)[0]["notices"] == ["A name was masked before anything was kept."]
    assert all("Jane" not in p.read_text() for p in chats_folder.iterdir())


def test_a_refusal_is_labelled(page: Page) -> None:
    at = ask(page(), "How much rent does a unit pay?")
    assert turns(at)[0]["label"] == "Not covered by the library"


@pytest.mark.parametrize("question", ["x" * 100_000, "please crash"])
def test_a_question_that_cannot_be_answered_gets_a_sentence(page: Page, question: str) -> None:
    at = ask(page(), question)
    assert not at.exception
    assert len(at.warning) == 1
    assert turns(at) == []
    assert "c" not in at.query_params


def test_a_question_that_got_no_answer_is_back_in_the_input(page: Page) -> None:
    at = page()
    at.selectbox(key=session.PAYER).select("medicare").run()
    at = ask(at, "please crash")
    (box,) = [e for e in _walk(at._tree) if e.type == "chat_input"]
    assert box.proto.value == "please crash"
    assert at.selectbox(key=session.PAYER).value == "medicare"


def test_a_models_words_are_shown_masked_and_only_as_far_as_they_are_checked(
    page: Page, opened: Opened, monkeypatch: pytest.MonkeyPatch, chats_folder: Path
) -> None:
    seen: list[tuple[str, str, list[str]]] = []

    def watch(view: dict[str, Any], **_: Any) -> None:
        words_shown = "".join(run.get("text", "") for run in view["headline"])
        seen.append((view["question"], words_shown, view["notices"]))

    monkeypatch.setattr("ui.components.citations.cited_turn", watch)
    at = ask(page(), "Patient John Smith, reworded: 97140 and 97124 together?")
    assert not at.exception
    assert opened.assistant.drafts == 2  # type: ignore[attr-defined]
    assert [words_shown for _, words_shown, _ in seen[:2]] == [
        "Checked so far: 1.",
        "Checked so far: 2.",
    ]
    assert all("John" not in question for question, _, _ in seen[:2])
    assert all(notices == [words.WORDING] for _, _, notices in seen[:2])
    assert seen[2][2] == []
    kept = [json.loads(line) for line in next(chats_folder.iterdir()).read_text().splitlines()]
    assert len(kept) == 2
    assert not kept[1]["answer"]["headline"].startswith("Checked so far")


def test_an_empty_question_gets_an_answer(page: Page) -> None:
    at = ask(page(), "   ")
    assert not at.exception


def test_an_assistant_that_cannot_be_used_is_one_sentence(page: Page) -> None:
    def broken() -> Opened:
        raise NotUsableError("The index in /nowhere can't be written; free some room.")

    at = page(broken)
    assert plain(at.error) == ["The index in /nowhere can't be written; free some room."]
    assert not at.exception
    assert words.TRY_AGAIN in [b.label for b in at.button]
    assert not ask(at, "hello?").exception


def test_what_is_not_as_it_should_be_is_said_at_the_start(page: Page, opened: Opened) -> None:
    class Noted(FakeAssistant):
        notices = ("No model is there: words alone are searched.",)

    at = page(lambda: Opened(Noted(), opened.conversation))  # type: ignore[arg-type]
    assert plain(at.warning) == ["No model is there: words alone are searched."]
    assert plain(ask(at, "together?").warning) == []


def test_a_failed_warming_up_is_shown(page: Page, opened: Opened) -> None:
    class Cold(FakeAssistant):
        def warm(self) -> None:
            raise OSError("no room")

    at = page(lambda: Opened(Cold(), opened.conversation))
    assert plain(at.warning) == [words.WARM_FAILED.format(kind="OSError")]


def test_a_payer_is_offered_once_it_was_added_and_said_once_it_is_gone(
    page: Page, opened: Opened
) -> None:
    class Wider(FakeAssistant):
        def payers(self) -> tuple[tuple[str, str], ...]:
            return (*super().payers(), ("harbor_health", "Harbor Health Plan"))

    known: list[Any] = [FakeAssistant()]
    at = page(lambda: Opened(known[0], opened.conversation, current=lambda: known[-1]))
    known.append(Wider())
    at = at.run()
    at = at.selectbox(key=session.PAYER).set_value("harbor_health").run()
    assert at.selectbox(key=session.PAYER).value == "harbor_health"
    known.append(FakeAssistant())
    at = at.run()
    assert at.selectbox(key=session.PAYER).value == session.NOT_STATED
    assert plain(at.warning) == [words.PAYER_GONE.format(name="harbor_health")]


def test_a_damaged_chat_is_one_sentence_and_a_new_chat(page: Page, chats_folder: Path) -> None:
    chats_folder.mkdir()
    chat_id = conversations.new_id()
    (chats_folder / f"{chat_id}.jsonl").write_text("not json")
    at = page(c=chat_id)
    assert plain(at.warning) == [words.CHAT_BROKEN]
    assert at.title[0].value == words.NAME


@pytest.mark.parametrize("address", ["../../etc/passwd", "0b5ad6a5-75cb-4d29-a87e-6b02a3dde9f4"])
def test_an_address_of_no_chat_is_one_sentence(page: Page, address: str) -> None:
    assert plain(page(c=address).warning) == [words.CHAT_GONE]


def test_a_chat_that_cannot_be_kept_is_answered_all_the_same(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KNEAD_HOME", str(tmp_path / "file"))
    at = ask(page(), "together?")
    assert len(turns(at)) == 1
    assert "can't be kept" in plain(at.warning)[0]


def test_a_long_chat_is_drawn_twenty_turns_at_a_time(page: Page) -> None:
    at = ask(page(), "together?")
    chat = at.session_state[session.CHAT]
    chat.turns.extend(chat.turns * 24)
    at.run()
    assert len(turns(at)) == 20
    at.button(key="earlier").click().run()
    assert len(turns(at)) == 25
    assert "earlier" not in [b.key for b in at.button]


def test_a_chat_can_be_deleted(page: Page, chats_folder: Path) -> None:
    at = ask(page(), "together?")
    at.button(key="delete").click().run()
    at.button(key="delete-yes").click().run()
    assert list(chats_folder.iterdir()) == []
    assert at.title[0].value == words.NAME


def test_markup_in_a_question_stays_text(page: Page) -> None:
    nasty = "<img src=x onerror=alert(1)> ![x](http://example.invalid/p.png) together"
    at = ask(page(), nasty)
    assert turns(at)[0]["question"] == nasty
    listed = next(b.label for b in at.button if b.key == "this-chat")
    assert "![x](" not in listed
    assert not at.exception


def test_the_page_imports_nothing_heavy() -> None:
    """Only Streamlit and the standard library come with the page; the rest comes in the thread."""
    heavy = ("assistant", "knowledge", "pydantic", "numpy", "pandas", "PIL", "chromadb", "torch")
    code = (
        "import sys, ui.session, ui.sidebar, ui.start_screen, ui.warmup, ui.answer_view, ui.server,"
        " ui.next_steps, ui.components.citations, ui.components.source_panel\n"
        f"print([m for m in {heavy!r} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
