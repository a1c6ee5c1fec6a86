"""The one module that loads the knowledge base; what it returns has been checked whole.

>>> library = bundled()
>>> library.passage("cms-claims-5/total").source
'cms-claims-5'
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from knowledge.claims import ClaimRules, FindingRule, ModifierRule, read_claim_rules
from knowledge.claims_index import ClaimIndex
from knowledge.modifiers import ModifierAdvice
from knowledge.pairs import PairExtract, row_passage
from knowledge.reading import KnowledgeError, build, read_text, read_yaml, write_out
from knowledge.records import (
    AskFact,
    Code,
    Conflict,
    Correction,
    Documentation,
    Goal,
    Improper,
    Method,
    Modifier,
    Mue,
    Muscle,
    Passage,
    Payer,
    Provider,
    Region,
    Side,
    Source,
    Technique,
    Threshold,
    Topic,
)
from knowledge.sources import read_source
from knowledge.tables import code_status_rows, read_mue, read_pairs

HOME = Path(__file__).resolve().parent
QUARTER = "2024Q3"
PAIR_SOURCE = "cms-ncci-ptp-2024q3"
MUE_SOURCE = "cms-ncci-mue-2024q3"


@dataclass(frozen=True)
class Library:
    """Everything that is known, by id.

    Attributes:
        version: The release and a mark of the content; it changes when any file changes.
        checked_on: The day the library was last checked.
        examples: Questions to start from.
    """

    version: str
    checked_on: date
    examples: tuple[str, ...]
    sources: Mapping[str, Source]
    codes: Mapping[str, Code]
    techniques: Mapping[str, Technique]
    goals: Mapping[str, Goal]
    sides: Mapping[str, Side]
    regions: Mapping[str, Region]
    muscles: Mapping[str, Muscle]
    spans: Mapping[str, Muscle]
    unclear_regions: tuple[str, ...]
    modifiers: Mapping[str, Modifier]
    modifier_rules: Mapping[str, ModifierRule]
    modifier_advice: Mapping[str, ModifierAdvice]
    findings: Mapping[str, FindingRule]
    claim_rules: ClaimRules
    thresholds: Mapping[int, Threshold]
    methods: Mapping[str, Method]
    payers: Mapping[str, Payer]
    providers: Mapping[str, Provider]
    conflicts: Mapping[str, Conflict]
    corrections: Mapping[str, Correction]
    topics: Mapping[str, Topic]
    documentation: Mapping[str, Documentation]
    improper: Mapping[str, Improper]
    unheld_payers: tuple[str, ...]
    generic_payers: tuple[str, ...]
    states: Mapping[str, tuple[str, ...]]
    asks: Mapping[str, AskFact]
    words: Mapping[str, Any]
    intents: Mapping[str, tuple[str, ...]]
    scope: Mapping[str, tuple[str, ...]]
    near_words: frozenset[str]
    pairs: PairExtract
    mue: Mapping[str, Mue]
    tables: tuple[str, ...] = (QUARTER,)
    values: Mapping[str, Any] = field(default_factory=dict)
    _rows: dict[str, Passage] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """Every written passage by key, in the order of the files."""
        return {p.key: p for source in self.sources.values() for p in source.passages}

    @cached_property
    def claim_index(self) -> ClaimIndex:
        """Names and code lists that claim checks look up."""
        return ClaimIndex(self)

    @cached_property
    def by_code(self) -> Mapping[str, tuple[Passage, ...]]:
        """The written passages that speak of a code."""
        found: dict[str, list[Passage]] = {}
        for passage in self.passages.values():
            for code in passage.codes:
                found.setdefault(code, []).append(passage)
        return {code: tuple(passages) for code, passages in found.items()}

    @cached_property
    def technique_codes(self) -> Mapping[str, frozenset[str]]:
        """The codes that each technique can come to, by its id."""
        return {
            t.id: frozenset(o.code for options in t.codes.values() for o in options)
            for t in self.techniques.values()
        }

    @cached_property
    def sides_of(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """The sides that a passage takes, by its key: a disagreement's id and the side's number."""
        found: dict[str, list[tuple[str, int]]] = {}
        for conflict in self.conflicts.values():
            for number, side in enumerate(conflict.sides):
                for key in side.passages:
                    found.setdefault(key, []).append((conflict.id, number))
        return {key: tuple(sides) for key, sides in found.items()}

    @cached_property
    def corrected(self) -> Mapping[str, tuple[Correction, ...]]:
        """The corrections of a passage, by its key."""
        found: dict[str, list[Correction]] = {}
        for correction in self.corrections.values():
            for key in correction.wrong:
                found.setdefault(key, []).append(correction)
        return {key: tuple(ones) for key, ones in found.items()}

    @cached_property
    def disputed(self) -> Mapping[str, tuple[Conflict, ...]]:
        """The conflicts that a passage takes a side in, by its key."""
        found: dict[str, list[Conflict]] = {}
        for conflict in self.conflicts.values():
            for side in conflict.sides:
                for key in side.passages:
                    found.setdefault(key, []).append(conflict)
        return {key: tuple(dict.fromkeys(ones)) for key, ones in found.items()}

    def passage(self, key: str) -> Passage:
        """A written passage, or one made of a table's row.

        Args:
            key: `source/local`; a row's local name begins with `row-`.

        Raises:
            KeyError: No passage has this key.
        """
        found = self.passages.get(key) or self._rows.get(key)
        if found is None:
            found = self._rows[key] = row_passage(key, self.pairs, self.mue, self.codes)
        return found

    def authority(self, passage: Passage) -> str:
        """A passage's authority: its own, or its source's."""
        return passage.authority or self.sources[passage.source].authority


def load(home: Path = HOME) -> Library:
    """A knowledge folder, read and checked.

    Args:
        home: The folder that holds `library.yaml`, `sources/`, `payers/` and the rest.

    Raises:
        KnowledgeError: A fault, with the file, the key and the mend.
    """
    from knowledge.check import check

    about = _yaml(home, "library.yaml")
    regions = _yaml(home, "regions.yaml")
    unheld = _yaml(home, "unheld.yaml")
    codes = _codes(home)
    known = frozenset(codes)
    purposes = _yaml(home, "goals.yaml")
    library = Library(
        version=f"{about['version']}+{_mark(home)}",
        checked_on=date.fromisoformat(about["checked_on"]),
        examples=tuple(about["examples"]),
        sources={s.id: _ranges(s, known) for s in _sources(home)},
        codes=codes,
        techniques=_records(home, "techniques.yaml", Technique),
        goals=_entries(purposes["goals"], "goals.yaml", Goal),
        sides=_entries(purposes["sides"], "goals.yaml", Side),
        regions=_entries(regions["regions"], "regions.yaml", Region),
        muscles=_entries(regions["muscles"], "regions.yaml", Muscle),
        spans=_entries(regions["spans"], "regions.yaml", Muscle),
        unclear_regions=tuple(regions["unclear"]),
        modifiers=_records(home, "modifiers.yaml", Modifier, "modifier"),
        modifier_rules=_records(home, "modifier_rules.yaml", ModifierRule),
        modifier_advice=_records(home, "modifier_advice.yaml", ModifierAdvice),
        findings=_records(home, "findings.yaml", FindingRule),
        claim_rules=read_claim_rules(_yaml(home, "claim_rules.yaml")),
        thresholds={
            t.year: t for t in _records(home, "thresholds.yaml", Threshold, "year").values()
        },
        methods=_records(home, "methods.yaml", Method),
        payers=_payers(home),
        providers=_records(home, "providers.yaml", Provider),
        conflicts=_records(home, "conflicts.yaml", Conflict),
        corrections=_records(home, "corrections.yaml", Correction),
        topics=_records(home, "topics.yaml", Topic),
        documentation=_records(home, "documentation.yaml", Documentation),
        improper=_records(home, "improper.yaml", Improper),
        unheld_payers=tuple(unheld["payers"]),
        generic_payers=tuple(unheld["generic_payers"]),
        states={name: tuple(names) for name, names in unheld["states"].items()},
        asks=_records(home, "asks.yaml", AskFact),
        words=_yaml(home, "words.yaml"),
        intents=_yaml(home, "intents.yaml"),
        scope=_yaml(home, "scope.yaml"),
        values=_yaml(home, "values.yaml"),
        near_words=frozenset(read_text(home / "near_words.txt", "near_words.txt").split()),
        pairs=PairExtract(
            QUARTER,
            PAIR_SOURCE,
            read_pairs(home / "tables/ncci_ptp_2024q3.csv"),
            frozenset(read_text(home / "tables/ncci_scope.txt", "tables/ncci_scope.txt").split()),
        ),
        mue=read_mue(home / "tables/ncci_mue_2024q3.csv"),
    )
    check(library)
    return library


@cache
def bundled() -> Library:
    """The library that ships with the program, loaded once."""
    return load()


@cache
def personal_words(home: Path = HOME) -> Mapping[str, frozenset[str]]:
    """The word lists of `personal.yaml`, by their name; read when a name is first looked for."""
    return {key: frozenset(str(told).split()) for key, told in _yaml(home, "personal.yaml").items()}


def _yaml(home: Path, name: str) -> Any:
    """A YAML file of the knowledge folder."""
    found = read_yaml(read_text(home / name, name), name)
    if not isinstance(found, dict):
        raise KnowledgeError(name, "file", "holds no entries", "Write `name:` and its keys.")
    return found


def _entries(entries: Any, name: str, model: type[Any], id_key: str = "id") -> dict[str, Any]:
    """The records of a mapping, each knowing its own id."""
    found = {}
    for key, entry in entries.items():
        if not isinstance(entry, dict):
            raise KnowledgeError(name, key, "holds no keys", "Write `key: value` under it.")
        given = {**entry, id_key: key} if id_key in model.model_fields else entry
        found[key] = build(model, given, name, key)
    return found


def _records(home: Path, name: str, model: type[Any], id_key: str = "id") -> dict[str, Any]:
    """The records of a file, by id."""
    return _entries(_yaml(home, name), name, model, id_key)


def _codes(home: Path) -> dict[str, Code]:
    """Every code: its status from the table, its names from `codes.yaml`."""
    named = _yaml(home, "codes.yaml")
    found: dict[str, Code] = {}
    status = code_status_rows(home / "tables/code_status.csv")
    for code in [*status, *(c for c in named if c not in status)]:
        entry = {"status": None, "supports": (), **status.get(code, {}), **named.get(code, {})}
        found[code] = build(Code, {**entry, "code": code}, "codes.yaml", code)
    return found


def _payers(home: Path) -> dict[str, Payer]:
    """One payer a file."""
    found: dict[str, Payer] = {}
    for path in sorted((home / "payers").glob("*.yaml")):
        name = f"payers/{path.name}"
        payer = build(Payer, read_yaml(read_text(path, name), name), name, path.stem)
        if payer.id != path.stem:
            raise KnowledgeError(name, "id", "is not the file's name", f"Write `id: {path.stem}`.")
        found[payer.id] = payer
    return found


def _sources(home: Path) -> list[Source]:
    """Every source file, by name."""
    return [read_source(path) for path in sorted((home / "sources").glob("*.md"))]


def _ranges(source: Source, known: frozenset[str]) -> Source:
    """A source whose passages' code ranges are written out."""
    passages = tuple(
        p.model_copy(update={"codes": write_out(p.codes, known)}) if p.codes else p
        for p in source.passages
    )
    return source.model_copy(update={"passages": passages})


def _mark(home: Path) -> str:
    """Eight hexadecimal digits made of every knowledge file's content."""
    digest = hashlib.sha256()
    for path in sorted(home.rglob("*")):
        if path.suffix in {".md", ".yaml", ".csv", ".txt"}:
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
