"""Which values and words of a clause go together, and whether a support puts them together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

from assistant.verify.belonging import TIMES, content, dated, overlaps, shown, word_fits, words_of
from assistant.verify.lexicon import Lexicon
from assistant.verify.parts import ASIDE, Clause, Item
from assistant.verify.support import Support
from assistant.verify.values import states

_LINKED = frozenset(
    frozenset(pair)
    for pair in (
        ("unit", "minute"), ("code", "unit"), ("code", "minute"), ("code", "column"),
        ("code", "modifier"), ("modifier", "line"), ("money", "year"), ("code", "status"),
        ("code", "muscle"), ("code", "region"), ("code", "date"), ("code", "year"),
        ("visit", "day"), ("ref", "number"), ("code", "patient"),
    )
)  # fmt: skip
_OF_ONE = frozenset(("code", "modifier", "money", "ref", "status", "indicator"))
_UNORDERED = frozenset(("who", "section", "ref", "paragraph"))


def unlinked(
    clause: Clause, supports: Sequence[Support], lexicon: Lexicon, timed: Collection[str] = ()
) -> tuple[str, str] | None:
    """What a clause puts together and its supports don't, with its kind; None where all is held.

    Args:
        clause: A statement's clause.
        supports: Its supports.
        lexicon: The words that are known.
        timed: Timed codes that the asker named: a rule without a code is a rule for each.
    """
    named = {i.value for i in clause.items if i.kind == "who"}
    for item in clause.items:
        if item.role == "than" or clause.denies(item):
            continue
        if item.kind == "who" and clause.on_the_library(lexicon.meta):
            continue
        for word in (*words_of(item, clause, lexicon), *_stood(item, clause, lexicon)):
            behind = clause.verb <= item.place and word not in clause.order[: item.place]
            if item.kind == "column" and (behind or word in clause.beside):
                continue
            denied = (word, item.segment) in clause.denied
            fits = word_fits(item, word, denied, supports, lexicon, named)
            if not fits or (item.kind in _OF_ONE and _of_another(item, word, supports)):
                return item.kind, f"{shown(item)} with {word.strip('~')}"
    for one, other in combinations(clause.items, 2):
        if (one.group and one.group == other.group) or clause.denies(one):
            continue
        if one.kind == other.kind or {one.kind, other.kind} <= set(TIMES):
            if one.segment == other.segment and not _together(one, other, supports):
                return one.kind, f"{shown(one)} with {shown(other)}"
            if one.kind in _UNORDERED or one.role or other.role:
                continue
            does = clause.order[clause.verb : clause.verb + 1] if one.place < clause.verb else ()
            acted = other.place > clause.verb and not lexicon.decisive.isdisjoint(does)
            if one.segment == other.segment and not _in_order(one, other, supports, acted):
                return one.kind, f"{shown(one)} before {shown(other)}"
        elif clause.denies(other):
            continue
        elif {one.kind, other.kind} == {"form", "ref"}:
            if not any(_in_a_sentence(one, other, s) for s in supports):
                return one.kind, f"{shown(one)} with {shown(other)}"
        elif "who" in (one.kind, other.kind):
            who, value = (one, other) if one.kind == "who" else (other, one)
            if one.segment == other.segment and not _sourced(who, value, supports):
                return value.kind, f"{shown(value)} by {shown(who)}"
        elif _goes_with(one, other, clause, lexicon) and (
            "money" in (one.kind, other.kind) or not dated(one, other, supports)
        ):
            if any(_general(one, other, s, timed) for s in supports):
                continue
            if not any(_held(one, other, s, lexicon) for s in supports):
                return f"{one.kind} and {other.kind}", f"{shown(one)} with {shown(other)}"
    return None


def _stood(item: Item, clause: Clause, lexicon: Lexicon) -> list[str]:
    """What a field of a form is said to hold, be it as common as units."""
    found = clause.words.items() if item.kind == "ref" else ()
    return [w for w, segments in found if w in lexicon.measures and item.segment in segments]


def _of_another(item: Item, word: str, supports: Sequence[Support]) -> bool:
    """Whether a word and a value stand in supports, but never in one together."""
    having = [s for s in supports if word in s.words]
    return bool(having) and not any(
        overlaps(held, item) for s in having for held in s.values(item.kind)
    )


def _sourced(who: Item, value: Item, supports: Sequence[Support]) -> bool:
    """Whether a support that names a source, or is one's, has a value."""
    for support in supports:
        names = [*support.told.get("who", ()), *support.about.get("who", ())]
        named = any(n.value == who.value for n in names)
        if not named:
            continue
        if any(overlaps(h, value) for h in support.about.get(value.kind, ())):
            return True
        for number, held in support.items.get(value.kind, ()):
            near = [i for i in support.clauses[number].items if i.kind == "who"]
            near = [i for i in near if i.segment == held.segment] or near
            if overlaps(held, value) and (not near or any(i.value == who.value for i in near)):
                return True
    return False


