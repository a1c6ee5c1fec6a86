"""Claims under a payer and tables of the user's own."""

from __future__ import annotations

import csv
import importlib.util
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from coding_tools.claim_tables import OwnMue
from files.claims_check import check_file
from files.claims_sinks import Sink
from files.payers_store import add_payer, open_library
from knowledge.claims import COLUMNS
from knowledge.library import Library
from knowledge.pairs import PairExtract
from knowledge.records import Mue, PairEdit

_spec = importlib.util.spec_from_file_location(
    "claims_side", Path(__file__).with_name("conftest.py")
)
side = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(side)

HARBOR = """\
id: harbor_health
name: Harbor Health
names: [harbor health]
kind: insurer
rules:
  - {fact: unit_method, value: cpt_midpoint, standing: verified, supports: [counting]}
  - {fact: pair_edits, value: none, standing: verified, supports: [pairs]}
source:
  title: Provider manual
  publisher: Harbor Health
  published: 2024-01-01
  read: chapters 2 and 3
  checked_on: 2024-06-01
  passages:
    counting:
      at: chapter 2
      text: Each timed code is counted alone, and its midpoint earns the unit.
      topics: [units]
    pairs:
      at: chapter 3
      text: The plan applies no pair edits.
      topics: [ncci-edits]
"""


def line(**cells: str) -> dict[str, str]:
    usual = {"claim_id": "A", "date_of_service": "2024-11-04", "payer": "medicare",
             "provider_type": "pt", "modifiers": "GP", "units": "1"}  # fmt: skip
    return usual | cells


def test_a_payer_of_the_users_own_decides_and_is_cited(tmp_path: Path):
    home = tmp_path / "home"
    given = tmp_path / "harbor_health.yaml"
    given.write_text(HARBOR, encoding="utf-8")
    add_payer(given, home)
    library, faults = open_library(home)
    assert faults == ()
    path, out = tmp_path / "claims.csv", tmp_path / "found.csv"
    rows = [
        line(payer="Harbor Health", modifiers="", code="97110", minutes="9"),
        line(payer="Harbor Health", modifiers="", code="97140", minutes="9"),
        line(payer="Harbor Health", modifiers="", code="97124", minutes="22", units="2"),
    ]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    check_file(path, [Sink.of_path(out)], today=side.TODAY, library=library, home=home)
    with out.open(encoding="utf-8", newline="") as stream:
        told = list(csv.DictReader(stream))
    assert [(one["line"], one["id"]) for one in told if one["severity"] != "gap"] == [
        ("3", "units-over-alone")
    ]
    assert "Provider manual: chapter 2 [own-harbor-health/counting]" in told[-1]["citations"]


class Quarter(NamedTuple):
    """One quarter's tables of the user's own."""

    pairs_held: PairExtract
    mue_held: OwnMue

    def pairs(self, day: date) -> PairExtract | None:
        return self.pairs_held if day.year == 2024 and day.month > 9 else None

    def mue(self, day: date) -> OwnMue | None:
        return self.mue_held if day.year == 2024 and day.month > 9 else None


@pytest.fixture
def tables() -> Quarter:
    edits = (
        PairEdit(column1="97110", column2="72100", deleted_on=None, indicator=0, rationale="x"),
        PairEdit(column1="97110", column2="97530", effective_on=date(2024, 10, 1),
                 deleted_on=None, indicator=1, rationale="x"),
        PairEdit(column1="97110", column2="97116", effective_on=date(2024, 11, 30),
                 deleted_on=None, indicator=1, rationale="x"),
        PairEdit(column1="97110", column2="97035", effective_on=date(2024, 1, 1),
                 deleted_on=date(2024, 1, 1), indicator=9, rationale="x"),
    )  # fmt: skip
    codes = frozenset({"97110", "72100", "97530", "97116", "97035", "97124", "97140"})
    limits = {"97110": (4, 2), "97530": (2, 1), "97116": (2, 3), "72100": (1, 3)}
    mue = {
        code: Mue(code=code, units=units, indicator=kind, rationale="x")
        for code, (units, kind) in limits.items()
    }
    source = "cms-ncci-mue-2024q3"
    return Quarter(
        PairExtract("2024Q4", "cms-ncci-ptp-2024q3", edits, codes),
        OwnMue(mue, "2024Q4", source),
    )


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([{"code": "97110", "minutes": "75", "units": "5"}], ["mue-absolute"]),
        ([{"code": "97530", "minutes": "45", "units": "3"}], ["mue-line"]),
        ([{"code": "97116", "minutes": "45", "units": "3"}], ["mue-appeal"]),
        ([{"code": "97140", "minutes": "30", "units": "2"}], ["mue-not-loaded"]),
        (
            [{"code": "97110", "minutes": "15"}, {"code": "72100", "modifiers": ""}],
            ["code-unknown", "pair-never:97110-72100"],
        ),
        ([{"code": "72100", "units": "2", "modifiers": ""}], ["code-unknown", "mue-appeal"]),
        (
            [{"code": "97110", "minutes": "15"}, {"code": "97530", "minutes": "15"}],
            ["pair-missing:97110-97530"],
        ),
        ([{"code": "97110", "minutes": "15"}, {"code": "97116", "minutes": "15"}], []),
        ([{"code": "97110", "minutes": "15"}, {"code": "97035", "minutes": "15"}], []),
        # In the quarter's own table the two have no row; in ours they are never together.
        ([{"code": "97140", "minutes": "15"}, {"code": "97124", "minutes": "15"}], []),
        (
            [{"code": "97140", "minutes": "15"}, {"code": "97112", "minutes": "15"}],
            ["pair-not-loaded"],
        ),
    ],
)
def test_a_claim_is_judged_by_the_tables_of_its_quarter(
    rows: list[Mapping[str, str]], wanted: list[str], tables: Quarter, library: Library
):
    lines = [line(**row) for row in rows]
    alone = side.one_by_one(lines, library, tables)
    assert sorted(one[4] for one in alone) == wanted
    assert sorted(alone) == sorted(side.in_columns(lines, library, tables))
