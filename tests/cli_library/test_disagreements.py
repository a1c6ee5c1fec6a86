"""A document that says otherwise than what was computed is shown to disagree, never obeyed."""

import pytest

SAYS_OTHERWISE = [
    ("97124 and 97140 may be billed together on the same day with modifier 59.",
     "Can I bill 97124 and 97140 together?", "97140 with 97124 on one day"),
    ("97140 is bundled into adjustment 98941 and is never paid, whatever the region.",
     "Can 97140 be billed with 98941 for Medicare?", "98941 with 97140 on one day"),
    ("For 98941 with 97140 on one day, append modifier 59 to 98941.",
     "Can 97140 be billed with 98941 for Medicare?", "98941 with 97140 on one day"),
    ("97110 and 97140 must never be billed on the same date.",
     "May I bill 97110 with 97140 for Medicare?", "97110 with 97140 on one day"),
    ("Massage of 10 to 24 minutes makes one unit.",
     "20 minutes of 97124 for Medicare, how many units?", "how many minutes make a unit"),
    ("A unit of 97124 needs at least 12 minutes.",
     "20 minutes of 97124 for Medicare, how many units?", "how many minutes make a unit"),
    ("97124 was deleted on 2025-12-31 and is no longer valid.",
     "Is 97124 still a valid code?", "whether 97124 is valid"),
    ("97122 is a valid code for traction by hand.",
     "Is 97122 still a valid code?", "whether 97122 is valid"),
    ("97124 is an untimed code.",
     "20 minutes of 97124 for Medicare, how many units?", "whether 97124 is timed"),
    ("The MUE of 97124 is 8 units a day.",
     "How many units of 97124 a day does the MUE allow?", "units of 97124 a day"),
    ("Manual lymphatic drainage is billed as 97124.",
     "Which code is manual lymphatic drainage?", "which code it is"),
]  # fmt: skip
SAYS_THE_SAME = [
    ("97124 and 97140 are never billed together on one day.",
     "Can I bill 97124 and 97140 together?"),
    ("98941 with 97140 on one day: append modifier 59 to 97140 for another region.",
     "Can 97140 be billed with 98941 for Medicare?"),
    ("97140 and 98941 are not both paid in the same region.",
     "Can 97140 be billed with 98941 for Medicare?"),
    ("97110 and 97140 may be billed on the same date.",
     "May I bill 97110 with 97140 for Medicare?"),
    ("8 to 22 minutes of 97124 make one unit.",
     "20 minutes of 97124 for Medicare, how many units?"),
    ("97124 is a valid and timed code.", "Is 97124 still a valid code?"),
    ("The MUE of 97124 is 4 units a day.", "How many units of 97124 a day does the MUE allow?"),
    ("Manual lymphatic drainage is billed as 97140.", "Which code is manual lymphatic drainage?"),
    ("Manual lymphatic drainage is billed as 97140, not as 97124.",
     "Which code is manual lymphatic drainage?"),
    ("97110 is limited to 2 units a day.", "How many units of 97124 a day does the MUE allow?"),
]  # fmt: skip


def own(answer):
    return [
        c for c in answer["conflicts"] if c["topic"].startswith("your document and the library")
    ]


@pytest.fixture(scope="module")
def unaided() -> dict[str, dict]:
    """The answers without any document, by their question."""
    return {}


@pytest.mark.parametrize(("says", "question", "topic"), SAYS_OTHERWISE)
def test_both_sides_stand_and_ours_is_computed(library, ask, write, says, question, topic, unaided):
    if question not in unaided:
        unaided[question] = ask(question)
    before = unaided[question]
    library("add", write("plan.txt", f"{says}\n"), "--authority", "payer")
    answer = ask(question)
    for part in ("status", "headline", "calculations", "asks"):
        assert answer[part] == before[part]
    (shown,) = own(answer)
    assert shown["topic"] == f"your document and the library on {topic}"
    ours, theirs = shown["sides"]
    assert theirs["position"] == f"Your document “plan.txt” (undated) says: “{says}”"
    held = {c["id"]: c for c in answer["citations"]}
    assert [held[one]["text"] for one in theirs["citations"]] == [says]
    assert ours["citations"]
    assert all(not held[one]["source_id"].startswith("doc-") for one in ours["citations"])
    assert "overrides nothing" in shown["governs"]
    assert says in answer["text"]


def test_what_agrees_is_no_disagreement(library, ask, write):
    plans = [write(f"{n}.txt", f"{says}\n") for n, (says, _) in enumerate(SAYS_THE_SAME)]
    library("add", *plans)
    for question in dict.fromkeys(question for _, question in SAYS_THE_SAME):
        assert own(ask(question)) == [], question


def test_two_passages_on_one_subject_are_one_disagreement(library, ask, write):
    library(
        "add",
        write(
            "plan.txt",
            "A unit of 97124 needs at least 12 minutes.\n\n"
            "Massage of 12 to 26 minutes makes one unit.\n",
        ),
    )
    (shown,) = own(ask("20 minutes of 97124 for Medicare, how many units?"))
    assert len(shown["sides"]) == 3


def test_what_a_named_document_says_of_a_pair_is_held_against_the_table(library, ask, write):
    says = "97124 may be billed with 97140 on one day with modifier 59."
    library("add", write("plan.txt", f"{says}\n"), "--title", "Tidewater policy")
    answer = ask("What does the Tidewater policy say about massage 97124?")
    assert says in answer["headline"]
    (shown,) = own(answer)
    assert "never together" in shown["sides"][0]["position"]


def test_the_same_question_gives_the_same_bytes(library, ask, write):
    library("add", write("plan.txt", f"{SAYS_OTHERWISE[0][0]}\n"))
    assert ask(SAYS_OTHERWISE[0][1]) == ask(SAYS_OTHERWISE[0][1])
