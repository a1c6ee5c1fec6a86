"""What the page's tests share: the fake assistant, and a folder for chats that is thrown away."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ui import warmup

HERE = Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "ui" / "page.py"
sys.path.insert(0, str(HERE))

from fake_assistant import FakeAssistant, FakeConversation  # noqa: E402


@pytest.fixture(autouse=True)
def chats_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KNEAD_HOME", str(tmp_path))
    return tmp_path / "chats"


@pytest.fixture
def opened() -> warmup.Opened:
    return warmup.Opened(FakeAssistant(), FakeConversation)  # type: ignore[arg-type]


@pytest.fixture
def page(opened: warmup.Opened) -> Iterator[Callable[..., AppTest]]:
    """Makes a page with this opener of the assistant behind it, and runs it once."""

    def make(opener: Callable[[], Any] = lambda: opened, **query: str) -> AppTest:
        warmup.use(opener).start()
        warmup.current()._is_settled.wait(10)
        at = AppTest.from_file(str(PAGE), default_timeout=15)
        for name, value in query.items():
            at.query_params[name] = value
        return at.run()

    yield make
    warmup.use(warmup._open)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say that the browser tests did not run, where they did not."""
    left = [r for r in terminalreporter.getreports("skipped") if "test_browser" in r.nodeid]
    if left:
        terminalreporter.write_line(
            f"{len(left)} browser tests were skipped: no Chromium was found. Install one, or name "
            "one in KNEAD_CHROMIUM."
        )
