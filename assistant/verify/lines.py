"""Texts as lines: words, values and operators in their order, which near quotations compare."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from assistant.verify.parts import Clause, Part

Line = tuple[int, tuple[Part, ...]]
"""How many parts a sentence has between semicolons, and the line of it, or of one part."""


class Lines(NamedTuple):
    """A text as lines.

    Attributes:
        sentences: Of its sentences, and of their parts between semicolons.
        clauses: Of its clauses.
    """

    sentences: list[Line]
    clauses: list[tuple[Part, ...]]


def lines_of(clauses: Iterable[Clause]) -> Lines:
    """The lines of a text: of its sentences and their parts between semicolons; of its clauses."""
    whole: dict[int, tuple[int, tuple[Part, ...]]] = {}
    parts: dict[tuple[int, int], tuple[Part, ...]] = {}
    single: dict[tuple[Part, ...], None] = {}
    for clause in clauses:
        at = (clause.sentence, clause.part)
        _, line = whole.get(clause.sentence, (0, ()))
        whole[clause.sentence] = (clause.part + 1, _joined(line, clause))
        parts[at] = _joined(parts.get(at, ()), clause)
        if clause.line:
            single[clause.line] = None
    told = [*whole.values(), *((1, line) for line in parts.values())]
    return Lines([s for s in dict.fromkeys(told) if s[1]], list(single))


def _joined(line: tuple[Part, ...], clause: Clause) -> tuple[Part, ...]:
    """A line with a clause more; a condition or a reason is marked as such."""
    mark = (f"={clause.opens}",) if clause.line and clause.opens not in ("", "so") else ()
    return line + mark + clause.line


def settled(line: list[Part]) -> tuple[Part, ...]:
    """A line with `only` behind the value that it limits: `only for 97140` as `for 97140 alone`.

    Args:
        line: The line; it is changed.
    """
    for at, part in enumerate(line):
        if part == "=only":
            end = at + 1 + (at + 1 < len(line) and str(line[at + 1])[:1] == "<")
            limited = line[end] if end < len(line) else ""
            if isinstance(limited, frozenset) or ":" in limited:
                line[at : end + 1] = [*line[at + 1 : end + 1], part]
    return tuple(line)
