"""A whole real table: how long it takes, how much memory, and that it says what the extract says.

The table is no part of the product. Where `KNEAD_TRIAL_TABLE` names the file of 2024Q3, this runs.
"""

import json
import os
from datetime import date
from pathlib import Path

import pytest

import knowledge
from files.tables_find import tables_for
from knowledge.tables import read_pairs

TRIAL = os.environ.get("KNEAD_TRIAL_TABLE", "")
pytestmark = pytest.mark.skipif(
    not Path(TRIAL).is_file(), reason="KNEAD_TRIAL_TABLE names no whole table of 2024Q3"
)
MEASURED = """
import json, sys, time
from datetime import date
start = time.perf_counter()
from files import tables_bench
from files.tables_add import add_tables
report = add_tables(sys.argv[1:], added_on=date(2025, 2, 3))
took = time.perf_counter() - start
print(json.dumps([report.lines, report.ok, took, tables_bench.peak()]))
"""
OPENED = """
import json, sys, time
from datetime import date
import knowledge.records
start = time.perf_counter()
from files.tables_find import tables_for
table = tables_for(date(2024, 8, 1))
opened = time.perf_counter()
codes = sorted(table.codes)
begun = time.perf_counter()
for one, other in zip(codes, reversed(codes)):
    table.edits(one, other)
print(json.dumps([opened - start, (time.perf_counter() - begun) / len(codes)]))
"""


def test_the_whole_table(run_python):
    lines, ok, took, memory = json.loads(run_python(MEASURED, TRIAL).stdout)
    assert ok, lines
    assert "2,546,017 rows" in lines[0]
    assert took < 15
    assert memory < 1500
    opening, lookup = json.loads(run_python(OPENED).stdout)
    assert opening < 0.3
    assert lookup < 0.0002

    table = tables_for(date(2024, 8, 1))
    extract = read_pairs(Path(knowledge.__file__).parent / "tables" / "ncci_ptp_2024q3.csv")
    pairs: dict[frozenset[str], set[str]] = {}
    for edit in extract:
        pair = frozenset((edit.column1, edit.column2))
        pairs.setdefault(pair, set()).add(edit.model_dump_json())
    for pair, rows in pairs.items():
        one, *others = sorted(pair)
        found = table.edits(one, others[0] if others else one)
        assert {edit.model_dump_json() for edit in found} == rows
