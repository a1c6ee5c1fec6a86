"""What the components share: the scripts and style sheets beside this package, and packing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).resolve().parent.parent / "assets"


def asset(name: str) -> str:
    """The text of an asset.

    Args:
        name: A file of `ui/assets`.
    """
    return (FOLDER / name).read_text(encoding="utf-8")


def packed(data: dict[str, Any]) -> bytes:
    """Plain data for a component, as JSON in bytes.

    Streamlit looks through a mapping for data frames and imports pandas to do so, which costs the
    first answer a second and 60 MB; bytes it passes on as they are.

    >>> packed({"says": "97140 – 2 units"}).decode()
    '{"says":"97140 – 2 units"}'
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
