"""Payers of the user's own: one YAML file each, checked as strictly as the bundled ones.

The file is a payer as `knowledge/payers/` has them, with the document that its rules rest on beside
it: `source`, with its bibliography and its passages. `docs/payer-rules.md` shows the shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from pydantic import Field

from knowledge.library import Library
from knowledge.own_payers_check import check_own_payer, refuse_aliases
from knowledge.reading import KnowledgeError, build, read_yaml, write_out
from knowledge.records import Passage, PassageKind, Payer, Record, Source, Standing

_ID = re.compile(r"[a-z][a-z0-9_]{1,39}")
_LOCAL = re.compile(r"[a-z0-9][a-z0-9-]*")
OWN_RULES = "payer's own rules"
"""The kind of such a payer's source; what is said from it always names it."""
_OWN = "own-"
"""What the id of such a payer's source begins with, so that it is never one of ours."""


class OwnPassage(Record):
    """A passage of the payer's document, as the file has it.

    Attributes:
        at: The place in the document, such as `page 3, ¶2`.
        text: What it says there, as whole sentences.
    """

    at: str
    text: str
    kind: PassageKind = "rule"
    standing: Standing = "verified"
    codes: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    topics: tuple[str, ...] = Field(min_length=1)
    asked: tuple[str, ...] = ()


class OwnSource(Record):
    """The document that a payer's rules rest on.

    Attributes:
        title: Its title.
        publisher: Who published it.
        published: The day it was published.
        read: What was read of it.
        checked_on: The day that somebody last checked that it still holds.
        passages: Its passages by their local names.
    """

    title: str
    publisher: str
    published: date
    read: str
    checked_on: date
    url: str | None = None
    passages: dict[str, OwnPassage] = Field(min_length=1)


class OwnPayer(NamedTuple):
    """A payer of the user's own, and the document that its rules rest on."""

    payer: Payer
    source: Source


def looks_like_payer(text: str) -> bool:
    r"""Whether a text is a file of payer's rules, right or wrong, and not a document.

    Args:
        text: The file's text.

    >>> looks_like_payer("id: plan_a\nrules: []\n"), looks_like_payer("Rules: a payer's id.")
    (True, False)
    """
    keys = set(re.findall(r"^([a-z_]+):(?=\s|$)", text, re.MULTILINE))
    return "id" in keys and len(keys & {"name", "names", "kind", "rules", "facts", "source"}) > 0


def read_own_payer(text: str, file: str, library: Library) -> OwnPayer:
    """A payer of the user's own from its file's text.

    Args:
        text: The file's text.
        file: The file's name, for errors; its stem is the payer's id.
        library: The bundled library, whose codes, modifiers and subjects it may name.

    Raises:
        KnowledgeError: A fault, with the file, the key and the mend.
    """
    told = read_yaml(text, file)
    if not isinstance(told, dict) or "source" not in told:
        raise KnowledgeError(
            file, "source", "is missing", "Write `source:` with title, publisher and passages."
        )
    refuse_aliases(text, file)
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    id_ = str(told.get("id", ""))
    if id_ != stem:
        raise KnowledgeError(file, "id", "is not the file's name", f"Write `id: {stem}`.")
    if not _ID.fullmatch(id_):
        raise KnowledgeError(
            file, "id", f"{id_} is no id", "Use small letters, digits and underscores."
        )
    source = _source(id_, told["source"], file, library)
    payer = build(Payer, _full_keys(told, source.id), file, id_)
    source = source.model_copy(update={"names": payer.names, "governs": (payer.id,)})
    check_own_payer(payer, source, library, file)
    return OwnPayer(payer, source)


def with_payers(library: Library, payers: Iterable[OwnPayer]) -> Library:
    """The library with payers of the user's own beside its own.

    Args:
        library: The bundled library.
        payers: Payers that were read and checked.

    >>> from knowledge.library import bundled
    >>> with_payers(bundled(), []) is bundled()
    True
    """
    added = list(payers)
    if not added:
        return library
    told = "\n".join(p.model_dump_json() + s.model_dump_json() for p, s in added)
    held = {name.lower() for payer, _ in added for name in (*payer.names, payer.name)}
    return replace(
        library,
        version=f"{library.version}.{sha256(told.encode()).hexdigest()[:8]}",
        payers={**library.payers, **{p.id: p for p, _ in added}},
        sources={**library.sources, **{s.id: s for _, s in added}},
        unheld_payers=tuple(n for n in library.unheld_payers if n.lower() not in held),
        _rows={},
    )


def _source(id_: str, told: Any, file: str, library: Library) -> Source:
    """The payer's document with its passages."""
    read = build(OwnSource, told, file, "source")
    name = f"{_OWN}{id_.replace('_', '-')}"
    passages = []
    for local, given in read.passages.items():
        if not _LOCAL.fullmatch(local):
            raise KnowledgeError(
                file,
                f"source: passages: {local}",
                "is no passage name",
                "Use small letters, digits and hyphens.",
            )
        text = " ".join(given.text.split())
        codes = write_out(given.codes, frozenset(library.codes))
        head = given.model_dump(exclude={"text", "codes"})
        passages.append(
            Passage(
                source=name, key=f"{name}/{local}", text=text, codes=codes, payers=(id_,), **head
            )
        )
    return Source(
        id=name,
        title=read.title,
        publisher=read.publisher,
        published=read.published.isoformat(),
        published_on=read.published,
        kind=OWN_RULES,
        authority="payer",
        read=f"{read.read}; the user entered it",
        checked_on=read.checked_on,
        url=read.url,
        weight="entered by the user; that it is the payer's own is the user's word",
        passages=tuple(passages),
    )


def _full_keys(told: Mapping[str, Any], source: str) -> dict[str, Any]:
    """The payer's own keys, each support with its source: a bare name is the file's own passage."""

    def full(keys: Any) -> Any:
        if not isinstance(keys, list):
            return keys
        return [f"{source}/{k}" if isinstance(k, str) and "/" not in k else k for k in keys]

    given = {key: value for key, value in told.items() if key != "source"}
    if "facts" in given:
        given["facts"] = full(given["facts"])
    for cited in ("rules", "covers"):
        if isinstance(given.get(cited), list):
            given[cited] = [
                {**one, "supports": full(one["supports"])}
                if isinstance(one, dict) and "supports" in one
                else one
                for one in given[cited]
            ]
    return given
