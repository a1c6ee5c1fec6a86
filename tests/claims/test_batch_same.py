"""The single-claim tool and the batch give the same findings, on random claims."""

import importlib.util
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding_tools.claim_cells import RANGE
from evals.claim_mix import claims as mix
from knowledge.claims import COLUMNS

_spec = importlib.util.spec_from_file_location(
    "claims_side", Path(__file__).with_name("conftest.py")
)
side = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(side)

CODES = [
    "97110", "97112", "97124", "97140", "97530", "97035", "97012", "97010", "97014", "97150",
    "98940", "98941", "98942", "98943", "99213", "97161", "97164", "97122", "97001", "20560",
    "97039", "97129", "g0283", "97188", "", "95851", "97760", "S8948", "99212",
    "36591", "96523", "95831", "97810", "20561", "97169",
]  # fmt: skip
MODIFIERS = ["", "", "GP", "GP;59", "gp ; xs", "59", "AT", "AT;59", "AT;GA", "GP;59;XS", "GP;51",
             "GP;CQ", "GO", "GP;GY", "25", "59;KX;GP", "ZZ", "GP;GX", "GA;GZ", "U7", "5", "CO;GO",
             "GP;52", "a;b;c;d;e", "GP;KX", "AT;25"]  # fmt: skip
PAYERS = ["medicare", "medicare", " Medicare ", "", "Harbor Health", "uhc", "medicaid", "Anthem",
          "railroad_medicare", "va", "harbor  health"]  # fmt: skip
PROVIDERS = ["pt", "PT", "ot", "dc", "lmt", "md", "pta", "ota", "", "rn"]
REGIONS = ["", "cervical", "cervical;thoracic", "lumbar", "neck; low back", "upper extremity",
           "cervical;thoracic;lumbar", "elsewhere", "lumbar;elsewhere"]  # fmt: skip
DATES = ["2024-08-05", "2024-08-05", "2024-08-06", "", "2019-12-31", "2019-01-15", "2025-02-03",
         "2091-08-05", "8/6/2024", f"2024-08-05{RANGE}2024-08-07",
         "1998-05-05", "2022-07-01"]  # fmt: skip
UNITS = ["1", "1", "2", "3", "4", "7", "0", "", "-1", "2.0", "1.5"]
MINUTES = ["", "0", "7", "8", "10", "15", "20", "22", "23", "30", "38", "53", "90", "thirty",
           "2000", "22.9"]  # fmt: skip

rows = st.fixed_dictionaries(
    {
        "claim_id": st.sampled_from(["A", "A", "A", "B", ' ="0042" ', ""]),
        "date_of_service": st.sampled_from(DATES),
        "payer": st.sampled_from(PAYERS),
        "provider_type": st.sampled_from(PROVIDERS),
        "code": st.sampled_from(CODES),
        "modifiers": st.sampled_from(MODIFIERS),
        "units": st.sampled_from(UNITS),
        "minutes": st.sampled_from(MINUTES),
        "regions": st.sampled_from(REGIONS),
        "diagnosis_pointers": st.sampled_from(["A", "", "A;B", "ABCD", "Z", "A;B;C;D;E"]),
        "diagnoses": st.sampled_from(["", "", "0", "1", "2", "12"]),
        "charge": st.sampled_from(["38.00", "", "-1", "$1,200.00", "free"]),
        "fault": st.sampled_from(["", "", "", "", "", "", "", "row-fields", "row-quotes"]),
    }
)
# Claims as they come: one payer, few dates, codes of therapy, so that the day's rules meet.
services = st.fixed_dictionaries(
    {
        "claim_id": st.sampled_from(["A", "A", "B"]),
        "date_of_service": st.sampled_from(["2024-08-05", "2024-08-06"]),
        "payer": st.sampled_from(["medicare", "medicare", "Harbor Health", "uhc"]),
        "provider_type": st.sampled_from(["pt", "md"]),
        "code": st.sampled_from(CODES[:14]),
        "modifiers": st.sampled_from(["GP", "GP;59", "AT", "", "25"]),
        "units": st.sampled_from(["1", "1", "2", "3"]),
        "minutes": st.integers(0, 40).map(str),
        "regions": st.sampled_from(["cervical", "lumbar", "", "cervical;lumbar"]),
    }
)
# A batch costs as much for one file's claims as for ten's: many small files are judged in one.
quiet = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
files = {"min_size": 1, "max_size": 12}


def together(told):
    """The rows of several files as those of one, their claims told apart."""
    return [
        {**row, "claim_id": row["claim_id"].replace("A", f"A{n}").replace("B", f"B{n}")}
        for n, rows in enumerate(told)
        for row in rows
    ]


@quiet
@given(st.lists(st.lists(rows, min_size=1, max_size=9), **files))
def test_any_rows(told):
    claims = together(told)
    assert sorted(side.one_by_one(claims)) == sorted(side.in_columns(claims))


@quiet
@given(st.lists(st.lists(services, min_size=1, max_size=8), **files))
def test_services_of_a_day(told):
    claims = together(told)
    assert sorted(side.one_by_one(claims)) == sorted(side.in_columns(claims))


def test_a_realistic_mix():
    rows = [dict(zip(COLUMNS, line, strict=True)) for claim in mix(2_000) for line in claim]
    assert sorted(side.one_by_one(rows)) == sorted(side.in_columns(rows))
