"""Who acts, pays or says something: as the supports have it, and not one in another's place."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verify.lexicon import Lexicon
from assistant.verify.parts import Clause
from assistant.verify.supports import Support

_LEAST = 2
_SOMEBODY = "payer"
"""Somebody who pays and isn't named stands against everybody who is."""


def displaced(clause: Clause, supports: Sequence[Support], lexicon: Lexicon) -> str | None:
    """Somebody of whom a clause tells what its supports tell of somebody else; or None.

    Args:
        clause: A statement's clause.
        supports: Its supports.
        lexicon: The words that are known.
    """
    told = _acting(clause, lexicon)
    if not told:
        return None
    named = frozenset(p for p in told if p[:4] == "who:")
    payers = named | ({_SOMEBODY} & set(told))
    context = frozenset(p for p in clause.order if p not in told and p not in lexicon.weak)
    best = dict.fromkeys(named, 0)
    other = _LEAST - 1
    for support in supports:
        source = frozenset(f"who:{i.value[0]}" for i in support.about.get("who", ()))
        for held in support.clauses:
            shared = len(context.intersection(held.order))
            if not shared:
                continue
            theirs = {p for p in held.order if p[:4] == "who:" or p == _SOMEBODY}
            mine = theirs & payers if theirs else source
            for who in named & (mine or theirs):
                best[who] = max(best[who], shared + 1)
            if (theirs or source) and not (theirs or source) & payers:
                other = max(other, shared)
            if len(told) > 1 and _turned(told, clause, held, lexicon) and shared > 1:
                return told[0]
    return next((who for who in named if other >= max(best[who], _LEAST)), None)


def _acting(clause: Clause, lexicon: Lexicon) -> list[str]:
    """Those who are spoken of in a clause, in order."""
    return [p for p in clause.order if p[:4] == "who:" or p in lexicon.parties]


def _turned(told: Sequence[str], clause: Clause, held: Clause, lexicon: Lexicon) -> bool:
    """Whether two have changed places around the verb; `by` whom something is done is left out."""
    if "<by" in clause.line or "<by" in held.line:
        return False
    mine, theirs = _sides(clause, lexicon), _sides(held, lexicon)
    return any(
        mine.get(one) == 0 and mine.get(other) == 1
        and theirs.get(one) == 1 and theirs.get(other) == 0
        for one in told for other in told
    )  # fmt: skip


def _sides(clause: Clause, lexicon: Lexicon) -> dict[str, int]:
    """On which side of the verb each stands; nobody who stands on both."""
    found: dict[str, int] = {}
    for place, part in enumerate(clause.order):
        if part[:4] == "who:" or part in lexicon.parties:
            side = int(place >= clause.verb)
            found[part] = side if found.get(part, side) == side else -1
    return found
