"""Finding passages: words and vectors fused, codes and modifiers exact.

>>> from retrieval import Corpus, Query, open_index
"""

from retrieval.corpus import Corpus
from retrieval.embedding import find_embedder
from retrieval.index import Index, open_index
from retrieval.ranking import Weights
from retrieval.search import Hit, Query

__all__ = ["Corpus", "Hit", "Index", "Query", "Weights", "find_embedder", "open_index"]
