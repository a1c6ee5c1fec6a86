"""What the user's own documents say on a question, beside our answer or where ours has none.

A document never changes what the library answers: it is quoted as one more source, and where it
disagrees with what was computed both sides are shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.context import Context, Found
from assistant.draft import Block, Line, Opposed
from assistant.finding import query_of
from assistant.own.against import Ours, compare, unasked
from assistant.own.claims import Claims
from assistant.own.quoting import quoted
from assistant.turns.case import Case
from assistant.verify.lexicon import Lexicon, lexicon_of
from knowledge.library import Library
from knowledge.records import Passage, Source

MOST = 2
"""Passages that are quoted beside our answer."""
MOST_ALONE = 4
"""Passages that are quoted where ours has no answer."""
_NEAR = 0.25
"""A passage is on the question where it answers it so much; see `_answers`."""
_NEAR_NAMED = 0.1
"""The same where its document is asked about by name, or all that is asked about is in it."""
_ALIKE = 0.4
"""The least nearness in meaning."""
_UNCOVERED = "This is not covered by the library: "


class _Chosen(NamedTuple):
    """A passage worth quoting.

    Attributes:
        passage: The passage.
        source: Its document.
        against: Ours, where it says otherwise.
    """

    passage: Passage
    source: Source
    against: Ours | None


def with_documents(case: Case, blocks: list[Block], context: Context) -> list[Block]:
    """An answer's blocks with what the user's documents say.

    Args:
        case: The case.
        blocks: Our answer, of one block or more.
        context: The library and what the user added.
    """
    if blocks[0].refused not in (None, "not_supported"):
        return blocks
    hits = context.find_own(query_of(case, context.library))
    if not hits:
        return blocks
    if blocks[0].refused is not None:
        return _alone(case, blocks, hits, context)
    chosen = _choose(case, blocks, hits, context)[:MOST]
    if not chosen:
        return blocks
    block = Block("own")
    for one in chosen:
        line = Line(quoted(one.passage, one.source), (one.passage.key,))
        block.lines.append(line)
        if one.against is not None:
            ours = Line(one.against.position, one.against.keys)
            block.opposed.append(Opposed(one.against.topic, ours, line))
    asked_for = _called(case, chosen[0].source, context.library) and not any(
        b.calculations for b in blocks
    )
    if asked_for:
        block.headline, block.lines = block.lines[0], block.lines[1:]
        return [block, *blocks]
    return [*blocks, block]


def _alone(case: Case, blocks: list[Block], hits: Sequence[Found], context: Context) -> list[Block]:
    """What the documents say where the library refuses: only what names all that is missing."""
    told: list[Line] = []
    for hit in hits:
        passage = context.passage(hit.passage_key)
        source = context.source(passage)
        named = _all_named(case, passage, source, context.library)
        named_in_it = case.facts.unheld or case.facts.states or case.facts.codes
        least = _NEAR_NAMED if named_in_it else _NEAR
        if named and _answers(hit) >= least and not _of_other_codes(case, passage):
            told.append(Line(quoted(passage, source), (passage.key,)))
    if not told:
        return blocks
    block = Block("own", headline=told[0], lines=told[1:MOST_ALONE])
    gate = blocks[0].headline
    why = gate.text.removeprefix(_UNCOVERED) if gate is not None else "it holds nothing on it."
    block.leave_open(
        f"This rests on your own documents alone, for the library does not cover it: {why}"
    )
    return [block]


def _choose(
    case: Case, blocks: Sequence[Block], hits: Sequence[Found], context: Context
) -> list[_Chosen]:
    """The passages worth quoting beside our answer: those that disagree, then the nearest."""
    lexicon = lexicon_of(context.library)
    called: dict[str, bool] = {}
    found: list[tuple[bool, int, int, _Chosen]] = []
    for place, hit in enumerate(hits):
        passage = context.passage(hit.passage_key)
        source = context.source(passage)
        if source.id not in called:
            called[source.id] = _called(case, source, context.library)
        named = called[source.id]
        claims = _claims(passage.text, lexicon)
        compared = list(compare(claims, case, blocks, context))
        against = next((one.against for one in compared if one.against is not None), None)
        if compared or _on_it(case, hit, passage, source, named, context.library):
            against = against or unasked(claims, case, blocks, context)
            rank = 0 if named or against is not None else 1 if compared else 2
            found.append((not named, rank, place, _Chosen(passage, source, against)))
    # A document asked about by name first, in its nearest words; then what disagrees.
    found.sort(key=lambda one: one[:3])
    return [chosen for *_, chosen in found]


@lru_cache(maxsize=4096)
def _claims(text: str, lexicon: Lexicon) -> Claims:
    """What a passage claims; each is read once."""
    return Claims(text, lexicon)


def _on_it(
    case: Case, hit: Found, passage: Passage, source: Source, called: bool, library: Library
) -> bool:
    """Whether a passage is on the question without saying anything that was computed."""
    if _of_other_codes(case, passage):
        return False
    if not _all_named(case, passage, source, library):
        return False
    if called:
        return hit.coverage >= _NEAR_NAMED or (hit.similarity or 0.0) >= _ALIKE
    return _answers(hit) >= _NEAR


def _of_other_codes(case: Case, passage: Passage) -> bool:
    """Whether a passage names codes, and none in play, or of several asked about only some."""
    named, asked = set(passage.codes), set(case.facts.codes)
    if len(asked) > 1 and named and not (asked <= named or named <= asked):
        return True
    return bool(case.codes and named) and not set(case.codes) & named


def _answers(hit: Found) -> float:
    """How much a passage answers, by meaning and by words; by words where there is no meaning."""
    words = hit.coverage
    if hit.similarity is None:
        return words
    return words * hit.similarity if hit.similarity >= _ALIKE else 0.0


def _all_named(case: Case, passage: Passage, source: Source, library: Library) -> bool:
    """Whether a passage, or its document's name, names all that the library doesn't hold."""
    told = " ".join((passage.text, passage.section, *source.names)).casefold()
    wanted = [name for _, name in case.facts.unheld]
    wanted += case.facts.states
    unknown = [code for code in case.facts.codes if code not in library.codes]
    if not set(unknown) <= set(passage.codes):
        return False
    return all(str(name).casefold() in told for name in wanted)


def _called(case: Case, source: Source, library: Library) -> bool:
    """Whether the question names the document, or by a word that only its name has."""
    told = case.facts.question.casefold()
    if any(len(name) > 5 and name.casefold() in told for name in source.names):
        return True
    asked = {w for w in _WORD.findall(told) if len(w) > _SHORT} - library.words_used
    return not asked.isdisjoint(_WORD.findall(" ".join(source.names).casefold()))


_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 3
"""A longer word of its name that our passages don't use calls a document: "ACME"."""
