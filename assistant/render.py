"""The whole answer in Markdown, with [1] marks in the order of first use."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer, Calculation

LONGEST = 5600
_TITLES = {
    "pair": "Pair edit",
    "code_status": "Code status",
    "code_choice": "Code choice",
    "modifiers": "Modifiers",
    "what_if": "What would change it",
    "documentation": "Record",
}
_SHOWN_STEPS = ("units", "pair", "code_choice", "what_if", "modifiers")


class _Marks:
    """Numbers for citations, given at their first use."""

    def __init__(self, answer: Answer) -> None:
        self._known = {c.id for c in answer.citations}
        self.order: dict[str, int] = {}

    def __call__(self, supports: Sequence[str]) -> str:
        """The marks of supports; a calculation has none."""
        told = []
        for support in supports:
            if support in self._known:
                number = self.order.setdefault(support, len(self.order) + 1)
                told.append(f"[{number}]")
        return "".join(dict.fromkeys(told))


def render(answer: Answer, used: Sequence[str] = ()) -> str:
    """The answer's text.

    Args:
        answer: The answer; its own `text` is not looked at.
        used: Facts of earlier turns that it uses, in words.
    """
    marks = _Marks(answer)
    parts = [_headline(answer, marks)]
    statements = [s for s in answer.statements if s.text != answer.headline]
    if statements:
        parts.append("\n".join(f"- {s.text} {marks(s.supports)}".rstrip() for s in statements))
    if used:
        parts.append(f"Taken from before: {'; '.join(used)}.")
    for calculation in answer.calculations:
        if calculation.tool in _SHOWN_STEPS and calculation.steps:
            parts.append(_steps(calculation, marks))
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
    parts.append(_sources(answer, marks))
    return _shortened([p for p in parts if p])


def _headline(answer: Answer, marks: _Marks) -> str:
    """The headline with the marks of the statement that it is."""
    same = next((s for s in answer.statements if s.text == answer.headline), None)
    told = marks(same.supports[:6]) if same is not None else ""
    return f"**{answer.headline}** {told}".rstrip()


def _steps(calculation: Calculation, marks: _Marks) -> str:
    """A calculation's steps as a list."""
    title = _TITLES.get(calculation.tool, "")
    if calculation.tool == "units":
        title = f"Units, method {calculation.result['method']}"
    lines = [
        f"{n}. {s.says} {marks(s.supports)}".rstrip() for n, s in enumerate(calculation.steps, 1)
    ]
    return f"{title}:\n" + "\n".join(lines)


def _sources(answer: Answer, marks: _Marks) -> str:
    """The sources that were marked, and the day the library was checked."""
    by_id = {c.id: c for c in answer.citations}
    lines = []
    for citation_id, number in marks.order.items():
        citation = by_id[citation_id]
        when = citation.published or "undated"
        lines.append(
            f"[{number}] {citation.publisher}, {when}, {citation.locator} ({citation.authority})"
        )
    tables = ", ".join(answer.library.tables)
    checked = f"Library checked on {answer.library.checked_on}; tables {tables}."
    return "\n".join([*lines, checked]) if lines else checked


def _shortened(parts: list[str]) -> str:
    """The parts as one text, the longest lists of steps left out where it would be too long."""
    text = "\n\n".join(parts)
    while len(text) > LONGEST and len(parts) > 2:
        longest = max(range(1, len(parts) - 1), key=lambda n: len(parts[n]))
        lines = parts[longest].split("\n")
        if len(lines) <= 3:
            del parts[longest]
        else:
            parts[longest] = "\n".join([*lines[: len(lines) // 2]])
        text = "\n\n".join(parts)
    return text[:LONGEST]
