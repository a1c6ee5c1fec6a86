"""Input that can't be used: one line on standard error, exit status 2, never a traceback."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli_shared import LONGEST_QUESTION

if TYPE_CHECKING:
    from tests.cli.conftest import Knead

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
Start = Callable[..., "subprocess.Popen[str]"]

# What was typed, and what the line must say.
UNUSABLE = [
    ([], "required: COMMAND"),
    (["frobnicate"], "invalid choice: 'frobnicate'"),
    (["ask"], "no question; write it behind `ask`"),
    (["ask", " \n\t "], "no question; write it behind `ask`"),
    (["ask", "97140 " * 16_667], f"has 100002 characters; write it in at most {LONGEST_QUESTION}"),
    (
        ["ask", "97124?", "--payer", "acme"],
        "--payer acme is not a payer that is held; write one of",
    ),
    (["ask", "97124?", "--date", "2026-02-30"], "--date 2026-02-30 is no day; write it as"),
    (["ask", "97124?", "--date", "20260302"], "--date 20260302 is no day; write it as"),
    (["ask", "97124?", "--date", "03/02/2026"], "is no day; write it as YYYY-MM-DD"),
    (["ask", "97124?", "--out", "answers.jsonl"], "--out belongs to --batch"),
    (["ask", "97124?", "--batch", "in.jsonl"], "a question and --batch can't go together"),
    (["ask", "--batch", "in.jsonl"], "--batch needs --out"),
    (["units"], "required: CODE=MINUTES"),
    (["units", "97124"], "'97124' is no service; write a code and whole minutes"),
    (["units", "97124=ten"], "'97124=ten' is no service; write a code and whole minutes"),
    (["units", "97124=-5"], "is no service; write a code and whole minutes"),
    (["units", "97124=22.5"], "is no service; write a code and whole minutes"),
    (["units", "97124=٢٢"], "is no service; write a code and whole minutes"),
    (["units", "97124=1441"], "has more minutes than a day"),
    (["units", "97124=" + "9" * 5000], "has more minutes than a day"),
    (["units", "971=20"], "'971' is no code; write five letters and digits"),
    (["units", "99999=20"], "99999 is no code that the library holds"),
    (["units", "97124=20", "--method", "ama"], "--method ama is no method; write one of cms"),
    (["units", "97124=20", "--payer", "acme"], "--payer acme is not a payer that is held"),
    (["pair", "97140"], "required: CODE"),
    (["pair", "97140", "massage"], "'massage' is no code"),
    (["pair", "97140", "97140"], "97140 twice is no pair"),
    (["pair", "97140", "97124", "--date", "tomorrow"], "--date tomorrow is no day"),
    (["document", "99999"], "99999 is no code that the library holds"),
    (["document", ""], "'' is no code"),
    (["check", "no-such-claims.csv"], "no-such-claims.csv"),
    (["serve", "--port", "0"], "--port 0 is no port; write a number from 1 to 65535"),
    (["serve", "--port", "99999"], "--port 99999 is no port"),
    (["serve", "--port", "http"], "invalid int value: 'http'"),
]


@pytest.mark.parametrize(("typed", "says"), UNUSABLE, ids=lambda v: str(v)[:40])
def test_what_cannot_be_used_is_one_line(knead: Knead, typed: list[str], says: str) -> None:
    ran = knead(*typed)
    assert ran.status == 2
    assert ran.out == ""
    assert says in ran.err
    assert ran.err.startswith("knead: ")
    assert ran.err.count("\n") == 1
    assert len(ran.err) < 1000


def test_a_port_that_is_in_use_is_said_with_one_that_is_free(knead: Knead) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = knead("serve", "--port", str(port))
    assert ran.status == 2
    assert f"port {port} is in use or can't be opened; name another: knead serve --port" in ran.err
    assert str(port) not in ran.err.rsplit("--port", 1)[1]


def test_a_broken_knowledge_file_is_named_with_its_mend(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    methods = tmp_path / "knowledge" / "methods.yaml"
    methods.write_text("surprise: yes\n" + methods.read_text(encoding="utf-8"), encoding="utf-8")
    for typed in (["ask", "97124?"], ["units", "97124=20"], ["library", "list"]):
        ran = subprocess.run(
            [sys.executable, "-m", "cli", *typed],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )
        assert (ran.returncode, ran.stdout) == (2, "")
        assert ran.stderr.startswith("knead: ")
        assert "methods.yaml" in ran.stderr
        assert "surprise" in ran.stderr
        assert ran.stderr.count("\n") == 1


def test_a_reader_that_has_enough_is_no_fault(knead: Knead, alone: Start) -> None:
    knead("ask", "97124?")  # The index is there from here on.
    started = alone("ask", "Can I bill 97140 with 97124?")
    assert started.stdout is not None
    assert started.stderr is not None
    started.stdout.close()
    assert started.wait(120) == 0
    assert started.stderr.read() == ""
    started.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_said(alone: Start) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        started = alone("ask", "Can I bill 97140 with 97124?")
        started.communicate(timeout=120)
        again = subprocess.run(
            [sys.executable, "-m", "cli", "ask", "Can I bill 97140 with 97124?"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
        )
    assert started.returncode == 0
    assert again.returncode == 2
    assert "can't be written (No space left on device); free some room" in again.stderr
    assert again.stderr.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to one process")
def test_ctrl_c_ends_in_one_line_and_what_was_answered_is_kept(
    alone: Start, tmp_path: Path
) -> None:
    questions, answers = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    line = '{"id": "1", "question": "38 minutes of 97124 for Medicare, how many units?"}\n'
    questions.write_text(line * 50_000, encoding="utf-8")
    started = alone("ask", "--batch", str(questions), "--out", str(answers))
    until = time.monotonic() + 120
    while time.monotonic() < until and not (answers.exists() and answers.stat().st_size):
        time.sleep(0.02)
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=60)
    assert started.returncode == 130
    assert (out, err) == ("", "knead: stopped\n")
    *whole, last = answers.read_text(encoding="utf-8").split("\n")
    assert whole
    assert last == ""
