"""Cues that name a family of words: `{pays} + better` stands for one cue a word of the family."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.reading import KnowledgeError

_NAMED = re.compile(r"\{([a-z_]+)\}")
_KEY = "families"


def with_families(told: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The entries of a file with the families that their cues name written out.

    Args:
        told: The entries as YAML gave them; `families` holds the words of each family.
        name: The file's name, for an error.

    Raises:
        KnowledgeError: A cue names a family that isn't there.

    >>> told = {"families": {"pays": ["pay", "cover"]}, "one": {"cues": ["{pays} + better"]}}
    >>> with_families(told, "improper.yaml")
    {'one': {'cues': ['pay + better', 'cover + better']}}
    """
    families = told.get(_KEY, {})
    found: dict[str, Any] = {}
    for key, entry in told.items():
        if key == _KEY:
            continue
        cues = entry.get("cues") if isinstance(entry, dict) else None
        if isinstance(cues, list):
            where = f"{key}: cues"
            every = [c for cue in cues for c in _written_out(str(cue), families, name, where)]
            entry = {**entry, "cues": list(dict.fromkeys(every))}
        found[key] = entry
    return found


def _written_out(
    cue: str, families: Mapping[str, Sequence[str]], name: str, where: str
) -> list[str]:
    """A cue once for each choice of a word of the families that it names."""
    named = list(dict.fromkeys(_NAMED.findall(cue)))
    missing = next((one for one in named if one not in families), None)
    if missing is not None:
        raise KnowledgeError(
            name, where, f"{missing} is no family", f"Write it under `{_KEY}:`, or mend the cue."
        )
    found = [cue]
    for family in named:
        found = [
            told.replace(f"{{{family}}}", str(word)) for told in found for word in families[family]
        ]
    return found
