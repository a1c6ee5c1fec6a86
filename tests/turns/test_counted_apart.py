"""Days set against one another are counted apart; another subject is not counted at all."""

from __future__ import annotations

from tests.turns.asking import assistant


def test_two_days_of_the_same_codes_are_counted_apart() -> None:
    answer = assistant().ask("22 min TE + 7 min MT vs 23 min TE + 6 min MT, Medicare").answer
    counts = [c.inputs["minutes"] for c in answer.calculations if c.tool == "units"]
    assert counts == [{"97110": 22, "97140": 7}, {"97110": 23, "97140": 6}]


def test_two_services_compared_for_the_last_unit_are_one_day() -> None:
    answer = assistant().ask("97110 20 min vs 97140 20 min, Medicare units").answer
    counts = [c.inputs["minutes"] for c in answer.calculations if c.tool == "units"]
    assert counts == [{"97110": 20, "97140": 20}]


def test_yesterday_and_today_are_counted_apart() -> None:
    answer = assistant().ask("40 min massage yesterday and 25 min today, Medicare units?").answer
    assert answer.status == "answered"
    assert [c.result["total_units"] for c in answer.calculations] == [3, 2]


def test_what_is_no_billing_question_is_not_counted() -> None:
    answer = assistant().ask("How many calories does an hour of giving massage burn?").answer
    assert answer.status == "out_of_scope"
