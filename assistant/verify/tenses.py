"""When something holds: what was, not told as what is."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verify.parts import Clause, token
from assistant.verify.support import Support

_LEAST = 2
_OVER = frozenset(("delete", "end", "replace"))
"""Words by which something is over whatever the verb: `is deleted`."""


def untimely(clause: Clause, supports: Sequence[Support]) -> str | None:
    """The time in which a clause tells what its supports tell of another; None where it agrees.

    Args:
        clause: A statement's clause.
        supports: Its supports.
    """
    if clause.tenses == {"future"}:
        held = any(clause.tenses <= c.tenses for s in supports for c in s.clauses)
        return None if held else "future"
    if clause.tenses != {"present"} or _OVER & clause.words.keys():
        return None
    told = {token(i.kind, i.value) for i in clause.items} | clause.words.keys()
    most, past = _LEAST - 1, False
    for support in supports:
        for other in support.clauses:
            shared = len(told.intersection(other.order))
            if shared > most:
                most, past = shared, True
            past = past and (
                shared < most or other.tenses == {"past"} or bool(_OVER & other.words.keys())
            )
    return "present" if past else None
