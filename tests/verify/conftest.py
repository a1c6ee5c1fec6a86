"""The library, and the assistant whose own sentences are put to the gate."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from assistant import Assistant
from assistant.context import Context
from knowledge.library import Library, bundled


@pytest.fixture(scope="session")
def library() -> Library:
    """The bundled knowledge base."""
    return bundled()


@pytest.fixture(scope="session")
def context(library: Library) -> Context:
    """The bundled knowledge base and nothing of a user's."""
    return Context(library)


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    """The assistant of this machine."""
    return Assistant.open()
