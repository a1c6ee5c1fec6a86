"""A turn of the chat as the page draws it: question, answer, proof, and what was left open.

`turn_view` is pure: it makes the plain data that `assets/answer.js` draws. Nothing is decided
here; the answer's own words, order and numbers are kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui import words
from ui.calculation_card import card, title
from ui.runs import Marks

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation, ConflictShown
    from ui.chat import Turn

View = dict[str, Any]


def turn_view(turn: Turn) -> View:
    """Everything that one turn shows.

    Args:
        turn: A question and its answer, as the chat keeps them.
    """
    answer = turn.answer
    marks = Marks(answer)
    return {
        "question": turn.question,
        "facts": list(turn.facts),
        "notices": list(turn.notices),
        "taken": _taken(answer),
        "status": answer.status,
        "label": words.STATUS[answer.status],
        "headline": marks.headline(answer),
        "statements": [
            marks.runs(s.text, s.supports) for s in answer.statements if s not in answer.leading
        ],
        "cards": [card(c, marks) for c in answer.calculations],
        "conflicts": [_conflict(c, marks) for c in answer.conflicts],
        "not_checked": [marks.runs(text) for text in answer.not_checked],
        "ask": answer.asks.question if answer.asks else "",
        "stamp": words.checked(answer.library.checked_on, answer.library.tables),
        "sources": [
            _source(c, marks) for c in sorted(answer.citations, key=lambda c: marks.numbers[c.id])
        ],
        "calculations": {c.id: title(c) for c in answer.calculations},
        "markdown": markdown(turn),
        "words": _LABELS,
    }


def markdown(turn: Turn) -> str:
    """The turn as Markdown to keep: the question, what it was asked for, the whole answer.

    The line that says how old the library is always stands at the end, once, before the sources
    with their ids, by which `knead library verify --memo` finds whether they still stand.
    """
    from files.memo import source_lines  # Heavy for the first page; here an answer is there.

    answer = turn.answer
    quoted = "\n".join(f"> {line}" for line in turn.question.splitlines()) or ">"
    stamp = words.checked(answer.library.checked_on, answer.library.tables)
    parts = [quoted, *(f"*{fact}*" for fact in turn.facts), answer.text.strip()]
    if words.CHECKED_ON.format(day=answer.library.checked_on) not in answer.text:
        parts.append(f"*{stamp}*")
    numbers = Marks(answer).numbers
    cited = source_lines(sorted(answer.citations, key=lambda citation: numbers[citation.id]))
    if cited:
        parts += [words.CITED, "\n".join(cited)]
    return "\n\n".join([*parts, f"*{words.DISCLAIMER}*"]) + "\n"


def _taken(answer: Answer) -> str:
    """On which facts of earlier turns the answer rests; only its text says so."""
    parts = answer.text.split("\n\n")
    return next((part for part in parts if part.startswith(words.TAKEN)), "")


def _conflict(conflict: ConflictShown, marks: Marks) -> dict[str, Any]:
    return {
        "topic": conflict.topic,
        "sides": [marks.runs(side.position, side.citations) for side in conflict.sides],
        "governs": marks.runs(conflict.governs),
        "why": marks.runs(conflict.why),
    }


def _source(citation: Citation, marks: Marks) -> dict[str, str | int]:
    kind, standing = words.authority(citation.authority)
    number = marks.numbers[citation.id]
    return {
        "id": citation.id,
        "number": number,
        "title": citation.title,
        "publisher": citation.publisher,
        "published": citation.published or words.UNDATED,
        "kind": citation.authority,
        "authority": kind,
        "standing": standing,
        "locator": citation.locator,
        "text": citation.text,
        "url": citation.url or "",
        "label": words.SOURCE_CHIP.format(
            number=number, title=citation.title, locator=citation.locator
        ),
    }


_LABELS = {
    "not_checked": words.NOT_CHECKED,
    "conflict": words.CONFLICT,
    "governs": words.GOVERNS,
    "why": words.WHY,
    "steps_one": words.STEPS_ONE,
    "steps": words.STEPS,
    "copy": words.COPY,
    "copied": words.COPIED,
    "copy_failed": words.COPY_FAILED,
    "download": words.DOWNLOAD,
    "question": words.QUESTION,
    "answer": words.ANSWER,
    "calc": words.CALC_MARK,
    "calc_chip": words.CALC_CHIP,
    "more": words.MORE,
    "more_chips": words.MORE_CHIPS,
    "sources": words.SOURCES,
}
