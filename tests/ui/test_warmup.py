"""The thread that opens the assistant hands on what goes wrong in it."""

from __future__ import annotations

import sys
import threading
from typing import Any

import pytest
from fake_assistant import FakeAssistant

from ui import warmup, words
from ui.warmup import NotUsableError, Opened, Warmup


def test_what_was_opened_is_handed_to_everybody(opened: Opened) -> None:
    warm = Warmup(lambda: opened)
    assert warm.wait(5) is opened
    assert warm.wait(5) is opened


def test_it_is_opened_once_however_many_wait(opened: Opened) -> None:
    opens: list[int] = []
    begin = threading.Event()

    def slow() -> Opened:
        opens.append(1)
        begin.wait(5)
        return opened

    warm = Warmup(slow)
    waiting = [threading.Thread(target=warm.wait, args=(5,)) for _ in range(4)]
    for thread in waiting:
        thread.start()
    begin.set()
    for thread in waiting:
        thread.join(5)
    assert opens == [1]


def test_the_assistants_own_sentence_is_kept() -> None:
    def broken() -> Opened:
        raise NotUsableError("knowledge/payers/x.yaml: unknown key 'methd'; write 'method'.")

    warm = Warmup(broken)
    with pytest.raises(NotUsableError, match="unknown key 'methd'"):
        warm.wait(5)
    assert warm.opened
    assert warm.settled


def test_another_error_is_one_sentence_without_its_words() -> None:
    def broken() -> Opened:
        raise KeyError("a secret")

    warm = Warmup(broken)
    with pytest.raises(NotUsableError) as caught:
        warm.wait(5)
    assert str(caught.value) == words.NOT_USABLE.format(kind="KeyError")


def test_a_failed_warming_up_is_a_warning_and_no_more(opened: Opened) -> None:
    class Cold:
        def warm(self) -> None:
            raise OSError("no room")

    warm = Warmup(lambda: Opened(Cold(), opened.conversation))  # type: ignore[arg-type]
    warm.wait(5)
    assert warm._is_settled.wait(5)
    assert warm.warning == words.WARM_FAILED.format(kind="OSError")


def test_waiting_in_vain_ends(opened: Opened) -> None:
    begin = threading.Event()

    def slow() -> Opened:
        begin.wait(5)
        return opened

    warm = Warmup(slow)
    with pytest.raises(NotUsableError):
        warm.wait(0.01)
    begin.set()
    assert warm.wait(5) is opened


def test_the_assistant_is_that_of_the_library_as_it_is_now(opened: Opened) -> None:
    known = [opened.assistant]
    warm = Warmup(lambda: opened._replace(current=lambda: known[-1]))
    assert warm.wait(5).assistant is opened.assistant
    known.append(FakeAssistant())  # type: ignore[arg-type]
    assert warm.wait(5).assistant is known[-1]


def test_what_cannot_be_taken_up_is_a_warning_until_it_can(opened: Opened) -> None:
    faults = [OSError("no room"), None]

    def current() -> Any:
        if fault := faults[0]:
            raise fault
        return opened.assistant

    warm = Warmup(lambda: opened._replace(current=current))
    assert warm.wait(5).assistant is opened.assistant
    assert warm.warnings == (words.NOT_FOLLOWED.format(kind="OSError"),)
    faults.pop(0)
    warm.wait(5)
    assert warm.warnings == ()


def test_many_warm_ups_at_once_leave_the_interpreter_as_it_was(opened: Opened) -> None:
    warms = [Warmup(lambda: opened) for _ in range(30)]
    for warm in warms:
        warm.start()
    assert [warm.wait(5) for warm in warms] == [opened] * 30
    for warm in warms:
        assert warm._is_settled.wait(5)
    assert sys.getswitchinterval() == pytest.approx(warmup._USUAL)
