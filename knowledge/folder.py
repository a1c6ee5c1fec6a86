"""Reading a knowledge folder: each file into its records, nothing checked across files yet."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from knowledge.families import with_families
from knowledge.reading import KnowledgeError, build, read_text, read_yaml, readable, write_out
from knowledge.records import Code, Payer, Record, Source
from knowledge.sources import read_source
from knowledge.tables import code_status_rows

Kind = TypeVar("Kind", bound=Record)


def entries(
    told: Mapping[str, Any], name: str, kind: type[Kind], id_key: str = "id"
) -> dict[str, Kind]:
    """The records of a mapping, by key; each knows its own id.

    Args:
        told: The entries as YAML gave them.
        name: The file's name, for an error.
        kind: The record that each entry is.
        id_key: The field that the entry's key goes into, where the record has it.

    Raises:
        KnowledgeError: An entry that doesn't fit.
    """
    found: dict[str, Kind] = {}
    for key, entry in told.items():
        if not isinstance(entry, dict):
            raise KnowledgeError(name, key, "holds no keys", "Write `key: value` under it.")
        given = {**entry, id_key: key} if id_key in kind.model_fields else entry
        found[key] = build(kind, given, name, key)
    return found


@dataclass(frozen=True)
class Folder:
    """A folder that holds `library.yaml`, `sources/`, `payers/`, `tables/` and the rest."""

    home: Path

    def text(self, name: str) -> str:
        """A file's text."""
        return read_text(self.home / name, name)

    def yaml(self, name: str) -> Any:
        """What a YAML file holds, by key."""
        found = read_yaml(self.text(name), name)
        if not isinstance(found, dict):
            raise KnowledgeError(name, "file", "holds no entries", "Write `name:` and its keys.")
        return found

    def whole(self, name: str, kind: type[Kind]) -> Kind:
        """A file that is one record."""
        return build(kind, self.yaml(name), name, "file")

    def phrases(self, name: str) -> dict[str, tuple[str, ...]]:
        """The lists of phrases of a file, by their name."""
        found: dict[str, tuple[str, ...]] = {}
        for key, told in self.yaml(name).items():
            if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
                raise KnowledgeError(name, key, "is no list of phrases", "Write `[one, another]`.")
            found[key] = tuple(told)
        return found

    def records(self, name: str, kind: type[Kind], id_key: str = "id") -> dict[str, Kind]:
        """The records of a file, by id."""
        return entries(with_families(self.yaml(name), name), name, kind, id_key)

    def codes(self) -> dict[str, Code]:
        """Every code: its status from the table, its names from `codes.yaml`."""
        named = self.yaml("codes.yaml")
        found: dict[str, Code] = {}
        status = code_status_rows(self.home / "tables/code_status.csv")
        for code in [*status, *(c for c in named if c not in status)]:
            entry = {"status": None, "supports": (), **status.get(code, {}), **named.get(code, {})}
            found[code] = build(Code, {**entry, "code": code}, "codes.yaml", code)
        return found

    def payers(self) -> dict[str, Payer]:
        """One payer a file, by id."""
        found: dict[str, Payer] = {}
        for path in sorted((self.home / "payers").glob("*.yaml")):
            name = f"payers/{path.name}"
            payer = build(Payer, read_yaml(read_text(path, name), name), name, path.stem)
            if payer.id != path.stem:
                raise KnowledgeError(
                    name, "id", "is not the file's name", f"Write `id: {path.stem}`."
                )
            found[payer.id] = payer
        return found

    def sources(self, codes: frozenset[str]) -> dict[str, Source]:
        """Every source, by id, the code ranges of its passages written out in known codes."""
        read = [read_source(path) for path in sorted((self.home / "sources").glob("*.md"))]
        return {source.id: _written_out(source, codes) for source in read}

    def mark(self) -> str:
        """Eight hexadecimal digits made of every knowledge file's content."""
        digest = hashlib.sha256()
        for path in sorted(self.home.rglob("*")):
            if path.suffix in {".md", ".yaml", ".csv", ".txt"}:
                digest.update(path.name.encode())
                with readable(path.relative_to(self.home).as_posix()):
                    digest.update(path.read_bytes())
        return digest.hexdigest()[:8]


def _written_out(source: Source, codes: frozenset[str]) -> Source:
    """A source whose passages' code ranges are written out."""
    for passage in source.passages:
        for code in passage.codes:
            if "-" in code and not write_out((code,), codes):
                where = f"{passage.key.split('/')[1]}: codes"
                raise KnowledgeError(
                    f"sources/{source.id}.md",
                    where,
                    f"{code} is a range in which no code is held",
                    "Mend the range, or add its codes.",
                )
    passages = tuple(
        p.model_copy(update={"codes": write_out(p.codes, codes)}) if p.codes else p
        for p in source.passages
    )
    return source.model_copy(update={"passages": passages})
