"""The asker's words excuse a value that is repeated, and never make a false claim true."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.context import Context
from assistant.draft import Line
from assistant.verify import Ground, why_falls, why_text_falls
from tests.verify.test_paraphrases import computed

FALSE = [
    ("97124 is untimed, right?", "As you said, 97124 is untimed.", "ama-cpt/97124"),
    (
        "I was told 9 minutes are 2 units.",
        "As you say, 9 minutes are 2 units.",
        "cms-claims-5/bands",
    ),
    (
        "59 lets 97124 through next to 97140, doesn't it?",
        "Modifier 59 opens the pair of 97140 and 97124.",
        "cms-ncci-ptp-2024q3/97140-97124",
    ),
    (
        "The indicator of 97140 with 97124 is 1.",
        "97140 is column 1 and 97124 column 2 with indicator 1.",
        "cms-ncci-ptp-2024q3/97140-97124",
    ),
    (
        "Medicare pays a chiropractor for 97140.",
        "Original Medicare pays chiropractors for 97140.",
        "cms-benefit-15/chiropractors",
    ),
    (
        "My boss says that 23 minutes are 1 unit.",
        "23 minutes are 1 unit.",
        "cms-claims-5/bands",
    ),
]


@pytest.mark.parametrize(("asked", "claim", "key"), FALSE, ids=[f[1] for f in FALSE])
def test_a_false_claim_of_the_askers_falls(
    asked: str, claim: str, key: str, context: Context
) -> None:
    assert why_falls(Line(claim, (key,)), Ground((asked,), context), {})


def test_a_time_of_day_is_no_minutes_of_the_askers(context: Context) -> None:
    ground = Ground(("5:30pm till 6:18pm ther ex, but she rested 6 minutes of that.",), context)
    for minutes, stood in ((6, True), (5, False)):
        line = Line(
            f"The {minutes} minutes that were no treatment don't count for Medicare.",
            ("cms-claims-5/treatment-time",),
        )
        assert (not why_falls(line, ground, {})) is stood


def test_minutes_that_a_count_has_are_not_told_to_be_left_out(assistant: Assistant) -> None:
    asked = "24 min nustep alone, 23 min ther ex, medicare"
    answer = assistant.ask(asked).answer
    told = next(s for s in answer.statements if "no treatment" in s.text)
    citations = [c for c in answer.citations if c.id in told.supports]
    counts = {c.id: c for c in answer.calculations if c.id in told.supports}
    ground = Ground((asked,), assistant.context)
    assert counts
    assert why_text_falls(told.text, ground, citations, counts) is None
    assert why_text_falls(told.text.replace("24", "23"), ground, citations, counts)


def test_a_value_of_the_askers_may_be_denied(context: Context) -> None:
    line = Line(
        "No modifier, 76 included, opens the pair of 97140 and 97124.",
        ("cms-ncci-ptp-2024q3/97140-97124",),
    )
    assert not why_falls(line, Ground(("Would modifier 76 help?",), context), {})
    assert why_falls(line, Ground((), context), {})


@pytest.mark.parametrize(
    "question",
    [
        "As 97124 is untimed, 38 minutes of it are 1 unit for Medicare, right?",
        "Since modifier 59 opens 97140 with 97124, which line takes it?",
        "97002 is active, so how do I bill it?",
        "9 minutes are two units for Medicare, correct? 97140.",
    ],
)
def test_no_answer_repeats_the_askers_mistake_as_true(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question).answer
    told = " ".join([answer.headline, *(s.text for s in answer.statements)]).lower()
    for mistake in (
        "97124 is untimed", "97124 (massage) is an untimed", "59 opens", "97002 is active",
        "9 minutes of 97140 are 2 units",
    ):  # fmt: skip
        assert mistake not in told


@pytest.mark.parametrize(
    ("codes", "question", "yes"),
    [
        (["98941", "97140"], "Is there an edit between 98941 and 97140 in the same region?", True),
        (["97140", "97124"], "Does Medicare have an edit for 97140 with 97124?", True),
        (["97124", "99213"], "Is there an edit between 97124 and 99213?", False),
    ],
)
def test_whether_there_is_an_edit_is_answered_as_the_table_has_it(
    codes: list[str], question: str, yes: bool, context: Context
) -> None:
    key, held = computed({"tool": "pair", "codes": codes}, context)
    one, other = (held[key].result[c] for c in ("column1", "column2"))
    if yes:
        told = f"{one} is column 1 and {other} is column 2 of a Medicare edit"
        told += f", with indicator {held[key].result['indicator']}."
    else:
        told = f"no Medicare edit stands between {one} and {other}."
    ground = Ground((question,), context)
    assert not why_falls(Line(f"{'Yes' if yes else 'No'}: {told}", (key,)), ground, held)
    assert why_falls(Line(f"{'No' if yes else 'Yes'}: {told}", (key,)), ground, held)


@pytest.mark.parametrize(
    ("asked", "told", "wrong"),
    [
        (
            "Monday 97110 20 and 97140 10, Wednesday 97110 15. Medicare, units per day?",
            "2 units (97110 1 unit, 97140 1 unit); Wednesday, 15 minutes of 97110 are 1 unit.",
            (
                ("Monday, 2 units", "Tuesday, 2 units"),
                ("Wednesday", "Monday"),
                ("Monday, 2 units", "Wednesday, 2 units"),
                ("97110 are 1", "97110 are 2"),
            ),
        ),
        (
            "TE 15-20 min and MT 20-25 min medicare",
            "At the shorter end, for Medicare (original), 2 units (97110 1 unit, 97140 1 unit).",
            (("shorter", "longer"), ("2 units (97110 1", "3 units (97110 2")),
        ),
    ],
)
def test_counts_told_together_stand_each_on_its_own(
    asked: str, told: str, wrong: tuple[tuple[str, str], ...], assistant: Assistant
) -> None:
    answer = assistant.ask(asked).answer
    made = {f"calc:{c.id}": c for c in answer.calculations if c.tool == "units"}
    ground = Ground((asked,), assistant.context)
    assert told in answer.headline
    assert not why_falls(Line(answer.headline, tuple(made)), ground, made)
    for one, other in wrong:
        false = answer.headline.replace(one, other)
        assert why_falls(Line(false, tuple(made)), ground, made), false


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        (
            "15-20 min massage and 20 min manual therapy for Medicare, how many units?",
            (("never pays 97140", "never pays 97110"), ("never pays", "always pays")),
        ),
        (
            "105-120 min of 97140 how many units?",
            (("7 units of 97140 are over", "9 units of 97140 are over"), ("MUE of 6", "MUE of 8")),
        ),
    ],
)
def test_what_stands_behind_counts_told_together_is_judged_by_itself(
    asked: str, wrong: tuple[tuple[str, str], ...], assistant: Assistant
) -> None:
    answer = assistant.ask(asked).answer
    ground = Ground((asked,), assistant.context)
    rests = {s for lead in answer.leading for s in lead.supports}
    cited = [c for c in answer.citations if c.id in rests]
    made = {c.id: c for c in answer.calculations if c.id in rests}
    assert not why_text_falls(answer.headline, ground, cited, made)
    for one, other in (*wrong, ("shorter", "longer")):
        false = answer.headline.replace(one, other)
        assert false != answer.headline
        assert why_text_falls(false, ground, cited, made), false


@pytest.mark.parametrize(
    "question",
    [
        "Does a modifier bypass the edit between 97140 and 97124?",
        "Is the edit between 97140 and 97124 waived for a chiropractor?",
    ],
)
def test_that_there_is_an_edit_makes_no_yes_of_what_else_is_asked(
    question: str, context: Context
) -> None:
    key, held = computed({"tool": "pair", "codes": ["97140", "97124"]}, context)
    told = "97140 and 97124 are never paid together for one patient, provider and date under "
    line = Line(f"Yes: {told}Medicare's pair edits, whatever the region.", (key,))
    assert why_falls(line, Ground((question,), context), held)


def test_minutes_are_enough_only_for_the_units_asked_about(assistant: Assistant) -> None:
    answer = assistant.ask("Do I need at least 38 minutes for 3 units for Medicare?").answer
    held = {c.id: c for c in answer.calculations}
    assert answer.headline.startswith("Yes: ")
    for units, stood in ((3, True), (4, False)):
        ground = Ground((f"Do I need at least 38 minutes for {units} units?",), assistant.context)
        assert (not why_text_falls(answer.headline, ground, answer.citations, held)) is stood


@pytest.mark.parametrize(
    ("asked", "yes", "no"),
    [
        ("units per day?", False, False),
        ("can I add the two days?", False, False),
        ("is it 2 units a day?", False, True),
        ("is it 3 units?", True, False),
        ("is it 4 units?", False, True),
    ],
)
def test_a_yes_or_no_ahead_of_counts_by_day_is_to_the_units_asked_about(
    asked: str, yes: bool, no: bool, assistant: Assistant
) -> None:
    said = f"Monday 97110 20 and 97140 10, Wednesday 97110 15. Medicare, {asked}"
    told = "by CMS's rule (the day's total): Monday, 2 units (97110 1 unit, 97140 1 unit); "
    told += "Wednesday, 15 minutes of 97110 are 1 unit."
    held = {c.id: c for c in assistant.ask(said).answer.calculations if c.tool == "units"}
    ground = Ground((said,), assistant.context)
    for particle, stood in (("Yes", yes), ("No", no)):
        assert (not why_text_falls(f"{particle}: {told}", ground, (), held)) is stood, particle
