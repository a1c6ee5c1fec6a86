"""What a user says of a document: its title, its day, its authority; checked, never assumed."""

from __future__ import annotations

from datetime import date
from typing import get_args

from files.documents_faults import DocumentError
from knowledge.records import Authority

_AUTHORITIES = get_args(Authority)


def given(
    title: str | None, published: date | str | None, authority: str | None
) -> dict[str, object]:
    """What the user says of a document, checked.

    Args:
        title: The title.
        published: The day.
        authority: The authority.

    Raises:
        DocumentError: The day or the authority is none.

    >>> given(None, "2024-03-01", "payer")
    {'published': datetime.date(2024, 3, 1), 'authority': 'payer'}
    """
    told: dict[str, object] = {}
    if title and title.strip():
        told["title"] = " ".join(title.split())
    if published:
        try:
            told["published"] = (
                published if isinstance(published, date) else date.fromisoformat(published)
            )
        except ValueError:
            raise DocumentError(
                "--published", f"{published} is no day", "Write it as YYYY-MM-DD."
            ) from None
    if authority:
        if authority not in _AUTHORITIES:
            raise DocumentError(
                "--authority", f"{authority} is none", f"Use one of: {', '.join(_AUTHORITIES)}."
            )
        told["authority"] = authority
    return told
