"""The gate: shares that were measured once and may not fall."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent / "gate.json"


def read_gate(path: Path = HOME) -> dict[str, float]:
    """The least share of right cases by kind, and of paraphrases that agree.

    Args:
        path: The file.

    Raises:
        ValueError: It isn't an object of shares from 0 to 1.
    """
    held = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(held, dict):
        raise ValueError(f'{path.name}: write an object such as {{"units": 0.98}}')
    for kind, share in held.items():
        if not isinstance(share, (int, float)) or isinstance(share, bool) or not 0 <= share <= 1:
            raise ValueError(f"{path.name}: {kind} is {share!r}; write a share from 0 to 1")
    return held


def fallen(told: Mapping[str, Any], gate: Mapping[str, float]) -> list[str]:
    """What is under the gate, a sentence each; a kind that was not run is not judged.

    Args:
        told: A report.
        gate: The least shares.
    """
    said = []
    for kind, row in told["kinds"].items():
        if kind not in gate:
            said.append(f"{kind}: no share in the gate; measure one and write it")
        elif row["right_share"] is None:
            said.append(f"{kind}: nothing could be scored")
        elif row["right_share"] < gate[kind]:
            said.append(
                f"{kind}: {row['right_share']:.3f} right, and {gate[kind]:.3f} was measured"
            )
        if row["unscored"]:
            said.append(f"{kind}: {row['unscored']} could not be scored")
    share = told.get("paraphrases", {}).get("share")
    if share is not None and share < gate.get("paraphrases", 0):
        said.append(f"paraphrases: {share:.3f} agree, and {gate['paraphrases']:.3f} was measured")
    return said
