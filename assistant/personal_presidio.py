"""Presidio's pattern recogniser, without the rest of its package.

`import presidio_analyzer` brings spaCy, and with it torch where that is installed: seconds and
hundreds of megabytes for a language model that is never used here. The pattern recogniser itself
needs six small modules and `regex`. They are imported under the package's own folder with an empty
package object in its place, which is taken away again, so that a later import of the whole package
is not touched. See docs/decisions/personal-presidio.md.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_PACKAGE = "presidio_analyzer"
# In the order in which they need one another.
_PARTS = {
    "analysis_explanation": "AnalysisExplanation",
    "recognizer_result": "RecognizerResult",
    "entity_recognizer": "EntityRecognizer",
    "local_recognizer": "LocalRecognizer",
    "pattern": "Pattern",
    "pattern_recognizer": "PatternRecognizer",
}
_lock = threading.Lock()

Span = tuple[int, int]
Check = Callable[[str, int, int], Iterator[Span]]


class MaskingUnavailable(Exception):  # noqa: N818  a state that the caller tells
    """Personal details can't be looked for; the message says what to do."""


@dataclass(frozen=True)
class Spotter:
    """A recogniser of Presidio's for one kind of personal detail.

    Attributes:
        kind: What it finds, as it stands in the brackets of a masked text.
        recognizer: The `PatternRecognizer`.
        check: What of a match is personal: none, one or several spans of the text.
    """

    kind: str
    recognizer: Any
    check: Check | None = None

    def spans(self, text: str) -> Iterator[Span]:
        """Where the text holds such a detail."""
        for found in self.recognizer.analyze(text, [self.kind]):
            if self.check is None:
                yield found.start, found.end
            else:
                yield from self.check(text, found.start, found.end)


def spotter(kind: str, *patterns: str, check: Check | None = None) -> Spotter:
    r"""A spotter of patterns in the syntax of `regex`; what stands before a `\K` is not masked.

    Args:
        kind: What is found.
        patterns: Regular expressions; letters match in either case.
        check: What of a match is personal.

    Raises:
        MaskingUnavailable: Presidio is not installed.
    """
    pattern, recognizer = _classes()
    named = [pattern(f"{kind} {n}", one, 1.0) for n, one in enumerate(patterns, 1)]
    return Spotter(kind, recognizer(supported_entity=kind, name=kind, patterns=named), check)


@cache
def _classes() -> tuple[Any, Any]:
    """Presidio's `Pattern` and `PatternRecognizer`.

    Raises:
        MaskingUnavailable: It is not installed, or has another layout.
    """
    with _lock:
        if whole := sys.modules.get(_PACKAGE):
            return whole.Pattern, whole.PatternRecognizer
        try:
            return _apart()
        except (ImportError, AttributeError) as problem:
            raise MaskingUnavailable(
                f"Personal details can't be looked for ({problem}): install the pinned "
                "presidio-analyzer with `make install`."
            ) from problem


def _apart() -> tuple[Any, Any]:
    """The two classes, imported without the package's own `__init__`.

    Raises:
        ImportError: A part is missing.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or spec.submodule_search_locations is None:
        raise ImportError(f"{_PACKAGE} is not installed")
    stand_in: Any = ModuleType(_PACKAGE)
    stand_in.__path__ = list(spec.submodule_search_locations)
    sys.modules[_PACKAGE] = stand_in
    try:
        for part, name in _PARTS.items():
            setattr(stand_in, name, getattr(import_module(f"{_PACKAGE}.{part}"), name))
    finally:
        for module in [m for m in sys.modules if m.split(".")[0] == _PACKAGE]:
            del sys.modules[module]
    return stand_in.Pattern, stand_in.PatternRecognizer
