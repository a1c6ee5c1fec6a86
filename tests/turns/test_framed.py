"""What a message says beside its subject changes no answer."""

import pytest

from tests.turns.asking import assistant

_ASKED = (
    "38 minutes of 97140 and 7 minutes of 97110, Medicare units?",
    "Can I bill 97140 with 98940 in the same region?",
    "craniosacral therapy, code?",
    "Does 59 go on 97124 or on 98941?",
)
_OPENINGS = (
    "My supervisor wants to know: ",
    "Need this asap for my biller - ",
    "Sorry if this has been asked before, but ",
    "Could anyone please tell me ",
    "Hi everyone, hope you're all well. ",
    "I was just wondering, ",
    "Quick question for the group: ",
    "Q: ",
)
_CLOSINGS = (
    " pls advise",
    " Thanks so much!",
    " I'm so confused.",
    " Any help is appreciated.",
    " lol",
)


@pytest.mark.parametrize("asked", _ASKED)
def test_a_frame_changes_no_answer(asked: str) -> None:
    plain = assistant().ask(asked).answer
    framed = [f"{opening}{asked}" for opening in _OPENINGS] + [f"{asked}{end}" for end in _CLOSINGS]
    for said in framed:
        answer = assistant().ask(said).answer
        assert (answer.headline, answer.status) == (plain.headline, plain.status), said
