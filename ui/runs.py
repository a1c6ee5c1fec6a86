"""Text and its proof: a sentence as runs of plain words, codes, days and chips.

A run is one small mapping, read by `assets/answer.js`, which builds nodes with `textContent`:

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
    r"(?<![\w.,/-])(?:(?P<day>\d{4}-\d\d-\d\d)|(?P<code>\d{5}|[A-Z]\d{4}|\d{4}T))"
    r"(?![\w/]|[.,]\d|-\d)"
)


class Marks:
    """Numbers of an answer's citations, in the order the answer lists them.

    The answer lists its citations in order of first use, so these are the numbers of the
    `[1]` marks in its Markdown, too.
    """

    def __init__(self, answer: Answer) -> None:
        self.numbers = {c.id: n for n, c in enumerate(answer.citations, start=1)}
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


def words(text: str) -> Iterator[Run]:
    """Plain text as runs, with the codes and days in it set apart, to be kept on one line.

    >>> list(words("Bill 97140, not 97124."))
    [{'text': 'Bill '}, {'code': '97140'}, {'text': ', not '}, {'code': '97124'}, {'text': '.'}]
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