def _in_order(one: Item, other: Item, supports: Sequence[Support], acted: bool) -> bool:
    """Whether two values follow each other so in a clause, around its verb where one acts."""
    listed = forth = back = False
    for support in supports:
        for clause in support.clauses:
            firsts = [i for i in clause.items if states(i, one)]
            if not firsts:
                continue
            for b in clause.items:
                if states(b, other):
                    apart = [a for a in firsts if not a.group or a.group != b.group]
                    listed = listed or len(apart) < len(firsts)
                    suffers = not acted or b.place >= clause.verb
                    forth = forth or any(a.place < b.place and suffers for a in apart)
                    back = back or any(a.place > b.place for a in apart)
    return forth or not (back or acted)


def _together(one: Item, other: Item, supports: Sequence[Support]) -> bool:
    """Whether a clause of a support has two values, or a sentence of one two codes.

    Somebody named may be the support's source as well.
    """
    if one.kind not in ("code", "modifier", "who"):
        return True
    for support in supports:
        held = support.items.get(one.kind, ())
        firsts = {n for n, i in held if overlaps(i, one)}
        seconds = {n for n, i in held if overlaps(i, other)}
        if firsts & seconds:
            return True
        sources = support.about.get("who", ()) if one.kind == "who" else ()
        if any(overlaps(i, one) or overlaps(i, other) for i in sources):
            return True
        if one.kind == "code" and _in_a_sentence(one, other, support):
            return True
    return False


def _in_a_sentence(one: Item, other: Item, support: Support) -> bool:
    """Whether a sentence of a support has two values."""
    firsts, seconds = (
        {support.clauses[n].sentence for n, i in support.items.get(v.kind, ()) if overlaps(i, v)}
        for v in (one, other)
    )
    return not firsts.isdisjoint(seconds)


def _goes_with(one: Item, other: Item, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether two values of a clause belong together."""
    kinds = frozenset((one.kind, other.kind))
    if kinds not in _LINKED:
        return False
    if "column" in kinds and any(i.kind == "code" and i.role in ASIDE for i in (one, other)):
        return False
    return other in _partners(one, other.kind, clause, lexicon) or one in _partners(
        other, one.kind, clause, lexicon
    )


def _partners(item: Item, kind: str, clause: Clause, lexicon: Lexicon) -> list[Item]:
    """The values of a kind that a value goes with: the nearest of its segment, else before it.

    One that stands before is only taken where nothing of either kind lies between, or where the
    value's segment has words of its own (`are 1 unit under CMS and 2 by the midpoint`); one that
    stands behind, only where it has no partner of its own segment.
    """
    same = [i for i in clause.items if i.kind == kind]
    if not same:
        return []
    if item.kind in TIMES and kind == "code" and all(i.segment != item.segment for i in same):
        return same
    plain = [i for i in same if i.role not in ASIDE]
    if plain and kind == "code" and item.kind != "modifier":
        same = plain
    near = [i for i in same if i.segment == item.segment]
    if near:
        best = min(near, key=lambda i: abs(i.place - item.place))
    else:
        own = [i for i in clause.items if i.kind == item.kind]
        before = [i for i in same if i.place < item.place]
        best = before[-1] if before else same[0]
        first, last = sorted((best.place, item.place))
        groups = (best.group, item.group)
        other = (i for i in (*same, *own) if not i.group or i.group not in groups)
        between = any(first < i.place < last for i in other)
        taken = any(i.segment == best.segment for i in own)
        if before:
            if (between or taken) and not content(clause, item.segment, lexicon):
                return []
        elif taken or between:
            return []
    return [i for i in same if i is best or (i.group and i.group == best.group)]


def _held(one: Item, other: Item, support: Support, lexicon: Lexicon) -> bool:
    """Whether a support puts two values together in a clause, or a code is its sentence's."""
    for number, a in support.items.get(one.kind, ()):
        if states(a, one):
            clause = support.clauses[number]
            others = [b for b in clause.items if b.kind == other.kind and states(b, other)]
            if one.kind == "minute":  # a limit is not what minutes come to
                others = [b for b in others if b.role != "limit" or other.role == "limit"]
            if any(_goes_with(a, b, clause, lexicon) for b in others):
                return True
    if one.kind == "code":
        return _inherited(other, one, support)
    return other.kind == "code" and _inherited(one, other, support)


def _general(one: Item, other: Item, support: Support, timed: Collection[str]) -> bool:
    """Whether a support that names no code has a value, which so holds for an asked timed code."""
    code, value = (one, other) if one.kind == "code" else (other, one)
    if code.kind != "code" or len(code.value) != 1 or code.value[0] not in timed:
        return False
    return not support.told.get("code") and any(
        states(h, value) for h in support.told.get(value.kind, ())
    )


def _inherited(value: Item, code: Item, support: Support) -> bool:
    """Whether a clause with a value and no code follows one with the code, or is its heading."""
    for number, held in support.items.get(value.kind, ()):
        clause = support.clauses[number]
        if not states(held, value) or any(i.kind == "code" for i in clause.items):
            continue
        denied = {part for part, _ in clause.denied}
        if denied and denied <= clause.lent:  # `..., which two patients at once are not`
            continue
        codes = [
            (n, i) for n, i in support.items.get("code", ())
            if support.clauses[n].sentence == clause.sentence
        ]  # fmt: skip
        headed = number + 1 if clause.verb == len(clause.order) else -1
        if any((n < number or n == headed) and states(i, code) for n, i in codes):
            return True
    return False
