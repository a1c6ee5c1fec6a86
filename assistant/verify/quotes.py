"""Near quotations: a statement that repeats a support's words must repeat its values, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from difflib import SequenceMatcher

from assistant.verify.lexicon import Lexicon
from assistant.verify.parts import Part

_LEAST = 3
_ALIKE = 0.8
_MORE = "~mor"
_LIMITS = ("=only", "=unless", "=without", "=if")
_HARMLESS = ("=may", "=both", "=if")


def misquoted(
    line: Sequence[Part], lines: Iterable[Sequence[Part]], lexicon: Lexicon
) -> str | None:
    """What a line gets wrong of a line that it nearly repeats; None where nothing.

    Args:
        line: A statement's words, values and operators in their order.
        lines: Those of its supports.
        lexicon: The words that are known.
    """
    best, found = 0, None
    count = Counter(_core(line))
    for held in lines:
        if held == line:
            return None
        near, fault = _differs(line, held, count, lexicon)
        cut = _cut_short(line, held)
        if cut is not None and len(line) >= _LEAST:
            near, fault = 2 * len(line), fault or cut
        if near > best or (near == best and not fault):
            best, found = near, fault
    return found or None


def _cut_short(line: Sequence[Part], held: Sequence[Part]) -> str | None:
    """The limit that is left out where a line is another without a stretch, or without its end.

    Returns:
        None where it is no such line, nothing where what is left out begins with no limit.
    """
    same = next((n for n, (a, b) in enumerate(zip(line, held, strict=False)) if a != b), len(line))
    rest = len(line) - same
    if len(held) <= len(line) or line[same:] != held[len(held) - rest :]:
        return None
    after = held[same]
    if line and not rest and line[-1] == _MORE:
        return "what more it takes left out"  # "8 more", of "8 more if improving"
    limit = isinstance(after, str) and after in _LIMITS
    return f"{str(after)[1:]} left out" if limit else None if rest else ""


def _core(line: Sequence[Part]) -> list[Part]:
    """A line without its operators, by which it is told how near another comes."""
    return [p for p in line if isinstance(p, frozenset) or p[0] != "="]


def _differs(
    told: Sequence[Part], held: Sequence[Part], count: Counter[Part], lexicon: Lexicon
) -> tuple[int, str | None]:
    """How near a line comes to another, and what it gets wrong of it; 0 where it is none."""
    core = _core(held)
    longest = max(count.total(), len(core))
    least = _ALIKE * longest
    if len(told) < _LEAST or min(count.total(), len(core)) < least - 1:
        return 0, None
    shared = sum((count & Counter(core)).values())
    if len(told) == len(held):
        pairs = [(a, b) for a, b in zip(told, held, strict=True) if a != b]
        if 4 * len(pairs) <= len(told) + 1:
            wrong = next(((a, b) for a, b in pairs if _matters(a, b, lexicon)), None)
            fault = f"{_name(wrong[0])} for {_name(wrong[1])}" if wrong else None
            if fault is None and count != Counter(core):
                fault = _exchanged(told, held, lexicon)
            return 2 * len(told) - 2 * len(pairs), fault
    if shared < least:
        return 0, None
    fault = _exchanged(told, held, lexicon)
    if fault:
        return 2 * shared - abs(len(told) - len(held)), fault
    matcher = SequenceMatcher(None, told, held, autojunk=False)
    alike = [
        p
        for block in matcher.get_matching_blocks()
        for p in _core(told[block.a : block.a + block.size])
    ]
    if len(alike) < least:
        return 0, None
    near = 2 * len(alike) - abs(len(told) - len(held))
    opcodes = matcher.get_opcodes()
    if all(sort in ("equal", "insert") for sort, *_ in opcodes):
        limit = next((p for p in held if p in lexicon.limiting and p not in told), None)
        if limit is not None:
            return near, f"{_name(limit)} left out"
    for sort, a, b, c, d in opcodes:
        said_again = set(held[c:d]) <= {"=not", "=ever"} and held[d : d + 1] == ("=not",)
        if sort != "equal" and not (a == b and said_again):
            fault = _middle(told[a:b], held[c:d], held, lexicon)
            if fault:
                return near, fault
    return near, None


def _middle(
    told: Sequence[Part], held: Sequence[Part], whole: Sequence[Part], lexicon: Lexicon
) -> str:
    """What differs wrongly between two lines where they part."""
    for part in told:
        if isinstance(part, frozenset):
            if any(isinstance(h, frozenset) or h in part for h in held) and not any(
                isinstance(h, frozenset) and part <= h for h in held
            ):
                return f"{_name(part)} for another list"
            continue
        if part in held or any(isinstance(h, frozenset) and part in h for h in held):
            continue
        if part == "=must" and "=need" in whole and "=not" not in (*told, *held):
            continue
        if part[0] == "=" and part not in _HARMLESS:
            return f"{part[1:]} put in"
        if (part[0] == "¬" and part[1:] in held) or f"¬{part}" in held:
            return f"{_name(part)} for its opposite"
        against: Set[str] = lexicon.rivals.get(part, frozenset())
        if any(h in against for h in held):
            return f"{_name(part)} for its opposite"
        kind = part.partition(":")[0]
        if kind != part and any(h.startswith(f"{kind}:") for p in held for h in _each(p)):
            return f"{part} for another value"
        if kind in _DATED and part not in whole:
            return f"{part} put in"
    mine = {p for p in told if isinstance(p, str) and p in lexicon.decisive and p not in held}
    if mine and any(p in lexicon.decisive and p not in told for p in held):
        return f"{_name(min(mine))} for another word"
    for part in held:
        if (
            isinstance(part, str)
            and (part == "=if" or (part[0] == "=" and part[1:] in lexicon.binding))
            and part not in told
        ):
            return f"{part[1:]} left out"
    return ""


def _exchanged(told: Sequence[Part], held: Sequence[Part], lexicon: Lexicon) -> str | None:
    """A word in place of another of its class, or two that have changed places.

    It is found wherever the two stand in their lines, which an alignment of the lines misses.
    """
    mine, theirs = Counter(told), Counter(held)
    gone = theirs - mine
    for part in mine - theirs:
        wrong = next((g for g in gone if _rival(part, g, lexicon)), None)
        if wrong is not None:
            return f"{_name(part)} for {_name(wrong)}"
    if mine == theirs:
        one, other = _parties(told, lexicon), _parties(held, lexicon)
        wrong = next((a for a, b in zip(one, other, strict=True) if a != b), None)
        if wrong is not None:
            return f"{_name(wrong)} in another's place"
    return None


def _rival(told: Part, held: Part, lexicon: Lexicon) -> bool:
    """Whether two words are of one class, or two counts are of things of one class."""
    if isinstance(told, frozenset) or isinstance(held, frozenset):
        return False
    kind, _, value = told.partition(":")
    other, _, count = held.partition(":")
    return value == count and other in lexicon.rivals.get(kind, ())


def _parties(line: Sequence[Part], lexicon: Lexicon) -> list[Part]:
    """Who is spoken of in a line, in order; those of one list as one."""
    found: list[Part] = []
    listed = False
    for part in line:
        who = isinstance(part, str) and (part[:4] == "who:" or part in lexicon.parties)
        if who and listed:
            found.append(frozenset((*_each(found.pop()), *_each(part))))
        elif who:
            found.append(part)
        listed = who
    return found


def _each(part: Part) -> Iterable[str]:
    """The members of a list, or the part itself."""
    return part if isinstance(part, frozenset) else (part,)


def _within(told: str, held: str) -> bool:
    """Whether a date lies in the month or year that is told."""
    kind, _, day = held.partition(":")
    return kind in _DATED and day.startswith(f"{told.partition(':')[2]}-")


_DATED = ("year", "date", "month")


def _matters(told: Part, held: Part, lexicon: Lexicon) -> bool:
    """Whether it matters that one part stands for another."""
    if isinstance(told, frozenset) and isinstance(held, frozenset):
        return not told <= held
    if isinstance(told, frozenset) or isinstance(held, frozenset):
        return told not in held if isinstance(held, frozenset) else True
    sorts = {_sort(told), _sort(held)}
    if sorts <= set(_DATED) and _within(told, held):
        return False
    if "=" in sorts:
        return True
    if {told[:2], held[:2]} & {"<g", "<l"}:
        return True
    if len(sorts) > 1:
        return all(":" in p for p in (told, held)) or (
            ":" in told and "<" not in sorts and not told.startswith("who:")
        )
    if sorts != {""} or held in lexicon.rivals.get(told, ()):
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
