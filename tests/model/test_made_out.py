"""A question that the assistant can't read by itself, and what a model may say that it means."""

from __future__ import annotations

from typing import Any

import pytest
from scripted_server import ScriptedServer, hands, raw

from assistant.assistant import Assistant

SMOOSHED = "I smooshed him well for 25 minutes, what code?"
MARRIAGE = "97124 97140 marriage?"


def understands(*meanings: tuple[str, str], kinds: tuple[tuple[str, str], ...] = ()) -> Any:
    return hands(
        {
            "meanings": [{"words": words, "name": name} for words, name in meanings],
            "kinds": [{"words": words, "kind": kind} for words, kind in kinds],
        },
        "Understanding",
    )


def test_a_meaning_is_offered_back_as_a_question(
    helped: Any, alone: Assistant, server: ScriptedServer
) -> None:
    own = alone.ask(SMOOSHED).answer
    assert own.status == "out_of_scope"
    server.says(understands(("smooshed", "massage")))
    answer = helped().ask(SMOOSHED).answer
    offer = "I massage him well for 25 minutes, what code?"
    assert answer.suggestions[0] == offer
    assert answer.not_checked[-1] == (
        f"A model reads \u201csmooshed\u201d as massage; nothing here rests on that. If it is what "
        f"you mean, ask: \u201c{offer}\u201d"
    )
    assert answer.not_checked[-1] in answer.text
    changes = {"suggestions", "not_checked", "text"}
    assert answer.model_dump(exclude=changes) == own.model_dump(exclude=changes)
    assert alone.ask(offer).answer.status == "answered", "the asker gets an answer to it"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("smashed", "massage"),  # not the asker's word
        ("smoosh", "massage"),  # a part of it
        ("smooshed him well for 25", "massage"),  # holds a value
        ("25", "massage"),
        ("", "massage"),
        ("smooshed", "97124"),  # no name of the library
        ("smooshed", "massage, 97140"),
        ("smooshed", "TRICARE"),  # the question is no better for it
        ("I smooshed him well for", "Medicare (original)"),
        ("smooshed", ""),
        ("I smooshed him well for", "massage"),  # most of it would be the model's words
    ],
)
def test_what_is_not_tied_to_the_words_is_dropped(
    helped: Any, alone: Assistant, server: ScriptedServer, words: str, name: str
) -> None:
    server.says(understands((words, name)))
    assert helped().ask(SMOOSHED).answer == alone.ask(SMOOSHED).answer


@pytest.mark.parametrize(
    ("question", "words", "name"),
    [
        (
            "I smooshed a Tricare patient for 25 minutes, what code?",
            "Tricare",
            "Medicare (original)",
        ),
        ("I did not smoosh him, 25 minutes, what code?", "not smoosh", "massage"),
        ("I smooshed and smooshed for 25 minutes, what code?", "smooshed", "massage"),
    ],
)
def test_a_meaning_takes_no_fact_away(
    helped: Any, alone: Assistant, server: ScriptedServer, question: str, words: str, name: str
) -> None:
    server.says(understands((words, name)))
    assert helped().ask(question).answer == alone.ask(question).answer


@pytest.mark.parametrize(
    ("question", "words", "kind", "offer"),
    [
        (MARRIAGE, "marriage", "billed together", "Can 97124 and 97140 be billed together?"),
        ("97124 skyline whatsit per sunrise?", "whatsit per sunrise", "daily limit",
         "How many units of 97124 does Medicare allow a day?"),
    ],
)  # fmt: skip
def test_a_kind_of_answer_is_offered_on_the_askers_own_facts(
    helped: Any, alone: Assistant, server: ScriptedServer,
    question: str, words: str, kind: str, offer: str,
) -> None:  # fmt: skip
    own = alone.ask(question)
    assert own.answer.status == "not_supported"
    server.says(understands(kinds=((words, kind),)))
    reply = helped().ask(question)
    assert reply.answer.suggestions[0] == offer
    assert f"A model reads \u201c{words}\u201d as {kind}" in reply.answer.text
    assert reply.answer.status == own.answer.status
    assert reply.answer.calculations == own.answer.calculations
    assert reply.conversation == own.conversation
    assert alone.ask(offer).answer.status == "answered"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("divorce", "billed together"),  # not the asker's word
        ("97124", "billed together"),  # a value
        ("marriage", "fee"),  # no kind that there is
        ("marriage", "units"),  # no minutes to ask it of
        ("marriage", "still valid"),  # two codes: of which one?
        ("marriage", ""),
    ],
)
def test_a_kind_that_the_facts_do_not_carry_is_dropped(
    helped: Any, alone: Assistant, server: ScriptedServer, words: str, kind: str
) -> None:
    server.says(understands(kinds=((words, kind),)))
    assert helped().ask(MARRIAGE).answer == alone.ask(MARRIAGE).answer


@pytest.mark.parametrize(
    ("question", "words", "kind"),
    [
        ("What does Ohio pay for 97124?", "pay", "still valid"),
        ("What is the capital of France?", "capital", "units"),
        ("What is the fee for 97124?", "fee", "record"),
        ("What is the best stock to buy?", "stock", "record"),
    ],
)
def test_what_the_gates_refuse_stays_refused(
    helped: Any, alone: Assistant, server: ScriptedServer, question: str, words: str, kind: str
) -> None:
    own = alone.ask(question).answer
    server.says(understands((words, "massage"), kinds=((words, kind),)))
    answer = helped().ask(question).answer
    assert answer.status == own.status
    assert answer.calculations == own.calculations
    assert answer.headline == own.headline


@pytest.mark.parametrize("question", ["thanks!", "", "???", "hello there", "train? " * 400])
def test_small_talk_and_no_question_are_not_sent(
    helped: Any, alone: Assistant, server: ScriptedServer, question: str
) -> None:
    server.says(understands(("thanks", "massage")))
    before = len(server.bodies)
    assert helped().ask(question).answer == alone.ask(question).answer
    assert len(server.bodies) == before


@pytest.mark.parametrize("script", [raw(b"", 500), raw(b"rubbish"), hands("{", "Understanding")])
def test_a_model_that_fails_changes_nothing(
    helped: Any, alone: Assistant, server: ScriptedServer, script: Any
) -> None:
    server.says(script)
    assert helped().ask(SMOOSHED).answer == alone.ask(SMOOSHED).answer
