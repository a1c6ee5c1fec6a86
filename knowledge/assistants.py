"""The share of a unit from which an assistant's minutes take a modifier, from `assistants.yaml`."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from knowledge.library import HOME
from knowledge.reading import build, read_text, read_yaml
from knowledge.records import Record

_FILE = "assistants.yaml"


class AssistantRule(Record):
    """When CQ or CO is asked for.

    Attributes:
        share_percent: The share of a unit, in percent, above which it is.
        last_unit_from: From this day on a final unit that the therapist alone reached has none.
        supports: The passages of the share.
        last_unit_supports: The passages of the final unit.
    """

    share_percent: int
    last_unit_from: date
    supports: tuple[str, ...]
    last_unit_supports: tuple[str, ...]


@cache
def assistant_rule(home: Path = HOME) -> AssistantRule:
    """The rule on assistants' minutes.

    Args:
        home: The knowledge folder.

    Raises:
        KnowledgeError: The file is missing, or a key of it doesn't fit.

    >>> assistant_rule().share_percent
    10
    """
    return build(AssistantRule, read_yaml(read_text(home / _FILE, _FILE), _FILE), _FILE, "rule")
