"""Reading a source document's digest: its bibliography and its passages.

A digest is Markdown with a YAML head. `# ` begins a section, `## ` a passage: its local name,
then `key: value` lines up to an empty line, then what the source says, in our own words.
"""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import Field

from knowledge.reading import KnowledgeError, build, read_text, read_yaml
from knowledge.records import Authority, Passage, PassageKind, Record, Source, Standing

_LOCAL = re.compile(r"^[a-z0-9][a-z0-9-]*$")
_SPACE = re.compile(r"\s+")


class PassageHead(Record):
    """The keys that may stand above a passage's text."""

    at: str
    kind: PassageKind = "claim"
    standing: Standing = "verified"
    authority: Authority | None = None
    codes: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    topics: tuple[str, ...] = Field(min_length=1)
    asked: tuple[str, ...] = ()
    phrase: str = ""


def read_source(path: Path) -> Source:
    """One source file.

    Args:
        path: `knowledge/sources/<id>.md`.

    Raises:
        KnowledgeError: A fault, with the file, the key and the mend.
    """
    name = f"sources/{path.name}"
    text = read_text(path, name)
    parts = text.split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise KnowledgeError(
            name, "head", "doesn't begin with a YAML head", "Begin with `---`, keys, `---`."
        )
    head = read_yaml(parts[1], name)
    source_id = path.stem
    if not isinstance(head, dict) or head.get("id") != source_id:
        raise KnowledgeError(name, "id", "is not the file's name", f"Write `id: {source_id}`.")
    passages = tuple(_passages(parts[2], source_id, name))
    return build(Source, {**head, "passages": passages}, name, "head")


def _passages(body: str, source_id: str, name: str) -> list[Passage]:
    """The passages of a digest, in order."""
    found: list[Passage] = []
    section = ""
    for block in re.split(r"^(?=#{1,2} )", body, flags=re.MULTILINE):
        if block.startswith("## "):
            found.append(_passage(block, source_id, section, name))
            continue
        loose = block.strip()
        if block.startswith("# "):
            section, _, loose = (part.strip() for part in block[2:].partition("\n"))
        if loose:
            where = loose.partition("\n")[0][:40]
            raise KnowledgeError(
                name, where, "stands outside any passage", "Put it under a `## name`."
            )
    return found


def _passage(block: str, source_id: str, section: str, name: str) -> Passage:
    """One passage from its block of lines."""
    heading, _, rest = block[3:].partition("\n")
    local = heading.strip()
    if not _LOCAL.match(local):
        raise KnowledgeError(
            name, local, "is no passage name", "Use small letters, digits and hyphens."
        )
    head_text, _, text = rest.partition("\n\n")
    head = build(PassageHead, read_yaml(head_text, f"{name}: {local}"), name, local)
    said = _SPACE.sub(" ", text).strip()
    if not said:
        raise KnowledgeError(name, local, "has no text", "Write what the source says.")
    if len(head.phrase.split()) > 6:
        raise KnowledgeError(
            name, f"{local}: phrase", "is longer than six words", "Six words at most may be quoted."
        )
    return Passage(
        source=source_id,
        key=f"{source_id}/{local}",
        section=section,
        text=said,
        **head.model_dump(),
    )
