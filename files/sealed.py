"""A manifest sealed against change, and the files that it vouches for."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from knowledge.records import Record

MANIFEST = "manifest.json"
Told = TypeVar("Told", bound=Record)


class Stored(Record):
    """A file of the store: its size and CRC-32."""

    size: int
    crc32: int


def checksum(path: Path) -> Stored:
    """A file's size and CRC-32.

    Raises:
        OSError: It can't be read.
    """
    size = crc = 0
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 22):
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
    return Stored(size=size, crc32=crc)


def sealed(manifest: Record, what: str) -> str:
    """A manifest as the text of its file.

    Args:
        manifest: What a stored thing is.
        what: The key that it stands under, such as `table`.
    """
    body = manifest.model_dump(mode="json")
    return json.dumps({"seal": _seal(body), what: body}, indent=1, sort_keys=True)


def unsealed(
    folder: Path, what: str, kind: type[Told], damaged: Callable[[Path, str], Exception]
) -> Told:
    """The manifest of a stored thing.

    Args:
        folder: Where it is stored.
        what: The key that the manifest stands under.
        kind: What the manifest is.
        damaged: Makes the error of a folder and what is wrong with it, which is raised where the
            manifest is missing, changed or another release's.
    """
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if told["seal"] != _seal(told[what]):
            raise damaged(folder, f"its {MANIFEST} was changed")
        return kind.model_validate(told[what])
    except FileNotFoundError:
        raise damaged(folder, f"its {MANIFEST} is missing") from None
    except ValidationError:
        raise damaged(folder, "another release of Knead to Know stored it") from None
    except (OSError, ValueError, KeyError, TypeError):
        raise damaged(folder, f"its {MANIFEST} can't be read") from None


def _seal(body: object) -> str:
    """A digest of what a manifest says."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
