"""When something holds: what was, not told as what is."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verify.belonging import TIMES
from assistant.verify.parts import Clause, token
from assistant.verify.support import Support

_LEAST = 2
_NOW = "~stil"
"""What tells that something holds by now, which is no more known than for the day that is told."""
_MONTH = len("2024-07")
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
    dated = any(i.kind in TIMES for i in clause.items)
    still = _NOW in told and not any(_NOW in s.words for s in supports)
    for support in supports:
        timed = {c.sentence for c in support.clauses for i in c.items if i.kind in TIMES}
        for other in support.clauses:
            shared = len(told.intersection(other.order))
            dates = (i for i in other.items if i.kind == "date" and not i.role)
            of_a_day = any(len(str(i.value[0])) > _MONTH for i in dates)
            if shared > most:
                most, past = shared, True
            past = past and (
                shared < most
                or (other.tenses == {"past"} and other.sentence in timed)
                or bool(_OVER & other.words.keys())
                or (of_a_day and (still or (not dated and bool(other.tenses))))
            )
    return "present" if past else None
