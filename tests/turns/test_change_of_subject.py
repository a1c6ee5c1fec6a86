"""A whole question of its own is answered as if it had been asked first, whatever was said."""

import pytest

from tests.turns.asking import assistant

BEFORE = (
    "52 minutes of 97110, how many units?",
    "23 minutes of 97112 and 9 minutes of 97140, Medicare",
    "98941 with 97124, same day?",
    "97110 with 97530, is 59 needed?",
    "is deep friction 97124 or 97140?",
    "which code is a massage with hot stones?",
    "which modifiers go on 97112 when a PT gave it to a Medicare patient?",
    "what belongs in the record of 97124?",
    "is 97014 still active?",
    "how many minutes are 4 units?",
    "what is the midpoint rule?",
    "does Humana pay for massage?",
)

WHOLE = (
    "does Medicare pay for massage chairs?",
    "does the MUE hold for private insurance?",
    "who uses the 8 minute rule besides Medicare?",
    "does KX apply to LMTs?",
    "is group therapy timed?",
    "what does GZ mean?",
    "what is modifier XS?",
    "is 97002 still valid?",
    "is Rolfing covered by Medicare?",
    "what's the difference between 97124 and 97140?",
    "what is petrissage?",
    "what is effleurage?",
    "how many muscles make 20561?",
    "does the VA need a referral?",
    "does UHC require GP?",
    "what is the rule of eights?",
    "what's an unlisted code?",
    "can two therapists bill for the same patient?",
    "how is dry needling billed?",
    "what does indicator 9 mean?",
    "is cupping 97140?",
    "is massage 97124?",
    "what is 97113?",
    "how often are the NCCI edits updated?",
    "who can supervise a massage student?",
    "what is medical necessity?",
)


@pytest.mark.parametrize("whole", WHOLE)
def test_a_whole_question_is_answered_as_if_it_came_first(whole):
    alone = assistant().ask(whole).answer.headline
    after = {b: assistant().ask(whole, assistant().ask(b).conversation).answer for b in BEFORE}
    assert {b: a.headline for b, a in after.items() if a.headline != alone} == {}


@pytest.mark.parametrize(
    "turn", ["which modifiers?", "what's the MUE?", "how many minutes am I short of the next one?"]
)
def test_what_names_nothing_of_its_own_is_asked_of_what_was_told(turn):
    held = assistant().ask("20 minutes of 97110, Medicare, PT. Units?").conversation
    assert assistant().ask(turn, held).answer.headline != assistant().ask(turn).answer.headline
