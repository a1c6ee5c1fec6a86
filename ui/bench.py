"""How soon the page can be used, how soon it answers, and what the server weighs.

    python -m ui.bench [--times 5] [--json]

Started like a user does it, looked at with a real browser: the time from starting the server to
an input that can be typed into, beside a one-line Streamlit app in the same run; from sending the
first question to its answer; and the server's resident memory after fifty questions. Needs a
Chromium (`--chromium` or `KNEAD_CHROMIUM` names one; else the usual places are tried).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT: Final = Path(__file__).resolve().parent.parent
ONE_LINE: Final = "__import__('streamlit').chat_input('Ask')\n"
INPUT: Final = '[data-testid="stChatInputTextArea"]'
ANSWER: Final = ".answer .lead"
# Asked in turn, each beginning with the minutes by which its answer is known.
QUESTIONS: Final = (
    "{minutes} minutes of 97140 and 20 minutes of 97110 for Medicare, how many units?",
    "{minutes} minutes of trigger-point work: is that 97124 or 97140?",
    "{minutes} minutes of 97140 with 98941 on the same day, which modifier?",
    "{minutes} minutes of 97124: what must the record show?",
    "{minutes} minutes of cupping, which code?",
    "{minutes} minutes of 97001: is the code still valid?",
)
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """The path of a Chromium, or None where none is found."""
    named = os.environ.get("KNEAD_CHROMIUM")
    tried = (named, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for name in tried if name and (path := shutil.which(name))), None)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(script: Path, home: Path) -> Iterator[tuple[str, int]]:
    """A server of this script, stopped by its process id at the end.

    Args:
        script: What `streamlit run` gets.
        home: Where chats are kept meanwhile.

    Yields:
        Its address, once it answers, and its process id.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true",
               "--server.port", str(port), "--server.address", "127.0.0.1",
               "--browser.gatherUsageStats", "false"]  # fmt: skip
    log = (home / "server.log").open("wb")
    server = subprocess.Popen(
        command,
        cwd=ROOT if script.is_relative_to(ROOT) else script.parent,
        env={**os.environ, "KNEAD_HOME": str(home)},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _until_up(address, server)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait(10)
        log.close()


def _until_up(address: str, server: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + 90
    while time.monotonic() < give_up and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.01)
    raise RuntimeError("the server did not start")


def start(browser: Browser, script: Path, home: Path, *, ask: int = 0) -> dict[str, float]:
    """Seconds from starting this server to a usable input, and to the first answer after that.

    Args:
        browser: A running browser.
        script: What `streamlit run` gets.
        home: Where chats are kept meanwhile.
        ask: How many questions to ask; the first is timed, memory is read after the last.
    """
    began = time.perf_counter()
    with serving(script, home) as (address, pid):
        page = browser.new_page()
        page.goto(address)
        page.wait_for_selector(f"{INPUT}:enabled")
        page.locator(INPUT).fill("x")
        measured = {"input": time.perf_counter() - began}
        if ask:
            asked = time.perf_counter()
            _ask(page, 1)
            measured["first_answer"] = time.perf_counter() - asked
            for count in range(2, ask + 1):
                _ask(page, count)
            measured["rss_mb"] = _resident_mb(pid)
        page.close()
    return measured


def _ask(page: Page, count: int) -> None:
    question = QUESTIONS[(count - 1) % len(QUESTIONS)]
    page.locator(INPUT).fill(question.format(minutes=count))
    page.locator(INPUT).press("Enter")
    page.wait_for_function(
        "count => document.querySelector('[data-testid=stAlert]')"
        " || [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]"
        ".filter(n => n.shadowRoot?.querySelector('.answer .lead')"
        " && n.shadowRoot.querySelector('.asked').textContent.startsWith(count + ' minutes'))"
        ".length",
        arg=str(count),
        timeout=60_000,
    )
    for alert in page.locator("[data-testid=stAlert]").all_inner_texts():
        raise RuntimeError(f"the page says: {alert}")


def _resident_mb(pid: int) -> float:
    import psutil

    return float(psutil.Process(pid).memory_info().rss) / 1e6


def main() -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(prog="python -m ui.bench", description=__doc__)
    asked.add_argument("--times", type=int, default=5, help="starts of each app")
    asked.add_argument("--questions", type=int, default=50, help="before memory is read")
    asked.add_argument(
        "--app", type=lambda p: Path(p).resolve(), default=ROOT / "app.py", help="what to start"
    )
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args()
    browser_path = chromium()
    if browser_path is None:
        print("No Chromium found; set KNEAD_CHROMIUM to one.", file=sys.stderr)
        return 2
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        one_line = Path(folder) / "one_line.py"
        one_line.write_text(ONE_LINE, encoding="utf-8")
        browser = driver.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        plain, ours = [], []
        for time_number in range(options.times):
            home = Path(folder) / str(time_number)
            home.mkdir()
            plain.append(start(browser, one_line, home))
            last = time_number == options.times - 1
            ours.append(start(browser, options.app, home, ask=options.questions if last else 1))
        browser.close()
    median = statistics.median
    figures = {
        "one_line_input_s": round(median(m["input"] for m in plain), 2),
        "input_s": round(median(m["input"] for m in ours), 2),
        "ratio": round(median(m["input"] for m in ours) / median(m["input"] for m in plain), 2),
        "first_answer_s": round(median(m["first_answer"] for m in ours), 2),
        "rss_mb": round(ours[-1]["rss_mb"]),
    }
    if options.json:
        print(json.dumps(figures))
    else:
        print(f"start to a usable input   {figures['input_s']} s")
        print(f"  a one-line app          {figures['one_line_input_s']} s")
        print(f"  ratio                   {figures['ratio']}")
        print(f"first answer after that   {figures['first_answer_s']} s")
        print(f"resident memory after {options.questions} questions  {figures['rss_mb']} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
