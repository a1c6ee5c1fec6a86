"""A process that stays open knows at the next question what was added, replaced or removed."""

import gc
import re
import threading
from pathlib import Path

import pytest

import assistant.following
from assistant.following import Following
from files.own_state import own_state

DOCUMENT = Path(__file__).parents[2] / "docs" / "payer-rules.md"
EXAMPLE = re.search(r"```yaml\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.S)[1]
QUESTION = "How does Harbor Health count 8 minutes of 97124 and 8 minutes of 97110?"


@pytest.fixture
def harbor(library, write):
    """Adds the documented example, changed, as another process does."""

    def added(*change: str):
        text = EXAMPLE.replace(*change) if change else EXAMPLE
        assert library("add", write("harbor_health.yaml", text)).status == 0

    return added


def headline(following, payer="harbor_health"):
    return following.current().ask(QUESTION, payer=payer).answer.headline


def test_a_payer_is_known_at_the_next_question(harbor, library):
    following = Following()
    first = following.current()
    assert following.current() is first
    assert "harbor_health" not in dict(first.payers())
    harbor()
    assert "harbor_health" in dict(following.current().payers())
    assert "2 units" in headline(following)
    harbor("value: cpt_midpoint", "value: full_15")
    assert "2 units" not in headline(following)
    library("remove", "harbor_health")
    assert "harbor_health" not in dict(following.current().payers())


def test_a_question_under_way_ends_in_the_library_that_it_began_in(harbor, library):
    harbor()
    following = Following()
    before = following.current()
    told = before.ask("How does Harbor Health count units?").answer
    library("remove", "harbor_health")
    assert following.current() is not before
    assert before.ask("How does Harbor Health count units?").answer == told


def test_a_chat_goes_on_when_its_payer_is_gone(harbor, library):
    harbor()
    following = Following()
    reply = following.current().ask("For Harbor Health, 8 minutes of 97124, how many units?")
    library("remove", "harbor_health")
    answer = following.current().ask("and 23 minutes?", reply.conversation).answer
    assert "Harbor Health Plan" not in answer.text
    assert answer.status in ("answered", "needs_fact", "not_supported")


@pytest.mark.parametrize(
    "asked", ["and 23 minutes?", "What must the note show?", "Go back to the massage."]
)
def test_an_answer_says_that_the_chats_payer_is_gone_and_says_it_once(harbor, library, asked):
    harbor()
    following = Following()
    reply = following.current().ask("For Harbor Health, 8 minutes of 97124, how many units?")
    library("remove", "harbor_health")
    gone = "Harbor Health is no longer in the library: none of its rules were applied."
    reply = following.current().ask(asked, reply.conversation)
    assert gone in reply.answer.not_checked
    reply = following.current().ask("Is 97124 timed?", reply.conversation)
    assert gone not in reply.answer.not_checked


def test_another_payer_takes_the_place_of_the_one_that_is_gone(harbor, library):
    harbor()
    following = Following()
    reply = following.current().ask("For Harbor Health, 8 minutes of 97124, how many units?")
    library("remove", "harbor_health")
    answer = following.current().ask("and for Medicare?", reply.conversation).answer
    assert "Harbor" not in answer.text


def test_the_index_before_is_let_go_of(harbor):
    harbor()
    following = Following()
    index = following._opened.index
    handles = [one.handle for one in index.collections]
    harbor("value: cpt_midpoint", "value: full_15")
    following.current()
    gc.collect()
    assert [handle.closed for handle in handles] == [True] * len(handles)
    assert following._opened.index.embedder is index.embedder


def test_many_questions_at_once_open_it_once(harbor, monkeypatch):
    following = Following()
    opened = []
    open_all = assistant.following.open_all
    monkeypatch.setattr(
        "assistant.following.open_all", lambda before: opened.append(1) or open_all(before)
    )
    harbor()
    asking = [threading.Thread(target=following.current) for _ in range(4)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert opened == [1]


def test_a_damaged_payer_is_told_and_not_used(harbor, home):
    harbor()
    following = Following()
    (home / "payers" / "harbor_health.yaml").write_text("id: [", encoding="utf-8")
    assistant = following.current()
    assert "harbor_health" not in dict(assistant.payers())
    assert [
        notice for notice in assistant.notices if "Until then harbor_health is not used" in notice
    ]


def test_what_was_added_is_told_apart_without_reading_it(home):
    assert own_state() == frozenset()
    payers = home / "payers"
    payers.mkdir(parents=True)
    (payers / ".lock").touch()
    assert own_state() == frozenset()
    (payers / "one.yaml").write_text("id: one")
    one = own_state()
    (payers / "one.yaml").write_text("id: two!")
    assert len(own_state()) == 1
    assert own_state() != one
