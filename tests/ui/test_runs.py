"""From an Answer to what is drawn: runs, chips, numbers, cards."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fake_assistant import ANSWERS, CMS_LEFT, CMS_TOTAL, NOT_LOADED, PAIR, UNITS

from assistant.answer import Calculation, Step
from files.memo_read import claims_of
from ui import words
from ui.answer_view import markdown, turn_view
from ui.calculation_card import card
from ui.chat import Turn
from ui.drawing import verdict
from ui.runs import Marks
from ui.tool_tables import drawn


def text_of(runs: list[dict[str, str]]) -> str:
    return "".join(run.get("text") or run.get("code") or run.get("day") or "" for run in runs)


@pytest.mark.parametrize("name", ANSWERS)
def test_no_word_of_an_answer_is_lost_or_changed(name: str) -> None:
    answer = ANSWERS[name]
    view = turn_view(Turn("asked", answer))
    assert text_of(view["headline"]) == answer.headline
    assert [text_of(runs) for runs in view["statements"]] == [s.text for s in answer.statements]
    assert [text_of(runs) for runs in view["not_checked"]] == list(answer.not_checked)
    for shown, conflict in zip(view["conflicts"], answer.conflicts, strict=True):
        assert [text_of(side) for side in shown["sides"]] == [s.position for s in conflict.sides]
        assert text_of(shown["governs"]) == conflict.governs
        assert text_of(shown["why"]) == conflict.why


@pytest.mark.parametrize("name", ANSWERS)
def test_every_support_has_a_chip_and_every_chip_a_source(name: str) -> None:
    answer = ANSWERS[name]
    view = turn_view(Turn("asked", answer))
    sources = {source["id"] for source in view["sources"]}
    for runs, statement in zip(view["statements"], answer.statements, strict=True):
        chips = {run.get("cite") or run.get("calc") for run in runs} - {None}
        assert chips == set(statement.supports)
        assert {run["cite"] for run in runs if "cite" in run} <= sources
        assert {run["calc"] for run in runs if "calc" in run} <= set(view["calculations"])


def test_chips_stand_behind_the_text_in_the_order_of_their_numbers() -> None:
    marks = Marks(ANSWERS["minutes"])
    runs = marks.runs("So it is.", (UNITS.id, CMS_LEFT.id, CMS_TOTAL.id, CMS_LEFT.id))
    assert runs == [
        {"text": "So it is."},
        {"cite": CMS_TOTAL.id},
        {"cite": CMS_LEFT.id},
        {"calc": UNITS.id},
    ]


def test_numbers_follow_the_reader_and_not_the_list() -> None:
    answer = ANSWERS["minutes"]
    turned = answer.model_copy(update={"citations": answer.citations[::-1]})
    assert Marks(turned).numbers == Marks(answer).numbers
    assert [s["number"] for s in turn_view(Turn("?", turned))["sources"]] == [1, 2, 3, 4]


def test_a_headline_that_is_a_statement_carries_its_chips_and_is_said_once() -> None:
    answer = ANSWERS["minutes"]
    same = answer.model_copy(update={"headline": answer.statements[1].text})
    view = turn_view(Turn("?", same))
    assert view["headline"][-1] == {"cite": CMS_LEFT.id}
    assert Marks(same).numbers[CMS_LEFT.id] == 1
    assert len(view["statements"]) == len(answer.statements) - 1


def test_a_headline_of_two_statements_has_the_chips_of_each_behind_it() -> None:
    answer = ANSWERS["minutes"]
    first, second = answer.statements[1], answer.statements[0]
    joined = answer.model_copy(update={"headline": f"{first.text} {second.text}"})
    view = turn_view(Turn("?", joined))
    at = view["headline"].index({"cite": CMS_LEFT.id})
    assert text_of(view["headline"][:at]) == first.text
    assert text_of(view["headline"]) == joined.headline
    assert "cite" in view["headline"][-1] or "calc" in view["headline"][-1]
    assert len(view["statements"]) == len(answer.statements) - 2


def test_a_support_that_resolves_to_nothing_has_no_chip() -> None:
    assert Marks(ANSWERS["minutes"]).runs("So.", ("nowhere",)) == [{"text": "So."}]


def test_every_answer_says_how_old_the_library_is() -> None:
    for answer in ANSWERS.values():
        view = turn_view(Turn("asked", answer))
        assert view["stamp"] == "Library checked on 2026-11-21; pair and MUE tables 2024Q3"


def test_the_units_card_counts_what_is_timed_and_names_the_other_split() -> None:
    made = card(UNITS, Marks(ANSWERS["minutes"]))
    assert made["title"] == "Units, CMS 8-minute rule"
    cells = [[text_of(cell["runs"]) for cell in row] for row in made["table"]["rows"]]
    assert cells == [["97110", "20", "2"], ["97140", "20", "1"], ["97010", "10", "1"]]
    assert [text_of(c["runs"]) for c in made["table"]["total"]] == ["Timed, together", "40", "3"]
    assert made["notes"] == ["Just as right: 1 of 97110, 2 of 97140."]
    assert len(made["steps"]) == len(UNITS.steps)


def test_not_loaded_never_looks_like_allowed() -> None:
    allowed = {verdict(word)["tone"] for word in ("no_edit", "reportable", "fits", "active")}
    open_ones = ("not_loaded", "depends", "unknown", "disputed", "gap", "a_word_of_tomorrow")
    assert allowed == {"ok"}
    assert {verdict(word)["tone"] for word in open_ones} == {"unknown"}
    rows = card(NOT_LOADED, Marks(ANSWERS["together"]))["table"]["rows"]
    assert [row[1].get("tone") for row in rows[:2]] == ["unknown", "unknown"]
    assert text_of(rows[3][1]["runs"]) == "–"


def test_a_pair_is_titled_with_its_codes_and_quarter() -> None:
    assert drawn("pair", PAIR.inputs, PAIR.result)["title"] == (
        "Code pair 97140 and 97124, NCCI edits 2024Q3"
    )


def test_an_unknown_tool_is_still_drawn() -> None:
    made = drawn("of_tomorrow", {}, {"some_value": [1, 2], "other": None, "sure": True})
    cells = [[text_of(cell["runs"]) for cell in row] for row in made["table"]["rows"]]
    assert cells == [["Some value", "1, 2"], ["Other", "–"], ["Sure", "yes"]]


def test_the_kept_markdown_has_question_answer_and_age_once() -> None:
    answer = ANSWERS["together"]
    kept = markdown(Turn("Can I?\nReally?", answer, facts=("Payer: Medicare",)))
    assert kept.startswith("> Can I?\n> Really?\n\n*Payer: Medicare*\n\n")
    assert answer.text.strip() in kept
    assert kept.count("Library checked on") == 1
    assert words.DISCLAIMER in kept
    with_stamp = answer.model_copy(update={"text": f"x\n\n{turn_view(Turn('', answer))['stamp']}"})
    assert markdown(Turn("?", with_stamp)).count("Library checked on") == 1


def test_the_kept_markdown_can_be_verified_later(tmp_path: Path) -> None:
    answer = ANSWERS["together"]
    memo = tmp_path / "knead-answer-1.md"
    memo.write_text(markdown(Turn("Can I?", answer)), encoding="utf-8")
    numbers = Marks(answer).numbers
    claims, broken = claims_of(memo)
    assert [claim.id for claim in claims] == sorted(numbers, key=numbers.__getitem__)
    assert broken == ()
    assert words.CITED not in markdown(Turn("?", ANSWERS["weather"]))


def test_the_facts_of_earlier_turns_are_shown() -> None:
    answer = ANSWERS["rent"]
    text = "**No.**\n\nTaken from before: Medicare (original).\n\nLibrary checked."
    view = turn_view(Turn("?", answer.model_copy(update={"text": text})))
    assert view["taken"] == "Taken from before: Medicare (original)."
    assert turn_view(Turn("?", answer))["taken"] == ""


def test_a_check_list_does_not_say_its_steps_again() -> None:
    step = Step(says="The technique.", value=None, supports=(CMS_TOTAL.id,))
    result = {"code": "97140", "items": [{"says": step.says, "supports": []}], "ask_payer": []}
    made = Calculation(id="d", tool="documentation", inputs={}, result=result, steps=(step,))
    marks = Marks(ANSWERS["minutes"])
    assert card(made, marks)["steps"] == []
    other = made.model_copy(update={"steps": (step.model_copy(update={"says": "Not held."}),)})
    assert len(card(other, marks)["steps"]) == 1


def test_no_wording_is_forgotten() -> None:
    """A word that is in words.py and nowhere drawn is one that somebody will mend in vain."""
    from pathlib import Path

    folder = Path(words.__file__).parent
    code = "".join(p.read_text() for p in folder.rglob("*.py") if p.name != "words.py")
    own = (folder / "words.py").read_text()
    names = re.findall(r"^([A-Z_]+): Final", own, re.MULTILINE)
    unused = [n for n in names if f"words.{n}" not in code and own.count(n) < 2]
    assert unused == []
