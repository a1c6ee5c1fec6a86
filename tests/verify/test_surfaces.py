"""What stands around the statements names no value that the answer doesn't hold."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answer import Answer, Ask, Calculation, ConflictShown, Side
from assistant.compose import compose
from assistant.context import Context
from assistant.draft import Block, Line
from assistant.turns.carry import carry
from assistant.turns.conversation import Conversation
from assistant.verify import Ground, around_stands, text_stands
from assistant.verify.surfaces import Around, strangers
from evals.case_files import read_folder
from tests.verify.said import answers

QUESTION = "38 minutes of 97124 for Medicare, how many units?"
EVERY_CASE = 31


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    return assistant.ask(QUESTION).answer


@pytest.fixture(scope="module")
def ground(assistant: Assistant) -> Ground:
    return Ground((QUESTION,), assistant.context)


def test_an_answer_as_it_is_stays_as_it_is(answer: Answer, ground: Ground) -> None:
    assert around_stands(answer, ground) == answer
    assert text_stands(answer, ground, ())


@pytest.mark.parametrize(
    "foreign",
    ["97999", "99 minutes", "17 units", "2031-05-05", "$7,777", "modifier GZ", "44 %"],
)
def test_a_foreign_value_is_left_out(answer: Answer, ground: Ground, foreign: str) -> None:
    side = Side(position=f"It is {foreign}.", citations=())
    worse = answer.model_copy(
        update={
            "suggestions": (f"And with {foreign}?",),
            "not_checked": (f"Whether {foreign} holds.",),
            "asks": Ask(fact="payer", question="Who pays?", options=(f"one with {foreign}",)),
            "conflicts": (ConflictShown(topic="units", sides=(side,), governs="CMS.", why="So."),),
        }
    )
    kept = around_stands(worse, ground)
    assert kept is not None
    assert (kept.suggestions, kept.not_checked, kept.asks, kept.conflicts) == ((), (), None, ())
    assert around_stands(answer.model_copy(update={"headline": f"{foreign}."}), ground) is None
    longer = answer.model_copy(update={"text": f"{answer.text}\nSee also {foreign}."})
    assert not text_stands(longer, ground, ())


def test_a_headline_that_falls_refuses_with_the_nearest_passage(context: Context) -> None:
    from assistant.reading.reader import Reader

    facts = Reader(context.library).read("How many minutes make a unit?")
    case = carry(facts, Conversation(), {}, context.library)
    block = Block("units", Line("9 through 22 minutes are 1 unit.", ("cms-claims-5/bands",)))
    answer = compose(case, [block], context)
    assert answer.status == "not_supported"
    assert answer.headline.startswith("This is not covered by the library")
    assert "9 through" not in answer.text
    (nearest,) = answer.statements
    assert nearest.text.startswith("The nearest passage, which doesn't answer it:")
    assert context.passage("cms-claims-5/bands").id in nearest.supports


def test_every_line_of_a_text_is_a_verified_part_of_its_answer(assistant: Assistant) -> None:
    cases = [case for file in read_folder() for case in file.cases][::EVERY_CASE]
    for answer, _ in answers(assistant, cases):
        told = [line for line in strangers(answer) if not line.startswith("Taken from before: ")]
        assert told == [], answer.headline


def test_a_condition_that_opens_a_count_frees_nothing_behind_it(assistant: Assistant) -> None:
    from assistant.verify import why_text_falls

    asked = "97110 23 min PT, 97110 15 min OT, Medicare"
    answer = assistant.ask(asked).answer
    cited = [c for c in answer.citations if c.source_id == "cms-claims-5"]
    counts = {c.id: c for c in answer.calculations}
    ground = Ground((asked,), assistant.context)

    def falls(text: str) -> bool:
        return why_text_falls(text, ground, cited, counts) is not None

    assert answer.headline.startswith("If the minutes of both disciplines count together: ")
    assert not falls(answer.headline)
    assert falls(answer.headline.replace("3 units", "4 units"))
    assert falls(answer.headline.replace("count together", "count apart"))


def test_a_support_that_is_missing_falls(context: Context) -> None:
    from assistant.verify import why_falls

    none: dict[str, Calculation] = {}
    why = why_falls(Line("1 unit.", ("calc:units-00000000",)), Ground((), context), none)
    assert why == "calc:units-00000000 (support): no such calculation"


def test_a_number_that_is_quoted_as_it_was_typed_is_the_askers(context: Context) -> None:
    around = Around((), (), Ground(("25 on the back 11 on the neck, massage",), context))
    assert around.holds('Nothing is counted yet, since this was not read: "25" and "11".')
    for other in ("26 min", "5 min", "97124", "59"):
        assert not around.holds(f'Nothing is counted yet, since this was not read: "{other}".')
