"""What became of the documents that a user added or removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from files.documents_find import DocumentInfo

_SHOWN = 5


@dataclass(frozen=True)
class Report:
    """What became of the documents that a user added.

    Attributes:
        added: Documents that are new.
        replaced: Documents whose file had changed; the old passages are gone.
        updated: Documents that were there already and got another title, date or authority.
        unchanged: Documents that were there already, byte for byte.
        refused: Why a file was not added, a sentence each.
        notes: What else the user should know, a sentence each.
        asks: What the user hasn't said of a document, a sentence each.
    """

    added: tuple[DocumentInfo, ...] = ()
    replaced: tuple[DocumentInfo, ...] = ()
    updated: tuple[DocumentInfo, ...] = ()
    unchanged: tuple[DocumentInfo, ...] = ()
    refused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was refused."""
        return not self.refused

    @property
    def changed(self) -> bool:
        """Whether the index of the user's documents is to be built anew."""
        return bool(self.added or self.replaced or self.updated)

    @property
    def lines(self) -> tuple[str, ...]:
        """The whole report, a sentence each."""
        return (
            *(f"Added {info.says}" for info in self.added),
            *(f"Replaced, since its file changed: {info.says}" for info in self.replaced),
            *(f"Updated {info.says}" for info in self.updated),
            *(
                f"{info.id}: {info.manifest.shown} is there already; nothing was changed."
                for info in self.unchanged
                if info.manifest
            ),
            *self.notes,
            *self.asks,
            *self.refused,
        )


def asks_of(infos: Iterable[DocumentInfo]) -> tuple[str, ...]:
    """What the user hasn't said of documents, a sentence for those that lack the same.

    Args:
        infos: The documents.
    """
    lacking: dict[tuple[str, ...], list[str]] = {}
    for info in infos:
        held = info.manifest
        if held is None or held.original is not None:
            continue
        missing = (
            *(("title (--title)",) if held.title is None else ()),
            *(("date (--published YYYY-MM-DD)",) if held.published is None else ()),
            *(("authority (--authority)",) if held.authority == "user" else ()),
        )
        if missing:
            lacking.setdefault(missing, []).append(held.name)
    return tuple(_asked(missing, names) for missing, names in lacking.items())


def _asked(missing: tuple[str, ...], names: list[str]) -> str:
    """One such sentence.

    >>> print(_asked(("title (--title)", "authority (--authority)"), ["a.pdf"]))
    a.pdf: you haven't said its title (--title) and authority (--authority), and nothing is assumed:
    until you add it again with them, it is cited by its file's name and with the lowest authority.
    """
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    shown = ", ".join(names[:_SHOWN]) + more
    its, it, verb = ("its", "it", "is") if len(names) == 1 else ("their", "them", "are")
    listed = ", ".join(missing[:-1]) + (" and " if len(missing) > 1 else "") + missing[-1]
    until = {
        "title": f"by {its} file's name",
        "date": "as undated",
        "authority": "with the lowest authority",
    }
    cited = [told for key, told in until.items() if any(m.startswith(key) for m in missing)]
    cited_as = ", ".join(cited[:-1]) + (" and " if len(cited) > 1 else "") + cited[-1]
    subject = "it" if len(names) == 1 else "they"
    return (
        f"{shown}: you haven't said {its} {listed}, and nothing is assumed: until you add {it} "
        f"again with {'that' if len(missing) == 1 else 'them'}, {subject} {verb} cited {cited_as}."
    )
