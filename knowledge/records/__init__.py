"""What the knowledge base is made of: one frozen record for each kind of entry.

The records hold data and nothing else. Files of `knowledge/` are read into them by
`knowledge.library`, which refuses what does not fit; everything above this package reads them,
and imports them from here.
"""

from knowledge.records.base import Authority, Record, Standing
from knowledge.records.edits import Mue, PairEdit, PairTable
from knowledge.records.payers import (
    FACT_VALUES,
    Coverage,
    Method,
    MethodId,
    MethodStep,
    Payer,
    PayerFact,
    PayerRule,
    Provider,
    Threshold,
)
from knowledge.records.services import (
    AskFact,
    AskValue,
    Code,
    CodeOption,
    Goal,
    Modifier,
    Muscle,
    Region,
    Side,
    Technique,
)
from knowledge.records.sources import (
    Conflict,
    ConflictSide,
    Correction,
    Passage,
    PassageKind,
    Source,
)
from knowledge.records.subjects import Documentation, DocumentationItem, Improper, Topic

__all__ = [
    "FACT_VALUES",
    "AskFact",
    "AskValue",
    "Authority",
    "Code",
    "CodeOption",
    "Conflict",
    "ConflictSide",
    "Correction",
    "Coverage",
    "Documentation",
    "DocumentationItem",
    "Goal",
    "Improper",
    "Method",
    "MethodId",
    "MethodStep",
    "Modifier",
    "Mue",
    "Muscle",
    "PairEdit",
    "PairTable",
    "Passage",
    "PassageKind",
    "Payer",
    "PayerFact",
    "PayerRule",
    "Provider",
    "Record",
    "Region",
    "Side",
    "Source",
    "Standing",
    "Technique",
    "Threshold",
    "Topic",
]
