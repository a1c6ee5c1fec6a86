"""Opening an assistant: the library, what the user added, and the search indexes."""

from __future__ import annotations

import gc
import os
import weakref
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.context import Context
from assistant.finding import Elsewhere, FindPassages
from assistant.own.documents import OwnDocuments
from assistant.own.indexing import own_sources, payers_corpus
from assistant.own.tables import UserTables
from files.documents_library import UserLibrary, open_documents
from files.own_state import State, own_state
from files.payers_store import open_library
from knowledge.library import Library, bundled
from knowledge.reading import KnowledgeError
from knowledge.records import Passage, Source
from retrieval.corpus import Corpus
from retrieval.index import Index, open_index

if TYPE_CHECKING:
    from assistant.model.helper import ModelHelper
    from retrieval.making import Progress


class Unusable(Exception):  # noqa: N818 - it says what the assistant is
    """The assistant can't be used; the message is one sentence for the user."""


@dataclass(frozen=True)
class Opened:
    """What an assistant is made of.

    Attributes:
        context: The library and what the user added.
        search: Finds passages.
        index: The search index.
        own: The user's documents.
        state: What the user had added when it was opened.
        model: The language model, where one is configured.
    """

    context: Context
    search: FindPassages
    index: Index
    own: OwnDocuments
    state: State
    model: ModelHelper | None = None


def open_all(before: Opened | None = None, progress: Progress | None = None) -> Opened:
    """Open the library, what the user added to it, and the search indexes.

    Args:
        before: What was open until now: its models and the user's documents go on, and its index
            is let go of with the last question that is in it.
        progress: Is told a collection's name and how far its index is, while one is made anew.

    Raises:
        Unusable: The library has a fault; what, where and what to do, in a sentence.
    """
    state = own_state()
    library, faults = _library()
    corpora = [Corpus("bundled", tuple(bundled().sources.values()))]
    if own_sources(library):
        corpora.append(payers_corpus(library))
    embedder = before.index.embedder if before is not None else None
    index = open_index(corpora, embedder=embedder or "settings", progress=progress)
    notices = [*faults, *index.notes]
    if index.words_only_reason:
        notices.append(index.words_only_reason)
    if before is None:
        own = OwnDocuments(index.embedder, index.embed, progress=progress)
    else:
        own = before.own.embedding_by(index.embed)
        weakref.finalize(before.search, before.index.close)
    notices += own.notes
    model = (before and before.model) or _model(notices)
    context = _context(library, own, notices)
    context = replace(context, find_own=own.find, elsewhere=Elsewhere(index))
    return Opened(context, FindPassages(index, library), index, own, state, model)


def open_context() -> Context:
    """The library and what the user added, without a search: for what looks things up by their key.

    Raises:
        Unusable: The library has a fault.
    """
    library, faults = _library()
    own = open_documents()
    return _context(library, own, [*faults, *own.notes])


def _library() -> tuple[Library, tuple[str, ...]]:
    """The library with the user's payers, and what can't be used of them.

    Raises:
        Unusable: The library has a fault.
    """
    try:
        return open_library()
    except KnowledgeError as problem:
        raise Unusable(f"The library can't be used: {problem}") from None


def _context(library: Library, own: OwnDocuments | UserLibrary, notices: list[str]) -> Context:
    """What answers are made with."""
    tables = UserTables(library)

    def passage(key: str) -> Passage | None:
        return own.passage(key) or tables.passage(key)

    def source(source_id: str) -> Source | None:
        return own.source(source_id) or tables.source(source_id)

    return Context(
        library,
        table_for=tables.pairs,
        mue_for=tables.mue,
        user_passages=passage,
        user_sources=source,
        own_words=own.own_words,
        tables=tables.quarters,
        notices=tuple(dict.fromkeys((*notices, *tables.faults))),
    )


def _model(notices: list[str]) -> ModelHelper | None:
    """The configured model; a setting that can't be read is said."""
    if not os.environ.get("KNEAD_MODEL"):
        return None
    from assistant.model.chat import ChatModel
    from assistant.model.helper import ModelHelper
    from assistant.model.settings import ModelSettingError, read_settings

    try:
        settings = read_settings()
    except ModelSettingError as problem:
        notices.append(f"{problem}.")
        return None
    if settings is None:
        return None
    helper = ModelHelper(ChatModel(settings))
    helper.warm()
    return helper


def settle() -> None:
    """Have the collector look through new objects alone from now on.

    A library's objects live as long as the process, and going through them again and again is a
    part of an answer's time. What was settled before and is let go of meanwhile, such as a library
    that was opened anew, is freed first.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
