"""Answers made by hand, to be scored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.answer import Answer


@pytest.fixture
def answer() -> Callable[..., Answer]:
    """Makes an answer that is well formed, with what is given changed."""

    def made(**changed: Any) -> Answer:
        held: dict[str, Any] = {
            "status": "answered",
            "library": {"version": "1", "checked_on": "2026-11-21", "tables": ["2024Q3"]},
            "headline": "38 minutes of 97124 are 3 units.",
            "statements": [{"text": "38 minutes of 97124 are 3 units.", "supports": ["c1"]}],
            "citations": [],
            "calculations": [
                {
                    "id": "c1",
                    "tool": "units",
                    "inputs": {"minutes": {"97124": 38}},
                    "result": {
                        "method": "cms",
                        "total_minutes": 38,
                        "total_units": 3,
                        "units": {"97124": 3},
                        "alternatives": [{"97124": 3}],
                        "alternatives_total": 1,
                    },
                    "steps": [],
                }
            ],
            "conflicts": [],
            "asks": None,
            "not_checked": [],
            "suggestions": [],
            "text": "**38 minutes of 97124 are 3 units.**",
        }
        return Answer.model_validate({**held, **changed})

    return made
