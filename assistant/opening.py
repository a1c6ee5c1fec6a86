"""Opening an assistant: the library, what the user added, and the search index."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.context import Context
from assistant.finding import FindPassages
from files.tables_faults import TableError
from files.tables_find import list_tables, tables_for
from knowledge.library import Library, bundled
from knowledge.reading import KnowledgeError
from knowledge.records import PairTable
from retrieval.corpus import Corpus
from retrieval.index import Index, open_index

if TYPE_CHECKING:
    from assistant.model.helper import ModelHelper


class Unusable(Exception):  # noqa: N818 - it says what the assistant is
    """The assistant can't be used; the message is one sentence for the user."""


@dataclass(frozen=True)
class Opened:
    """What an assistant is made of.

    Attributes:
        context: The library and what the user added.
        search: Finds passages.
        index: The search index.
        model: The language model, where one is configured.
    """

    context: Context
    search: FindPassages
    index: Index
    model: ModelHelper | None = None


def open_all() -> Opened:
    """Open the bundled library, the user's tables and the search index.

    Raises:
        Unusable: The library has a fault; what, where and what to do, in a sentence.
    """
    try:
        library = bundled()
    except KnowledgeError as problem:
        raise Unusable(f"The library can't be used: {problem}") from None
    index = open_index([Corpus("bundled", tuple(library.sources.values()))])
    notices = [*index.notes]
    if index.words_only_reason:
        notices.append(index.words_only_reason)
    tables, faults = _tables(library)
    model = _model(notices)
    context = Context(library, table_for=_table_for, tables=tables, notices=(*notices, *faults))
    return Opened(context, FindPassages(index, library), index, model)


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
    return ModelHelper(ChatModel(settings)) if settings else None


def _tables(library: Library) -> tuple[tuple[str, ...], Sequence[str]]:
    """The quarters of the tables, the bundled ones first, and what is wrong with any."""
    try:
        held = list_tables()
    except (OSError, TableError) as problem:
        return library.tables, (str(problem),)
    quarters = [t.quarter for t in held if t.quarter and not t.damage]
    faults = [t.says for t in held if t.damage]
    return tuple(dict.fromkeys((*library.tables, *quarters))), faults


def _table_for(on: date | None) -> PairTable | None:
    """The user's own pair table of a date of service."""
    if on is None:
        return None
    try:
        return tables_for(on)
    except (OSError, TableError):
        return None
