"""Which mutants say nothing that their support doesn't say, each rule with its reason."""

from __future__ import annotations

import re

_VALUE = r"(?:[A-Z]\d{4}(?:-[A-Z]\d{4})?|\d{5}(?:-\d{5})?|X[EPSU]|G[PONAXYZ]|KX|AT|C[QO]|\d{1,3}|one|two|three|four|five|six)"
_LIST = re.compile(
    rf"^\s*(?:,|,? and|,? or|/|,? nor|and likewise)?\s*(?:{_VALUE}(?:,? and |,? or |, |/))*$", re.I
)


def why_same(original: str, mutant) -> str | None:  # type: ignore[no-untyped-def]
    """The rule by which a mutant is left out, or None.

    Args:
        original: The true sentence.
        mutant: The mutant made of it.
    """
    if mutant.text == original:
        return "nothing changed"
    if mutant.change.endswith("swapped") and len(mutant.at) == 4:
        between = original[mutant.at[1] : mutant.at[2]]
        if (
            _LIST.match(between)
            and between.strip()
            and not re.search("respectively|in that order", original)
        ):
            return "a list has no order: its members may change places"
    return None
