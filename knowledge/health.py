"""The library's health: passages that nothing leads to."""

from __future__ import annotations

from knowledge.library import Library
from knowledge.references_check import cited_keys


def orphans(library: Library) -> tuple[str, ...]:
    """Passages that no rule cites and no question of a user would find.

    A passage is reachable where a data file cites it, or where questions that it answers are
    indexed with it.

    Args:
        library: The knowledge base.

    >>> from knowledge.library import bundled
    >>> orphans(bundled())
    ()
    """
    cited = cited_keys(library)
    return tuple(p.key for p in library.passages.values() if p.key not in cited and not p.asked)
