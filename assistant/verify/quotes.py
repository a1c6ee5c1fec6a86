"""Near quotations: a statement that repeats a support's words must repeat its values, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from assistant.verify.clauses import Part
from assistant.verify.lexicon import Lexicon

_LEAST = 3
_ALIKE = 0.7
_HARMLESS = ("=may", "=both")


def misquoted(
    line: Sequence[Part], lines: Iterable[Sequence[Part]], lexicon: Lexicon
) -> str | None:
    """What a line gets wrong of a line that it nearly repeats; None where nothing.

    Args:
        line: A statement's words, values and operators in their order.
        lines: Those of its supports.
        lexicon: The words that are known.
    """
    fault = None
    count = Counter(line)
    for held in lines:
        found = _differs(line, held, count, lexicon)
        if found == "":
            return None
        fault = fault or found
    return fault


def _differs(
    told: Sequence[Part], held: Sequence[Part], count: Counter[Part], lexicon: Lexicon
) -> str | None:
    """What a near quotation gets wrong; empty where nothing; None where it is none."""
    if told == held:
        return ""
    least = _ALIKE * max(len(told), len(held))
    if len(told) < _LEAST or min(len(told), len(held)) < least - 1:
        return None
    if len(told) == len(held):
        pairs = [(a, b) for a, b in zip(told, held, strict=True) if a != b]
        if 4 * len(pairs) <= len(told) + 1:
            wrong = next(((a, b) for a, b in pairs if _matters(a, b, lexicon)), None)
            return f"{_name(wrong[0])} for {_name(wrong[1])}" if wrong else ""
    if sum((count & Counter(held)).values()) < least:
        return None
    matcher = SequenceMatcher(None, told, held, autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < least:
        return None
    for sort, a, b, c, d in matcher.get_opcodes():
        if sort != "equal":
            fault = _middle(told[a:b], held[c:d], held, lexicon)
            if fault:
                return fault
    return ""


def _middle(
    told: Sequence[Part], held: Sequence[Part], whole: Sequence[Part], lexicon: Lexicon
) -> str:
    """What differs wrongly between two lines where they part."""
    for part in told:
        if isinstance(part, frozenset) or part in held:
            continue
        if part[0] == "=" and part not in _HARMLESS:
            return f"{part[1:]} put in"
        if (part[0] == "¬" and part[1:] in held) or f"¬{part}" in held:
            return f"{_name(part)} for its opposite"
        against = lexicon.opposites.get(part, frozenset())
        if any(h in against for h in held):
            return f"{_name(part)} for its opposite"
        kind = part.partition(":")[0]
        if kind != part and any(isinstance(h, str) and h.startswith(f"{kind}:") for h in held):
            return f"{part} for another value"
        if kind in _DATED and part not in whole:
            return f"{part} put in"
    mine = {p for p in told if isinstance(p, str) and p in lexicon.decisive and p not in held}
    if mine and any(p in lexicon.decisive and p not in told for p in held):
        return f"{_name(min(mine))} for another word"
    for part in held:
        if (
            isinstance(part, str)
            and part[0] == "="
            and part[1:] in lexicon.binding
            and part not in told
        ):
            return f"{part[1:]} left out"
    return ""


_DATED = ("year", "date", "month")


def _matters(told: Part, held: Part, lexicon: Lexicon) -> bool:
    """Whether it matters that one part stands for another."""
    if isinstance(told, frozenset) and isinstance(held, frozenset):
        return not told <= held
    if isinstance(told, frozenset) or isinstance(held, frozenset):
        return True
    sorts = {_sort(told), _sort(held)}
    if "=" in sorts:
        return True
    if len(sorts) > 1:
        return False
    if sorts != {""} or held in lexicon.opposites.get(told, ()):
        return True
    if "¬" in told + held:
        return True
    return told in lexicon.decisive or held in lexicon.decisive


def _sort(part: str) -> str:
    """What a part is: an operator, a preposition, a value's kind, or a word."""
    return part[0] if part[0] in "=<" else part.partition(":")[0] if ":" in part else ""


def _name(part: Part) -> str:
    """A part of a line in words."""
    return part.strip("=<~¬") if isinstance(part, str) else ", ".join(sorted(part))
