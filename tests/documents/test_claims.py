"""What a passage of the user's claims: exact values, bounds and negations, and nothing else."""

import pytest

from assistant.own.claims import Claims
from assistant.verify.lexicon import lexicon_of
from knowledge.library import bundled


def claims(text: str) -> Claims:
    return Claims(text, lexicon_of(bundled()))


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("97124 and 97140 may be billed together on one day with modifier 59.", "with_modifier"),
        ("97140 may not be billed with 97124 without modifier 59.", "with_modifier"),
        ("97140 may not be billed with 97124 unless a modifier is appended.", "with_modifier"),
        ("97124 and 97140 may be billed together without any modifier.", "freely"),
        ("No modifier is needed when 97140 and 97124 are billed together.", "freely"),
        ("We pay for 97140 and 97124 at the same visit.", "freely"),
        ("Do not bill 97124 and 97140 on the same day.", "never"),
        ("97140 cannot be reported with 97124.", "never"),
        ("97140 is bundled into 97124 and is never paid separately.", "never"),
        ("97124 and 97140 are mutually exclusive.", "never"),
        ("97124 is denied when billed with 97140.", "never"),
        ("No modifier allows 97140 and 97124 to be billed together.", "never"),
        ("97124 is massage.", None),
        ("Massage is billed as 97124, not as 97140.", None),
        ("Bill 97124 rather than 97140.", None),
        ("May 97124 and 97140 be billed together?", None),
    ],
)
def test_two_codes_on_one_day(text, stance):
    told = claims(text).together("97124", "97140")
    assert (told.stance if told else None) == stance


def test_where_the_modifier_is_said_to_stand():
    told = claims("97124 and 98941 are paid together; append 59 to 98941.")
    assert told.together("98941", "97124").on == {"98941"}


def test_a_range_names_the_codes_in_it():
    told = claims("98940-98942 and 97140 are never paid on the same day.")
    assert told.together("98941", "97140").stance == "never"
    assert told.together("98943", "97140") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Massage of 8 to 20 minutes makes one unit; 21 to 37 minutes make two units.",
         [(8, 20, 1), (21, 37, 2)]),
        ("1 unit = 8-22 minutes", [(8, 22, 1)]),
        ("A unit of a timed code needs at least 10 minutes.", [(10, None, 1)]),
        ("Fewer than 10 minutes may not be billed.", [(10, None, 1)]),
        ("You need 16 minutes for two units.", [(16, None, 2)]),
        ("The session lasts 60 minutes.", []),
    ],
)  # fmt: skip
def test_minutes_and_what_they_earn(text, found):
    assert [tuple(one) for one in claims(text).minutes()] == found


@pytest.mark.parametrize(
    ("text", "valid", "timed"),
    [
        ("97124 was deleted on 2025-12-31.", False, None),
        ("The edit of 97124 and 97530 ended on 2019-12-31.", None, None),
        ("97124 is no longer valid.", False, None),
        ("97124 is still a valid code.", True, None),
        ("97124 is an untimed code.", None, False),
        ("97124 is a timed code.", None, True),
        ("97140 is an untimed code.", None, None),
    ],
)
def test_what_a_code_is(text, valid, timed):
    assert (claims(text).valid("97124"), claims(text).timed("97124")) == (valid, timed)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("97124 is limited to 2 units a day.", 2),
        ("The MUE of 97124 is 8 units.", 8),
        ("Up to 3 units of 97124 are allowed per visit.", 3),
        ("38 minutes of 97124 are 3 units a day.", None),
    ],
)
def test_units_a_day(text, units):
    assert claims(text).a_day("97124") == units


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("GP is required on 97140.", True),
        ("97140 needs the GP modifier.", True),
        ("The GP modifier isn't required on 97140.", False),
        ("97140 is billed with GP.", None),
    ],
)
def test_whether_a_modifier_is_needed(text, needed):
    assert claims(text).needs("GP", "97140") == needed
