"""Whether a payer goes by Medicare's own pair table."""

from __future__ import annotations

from knowledge.library import Library


def by_medicares_table(payer: str | None, library: Library) -> bool:
    """Whether a payer's own rule is Medicare's pair table; not where no payer is known.

    Args:
        payer: The payer's id, or None.
        library: The knowledge base.

    >>> from knowledge.library import bundled
    >>> [by_medicares_table(p, bundled()) for p in ("railroad_medicare", "tricare", None)]
    [True, False, False]
    """
    held = library.payers.get(payer or "")
    rule = held.rule("pair_edits", None) if held else None
    return rule is not None and rule.value == "ncci"
