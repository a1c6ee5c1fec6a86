"""The measurement of claim checks: its claims, and what it says without the pair table."""

from __future__ import annotations

import csv
import itertools
import os
from pathlib import Path

import pytest

from evals.bench import TABLE
from evals.bench_claims import main, measure, rows
from evals.claim_mix import claims, write_claims
from knowledge.claims import COLUMNS

PAIRS = os.environ.get(TABLE, "")


def test_without_the_table_it_says_that_it_measured_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv(TABLE, raising=False)
    main([])
    main(["nowhere.tsv.gz"])
    assert capsys.readouterr().out.count("left out") == 2


def test_the_same_seed_gives_the_same_claims():
    assert list(claims(300)) == list(claims(300))
    assert list(claims(300)) != list(claims(300, seed=2))


def test_the_claims_are_of_a_realistic_mix(tmp_path: Path):
    lines = write_claims(tmp_path / "claims.csv", 30_000)
    with (tmp_path / "claims.csv").open(encoding="utf-8", newline="") as stream:
        held = list(csv.DictReader(stream))
    assert len(held) == lines >= 30_000
    assert tuple(held[0]) == COLUMNS
    sizes = [len(list(some)) for _, some in itertools.groupby(held, lambda one: one["claim_id"])]
    assert 2.5 < lines / len(sizes) < 4
    assert {one["provider_type"] for one in held} == {"pt", "ot", "pta", "dc", "md", "lmt"}
    assert len({one["payer"] for one in held}) == 8
    assert len({one["code"] for one in held}) > 12


@pytest.mark.skipif(not Path(PAIRS).is_file(), reason=f"{TABLE} names no whole pair table")
def test_a_line_costs_far_less_than_in_the_loop():
    found = measure(PAIRS, 200_000, 1)
    assert found["large_lines"] >= 200_000
    assert found["times_as_fast_processor_seconds"] > 15
    assert all(figure > 0 for _, figure, *_ in rows(found))
