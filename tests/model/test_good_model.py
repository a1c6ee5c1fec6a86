"""A model that does as it is told: its words are used, as they come, and nothing else changes."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from scripted_server import Exchange, ScriptedServer, call, hands, says

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.model.chat import ChatModel
from assistant.model.helper import ModelHelper
from assistant.model.settings import read_settings
from assistant.opening import Opened

QUESTION = "38 minutes of 97124 for Medicare, how many units?"


def moved(text: str) -> str:
    """A sentence with its opening at the end, and so the same sentence."""
    for opening in ("For Medicare (original), ", "By CMS's rule (the day's total), "):
        if text.startswith(opening):
            end = opening.rstrip(", ")
            rest = text.removeprefix(opening).rstrip(".")
            return f"{rest}, {end[0].lower()}{end[1:]}."
    return text


def faithful(sheet: dict[str, Any]) -> dict[str, Any]:
    return {
        "sentences": [{**s, "of": s["id"], "text": moved(s["text"])} for s in sheet["sentences"]]
    }


def test_a_faithful_rewording_appears(
    helped: Any, alone: Assistant, server: ScriptedServer
) -> None:
    own = alone.ask(QUESTION).answer
    server.says(hands(faithful))
    reply = helped().ask(QUESTION)
    assert reply.notices == ()
    told = [s.text for s in reply.answer.statements]
    assert told != [s.text for s in own.statements]
    assert told[0] == moved(own.statements[0].text) == reply.answer.headline
    assert told[0] in reply.answer.text
    assert own.statements[0].text not in reply.answer.text
    same = {"headline", "statements", "text"}
    assert reply.answer.model_dump(exclude=same) == own.model_dump(exclude=same)
    assert [s.supports for s in reply.answer.statements] == [s.supports for s in own.statements]


@pytest.mark.parametrize(
    "text",
    [
        "For Medicare (original), 38 minutes of 97124 make 3 units.",
        "That makes 3 units for Medicare (original): 38 minutes of 97124.",
        "38 minutes of 97124 are 3 units for Medicare (original).",
        "For Medicare (original), 38 minutes of 97124 come to 3 units.",
    ],
)
def test_these_words_pass(helped: Any, server: ScriptedServer, text: str) -> None:
    def only(sheet: dict[str, Any]) -> dict[str, Any]:
        first = next(s for s in sheet["sentences"] if s["text"].startswith("For Medicare"))
        return {"sentences": [{"of": first["id"], "text": text, "supports": first["supports"]}]}

    server.says(hands(only))
    assert helped().ask(QUESTION).answer.headline == text


def test_verified_sentences_are_shown_while_the_model_still_speaks(
    helped: Any, alone: Assistant, server: ScriptedServer
) -> None:
    own = alone.ask(QUESTION).answer

    def slowly(exchange: Exchange) -> None:
        exchange.begin()
        text = json.dumps(faithful(exchange.sheet))
        first = text.index("{", text.index("}")) + 1
        call(exchange, "Wording", text[:first])
        time.sleep(0.4)
        exchange.event({"tool_calls": [{"index": 0, "function": {"arguments": text[first:]}}]})
        exchange.event({}, "tool_calls")
        exchange.done()

    server.says(slowly)
    shown: list[tuple[float, Answer]] = []
    began = time.monotonic()
    reply = helped().ask(QUESTION, shown=lambda a: shown.append((time.monotonic() - began, a)))
    assert shown[0][1] == own, "the assistant's own answer is there at once"
    assert shown[0][0] < 0.3
    partly = [a for at, a in shown if at < 0.4 and a.headline == moved(own.headline)]
    assert partly
    assert partly[0].headline in partly[0].text
    assert reply.answer.headline == moved(own.headline)


def test_a_model_without_tools_may_answer_in_json(helped: Any, server: ScriptedServer) -> None:
    def told(exchange: Exchange) -> None:
        says("Here you are:\n```json\n" + json.dumps(faithful(exchange.sheet)) + "\n```")(exchange)

    server.says(told)
    headline = helped().ask(QUESTION).answer.headline
    assert headline.endswith("for Medicare (original).")


def test_it_may_ask_the_tools_first(helped: Any, alone: Assistant, server: ScriptedServer) -> None:
    heard: list[dict[str, Any]] = []

    def script(exchange: Exchange) -> None:
        if exchange.round == 0:
            exchange.begin()
            call(exchange, "count_units", "{}", index=0)
            call(exchange, "code_status", '{"code": "97124"}', index=1)
            exchange.event({}, "tool_calls")
            exchange.done()
        else:
            heard.extend(m for m in exchange.request["messages"] if m["role"] == "tool")
            hands(faithful)(exchange)

    server.says(script)
    reply = helped().ask(QUESTION)
    own = alone.ask(QUESTION).answer
    units = next(c for c in own.calculations if c.tool == "units")
    said = json.loads(heard[0]["content"])[0]
    assert (said["id"], said["result"]) == (units.id, units.result), "the same tool, the same id"
    assert json.loads(heard[1]["content"])[0]["result"]["status"] == "active"
    assert reply.answer.calculations == own.calculations, "what the model asked is not added"
    assert reply.answer.headline == moved(own.headline)


def test_it_is_offered_the_tools_and_one_way_to_hand_in(
    helped: Any, server: ScriptedServer
) -> None:
    server.says(hands({"sentences": []}))
    helped().ask(QUESTION)
    offered = {t["function"]["name"] for t in json.loads(server.bodies[-1])["tools"]}
    assert offered == {"count_units", "check_pair", "code_status", "documentation", "Wording"}


def test_a_conversation_goes_on_as_without_a_model(
    helped: Any, alone: Assistant, server: ScriptedServer
) -> None:
    server.says(hands(faithful))
    first, own = helped().ask(QUESTION), alone.ask(QUESTION)
    assert first.conversation == own.conversation
    second = helped().ask("and if it was 39?", first.conversation).answer
    assert (
        second.calculations == alone.ask("and if it was 39?", own.conversation).answer.calculations
    )


def test_only_masked_words_go_to_the_model(helped: Any, server: ScriptedServer) -> None:
    server.bodies.clear()
    server.says(hands(faithful))
    asked = "Patient Ada Quispe, DOB 7/2/1948, MBI 1EG4-TE5-MK73: 38 minutes of 97124, Medicare?"
    reply = helped().ask(asked)
    sent = " ".join(server.bodies)
    assert "38 minutes of 97124" in sent
    assert "[date of birth]" in sent
    for secret in ("Ada", "Quispe", "1948", "1EG4"):
        assert secret not in sent
        assert secret not in reply.answer.text
        assert secret not in reply.conversation.model_dump_json()


def test_the_key_is_sent_and_told_nowhere(
    server: ScriptedServer, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KNEAD_MODEL", "openai:scripted")
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    monkeypatch.setenv("OPENAI_API_KEY", "key-of-a-test")
    settings = read_settings()
    assert settings is not None
    assert "key-of-a-test" not in repr(settings)
    server.says(hands(faithful))
    model = Assistant(opened.context, opened.search, model=ModelHelper(ChatModel(settings)))
    reply = model.ask(QUESTION)
    assert server.headers[-1]["authorization"] == "Bearer key-of-a-test"
    assert "key-of-a-test" not in server.bodies[-1]
    assert reply.answer.headline.endswith("for Medicare (original).")
