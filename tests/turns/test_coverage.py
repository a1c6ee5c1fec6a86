"""Whether a payer covers massage: what is held of that payer, or that nothing is."""

import pytest

from tests.turns.asking import asked


@pytest.mark.parametrize(
    "question",
    [
        "Does Medicare cover massage?",
        "is massage covered by medicare",
        "will Medicare pay for 97124?",
        "Medicare pays for massage?",
    ],
)
def test_medicare_pays_massage_by_a_therapist_under_a_plan(question):
    headline = asked(question).headline
    assert headline.startswith("Medicare pays 97124 under a plan of care")
    assert "a massage therapist can't bill Medicare" in headline


@pytest.mark.parametrize("payer", ["Anthem", "UHC", "Medicaid", "a Medicare Advantage plan"])
@pytest.mark.parametrize(
    "question", ["Does {} cover massage?", "can an LMT bill {}", "does {} reimburse 97124"]
)
def test_what_is_not_held_of_a_payer_is_said_and_no_other_payers_rule_told(payer, question):
    answer = asked(question.format(payer))
    assert answer.status == "not_supported"
    assert "it holds nothing on whether" in answer.headline
    assert "under a plan of care" not in answer.text


def test_what_is_only_reported_of_a_payer_is_told_as_reported():
    assert "reported as excluded" in asked("Is massage covered by TRICARE?").headline
    assert "needs a referral first" in asked("Does va cover massage?").headline
