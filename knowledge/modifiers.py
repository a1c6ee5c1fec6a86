"""What is said of a modifier on a line, where no rule of `modifier_rules.yaml` words it."""

from __future__ import annotations

from knowledge.claims import Verdict
from knowledge.records import Record


class ModifierAdvice(Record):
    """What is said of a modifier where no rule words it.

    Attributes:
        verdict: What it comes to.
        why: The reason as a clause; `{words}` are filled in from the line.
        supports: Passages that license it, beside those that the line's own facts add.
        missing: What could not be checked for want of it, in words; empty where it was checked.
    """

    id: str
    verdict: Verdict
    why: str
    supports: tuple[str, ...] = ()
    missing: str = ""
