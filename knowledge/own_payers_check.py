"""Checking a payer of the user's own: as strictly as the bundled ones, and against them."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

import yaml

from knowledge.check import check_payer_rules
from knowledge.contents import Library
from knowledge.reading import KnowledgeError
from knowledge.records import Payer, Source

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def check_own_payer(payer: Payer, source: Source, library: Library, file: str) -> None:
    """Refuse a payer of the user's own with a fault.

    Args:
        payer: The payer.
        source: The document that its rules rest on.
        library: The bundled library.
        file: The file's name, for the error.

    Raises:
        KnowledgeError: The first fault found, with the file, the key and the mend.
    """
    if payer.id in library.payers:
        raise KnowledgeError(
            file, "id", f"{payer.id} is a payer of the library", "Name yours otherwise."
        )
    _names(payer, library, file)
    codes = set(library.codes) | library.pairs.scope
    for passage in source.passages:
        where = f"source: passages: {passage.key.split('/')[1]}"
        if not passage.text:
            raise KnowledgeError(file, where, "has no text", "Write what the document says.")
        _known(passage.codes, codes, file, f"{where}: codes", "is a code in no table")
        _known(passage.modifiers, library.modifiers, file, f"{where}: modifiers", "is no modifier")
        _known(passage.topics, library.topics, file, f"{where}: topics", "is no topic")
    _citations(payer, source, library, file)
    check_payer_rules(payer, file, library.methods, library.codes)


def _names(payer: Payer, library: Library, file: str) -> None:
    """No name is another payer's, or says payers in general."""
    if not payer.names:
        raise KnowledgeError(file, "names", "names nothing", "Write what people call the payer.")
    taken = {n.lower(): p.name for p in library.payers.values() for n in (*p.names, p.name)}
    taken |= {name.lower(): "any payer" for name in library.generic_payers}
    for name in (*payer.names, payer.name):
        if name.lower() in taken:
            raise KnowledgeError(
                file, f"names: {name}", f"means {taken[name.lower()]} already", "Name it otherwise."
            )


def _citations(payer: Payer, source: Source, library: Library, file: str) -> None:
    """Every rule is cited, and every citation names a passage."""
    own = {passage.key for passage in source.passages}
    for rule in payer.rules:
        if not rule.supports:
            raise KnowledgeError(
                file, f"rules: {rule.fact}", "cites nothing", "Write `supports: [passage]`."
            )
    for held in payer.covers:
        if not held.supports:
            raise KnowledgeError(file, "covers", "cites nothing", "Write `supports: [passage]`.")
    ruled = (k for rule in payer.rules for k in rule.supports)
    covered = (k for held in payer.covers for k in held.supports)
    for key in (*payer.facts, *ruled, *covered):
        if key in own:
            continue
        try:
            library.passage(key)
        except KeyError:
            shown = key.removeprefix(f"{source.id}/")
            raise KnowledgeError(
                file,
                "supports",
                f"cites {shown}, which is no passage",
                "Cite one under `source: passages:` by its name, or ours as `source/local-name`.",
            ) from None


def refuse_aliases(text: str, file: str) -> None:
    """Refuse a YAML text in which an alias stands for something: what is shown must be written.

    Args:
        text: The text, which is YAML.
        file: The file's name, for the error.

    Raises:
        KnowledgeError: An alias, with its line.
    """
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            where = f"line {event.start_mark.line + 1}" if event.start_mark else "the file"
            raise KnowledgeError(file, where, "has an alias that repeats it", "Write it out.")


def _known(names: Iterable[str], held: Container[str], file: str, where: str, problem: str) -> None:
    """Refuse a name that isn't held."""
    for name in names:
        if name not in held:
            raise KnowledgeError(file, where, f"{name} {problem}", "Mend it or leave it out.")
