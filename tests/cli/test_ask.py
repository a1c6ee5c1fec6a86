"""`knead ask`, one question and a file of them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Knead

QUESTIONS = [
    "28 minutes of 97110 and 22 minutes of 97140 for Medicare: how many units?",
    "Can I bill 97140 and 97124 on the same day?",
    "Is trigger-point work 97124 or 97140?",
    "Is 97001 still valid?",
    "How do I bake bread?",
]


def batch(knead: Knead, folder: Path, lines: list[Any] | bytes, *more: str) -> list[dict[str, Any]]:
    """Ask a file of lines and read what comes back."""
    questions, answers = folder / "in.jsonl", folder / "out.jsonl"
    if isinstance(lines, list):
        lines = "".join(
            (line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines
        ).encode()
    questions.write_bytes(lines)
    ran = knead("ask", "--batch", str(questions), "--out", str(answers), *more)
    assert (ran.status, ran.out) == (0, "")
    return [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]


def test_a_file_gets_the_same_answers_as_one_question_at_a_time(
    knead: Knead, tmp_path: Path
) -> None:
    lines = [{"id": str(n), "question": q} for n, q in enumerate(QUESTIONS)]
    together = batch(knead, tmp_path, lines, "--date", "2026-03-02")
    assert [record["id"] for record in together] == ["0", "1", "2", "3", "4"]
    for question, record in zip(QUESTIONS, together, strict=True):
        single = knead("ask", question, "--date", "2026-03-02", "--json")
        assert single.status == 0
        (answer,) = record["answers"]
        assert json.dumps(answer) == json.dumps(json.loads(single.out))


def test_the_same_file_gives_the_same_bytes(knead: Knead, tmp_path: Path) -> None:
    lines = [{"id": n, "question": q} for n, q in enumerate(QUESTIONS)]
    batch(knead, tmp_path, lines)
    first = (tmp_path / "out.jsonl").read_bytes()
    batch(knead, tmp_path, lines)
    assert (tmp_path / "out.jsonl").read_bytes() == first


def test_turns_are_one_conversation(knead: Knead, tmp_path: Path) -> None:
    turns = ["20 minutes of 97124 for Medicare: how many units?", "and if it was 38?"]
    (record,) = batch(knead, tmp_path, [{"id": "talk", "turns": turns}])
    units = [
        calculation["result"]["total_units"]
        for answer in record["answers"]
        for calculation in answer["calculations"]
        if calculation["tool"] == "units"
    ]
    assert units == [1, 3]


def test_a_lines_own_payer_and_date_go_before_the_commands(knead: Knead, tmp_path: Path) -> None:
    question = "20 minutes of 97110 and 20 minutes of 97140, how many units?"
    lines = [{"id": "a", "question": question}, {"id": "b", "question": question, "payer": None}]
    stated, open_ = batch(knead, tmp_path, lines, "--payer", "medicare")
    methods = [
        {c["result"]["method"] for c in r["answers"][0]["calculations"] if c["tool"] == "units"}
        for r in (stated, open_)
    ]
    assert methods == [{"cms"}, {"cms", "cpt_midpoint"}]


BAD = [
    ("not json", "the line is no JSON"),
    ('{"id": "x", "question": "97124?"', "the line is no JSON"),
    ("[1, 2]", "the line is no object"),
    ('{"id": "x"}', "neither a question nor a list of turns"),
    ('{"id": "x", "turns": []}', "neither a question nor a list of turns"),
    ('{"id": "x", "turns": "97124?"}', "neither a question nor a list of turns"),
    ('{"id": "x", "question": 97124}', "neither a question nor a list of turns"),
    (
        '{"id": "x", "question": "97124?", "payer": "acme"}',
        "payer acme is not a payer that is held",
    ),
    ('{"id": "x", "question": "97124?", "payer": ["medicare"]}', "is not a payer that is held"),
    ('{"id": "x", "question": "97124?", "date": "soon"}', "date soon is no day"),
    ('{"id": "x", "question": "97124?", "date": 20260302}', "date 20260302 is no day"),
    ("[" * 100_000, "went wrong (RecursionError)"),
]


def test_a_line_that_cannot_be_read_costs_no_other(knead: Knead, tmp_path: Path) -> None:
    good = {"id": "good", "question": QUESTIONS[0]}
    records = batch(knead, tmp_path, [good, *(line for line, _ in BAD), good])
    assert len(records) == len(BAD) + 2
    assert records[0] == records[-1]
    assert "answers" in records[0]
    for record, (line, says) in zip(records[1:-1], BAD, strict=True):
        assert says in record["error"], line[:60]
        assert "answers" not in record
        known = line.startswith('{"id": "x"') and line.endswith("}")
        assert record["id"] == ("x" if known else None)


def test_bytes_that_are_no_text_cost_their_own_line_only(knead: Knead, tmp_path: Path) -> None:
    good = json.dumps({"id": "good", "question": QUESTIONS[3]}).encode()
    lines = b"\xef\xbb\xbf" + good + b'\r\n{"id": "bad", "question": "\xff\xfe"}\r\n\r\n' + good
    first, bad, last = batch(knead, tmp_path, lines)
    assert first == last
    assert "utf-8" in bad["error"]


def test_half_a_character_is_replaced_and_answered(knead: Knead, tmp_path: Path) -> None:
    lines = ['{"id": "\\ud800", "question": "Is 97001 \\udfff still valid?"}']
    (record,) = batch(knead, tmp_path, lines)
    assert record["id"] == "\ud800"
    assert record["answers"][0]["status"] == "answered"


def test_an_empty_question_in_a_file_is_answered(knead: Knead, tmp_path: Path) -> None:
    (record,) = batch(knead, tmp_path, [{"id": "e", "question": ""}])
    (answer,) = record["answers"]
    assert answer["status"] == "out_of_scope"
    assert answer["text"]


def test_a_question_of_100000_characters_in_a_file_is_answered(
    knead: Knead, tmp_path: Path
) -> None:
    long = {"id": "l", "question": "how many units are 20 minutes of massage " * 2_500}
    after = {"id": "a", "question": QUESTIONS[0]}
    first, second = batch(knead, tmp_path, [long, after])
    assert first["answers"][0]["status"] in {
        "answered",
        "needs_fact",
        "not_supported",
        "out_of_scope",
    }
    assert second["answers"][0]["status"] == "answered"


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_file_of_questions_that_cannot_be_read(knead: Knead, tmp_path: Path, name: str) -> None:
    ran = knead("ask", "--batch", str(tmp_path / name), "--out", str(tmp_path / "out.jsonl"))
    assert ran.status == 2
    assert f"{tmp_path / name} can't be read (" in ran.err
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("name", [".", "no/such/folder/out.jsonl"])
def test_a_file_of_answers_that_cannot_be_written(knead: Knead, tmp_path: Path, name: str) -> None:
    questions = tmp_path / "in.jsonl"
    questions.write_text('{"id": "1", "question": "97124?"}\n', encoding="utf-8")
    ran = knead("ask", "--batch", str(questions), "--out", str(tmp_path / name))
    assert ran.status == 2
    assert f"{tmp_path / name} can't be written (" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read and write everything"
)
def test_a_file_without_permission(knead: Knead, tmp_path: Path) -> None:
    questions, answers = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    questions.write_text('{"id": "1", "question": "97124?"}\n', encoding="utf-8")
    answers.write_text("kept\n", encoding="utf-8")
    answers.chmod(0o400)
    ran = knead("ask", "--batch", str(questions), "--out", str(answers))
    assert (ran.status, answers.read_text(encoding="utf-8")) == (2, "kept\n")
    questions.chmod(0o000)
    ran = knead("ask", "--batch", str(questions), "--out", str(tmp_path / "other.jsonl"))
    assert ran.status == 2
    assert "Permission denied" in ran.err


def test_the_answers_never_take_the_place_of_the_questions(knead: Knead, tmp_path: Path) -> None:
    questions = tmp_path / "in.jsonl"
    questions.write_text('{"id": "1", "question": "97124?"}\n', encoding="utf-8")
    before = questions.read_bytes()
    ran = knead("ask", "--batch", str(questions), "--out", str(tmp_path / "." / "in.jsonl"))
    assert ran.status == 2
    assert "is the file of questions" in ran.err
    assert questions.read_bytes() == before


def test_what_was_masked_is_told_beside_the_answer(knead: Knead) -> None:
    ran = knead("ask", "Patient John Smith had 25 minutes of 97124 for Medicare. Units?")
    assert ran.status == 0
    assert "Smith" not in ran.out + ran.err
    assert "masked" in ran.err
    assert "2 units" in ran.out
