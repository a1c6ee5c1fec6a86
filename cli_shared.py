"""What the commands share: how they end, their common options, and the assistant behind them."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from assistant import Assistant
    from assistant.answer import Answer
    from assistant.context import Context
    from knowledge.library import Library

LONGEST_QUESTION: Final = 20_000
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_CODE: Final = re.compile(r"[A-Z0-9]{5}", re.ASCII)


class Stop(Exception):  # noqa: N818 - it ends the program, with or without an error
    """Ends the program with one line on standard error.

    Attributes:
        status: The exit status.
    """

    def __init__(self, message: str, status: int = 2) -> None:
        super().__init__(message)
        self.status = status


class Parser(argparse.ArgumentParser):
    """A parser whose faults are one line."""

    def error(self, message: str) -> NoReturn:
        """End with the fault and the usage."""
        usage = " ".join(self.format_usage().split())
        raise Stop(f"{message}; {usage}")


def one_line(problem: object, most: int = 300) -> str:
    r"""A message on one line, cut where it would fill the screen.

    >>> one_line("no such file:\n  claims.csv")
    'no such file: claims.csv'
    """
    text = " ".join(str(problem).split())
    return text if len(text) <= most else f"{text[:most]}…"


def typed(text: str) -> str:
    """What was typed, in quotation marks, for a message.

    >>> typed("97124=ten")
    "'97124=ten'"
    """
    return repr(one_line(text, 40))


def tell(messages: Iterable[str]) -> None:
    """Say what isn't part of an answer, on standard error."""
    for message in messages:
        print(f"knead: {message}", file=sys.stderr)


def add_facts(parser: argparse.ArgumentParser, *names: str) -> None:
    """Options that several commands share.

    Args:
        parser: The command's parser.
        names: Any of `payer`, `date` and `json`.
    """
    if "payer" in names:
        parser.add_argument(
            "--payer", metavar="ID", help="who pays, such as medicare; left out, nothing is assumed"
        )
    if "date" in names:
        parser.add_argument("--date", metavar="YYYY-MM-DD", help="the date of service")
    if "json" in names:
        parser.add_argument("--json", action="store_true", help="the whole answer as JSON")


def day(text: object, name: str = "--date") -> date | None:
    """A date of service as it was given.

    Args:
        text: YYYY-MM-DD, or None where none was given.
        name: What the message calls it.

    Raises:
        Stop: It is no day.

    >>> day("2026-03-02")
    datetime.date(2026, 3, 2)
    """
    if text is None:
        return None
    try:
        if isinstance(text, str) and _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Stop(f"{name} {one_line(text)} is no day; write it as YYYY-MM-DD, such as 2026-03-02")


def code(text: str) -> str:
    """A code in its one spelling.

    Raises:
        Stop: It can't be a code.

    >>> code(" g0283 ")
    'G0283'
    """
    cleaned = text.strip().upper()
    if not _CODE.fullmatch(cleaned):
        raise Stop(f"{typed(text)} is no code; write five letters and digits, such as 97124")
    return cleaned


def known_code(name: str, library: Library) -> None:
    """Refuse a code of which nothing is held.

    Raises:
        Stop: Nothing is held of it.
    """
    if name not in library.codes:
        raise Stop(
            f"{name} is no code that the library holds; check it, or ask about it in words: "
            f'knead ask "Is {name} valid?"'
        )


def whole(text: str) -> str:
    r"""A text without halves of characters, which no file and no screen can hold.

    >>> whole("97124 \udcff massage")
    '97124 \ufffd massage'
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def open_assistant(payer: str | None) -> Assistant:
    """The assistant, with the payer checked; what isn't as it should be is told.

    Raises:
        Stop: The payer isn't held.
    """
    from assistant import Assistant
    from assistant.opening import open_context

    if payer is not None:  # before the index, which may have to be made
        known_payer(payer, open_context().library)
    assistant = Assistant.open(_Making())
    tell(assistant.notices)
    return assistant


def open_held(payer: str | None) -> Context:
    """The library and what the user added, with the payer checked; nothing is searched in it.

    Raises:
        Stop: The payer isn't held.
    """
    from assistant.opening import open_context

    context = open_context()
    known_payer(payer, context.library)
    tell(context.notices)
    return context


class _Making:
    """Says once that the search index is made anew, so that nobody waits without knowing why."""

    def __init__(self) -> None:
        self._said = False

    def __call__(self, name: str, done: int) -> None:
        """Say it at the first step of the first index."""
        del name, done
        if not self._said:
            self._said = True
            tell(
                (
                    "making the search index anew, for the library, your documents or the cache "
                    "changed; this can take half a minute, longer with many documents",
                )
            )


def known_payer(payer: object, library: Library, name: str = "--payer") -> None:
    """Refuse a payer's id that isn't held, with the list.

    Raises:
        Stop: It isn't held.
    """
    held = library.payers
    if payer is not None and payer not in list(held):
        raise Stop(
            f"{name} {one_line(payer)} is not a payer that is held; write one of {', '.join(held)}"
        )


def show(answer: Answer, as_json: bool) -> int:
    """Print an answer."""
    print(answer.model_dump_json(indent=1) if as_json else answer.text)
    return 0
