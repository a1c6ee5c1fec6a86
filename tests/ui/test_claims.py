"""The page that checks a file of claims, without a browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fake_assistant import FakeAssistant

from ui import claims, claims_page, words
from ui.claims_page import COLUMNS

TODAY = date(2026, 11, 21)
HEAD = ",".join(COLUMNS)
NEVER_TOGETHER = f"""{HEAD}
A1,2024-08-05,medicare,pt,97140,GP,2,28,neck,A,
A1,2024-08-05,medicare,pt,97124,GP,1,15,neck,A,
A2,,,,97124,,1,,,,
A3,2024-08-05,medicare,pt,97110,GP,one,15,,A,
"""


@pytest.fixture(scope="module")
def checked() -> claims.Checked:
    from knowledge.library import bundled

    return claims.check("march.csv", NEVER_TOGETHER.encode(), bundled(), TODAY)


def test_the_page_finds_what_the_command_finds(checked: claims.Checked, tmp_path: Path) -> None:
    import cli

    path, out = tmp_path / "march.csv", tmp_path / "findings.csv"
    path.write_text(NEVER_TOGETHER, encoding="utf-8")
    assert cli.main(["check", str(path), "--out", str(out)]) == 1
    assert checked.csv == out.read_bytes()
    assert checked.says[0].startswith("march.csv (CSV): 4 lines of 3 claims: 2 errors")
    assert checked.xlsx.startswith(b"PK")


def test_findings_are_drawn_with_their_place_their_fix_and_their_source(
    checked: claims.Checked,
) -> None:
    (pair,) = [f for f in checked.findings["error"] if f["id"].startswith("pair-never")]
    view = claims.finding_view(pair)
    assert (view["label"], view["tone"], view["claim"]) == ("Error", "stop", "Claim A1")
    assert view["places"] == ["line 2", "row 3 of the file", "code: box 24D, SV101"]
    assert "97140 and 97124 are never paid together" in view["says"]
    assert view["fix"]
    assert view["cited"]
    assert all("[" not in cited for cited in view["cited"])


def test_what_was_not_checked_never_looks_like_a_pass(checked: claims.Checked) -> None:
    gaps = [claims.finding_view(f) for f in checked.findings["gap"]]
    assert gaps
    assert {(g["label"], g["tone"]) for g in gaps} == {("Not checked", "unknown")}
    assert {g["claim"] for g in gaps} >= {"Claim A2"}


def test_findings_stand_in_the_files_order(checked: claims.Checked) -> None:
    every = claims.chosen(checked, claims.SEVERITIES)
    rows = [f["row"] for f in every]
    assert rows == sorted(rows)
    assert len(every) == sum(checked.counts.values())
    assert {f["severity"] for f in claims.chosen(checked, ["error"])} == {"error"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("other.csv", b"name,address\nx,y\n"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        ("head.csv", HEAD.encode() + b"\n"),
    ],
)
def test_a_file_that_is_none_is_one_sentence(name: str, content: bytes) -> None:
    from knowledge.library import bundled

    with pytest.raises(claims.NotCheckedError, match=name) as refused:
        claims.check(name, content, bundled(), TODAY)
    assert "\n" not in str(refused.value)


def test_every_severity_has_its_word_and_its_tone() -> None:
    from coding_tools.claim_words import SEVERITIES

    assert set(claims.SEVERITIES) == set(SEVERITIES)
    assert all(severity in words.VERDICTS for severity in SEVERITIES)


def test_the_page_comes_and_goes_and_the_chat_is_kept(page: Any) -> None:
    from ui import claims_words, session

    at = page()
    at.selectbox(key=session.PAYER).select("uhc").run()
    at.chat_input(key=session.TYPED).set_value("Can I bill 97140 and 97124 together?").run()
    name = at.query_params["c"]
    at.button(key="other-page").click().run()
    assert not at.exception
    assert at.title[0].value == claims_words.TITLE
    assert at.query_params["c"] == name
    at.button(key="other-page").click().run()
    assert not at.exception
    assert "p" not in at.query_params
    assert at.query_params["c"] == name
    assert at.selectbox(key=session.PAYER).value == "uhc"


def test_a_file_is_checked_again_when_the_library_changed(monkeypatch: Any) -> None:
    class Upload:
        name, file_id = "march.csv", "1"

        def getvalue(self) -> bytes:
            return NEVER_TOGETHER.encode()

    done: list[int] = []
    kept: dict[str, Any] = {}
    monkeypatch.setattr(claims_page.st, "session_state", kept)
    monkeypatch.setattr(claims_page, "check", lambda *_: done.append(1) or object())
    assistant = FakeAssistant()
    first = claims_page._checked(Upload(), assistant)  # type: ignore[arg-type]
    assert claims_page._checked(Upload(), assistant) is first  # type: ignore[arg-type]
    later = FakeAssistant()
    later.stamp = later.stamp.model_copy(update={"tables": ("2024Q3", "2025Q1")})
    assert claims_page._checked(Upload(), later) is not first  # type: ignore[arg-type]
    assert len(done) == 2
