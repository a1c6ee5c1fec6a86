"""Chats kept on disk, one file each, so that a reload or a restart loses nothing.

A file is JSON Lines: the first line says what the chat is (and is all that the list of earlier
chats reads), each further line is a turn. It is written whole into a new file that then takes
the old one's place, so a kill leaves the old one or the new one. Only the masked question is
ever given to this module.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import time
import uuid
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from files.home import home_folder
from ui.chat import Chat, Turn

FORMAT: Final = 1
TITLE_LENGTH: Final = 60
LEFT_BEHIND: Final = 3600
"""Seconds after which nobody is still writing a file."""


class DamagedError(Exception):
    """A chat's file is there and can't be read back."""


class MissingError(Exception):
    """There is no chat of this id."""


class NotKeptError(Exception):
    """The folder can't be written; its path is the message."""


class Listed(NamedTuple):
    """A line of the list of earlier chats."""

    id: str
    title: str


def home() -> Path:
    """The folder of the chats: under `KNEAD_HOME`, or the user's data folder."""
    return home_folder() / "chats"


def valid_id(text: str) -> str | None:
    """The id in its one spelling, or None where the text is no chat's id.

    >>> valid_id("../../etc/passwd") is None
    True
    """
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return None


def new_id() -> str:
    """An id that no other chat has."""
    return str(uuid.uuid4())


def save(chat: Chat, folder: Path | None = None) -> None:
    """Keep a chat; whoever reads meanwhile sees the old one or the new one, whole.

    Raises:
        NotKeptError: The folder can't be made or written.
    """
    folder = folder or home()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _sweep(folder)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".writing-", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.writelines(
                    json.dumps(line, ensure_ascii=False) + "\n" for line in _lines(chat)
                )
            Path(name).replace(_path(folder, chat.id))
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise NotKeptError(str(folder)) from error


def load(chat_id: str, folder: Path | None = None) -> Chat:
    """Read a chat back.

    Raises:
        MissingError: There is none of this id.
        DamagedError: Its file can't be read as a chat; the file is left as it is.
    """
    from assistant.answer import Answer

    path = _path(folder or home(), chat_id)
    try:
        # Not `splitlines`: a question may hold a line separator of its own.
        head, *lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        about = json.loads(head)
        if about["format"] != FORMAT:
            raise ValueError(f"format {about['format']}, this program reads {FORMAT}")
        day = about["date"]
        return Chat(
            id=chat_id,
            payer=about["payer"],
            day=date.fromisoformat(day) if day else None,
            conversation=about["conversation"],
            turns=[
                Turn(
                    question=str(kept["question"]),
                    answer=Answer.model_validate(kept["answer"]),
                    notices=tuple(kept["notices"]),
                    facts=tuple(kept["facts"]),
                )
                for kept in map(json.loads, lines)
            ],
        )
    except FileNotFoundError as error:
        raise MissingError(chat_id) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedError(str(path)) from error


def delete(chat_id: str, folder: Path | None = None) -> None:
    """Remove a chat; one that is gone already is no error.

    Raises:
        NotKeptError: The folder can't be written.
    """
    folder = folder or home()
    try:
        _path(folder, chat_id).unlink(missing_ok=True)
    except OSError as error:
        raise NotKeptError(str(folder)) from error


def recent(most: int, folder: Path | None = None) -> list[Listed]:
    """The chats last written, newest first; what can't be read is left out."""
    folder = folder or home()
    found: list[tuple[float, str]] = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".jsonl") and valid_id(entry.name[:-6]):
                with contextlib.suppress(OSError):
                    found.append((entry.stat().st_mtime, entry.name[:-6]))
    listed: list[Listed] = []
    for _, chat_id in sorted(found, reverse=True):
        if len(listed) == most:
            break
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            listed.append(Listed(chat_id, _title(_path(folder, chat_id))))
    return listed


def title_of(question: str) -> str:
    r"""A chat's title: its first question, cut at a word.

    >>> title_of("Can I bill 97140\nand 97124 together?")
    'Can I bill 97140 and 97124 together?'
    """
    text = " ".join(question.split())
    if len(text) <= TITLE_LENGTH:
        return text
    return text[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


def _sweep(folder: Path) -> None:
    """Remove what a process that was killed while it wrote left behind."""
    for left in folder.glob(".writing-*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT_BEHIND:
                left.unlink()


def _title(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        return str(json.loads(file.readline())["title"])


def _path(folder: Path, chat_id: str) -> Path:
    return folder / f"{chat_id}.jsonl"


def _lines(chat: Chat) -> list[dict[str, Any]]:
    about = {
        "format": FORMAT,
        "title": title_of(chat.turns[0].question) if chat.turns else "",
        "payer": chat.payer,
        "date": chat.day.isoformat() if chat.day else None,
        "conversation": chat.conversation,
    }
    turns = (
        {
            "question": turn.question,
            "answer": turn.answer.model_dump(mode="json"),
            "notices": list(turn.notices),
            "facts": list(turn.facts),
        }
        for turn in chat.turns
    )
    return [about, *turns]
