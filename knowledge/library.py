"""The one module that loads the knowledge base; what it returns has been checked whole.

>>> library = bundled()
>>> library.passage("cms-claims-5/total").source
'cms-claims-5'
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from knowledge.check import check
from knowledge.checking_words import CheckingWords
from knowledge.claims import FindingRule, ModifierRule, read_claim_rules
from knowledge.contents import MUE_SOURCE, PAIR_SOURCE, QUARTER, Library
from knowledge.folder import Folder, entries
from knowledge.modifiers import ModifierAdvice
from knowledge.pairs import PairExtract
from knowledge.records import (
    AskFact,
    Conflict,
    Correction,
    Documentation,
    Goal,
    Improper,
    Method,
    Modifier,
    Muscle,
    Provider,
    Region,
    Side,
    Technique,
    Threshold,
    Topic,
)
from knowledge.tables import read_mue, read_pairs
from knowledge.whole_files import About, Purposes, Regions, Unheld
from knowledge.word_lines import read_word_lists
from knowledge.words import WordLists

__all__ = [
    "HOME",
    "MUE_SOURCE",
    "PAIR_SOURCE",
    "QUARTER",
    "Library",
    "bundled",
    "load",
    "personal_words",
]

HOME = Path(__file__).resolve().parent


def load(home: Path = HOME) -> Library:
    """A knowledge folder, read and checked.

    Args:
        home: The folder that holds `library.yaml`, `sources/`, `payers/` and the rest.

    Raises:
        KnowledgeError: A fault, with the file, the key and the mend.
    """
    folder = Folder(home)
    about = folder.whole("library.yaml", About)
    regions = folder.whole("regions.yaml", Regions)
    unheld = folder.whole("unheld.yaml", Unheld)
    purposes = folder.whole("goals.yaml", Purposes)
    codes = folder.codes()
    thresholds = folder.records("thresholds.yaml", Threshold, "year")
    library = Library(
        version=f"{about.version}+{folder.mark()}",
        checked_on=about.checked_on,
        tables_of=about.tables_of,
        examples=about.examples,
        sources=folder.sources(frozenset(codes)),
        codes=codes,
        techniques=folder.records("techniques.yaml", Technique),
        goals=entries(purposes.goals, "goals.yaml", Goal),
        sides=entries(purposes.sides, "goals.yaml", Side),
        regions=entries(regions.regions, "regions.yaml", Region),
        muscles=entries(regions.muscles, "regions.yaml", Muscle),
        spans=entries(regions.spans, "regions.yaml", Muscle),
        unclear_regions=regions.unclear,
        modifiers=folder.records("modifiers.yaml", Modifier, "modifier"),
        modifier_rules=folder.records("modifier_rules.yaml", ModifierRule),
        modifier_advice=folder.records("modifier_advice.yaml", ModifierAdvice),
        findings=folder.records("findings.yaml", FindingRule),
        claim_rules=read_claim_rules(folder.yaml("claim_rules.yaml")),
        thresholds={threshold.year: threshold for threshold in thresholds.values()},
        methods=folder.records("methods.yaml", Method),
        payers=folder.payers(),
        providers=folder.records("providers.yaml", Provider),
        conflicts=folder.records("conflicts.yaml", Conflict),
        corrections=folder.records("corrections.yaml", Correction),
        topics=folder.records("topics.yaml", Topic),
        documentation=folder.records("documentation.yaml", Documentation),
        improper=folder.records("improper.yaml", Improper),
        unheld_payers=unheld.payers,
        generic_payers=unheld.generic_payers,
        states=unheld.states,
        asks=folder.records("asks.yaml", AskFact),
        words=folder.whole("words.yaml", WordLists),
        intents=folder.phrases("intents.yaml"),
        scope=folder.phrases("scope.yaml"),
        values=folder.whole("values.yaml", CheckingWords),
        near_words=frozenset(folder.text("near_words.txt").split()),
        pairs=PairExtract(
            QUARTER,
            PAIR_SOURCE,
            read_pairs(home / "tables/ncci_ptp_2024q3.csv"),
            frozenset(folder.text("tables/ncci_scope.txt").split()),
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
    """The word lists of `personal.yaml`, by their name; read when a name is first looked for.

    Args:
        home: The knowledge folder.

    Raises:
        KnowledgeError: The file can't be read, or a list of it is none.
    """
    return read_word_lists(home, "personal.yaml")
