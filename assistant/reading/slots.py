"""The facts of a question that another turn may put another one in the place of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from assistant.reading.facts import Slot
from assistant.reading.text import Token
from assistant.reading.vocabulary import Mention

_KINDS = {
    "code": "service", "technique": "service", "payer": "payer", "unheld_payer": "payer",
    "generic_payer": "payer", "provider": "provider", "state": "state",
}  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")


def slots_of(
    things: Iterable[Mention], found: Sequence[Token], modifiers: Collection[int]
) -> tuple[Slot, ...]:
    """The services, payers, providers, modifiers, states and years of a question, in order.

    Args:
        things: The names.
        found: The tokens.
        modifiers: The indexes of the tokens of modifiers.
    """
    named = [
        Slot(_KINDS[m.kind], m.first, m.last, m.start, m.end, m.id)
        for m in things
        if m.kind in _KINDS
    ]
    inside = {n for slot in named for n in range(slot.first, slot.last + 1)}
    for n, token in enumerate(found):
        if n in inside:
            continue
        if token.kind == "code":
            named.append(Slot("service", n, n, token.start, token.end))
        elif n in modifiers:
            named.append(Slot("modifier", n, n, token.start, token.end))
        elif token.kind == "number" and _YEAR.fullmatch(token.text):
            named.append(Slot("year", n, n, token.start, token.end))
    return tuple(sorted(named, key=lambda s: s.first))
