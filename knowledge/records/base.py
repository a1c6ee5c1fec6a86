"""What every record shares, and the words that say how much a statement is worth."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Authority = Literal[
    "regulator",
    "code_set",
    "payer",
    "association",
    "expert",
    "publisher",
    "web",
    "comment",
    "user",
]
"""Whose word it is, the strongest first: the order in which a search prefers them."""

Standing = Literal["verified", "reported", "opinion"]


class Record(BaseModel):
    """A frozen entry that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
