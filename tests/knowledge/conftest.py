"""A copy of the knowledge folder to break, and a small source that is whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.library import HOME, Library, bundled

SMALL = """\
---
id: small
title: A small page
publisher: Somebody
kind: web page
authority: web
read: the page
checked_on: 2026-11-21
---

# A section

## first
at: ¶1
topics: [units]
codes: [97124]
modifiers: [GP]
payers: [medicare]
phrase: one two three four five six

A small page says that 97124 is massage.

## second
at: ¶2
topics: [units]

A small page says that 8 minutes are 1 unit.
"""


@pytest.fixture(scope="session")
def library() -> Library:
    return bundled()


@pytest.fixture(scope="session")
def _copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The knowledge folder once more, with the small source beside the others."""
    folder = tmp_path_factory.mktemp("copy") / "knowledge"
    shutil.copytree(HOME, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (folder / "sources/small.md").write_text(SMALL, encoding="utf-8")
    return folder


@pytest.fixture
def home(_copy: Path) -> Iterator[Path]:
    """A knowledge folder to break; it is whole again for the next test."""
    whole = {path: path.read_bytes() for path in _copy.rglob("*") if path.is_file()}
    yield _copy
    for path, content in whole.items():
        if path.is_dir():
            path.rmdir()
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
    for path in set(_copy.rglob("*")) - set(whole):
        if path.is_file():
            path.unlink()
