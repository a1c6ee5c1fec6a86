"""What is personal stays out of everything that a turn leaves, and the user is told once."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import pytest

from assistant.assistant import Assistant
from assistant.context import Context, Found
from assistant.turns.case import Case
from assistant.turns.conversation import Conversation
from knowledge.library import bundled

ASKED = "Patient Ada Quispe, DOB 7/2/1948, MBI 1EG4-TE5-MK73: 38 minutes of 97124, Medicare?"
SECRETS = ("Ada", "Quispe", "1948", "7/2", "1EG4", "MK73")


class Ear:
    """A search that keeps what it was asked: what would be embedded."""

    def __init__(self) -> None:
        self.heard: list[Case] = []

    def __call__(self, case: Case) -> Sequence[Found]:
        self.heard.append(case)
        return []


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def assistant(ear: Ear) -> Assistant:
    return Assistant(Context(bundled()), ear)


def test_nothing_personal_is_answered_kept_embedded_or_logged(
    assistant: Assistant, ear: Ear, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assistant.ask(f"{ASKED} What does Collins say of trigger-point work?")
    reply = assistant.ask(ASKED)
    left = [reply.answer.model_dump_json(), reply.conversation.model_dump_json(), reply.question]
    left += [*reply.notices, *(r.getMessage() for r in caplog.records), *map(repr, ear.heard)]
    assert ear.heard
    assert [s for s in SECRETS if any(s in text for text in left)] == []
    assert reply.question.startswith("Patient [name], DOB [date of birth], MBI [beneficiary")


def test_the_question_is_answered_all_the_same(assistant: Assistant) -> None:
    plain = assistant.ask("Patient: 38 minutes of 97124, Medicare?").answer
    masked = assistant.ask(ASKED).answer
    assert [c.result for c in masked.calculations] == [c.result for c in plain.calculations]
    assert (
        masked.headline
        == plain.headline
        == "For Medicare (original), 38 minutes of 97124 are 3 units."
    )


def test_it_is_told_once_a_conversation(assistant: Assistant) -> None:
    first = assistant.ask(ASKED)
    assert len(first.notices) == 1
    assert first.notices[0].startswith(
        "Personal details (name, date of birth, beneficiary number) were masked before"
    )
    second = assistant.ask("and pt Jane Doe with 22 minutes?", first.conversation)
    assert second.notices == ()
    assert "Doe" not in second.conversation.model_dump_json()
    kept = Conversation.model_validate_json(second.conversation.model_dump_json())
    assert assistant.ask("DOB 7/2/1948?", kept).notices == (), "a stored conversation remembers"
    assert len(assistant.ask(ASKED).notices) == 1, "another conversation is told again"


def test_what_is_not_personal_is_told_nothing(assistant: Assistant) -> None:
    reply = assistant.ask("38 minutes of 97124 on 3/2/2026 with M54.2, Medicare?")
    assert reply.notices == ()
    assert reply.question == "38 minutes of 97124 on 3/2/2026 with M54.2, Medicare?"
