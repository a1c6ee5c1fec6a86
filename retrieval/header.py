"""What is indexed of a passage: a header and its text, and each question that it answers.

The header says where a passage stands, so that "what does the CMS manual say of 97140" can find
a text that names neither. Words count all of it. In front of what is embedded stands the section
alone: title, date and codes blur a vector, and the first passage was right a quarter less often
with them (docs/decisions/retrieval-ranking.md). A question that a passage answers is a document of
its own: it is found, and the passage is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.records import Passage, Source
from retrieval.tokens import exact_tokens, tokens, tokens_of

VERSION = 1
"""Part of an index's key: change it whenever the documents of a passage change."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text to be found, of which a passage has one or more.

    Attributes:
        text: What is embedded.
        words: The tokens that word search counts.
    """

    text: str
    words: tuple[str, ...]


def header(passage: Passage, source: Source) -> str:
    """The line that stands in front of a passage's text where it is indexed.

    Args:
        passage: A passage.
        source: The source that it stands in.

    >>> from datetime import date
    >>> source = Source(id="a", title="A manual", publisher="P", kind="manual", published="2024",
    ...                 authority="regulator", read="all", checked_on=date(2024, 1, 1))
    >>> header(Passage(source="a", key="a/b", at="p. 1", section="Units", text="Count.",
    ...                codes=("97124", "97140"), modifiers=("59",)), source)
    'A manual, 2024: Units. 97124, 97140, modifier 59.'
    """
    place = ", ".join(part for part in (source.title, source.published) if part)
    if passage.section:
        place = f"{place}: {passage.section}"
    marks = [*passage.codes, *(f"modifier {modifier}" for modifier in passage.modifiers)]
    return f"{place}. {', '.join(marks)}." if marks else f"{place}."


def documents(passage: Passage, source: Source) -> tuple[Document, ...]:
    """The documents of a passage: its text with a header first, then each question it answers.

    Args:
        passage: A passage.
        source: The source that it stands in.

    >>> from datetime import date
    >>> source = Source(id="a", title="A manual", publisher="P", kind="manual",
    ...                 authority="regulator", read="all", checked_on=date(2024, 1, 1))
    >>> found = documents(Passage(source="a", key="a/b", at="p. 1", section="Units",
    ...                           codes=("97124",), text="Count it by time.",
    ...                           asked=("How do I count?",)), source)
    >>> [document.text for document in found]
    ['Units. Count it by time.', 'How do I count?']
    >>> found[0].words
    ('manual', 'unit', '97124', 'count', 'tim')
    """
    text = f"{passage.section}. {passage.text}" if passage.section else passage.text
    marks = exact_tokens(passage.codes, passage.modifiers)
    return (
        Document(text, (*tokens(header(passage, source)), *tokens_of(passage.text))),
        *(Document(asked, (*tokens(asked), *marks)) for asked in passage.asked),
    )
