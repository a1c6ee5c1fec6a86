"""What a scorer says, and how it looks into an answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.answer import Answer

Verdict = Literal["holds", "missing", "contradicted"]


@dataclass(frozen=True)
class Check:
    """One thing that was expected, judged.

    Attributes:
        key: The expectation's key.
        verdict: It holds; it isn't there; or the answer has something else in its place, or
            something that must not be there.
        says: What was wanted and what was seen, where it doesn't hold.
    """

    key: str
    verdict: Verdict
    says: str = ""


def judged(key: str, verdict: Verdict, wanted: object, seen: object) -> Check:
    """A check that says what was wanted and seen, unless it holds."""
    if verdict == "holds":
        return Check(key, verdict)
    return Check(key, verdict, f"wanted {shown(wanted)}; saw {shown(seen)}")


def shown(value: object) -> str:
    """A value on one short line.

    >>> shown({"97140": 1}), shown("no count")
    ('{"97140": 1}', 'no count')
    """
    told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return told if len(told) <= 300 else f"{told[:300]} ..."


def results(answer: Answer, tool: str) -> list[dict[str, Any]]:
    """The results of one tool's calculations."""
    return [made.result for made in answer.calculations if made.tool == tool]


_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "*": None, "`": None})
_MARK = re.compile(r"\[\d+\]")


def plain(text: str) -> str:
    r"""A text as expectations read it: no emphasis, no citation marks, straight quotes, one line.

    >>> plain("It is **one** unit [1][2].\n\nDon’t add `59`.")
    "It is one unit . Don't add 59."
    """
    return " ".join(_MARK.sub("", text.translate(_STRAIGHT)).split())


def finds(patterns: Sequence[str], texts: Iterable[str]) -> bool:
    """Whether a regular expression is found in a text, never by cutting a number or a code.

    Args:
        patterns: The regular expressions, of which one is enough; case is folded.
        texts: Where to look.

    >>> finds(["7 units"], ["17 units"]), finds(["97140"], ["971400", "about 97140."])
    (False, True)
    """
    return any(
        not _cuts(text, match)
        for text in texts
        for pattern in patterns
        for match in re.finditer(pattern, text, re.IGNORECASE)
    )


def _cuts(text: str, match: re.Match[str]) -> bool:
    """Whether a match begins or ends inside a run of digits."""
    start, end = match.span()
    begins = 0 < start < end and text[start - 1].isdigit() and text[start].isdigit()
    ends = start < end < len(text) and text[end - 1].isdigit() and text[end].isdigit()
    return begins or ends
