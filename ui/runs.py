"""Text and its proof: a sentence as runs of plain words, codes, days and chips.

A run is one small mapping, read by `assets/chips.js`, which builds nodes with `textContent`:

    {"text": "Bill "}   {"code": "97140"}   {"day": "2024-07-01"}
    {"cite": "<citation id>"}   {"calc": "<calculation id>"}

Nothing here is markup, so nothing that a document says can become any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from assistant.answer import Answer

Run = dict[str, str]

# A day, or a billing code standing alone: not inside a longer number or an amount.
WHOLE: Final = re.compile(
    r"(?<![\w.,/-])(?:(?P<day>\d{4}-\d\d-\d\d)|(?P<code>\d{5}(?:-\d{5})?|[A-Z]\d{4}|\d{4}T))"
    r"(?![\w/]|[.,]\d|-\d)"
)


class Marks:
    """Numbers of an answer's citations, in the order in which a reader meets them.

    That is the order of the `[1]` marks in the answer's Markdown: the headline (where a statement
    says the same), the statements, the steps, the disagreements; what none of them names is last.
    """

    def __init__(self, answer: Answer) -> None:
        known = {c.id for c in answer.citations}
        met = dict.fromkeys(s for s in _supports(answer) if s in known)
        order = [*met, *(c.id for c in answer.citations if c.id not in met)]
        self.numbers = {citation: n for n, citation in enumerate(order, start=1)}
        self.calculations = {c.id for c in answer.calculations}

    def chips(self, supports: Iterable[str]) -> Iterator[Run]:
        """One chip for each support, calculations last; an id that resolves to nothing has none."""
        known = list(dict.fromkeys(supports))
        for support in sorted(
            (s for s in known if s in self.numbers), key=lambda s: self.numbers[s]
        ):
            yield {"cite": support}
        for support in known:
            if support in self.calculations:
                yield {"calc": support}

    def runs(self, text: str, supports: Iterable[str] = ()) -> list[Run]:
        """A sentence and the chips behind its last word."""
        return [*words(text), *self.chips(supports)]

    def headline(self, answer: Answer) -> list[Run]:
        """The headline, and behind each statement that it is made of the chips of its own."""
        told: list[Run] = []
        rest = answer.headline
        for statement in answer.leading:
            before, said, behind = rest.partition(statement.text)
            if said:
                told += self.runs(before + said, statement.supports)
                rest = behind
        return [*told, *words(rest)]


def _supports(answer: Answer) -> Iterator[str]:
    """Every support of an answer, in reading order."""
    for statement in (*answer.leading, *answer.statements):
        yield from statement.supports
    for calculation in answer.calculations:
        for step in calculation.steps:
            yield from step.supports
    for conflict in answer.conflicts:
        for side in conflict.sides:
            yield from side.citations


def words(text: str) -> Iterator[Run]:
    """Plain text as runs, with the codes and days in it set apart, to be kept on one line.

    >>> list(words("Bill 97140, not 97124."))
    [{'text': 'Bill '}, {'code': '97140'}, {'text': ', not '}, {'code': '97124'}, {'text': '.'}]
    >>> list(words("98940-98942"))
    [{'code': '98940-98942'}]
    >>> list(words("12345.50 on 2024-10-01"))
    [{'text': '12345.50 on '}, {'day': '2024-10-01'}]
    """
    at = 0
    for found in WHOLE.finditer(text):
        if found.start() > at:
            yield {"text": text[at : found.start()]}
        yield {found.lastgroup or "text": found.group()}
        at = found.end()
    if at < len(text):
        yield {"text": text[at:]}
