"""The user's own payers: stored as they were written, checked anew whenever they are read.

Each is one YAML file under `payers/` of the user's data folder, named by the payer's id. It is
written in one step, so that a kill leaves the old one or the new one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from files.documents_split import speaks_to_machine
from files.home import alone, home_folder, replace_file
from knowledge.library import Library, bundled
from knowledge.own_payers import OwnPayer, looks_like_payer, read_own_payer, with_payers
from knowledge.reading import KnowledgeError, read_text

LARGEST = 1 << 20
"""Bytes of a file of payer's rules; one has a few thousand."""
WAIT_SECONDS = 30.0
_SUFFIXES = (".yaml", ".yml")
Became = Literal["added", "replaced", "unchanged"]


@dataclass(frozen=True)
class StoredPayer:
    """A stored payer, sound or not.

    Attributes:
        id: Its id.
        own: The payer and its source; None where the file can't be used.
        damage: Why it can't be used, in a sentence; None where it can.
    """

    id: str
    own: OwnPayer | None
    damage: str | None = None

    @property
    def says(self) -> str:
        """The payer in one line."""
        if self.own is None:
            return self.damage or self.id
        payer, source = self.own
        rules = f"{len(payer.rules)} rule{'' if len(payer.rules) == 1 else 's'}"
        return f"{self.id}: {payer.name}, {rules}, from {source.title}, {source.published}"


def is_payer_file(path: Path) -> bool:
    """Whether a file holds a payer's rules, right or wrong; told by its name or its content.

    Args:
        path: The file.
    """
    if path.suffix.lower() in _SUFFIXES:
        return True
    with contextlib.suppress(OSError), path.open("rb") as stream:
        head = stream.read(1 << 16)
        text = head.decode("utf-8-sig", "ignore")
        return b"\0" not in head and not text.startswith(("---", "<")) and looks_like_payer(text)
    return False


def add_payer(path: Path, home: Path | None = None) -> tuple[Became, StoredPayer]:
    """Check a file of a payer's rules and store it.

    Args:
        path: The file; its name is the payer's id.
        home: The folder of the user's data, where it is not the usual one.

    Returns:
        What became of it, and the payer.

    Raises:
        KnowledgeError: It has a fault, or can't be stored; nothing was changed.
    """
    name = path.name
    if not path.is_file():
        raise KnowledgeError(name, "file", "is not there", "Check its name.")
    if path.stat().st_size > LARGEST:
        raise KnowledgeError(
            name, "file", f"is over {LARGEST >> 20} MB", "A payer's rules are a few lines."
        )
    text = read_text(path, name).removeprefix("\ufeff")
    others = [p.own for p in list_payers(home) if p.own is not None and p.id != path.stem]
    own = read_own_payer(text, name, with_payers(bundled(), others))
    for passage in own.source.passages:
        if speaks_to_machine(passage.text):
            raise KnowledgeError(
                name,
                f"source: passages: {passage.key.split('/')[1]}",
                "gives orders to an assistant instead of telling a reader something",
                "Write what the payer's document says.",
            )
    stored = StoredPayer(own.payer.id, own)
    place = _folder(home) / f"{own.payer.id}.yaml"
    with _changing(home):
        old = place.read_text(encoding="utf-8") if place.is_file() else None
        if old == text:
            return "unchanged", stored
        replace_file(place, text)
    return ("added" if old is None else "replaced"), stored


def list_payers(home: Path | None = None) -> tuple[StoredPayer, ...]:
    """The stored payers, by id, each checked against the library and those before it.

    Args:
        home: The folder of the user's data, where it is not the usual one.
    """
    found: list[StoredPayer] = []
    folder = _folder(home)
    paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    for path in paths:
        sound = [p.own for p in found if p.own is not None]
        try:
            text = read_text(path, path.name)
            own = read_own_payer(text, path.name, with_payers(bundled(), sound))
            found.append(StoredPayer(path.stem, own))
        except KnowledgeError as fault:
            told = f"stored payer {fault} Until then {path.stem} is not used."
            found.append(StoredPayer(path.stem, None, told))
    return tuple(found)


def remove_payer(payer: str, home: Path | None = None) -> StoredPayer:
    """Remove a stored payer.

    Args:
        payer: Its id.
        home: The folder of the user's data, where it is not the usual one.

    Raises:
        KnowledgeError: There is none of this id, or it can't be removed.
    """
    stored = next((p for p in list_payers(home) if p.id == payer), None)
    if stored is None:
        raise KnowledgeError(payer, "id", "is no payer of yours", "Look in `library list`.")
    with _changing(home):
        (_folder(home) / f"{payer}.yaml").unlink(missing_ok=True)
    return stored


def open_library(home: Path | None = None) -> tuple[Library, tuple[str, ...]]:
    """The bundled library with the user's own payers, and what can't be used of them.

    Args:
        home: The folder of the user's data, where it is not the usual one.

    Raises:
        KnowledgeError: The bundled library has a fault.
    """
    library = bundled()
    try:
        stored = list_payers(home)
    except OSError as problem:
        return library, (f"Your own payers can't be read ({problem.strerror or problem}).",)
    sound = [p.own for p in stored if p.own is not None]
    return with_payers(library, sound), tuple(p.damage for p in stored if p.damage)


def _folder(home: Path | None) -> Path:
    """The folder of the stored payers."""
    return home_folder(home) / "payers"


@contextlib.contextmanager
def _changing(home: Path | None) -> Iterator[None]:
    """Change the stored payers alone.

    Raises:
        KnowledgeError: Another process changes them, or the folder can't be written.
    """
    busy = KnowledgeError(
        "the payers' folder", "lock", "is held by another window", "Try again later."
    )

    def unwritable(problem: OSError) -> KnowledgeError:
        return KnowledgeError(
            "the payers' folder",
            str(_folder(home)),
            f"can't be written ({problem.strerror or problem})",
            "Make it writable or choose another folder with KNEAD_HOME; nothing was changed.",
        )

    with alone(_folder(home), WAIT_SECONDS, busy, unwritable):
        yield
