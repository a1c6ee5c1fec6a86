"""The whole answer in Markdown, with [1] marks in the order of first use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer, Calculation

LONGEST = 5600
_TITLES = {
    "pair": "Pair edit",
    "code_choice": "Code choice",
    "modifiers": "Modifiers",
    "what_if": "What would change it",
}
"""What stands above the steps that are shown; above those of a count stands its method too."""


_MORE = "- Left out here for length: the rest stands in the calculation."
_MARK = re.compile("\x02([^\x03]+)\x03")
"""A support's id where its mark will stand; numbers are given when the text has its length."""


class _Marks:
    """Places for the marks of citations."""

    def __init__(self, answer: Answer) -> None:
        self._known = {c.id for c in answer.citations}

    def __call__(self, supports: Sequence[str]) -> str:
        """The places of supports; a calculation has none."""
        told = [f"\x02{s}\x03" for s in dict.fromkeys(supports) if s in self._known]
        return "".join(told)


def render(answer: Answer, used: Sequence[str] = ()) -> str:
    """The answer's text.

    Args:
        answer: The answer; its own `text` is not looked at.
        used: Facts of earlier turns that it uses, in words.
    """
    marks = _Marks(answer)
    parts = [_headline(answer, marks)]
    written = {*(s.text for s in answer.leading), *_recorded(answer)}
    statements = [s for s in answer.statements if s.text not in written]
    if statements:
        parts.append("\n".join(f"- {s.text} {marks(s.supports)}".rstrip() for s in statements))
    if used:
        parts.append(f"Taken from before: {'; '.join(used)}.")
    for calculation in answer.calculations:
        if calculation.tool in ("units", *_TITLES):
            parts.append(_steps(calculation, marks))
        elif calculation.tool == "documentation":
            parts += _lists(calculation, marks, {s.text for s in answer.statements})
    for conflict in answer.conflicts:
        sides = "\n".join(f"- {s.position} {marks(s.citations)}".rstrip() for s in conflict.sides)
        parts.append(
            f"**Sources disagree: {conflict.topic}**\n{sides}\n"
            f"- What governs: {conflict.governs} Why: {conflict.why}"
        )
    if answer.asks is not None:
        options = f" ({' / '.join(answer.asks.options)})" if answer.asks.options else ""
        parts.append(f"**{answer.asks.question}**{options}")
    if answer.not_checked:
        listed = "\n".join(f"- {line}" for line in answer.not_checked)
        parts.append(f"Not checked:\n{listed}")
    return _shortened([p for p in parts if p], answer)


def _headline(answer: Answer, marks: _Marks) -> str:
    """The headline with the marks of the statements that it is made of."""
    text = f"**{answer.headline}**"
    for lead in answer.leading:
        told = marks(lead.supports[:6])
        before, said, behind = text.partition(lead.text)
        if said:
            text = f"{before}{said}** {told} **".replace("  ", " ") + behind.lstrip()
    return text.replace(" ****", "").strip()


_LISTS = (("items", "The record for {code}"), ("ask_payer", "Ask the payer about {code}"))


def _recorded(answer: Answer) -> set[str]:
    """What stands in the check lists and call scripts of an answer."""
    shown = [c.result for c in answer.calculations if c.tool == "documentation"]
    return {entry["says"] for result in shown for key, _ in _LISTS for entry in result[key]}


def _lists(calculation: Calculation, marks: _Marks, said: set[str]) -> list[str]:
    """A record's check list and the call script beside it, whichever the answer speaks of."""
    told = []
    for key, title in _LISTS:
        entries = calculation.result[key]
        if any(e["says"] in said for e in entries):
            head = title.format(code=calculation.result["code"])
            lines = [f"- {e['says']} {marks(e['supports'])}".rstrip() for e in entries]
            told.append("\n".join([f"{head}:", *lines]))
    return told


def _steps(calculation: Calculation, marks: _Marks) -> str:
    """A calculation's steps as a list."""
    title = _TITLES.get(calculation.tool) or f"Units, method {calculation.result['method']}"
    lines = [
        f"{n}. {s.says} {marks(s.supports)}".rstrip() for n, s in enumerate(calculation.steps, 1)
    ]
    return f"{title}:\n" + "\n".join(lines)


def _numbered(parts: Sequence[str], answer: Answer) -> str:
    """The parts as one text: marks numbered in the order of first use, the places below, each once.

    Args:
        parts: The parts, with places for marks.
        answer: The answer, for its citations and the day the library was checked.
    """
    order: dict[str, int] = {}
    by_id = {c.id: c for c in answer.citations}

    def number(place: re.Match[str]) -> str:
        return f"[{order.setdefault(place[1], len(order) + 1)}]"

    text = _MARK.sub(number, "\n\n".join(parts))
    places: dict[str, str] = {}
    for citation_id, mark in order.items():
        citation = by_id[citation_id]
        when = citation.published or "undated"
        place = f"{citation.publisher}, {when}, {citation.locator} ({citation.authority})"
        places[place] = f"{places.get(place, '')}[{mark}]"
    lines = [f"{marks} {place}" for place, marks in places.items()]
    tables = ", ".join(answer.library.tables)
    checked = f"Library checked on {answer.library.checked_on}; tables {tables}."
    return "\n".join([f"{text}\n", *lines, checked])


def _shortened(parts: list[str], answer: Answer) -> str:
    """The text, the longest lists halved, line by line, while it is too long to read."""
    while len(text := _numbered(parts, answer)) > LONGEST and len(parts) > 1:
        longest = max(range(1, len(parts)), key=lambda n: len(parts[n]))
        lines = [line for line in parts[longest].split("\n") if line != _MORE]
        if len(lines) <= 3:
            del parts[longest]
        else:
            parts[longest] = "\n".join([*lines[: len(lines) // 2], _MORE])
    return text
