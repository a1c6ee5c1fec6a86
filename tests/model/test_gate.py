"""What a model's sentence must be to stand in the place of the assistant's own."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hostile_words import LIES

from assistant.assistant import Assistant
from assistant.model.alike import Alike, values
from assistant.model.helper import _Judge
from assistant.model.improve import gate_for, offered
from assistant.model.wording import Gate, Own, Sentence
from assistant.turns.conversation import Conversation

QUESTIONS = (
    "53 minutes of 97124 for Medicare, how many units?",
    "24 minutes of 97112 and 23 minutes of 97110 for Medicare, how many units?",
    "7 minutes of 97112, 7 of 97110 and 7 of 97140, Medicare?",
    "20 minutes of 97112 and 20 minutes of 97110, how many units?",
    "Is 8 minutes of 97124 enough for a unit?",
    "97012 and 97140 on the same day?",
    "97530 with 97116 together?",
    "Does 59 go on 97124 or on 98940?",
    "Is 97001 still valid?",
    "Is 97014 valid for Medicare?",
    "What replaced 97004?",
    "Who owns CPT?",
    "What does modifier 51 have to do with therapy codes?",
    "How many units of 97124 does Medicare allow a day?",
    "What must the record show for 97124?",
    "Which code is trigger point work?",
    "Which code is kinesiology tape?",
    "Does UnitedHealthcare want GP?",
    "Can a massage therapist bill under a doctor's NPI?",
    "What is the difference between 97124 and 97140?",
    "What is the KX threshold in 2026?",
    "Is dry needling covered?",
    "Does the VA pay for massage?",
    "Is 97010 paid separately?",
)


def of(alone: Assistant, question: str) -> tuple[Gate, list[Own]]:
    case, answer = alone._answered(question, Conversation(), {"payer": None, "date": None})
    gate = gate_for(case, answer, alone.context)
    return gate, offered(answer, gate)


def put(own: Own, text: str) -> Sentence:
    return Sentence(of=own.id, text=text, supports=list(own.supports))


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_lie_passes(alone: Assistant, question: str) -> None:
    gate, held = of(alone, question)
    passed = [
        (name, own.text, text)
        for own in held
        for name, lie in LIES.items()
        for text in lie(own.text)
        if text != own.text and gate.admits(put(own, text), own)
    ]
    assert passed == []


def test_nearly_every_sentence_may_be_reworded(alone: Assistant) -> None:
    given, asked = 0, 0
    for question in QUESTIONS:
        case, answer = alone._answered(question, Conversation(), {"payer": None, "date": None})
        given += len(answer.statements)
        asked += len(offered(answer, gate_for(case, answer, alone.context)))
    assert asked >= 0.8 * given > 0


def test_a_corrected_claim_is_never_reworded(alone: Assistant) -> None:
    question = (
        "codingahead says that illegal combining of 97140 with CMT is what it is, is that so?"
    )
    case, answer = alone._answered(question, Conversation(), {"payer": None, "date": None})
    marked = [s.text for s in answer.statements if "Out of date or wrong" in s.text]
    held = offered(answer, gate_for(case, answer, alone.context))
    assert marked, "the question finds a claim with its correction"
    assert not set(marked) & {own.text for own in held}


@pytest.fixture(scope="module")
def alike(alone: Assistant) -> Alike:
    return Alike(alone.context)


ITS = "CMS's rule (the day's total)"
RULE = f"By {ITS},"
COLUMNS = "98941 is column 1 and 97140 is column 2, with indicator 1."
BAND = f"{RULE} 38 minutes lie in 38 through 52 minutes, so 3 units."
SUM = f"{RULE} 15 + 8 = 23 minutes lie in 23 through 37 minutes, so 2 units."
NEVER = "97140 and 97124 are never paid together for one patient, provider and date."
ONLY = "97140 is reportable only where the therapy was in a region not manipulated."


@pytest.mark.parametrize(
    ("own", "text"),
    [
        (BAND, f"38 minutes are in 38 through 52 minutes, so {ITS} gives 3 units."),
        (BAND, f"The 38 minutes lie in 38 through 52 minutes by {ITS}, so they come to 3 units."),
        (NEVER, "97124 and 97140 are never paid together for one patient, provider and date."),
        (NEVER, "For one patient, provider and date 97140 and 97124 are never paid together."),
        (COLUMNS, "With indicator 1, 98941 is column 1 and 97140 is column 2."),
        (ONLY, "97140 is reportable only where the therapy was given in a region not manipulated."),
    ],
)  # fmt: skip
def test_the_same_in_other_words(alike: Alike, own: str, text: str) -> None:
    assert alike(text, own)


@pytest.mark.parametrize(
    ("own", "text"),
    [
        (COLUMNS, "97140 is column 1 and 98941 is column 2, with indicator 1."),
        (COLUMNS, "98941 is column 1 and 97140 is column 2, with indicator 0."),
        (BAND, f"{RULE} 38 minutes lie in 52 through 38 minutes, so 3 units."),
        (BAND, f"{RULE} 38 minutes lie in 38 through 52 units, so 3 minutes."),
        (BAND, f"{RULE} 38 minutes lie in 38 through 52 minutes, so up to 3 units."),
        (SUM, f"{RULE} 15 = 8 + 23 minutes lie in 23 through 37 minutes, so 2 units."),
        (NEVER, "97140 and 97124 are paid together for one patient, provider and date."),
        (NEVER, "97140 and 97124 are never paid for one patient, provider and date."),
        (NEVER, "97140 and 97124 are never paid together."),
        (NEVER, "97140 or 97124 are never paid together for one patient, provider and date."),
        (ONLY, "97140 is reportable where the therapy was in a region not manipulated."),
        (ONLY, "97140 is reportable only where the therapy was in a region manipulated."),
        (ONLY, "97140 is reportable."),
        (ONLY, "97140 is reportable only where the therapy was not in a region, if manipulated."),
    ],
)  # fmt: skip
def test_not_the_same(alike: Alike, own: str, text: str) -> None:
    assert not alike(text, own)


def test_values_are_counted_as_they_stand() -> None:
    assert values("97124 97124 GP \u2013 3 units") == values("3 units GP, 97124, 97124")
    assert values("97124") != values("97124 97124")
    assert values("\u0663 units") != values("3 units")


def test_supports_must_be_the_sentences_own(alone: Assistant) -> None:
    gate, held = of(alone, QUESTIONS[0])
    own = held[0]
    assert gate.admits(put(own, own.text), own)
    for supports in ([], ["made/up"], [*own.supports, "made/up"], [date.today().isoformat()]):
        assert not gate.admits(Sentence(of=own.id, text=own.text, supports=supports), own)


def test_a_text_on_which_the_check_stumbles_has_not_passed(alone: Assistant) -> None:
    _, held = of(alone, QUESTIONS[0])

    class Stumbling(Gate):
        def admits(self, sentence: Sentence, own: Own) -> bool:
            raise IndexError(sentence.text, own)

    judge = _Judge(held, Stumbling(lambda *_: True, lambda *_: True), time.monotonic() + 5)
    told = [put(held[0], "3 = +")]
    assert not judge.take(told)
    assert judge.fallen(told) == 1
