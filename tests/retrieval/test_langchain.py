"""The search as a LangChain retriever."""

from pathlib import Path

from small_library import FakeEmbedder, library

from retrieval import Corpus, open_index
from retrieval.langchain import KneadRetriever


def test_documents_carry_their_place(cache: Path) -> None:
    sources = library()
    passages = {one.key: one for source in sources for one in source.passages}
    with open_index([Corpus("bundled", sources)], cache=cache, embedder=FakeEmbedder()) as index:
        retriever = KneadRetriever(index=index, passages=passages, k=2)
        first, second = retriever.invoke("manual traction 97140")
    assert first.metadata["key"] == "paper/manual"
    assert first.metadata["at"] == "¶1"
    assert first.page_content == passages["paper/manual"].text
    assert first.id == passages["paper/manual"].id
    assert first.metadata["score"] > second.metadata["score"]
