"""The last gate: a sentence is shown only where each of its values stands in its supports."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from assistant.answer import Calculation
from assistant.context import Context
from assistant.draft import Line

_VALUE = re.compile(
    r"(?<![\w.])(?:[A-Z]\d{4}|\d[\d,.]*\d|\d)(?!\w)|\b(?:X[EPSU]|G[PONAXYZ]|KX|AT|CQ|CO|U7)\b"
)


class Ground:
    """What a sentence may rest on beside its supports: the asker's own words.

    Args:
        said: The asker's words, this turn's and the earlier ones'.
        context: The library, for the text of passages.
    """

    def __init__(self, said: Sequence[str], context: Context) -> None:
        self.asked = frozenset(v for text in said for v in values(text))
        self._context = context
        self._texts: dict[str, frozenset[str]] = {}

    def of(self, key: str) -> frozenset[str]:
        """The values of a passage."""
        if key not in self._texts:
            passage = self._context.passage(key)
            source = self._context.source(passage)
            told = f"{passage.text} {passage.at} {source.title} {source.published or ''} {source.publisher}"
            self._texts[key] = frozenset(values(told)) | frozenset(passage.codes)
        return self._texts[key]


def values(text: str) -> list[str]:
    """The codes, numbers and modifiers of a text."""
    return [v.rstrip(".,") for v in _VALUE.findall(text)]


def stands(line: Line, ground: Ground, calculations: Mapping[str, Calculation]) -> bool:
    """Whether each value of a sentence stands in one of its own supports, or is the asker's."""
    held = set(ground.asked)
    for support in line.supports:
        if support.startswith("calc:"):
            calculation = calculations.get(support)
            if calculation is None:
                return False
            told = json.dumps([calculation.inputs, calculation.result], default=str)
            held.update(values(told))
            for step in calculation.steps:
                held.update(values(step.says))
        else:
            held |= ground.of(support)
    return all(value in held for value in values(line.text))
