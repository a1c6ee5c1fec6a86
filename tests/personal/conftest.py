"""The sentences of `positive.yaml` and `negative.yaml`, as cases."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

HERE = Path(__file__).parent
_BRACE = re.compile(r"\{([^:{}]+):([^{}]*)\}")


class Case(NamedTuple):
    """A sentence as typed, and as it must read once masked."""

    text: str
    masked: str
    kinds: tuple[str, ...]


def positive() -> list[Case]:
    told = yaml.safe_load((HERE / "positive.yaml").read_text("utf-8"))
    return [
        Case(
            _BRACE.sub(r"\2", line),
            _BRACE.sub(r"[\1]", line),
            tuple(dict.fromkeys(kind for kind, _ in _BRACE.findall(line))),
        )
        for lines in told.values()
        for line in lines
    ]


def negative() -> list[str]:
    told = yaml.safe_load((HERE / "negative.yaml").read_text("utf-8"))
    return [line for lines in told.values() for line in lines]


@pytest.fixture(name="positive", scope="session")
def _positive() -> list[Case]:
    return positive()


@pytest.fixture(name="negative", scope="session")
def _negative() -> list[str]:
    return negative()
