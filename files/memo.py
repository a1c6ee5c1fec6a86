"""Saved answers: whether what they cite still stands in the library, word for word.

A memo is an answer's JSON, several of them (a list, or the lines of `ask --batch`), or a Markdown
text with the citation ids that `source_lines` writes. An id is made from a passage's key, place and
words, so that an id that still resolves says that nothing of these has changed. The format is
settled in docs/decisions/documents-memo.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from files.memo_read import Claim, claims_of
from knowledge.records import Passage, Source

_PARTS = re.compile(r"([^.]+)\.(.+)\.([0-9a-f]{8})")


class Resolver(Protocol):
    """What finds passages by key; `assistant.context.Context` does."""

    def passage(self, key: str) -> Passage:
        """The passage of a key.

        Raises:
            KeyError: There is none.
        """

    def source(self, passage: Passage) -> Source:
        """The source of a passage.

        Raises:
            KeyError: There is none.
        """


class Cited(Protocol):
    """A citation of an answer, as `source_lines` needs it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def title(self) -> str:
        """The source's title."""

    @property
    def locator(self) -> str:
        """The place in the source."""


@dataclass(frozen=True)
class MemoReport:
    """What became of a memo's citations.

    Attributes:
        memo: The file's name.
        unchanged: Ids that still resolve to the same words.
        changed: What is different now, a sentence each.
        gone: What is there no more, a sentence each.
        broken: What the memo refers to and doesn't hold, a sentence each.
    """

    memo: str
    unchanged: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything still stands."""
        return not (self.changed or self.gone or self.broken)

    @property
    def lines(self) -> tuple[str, ...]:
        """The whole report, a sentence each."""
        total = len(self.unchanged) + len(self.changed) + len(self.gone)
        count = f"{total} citation{'' if total == 1 else 's'}"
        found = "all unchanged" if self.ok else f"{len(self.unchanged)} unchanged"
        return (f"{self.memo}: {count}, {found}.", *self.changed, *self.gone, *self.broken)


@dataclass
class _Found:
    """What is gathered while a memo is compared."""

    unchanged: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def source_lines(citations: Iterable[Cited]) -> tuple[str, ...]:
    """The lines that a Markdown memo ends with, so that it can be verified.

    Args:
        citations: The answer's citations, in the order of their marks.
    """
    return tuple(
        f"- [{number}] {one.title}, {one.locator}: `{one.id}`"
        for number, one in enumerate(citations, 1)
    )


def verify_memo(path: Path | str, context: Resolver) -> MemoReport:
    """Whether every citation of a saved answer still resolves to the same words.

    Args:
        path: The memo: JSON, JSON lines or Markdown.
        context: The library and the user's documents.

    Raises:
        DocumentError: It can't be read, or cites nothing by id.
    """
    path = Path(path)
    claims, broken = claims_of(path)
    found = _Found()
    for claim in claims:
        _compare(claim, context, found)
    return MemoReport(
        path.name, tuple(found.unchanged), tuple(found.changed), tuple(found.gone), broken
    )


def _compare(claim: Claim, context: Resolver, found: _Found) -> None:
    """Compare one citation with what the library holds now."""
    parts = _PARTS.fullmatch(claim.id)
    what = claim.says.get("title") or claim.id
    if parts is None:
        found.gone.append(f"{claim.id}: is no citation id.")
        return
    try:
        passage = context.passage(f"{parts[1]}/{parts[2]}")
        source = context.source(passage)
    except KeyError:
        found.gone.append(f"{claim.id}: {what} holds no such passage any more.")
        return
    now = {
        "text": passage.text,
        "locator": passage.at,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "authority": passage.authority or source.authority,
    }
    differs = [key for key, value in now.items() if key in claim.says and claim.says[key] != value]
    if passage.id != claim.id and "text" not in differs:
        differs.insert(0, "text or place")
    if not differs:
        found.unchanged.append(claim.id)
        return
    shown = (
        f" It says now, at {passage.at}: {passage.text}" if differs[0].startswith("text") else ""
    )
    named = ", ".join(
        f"{key} ({claim.says[key]} then, {now[key]} now)"
        if key in ("published", "authority", "locator", "title")
        else key
        for key in differs
    )
    found.changed.append(f"{claim.id}: {source.title} has another {named}.{shown}")
