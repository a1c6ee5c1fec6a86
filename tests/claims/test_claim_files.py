"""Two claim files of 144 claims: every finding of each claim, none missing and none too many."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from coding_tools.claim import check_claim
from coding_tools.claim_lines import read_line
from files.claims_check import check_file
from files.claims_sinks import Sink
from knowledge.library import Library, bundled

FILES = Path(__file__).parent / "files"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "examples"
TODAY = date(2026, 11, 22)


def findings(path: Path, folder: Path) -> list[dict[str, str]]:
    out = folder / "findings.csv"
    check_file(path, [Sink.of_path(out)], today=TODAY, library=bundled(), home=folder / "home")
    with out.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, str]]]:
    folder = tmp_path_factory.mktemp("found")
    return {name: findings(FILES / f"{name}.csv", folder) for name in ("therapy", "chiropractic")}


@pytest.mark.parametrize(
    ("name", "claim", "wanted"),
    [
        pytest.param(name, claim, about["finds"], id=f"{claim or 'no id'}: {about['why']}")
        for name in ("therapy", "chiropractic")
        for claim, about in yaml.safe_load(
            (FILES / f"{name}.yaml").read_text(encoding="utf-8")
        ).items()
    ],
)
def test_a_claim_gets_its_findings(
    name: str, claim: str, wanted: list[str], found: dict[str, list[dict[str, str]]]
) -> None:
    told = [f"{f['line']} {f['severity']} {f['id']}" for f in found[name] if f["claim_id"] == claim]
    assert told == wanted


def test_every_claim_of_the_files_is_told(found: dict[str, list[dict[str, str]]]) -> None:
    for name in found:
        text = (FILES / f"{name}.csv").read_text(encoding="utf-8")
        claims = {row["claim_id"] for row in csv.DictReader(text.splitlines())}
        assert claims == set(yaml.safe_load((FILES / f"{name}.yaml").read_text(encoding="utf-8")))


def test_a_finding_says_where_it_stands_and_what_to_do(
    found: dict[str, list[dict[str, str]]], library: Library
) -> None:
    places = library.claim_rules.places
    for finding in (one for name in found for one in found[name]):
        place = places[finding["field"]]
        assert (finding["cms1500"], finding["x12"]) == (place.cms1500, place.x12)
        assert finding["says"].endswith(".")
        assert finding["fix"].endswith((".", "?"))
        assert int(finding["row"]) > 1


def test_a_rule_is_cited_with_its_title_and_place(
    found: dict[str, list[dict[str, str]]],
) -> None:
    about_the_file = {"row", "claim_id", "diagnosis_pointers", "charge"}
    uncited = {
        f["id"].split(":")[0]
        for name in found
        for f in found[name]
        if not f["citations"] and f["severity"] in ("error", "warning")
        and f["field"] not in about_the_file
    }  # fmt: skip
    cells = {name for name in library_findings() if name.endswith(("-unreadable", "-empty"))}
    assert uncited - cells <= {"payer-mixed", "minutes-too-many", "modifiers-too-many"}


def library_findings() -> set[str]:
    return set(bundled().findings)


FIGURE = re.compile(r"(?<![\w.])\d+(?:[,.-]\d+)*(?!\w)")
IN_WORDS = {"1": "one", "2": "two", "3": "three", "4": "four", "5": "five"}
OF_A_DAY = "1440"


@pytest.mark.parametrize("name", ["therapy", "chiropractic"])
def test_every_figure_stands_in_the_claim_in_its_sources_or_in_the_steps(
    name: str, library: Library
) -> None:
    claims: dict[str, list[dict[str, str]]] = {}
    with (FILES / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            cells = {key: value for key, value in row.items() if key}
            claims.setdefault(cells["claim_id"], []).append(cells)
    for rows in claims.values():
        lines = [read_line(cells, library, line=n) for n, cells in enumerate(rows, 1)]
        done = check_claim(lines, TODAY, library)
        own = " ".join(cell for cells in rows for cell in cells.values())
        findings = {finding["id"]: finding for finding in done.result["findings"]}
        steps = " ".join(f"{s.says} {s.value}" for s in done.steps if s.value not in findings)
        for finding in findings.values():
            passages = " ".join(library.passage(key).text for key in finding["supports"])
            ground = f"{own} {passages} {steps} {OF_A_DAY}"
            for figure in FIGURE.findall(finding["says"]):
                word = IN_WORDS.get(figure, figure)
                assert figure in ground or word in ground, (finding["says"], figure)


def test_every_kind_of_finding_is_met_by_some_claim(
    found: dict[str, list[dict[str, str]]],
) -> None:
    met = {f["id"].split(":")[0] for name in found for f in found[name]}
    # A row that a comma breaks, a date to come, a value that no table holds, and a diagnosis that
    # only an 837P file counts: other tests' files.
    elsewhere = {
        "row-quotes", "date-future", "code-status-unknown", "mue-not-loaded", "mue-absolute",
        "mue-line", "units-over-alone", "date-range", "pointer-beyond",
    }  # fmt: skip
    assert library_findings() - met - elsewhere == set()


def test_regions_of_the_contract_are_known(library: Library) -> None:
    words = ["cervical", "thoracic", "lumbar", "sacral", "pelvic", "head", "lower extremities",
             "upper extremities", "rib cage", "abdomen"]  # fmt: skip
    assert all(word in library.claim_index.regions for word in words)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared examples are not here")
@pytest.mark.parametrize("name", ["claims.csv", "claims_bom.csv"])
def test_the_shared_examples_reach_their_mark(name: str, tmp_path: Path) -> None:
    shutil.copytree(SHARED, tmp_path / "examples")
    findings(SHARED / name, tmp_path)
    done = subprocess.run(
        [sys.executable, "score_claims.py", "--at-least", "1.0", "--findings",
         str(tmp_path / "findings.csv"), name],
        cwd=tmp_path / "examples", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
