"""A turn that asks on is answered by what is said of just what it names, not once more the same."""

import pytest

from tests.turns.asking import assistant


@pytest.mark.parametrize(
    ("turns", "opens"),
    [
        (["98940 with 99213, modifier?", "why not 59?"], "No, 59 on 99213 is wrong"),
        (["16 minutes 97124 and 16 minutes 97110, how many units?", "which payers use the first?"],
         "Medicare Advantage, Medicaid programmes, TRICARE and VA reportedly count units as CMS"),
        (["8 minutes of 97140, UHC?", "since when does UHC count like that?"],
         "UnitedHealthcare/Optum adopted CMS's way of counting"),
        (["Does Medicare pay for hot packs?", "is that only Medicare?"],
         "Some commercial and workers' compensation plans do pay for 97010"),
        (["97140 with 98940 on the same day?", "is that only Medicare?"],
         "Medicaid's NCCI files are separate, and commercial payers adopt"),
        (["90 minutes of 97124 Medicare, units?", "can I bill the patient the rest?"],
         "Over a date-of-service MUE Medicare pays no unit"),
        (["90 minutes of 97124 Medicare, units?", "isn't that over the limit?"],
         "Over Medicare's MUE"),
        (["Does 97116 have an edit with 97530?", "when did it end?"],
         "No Medicare edit stands between 97530 and 97116 since the one that ended on 2019-12-31"),
        (["what is petrissage?", "is it part of 97140?"], "No, not 97140."),
        (["muscle energy technique code?", "why?"], "Muscle energy, contract-relax"),
        (["36 min 97110 and 6 min 97112, Medicare", "why 3?"], "By CMS's rule (the day's total)"),
        (["is MFR 97140?", "my boss bills it as massage"], "No, not 97124. Myofascial release"),
        (["what is 97112?", "is it massage?"], "No, not 97112."),
        (["dry needling to 3 muscles medicare", "is it covered?"],
         "Medicare in general does not cover dry needling"),
        (["Can a chiropractor opt out of Medicare?", "who says?", "what about his exam?"],
         "Original Medicare pays chiropractors for 98940-98942 alone: examinations"),
        (["Can I bill two 97124 lines for morning and evening?", "why not?"],
         "All minutes of one timed code on one date of service"),
        (["can I bill 13 minutes in Washington State?", "who says 13?"], "A reader's comment"),
    ],
)  # fmt: skip
def test_what_a_turn_names_goes_first(turns: list[str], opens: str) -> None:
    conversation = None
    for turn in turns:
        reply = assistant().ask(turn, conversation)
        conversation = reply.conversation
    assert reply.answer.headline.startswith(opens)
