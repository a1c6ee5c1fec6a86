"""What the tests of the exact tools share: the bundled library, and the helpers beside it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from knowledge.library import Library, bundled

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def library() -> Library:
    return bundled()
