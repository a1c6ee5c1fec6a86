"""Medicare's own tables: who goes by them, and which codes its fee schedule doesn't pay."""

from __future__ import annotations

from knowledge.library import Library

_FEES = "cms-pfs-2024/"
_BUNDLED = "B"


def unpaid(code: str, library: Library) -> str | None:
    """The passage on a code that Medicare's fee schedule doesn't pay; None where it pays it.

    Args:
        code: The code.
        library: The knowledge base.

    >>> from knowledge.library import bundled
    >>> unpaid("97124", bundled()), unpaid("97010", bundled())
    (None, 'cms-pfs-2024/hot-packs')
    """
    held = library.codes.get(code)
    if held is None or not held.medicare_status:
        return None
    return next((key for key in held.supports if key.startswith(_FEES)), None)


def bundled(code: str, library: Library) -> bool:
    """Whether Medicare pays a code with the services beside it and never by itself.

    Args:
        code: The code.
        library: The knowledge base.
    """
    return code in library.codes and library.codes[code].medicare_status == _BUNDLED


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
