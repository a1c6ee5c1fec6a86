"""What is told to be above or below another: an amount of the asker's, a code's minutes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answer import Calculation
from assistant.verify.ground import Ground
from assistant.verify.written import CODE
from coding_tools.modifiers_payer import dollars
from knowledge.library import Library

_MONEY = ("money", "dollar")
_AMOUNT = r"\$[\d,]+"
_YEARS = rf"{_AMOUNT} in \d{{4}}(?:(?:, | and |, and ){_AMOUNT} in \d{{4}})*"
_ABOVE = re.compile(rf"\b(?P<not>not )?(?:above|over)\b[^$;.]*(?P<limits>{_YEARS})")
_SAID = re.compile(
    rf"(?P<mine>{_AMOUNT}) is (?P<not>not )?(?:above|over)\b[^$;]*(?P<limit>{_AMOUNT})"
)
_SIZED = re.compile(
    rf"\b(?P<of>leftover of )?(?P<code>{CODE})(?P<own>'s leftover)?(?:, which)? (?:has|is|had|was)"
    r"(?: the)? (?:(?P<more>(?:larg|long|great|bigg|high)(?:er|est)|more|most)"
    r"|(?:small|short|low)(?:er|est)|less|least|fewe(?:r|st))\b(?P<left> leftover| minutes left)?"
)


def outsized(text: str, counted: Sequence[Calculation], library: Library) -> str | None:
    """A code told to have more or fewer minutes, or left over, than it has by every count.

    Args:
        text: The statement.
        counted: The counts that it rests on.
        library: The knowledge base, for how long a unit is by each method.
    """
    for match in _SIZED.finditer(text) if counted else ():
        lengths = [library.methods[done.result["method"]].unit_minutes for done in counted]
        told = zip(counted, lengths, strict=True)
        if not any(_sized(match, text, done.inputs["minutes"], unit) for done, unit in told):
            return match.group()
    return None


def _sized(match: re.Match[str], text: str, minutes: Mapping[str, int], unit: int) -> bool:
    """Whether a code has the most or the fewest of those named, or of all where it is alone."""
    left = match["of"] or match["own"] or match["left"]
    held = {c: m % unit if left else m for c, m in minutes.items()}
    named = [m for c, m in held.items() if c in text]
    among = sorted(named if len(named) > 1 else held.values()) or [0]
    best = among[-1] if match["more"] else among[0]
    return among[0] < among[-1] and held.get(match["code"]) == best


def miscompared(text: str, ground: Ground) -> str | None:
    """What a text says of the asker's amount that is true of none; None where it agrees.

    One that is just as much may be told either way: it passes the limit, and is not above it.

    Args:
        text: The statement.
        ground: The asker's words.
    """
    for match in _SAID.finditer(text):
        if (dollars(match["mine"]) > dollars(match["limit"])) == bool(match["not"]):
            return match.group()
    for match in _ABOVE.finditer(text):
        told = [dollars(str(v[0])) for kind, v in ground.asked.values if kind in _MONEY]
        for limit in map(dollars, re.findall(_AMOUNT, match["limits"]) if told else ()):
            if all(t != limit and (t > limit) == bool(match["not"]) for t in told):
                return match.group()
    return None
