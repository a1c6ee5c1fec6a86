"""The search as a LangChain retriever, for people who compose their own chains.

>>> from retrieval.index import Corpus, open_index
>>> import tempfile
>>> from pathlib import Path
>>> with tempfile.TemporaryDirectory() as cache:
...     index = open_index([Corpus("bundled", ())], embedder=None, cache=Path(cache))
...     KneadRetriever(index=index, passages={}).invoke("What is 97140?")
[]
"""

from __future__ import annotations

from collections.abc import Mapping

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from knowledge.records import Passage
from retrieval.index import Index
from retrieval.search import Query


class KneadRetriever(BaseRetriever):
    """Passages for a question, as LangChain documents.

    Attributes:
        index: The opened index.
        passages: The passages by key, such as `library.passages`.
        k: How many documents to give.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    passages: Mapping[str, Passage]
    k: int = 4

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  LangChain passes it
    ) -> list[Document]:
        """The documents for a question, the best first."""
        found = []
        for hit in self.index.search(Query(query), self.k):
            if (passage := self.passages.get(hit.passage_key)) is not None:
                metadata = {
                    "key": passage.key,
                    "source": passage.source,
                    "at": passage.at,
                    "section": passage.section,
                    "codes": list(passage.codes),
                    "score": hit.score,
                    "similarity": hit.similarity,
                }
                found.append(Document(page_content=passage.text, metadata=metadata, id=passage.id))
        return found
