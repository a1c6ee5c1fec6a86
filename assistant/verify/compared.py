"""An amount of the asker's against those that a sentence tells of: above them, or not."""

from __future__ import annotations

import re

from assistant.verify.ground import Ground
from coding_tools.modifiers_payer import dollars

_MONEY = ("money", "dollar")
_AMOUNT = r"\$[\d,]+"
_YEARS = rf"{_AMOUNT} in \d{{4}}(?:(?:, | and |, and ){_AMOUNT} in \d{{4}})*"
_ABOVE = re.compile(rf"\b(?P<not>not )?(?:above|over)\b[^$;.]*(?P<limits>{_YEARS})")
_SAID = re.compile(
    rf"(?P<mine>{_AMOUNT}) is (?P<not>not )?(?:above|over)\b[^$;]*(?P<limit>{_AMOUNT})"
)


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
