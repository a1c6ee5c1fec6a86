"""A statement's clauses held against its supports: values, their partners, what turns them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from assistant.verify_clauses import Clause, Item, Turn, token
from assistant.verify_lexicon import Lexicon
from assistant.verify_values import spans, states


class Fault(NamedTuple):
    kind: str
    what: str
    held: str

    def __str__(self) -> str:
        return f"{self.what} ({self.kind}): {self.held}"


@dataclass
class Support:
    """One support as clauses, with what is known of it beside its text."""

    clauses: tuple[Clause, ...]
    about: tuple[Clause, ...] = ()

    @cached_property
    def items(self) -> list[tuple[int, Item]]:
        return [(n, i) for n, c in enumerate(self.clauses) for i in c.items]

    @cached_property
    def words(self) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = {}
        for n, c in enumerate(self.clauses):
            for w, segs in c.words.items():
                found.setdefault(w, []).extend((n, s) for s in segs)
        return found

    @cached_property
    def kinds(self) -> list[frozenset[str]]:
        return [frozenset(i.kind for i in c.items) for c in self.clauses]


def judge(clauses: Sequence[Clause], supports: Sequence[Support], lexicon: Lexicon) -> Fault | None:
    for clause in clauses:
        fault = _quoted(clause, supports, lexicon) or _values(clause, supports) or _words(clause, supports, lexicon) or _partners(clause, supports, lexicon) or _turns(clause, supports, lexicon)
        if fault:
            return fault
    return None


def _quoted(clause: Clause, supports: Sequence[Support], lexicon: Lexicon) -> Fault | None:
    """Who quotes must quote exactly."""
    line = clause.line
    fault = None
    for s in supports:
        for c in s.clauses:
            found = _differ(line, c.line, lexicon)
            if found == "":
                return None
            if found:
                fault = Fault("quotation", found, "the support's clause reads otherwise")
    return fault


def _differ(told: tuple[str, ...], held: tuple[str, ...], lexicon: Lexicon) -> str | None:
    """What a near quotation gets wrong; empty where nothing; None where it's no quotation."""
    if told == held:
        return ""
    if len(told) < 3:
        return None
    if len(told) == len(held):
        pairs = [(a, b) for a, b in zip(told, held) if a != b]
        if len(pairs) * 4 <= len(told) + 1 or len(pairs) <= 1:
            return next((f"{a} for {b}" for a, b in pairs if _matters(a, lexicon) or _matters(b, lexicon)), "")
    start = 0
    while start < min(len(told), len(held)) and told[start] == held[start]:
        start += 1
    end = 0
    while end < min(len(told), len(held)) - start and told[-1 - end] == held[-1 - end]:
        end += 1
    if start + end < 0.7 * len(told) or start + end < 0.7*len(held):
        return None
    mine, theirs = told[start : len(told) - end], held[start : len(held) - end]
    for a in mine:
        if a[0] == "=" and a not in theirs:
            return f"{a} put in"
        if ":" in a and any(b.split(":")[0] == a.split(":")[0] for b in theirs) and a not in theirs:
            return f"{a} for {theirs}"
    for b in theirs:
        if b[0] == "=" and b[1:] in lexicon.binding and b not in mine:
            return f"{b} left out"
    return ""


def _matters(part: str, lexicon: Lexicon) -> bool:
    return part[0] in "=<" or ":" in part or part in lexicon.decisive


def _held(supports: Sequence[Support]) -> Iterable[Item]:
    for s in supports:
        for _, i in s.items:
            yield i
        for c in s.about:
            yield from c.items


def _values(clause: Clause, supports: Sequence[Support]) -> Fault | None:
    listed: set[tuple[object, ...]] = set()
    for item in clause.items:
        key = (item.group, item.kind, item.value)
        if item.group and item.kind in ("code", "modifier") and key in listed:
            return Fault(item.kind, f"{item.value[0]} twice", "in one list")
        listed.add(key)
    for item in clause.items:
        if not any(states(h, item) for h in _held(supports)):
            if item.kind == "code" and len(item.value) == 2:
                codes = frozenset(str(h.value[0]) for h in _held(supports) if h.kind == "code" and len(h.value) == 1)
                if spans(codes, item.value):
                    continue
            told = sorted({f"{h.role} {'-'.join(map(str, h.value))}".strip() for h in _held(supports) if h.kind == item.kind})
            return Fault(item.kind, f"{item.role} {'-'.join(map(str, item.value))}".strip(), f"supports say {told}")
    return None


def _words(clause: Clause, supports: Sequence[Support], lexicon: Lexicon) -> Fault | None:
    known = set()
    for s in supports:
        known |= s.words.keys()
        for c in s.about:
            known |= c.words.keys()
    for w in clause.words:
        if w not in known and (w in lexicon.decisive or w in clause.names):
            return Fault("word", w, "not in supports")
    content = [w for w in clause.words if w not in lexicon.weak]
    if len(content) >= 2 and sum(w in known for w in content) * 2 < len(content):
        return Fault("content", " ".join(content), "not in supports")
    return None


def _partners(clause: Clause, supports: Sequence[Support], lexicon: Lexicon) -> Fault | None:
    for item in clause.items:
        for word, segs in clause.words.items():
            if item.segment not in segs or word in lexicon.weak:
                continue
            if not _word_fits(item, word, supports):
                return Fault(item.kind, f"{item.value} with {word}", "belongs to another value")
    for one, other in combinations(clause.items, 2):
        if one.group and one.group == other.group:
            continue
        if one.kind == other.kind:
            if one.segment == other.segment and not _in_order(one, other, supports):
                return Fault(one.kind, f"{one.value} before {other.value}", "other order")
        elif _linked(one, other, clause) and not any(_link_held(one, other, s) for s in supports):
            return Fault(f"{one.kind}-{other.kind}", f"{one.value}-{other.value}", "not together in supports")
    return None


def _word_fits(item: Item, word: str, supports: Sequence[Support]) -> bool:
    seen = False
    for s in supports:
        for n, seg in s.words.get(word, ()):
            c = s.clauses[n]
            seen = True
            same = [i for i in c.items if i.kind == item.kind]
            if not same:
                # inherits: nobody else claims the word here
                return True
            in_seg = [i for i in same if i.segment == seg]
            rivals = in_seg or same
            if any(states(i, item._replace(role=i.role)) for i in rivals):
                return True
    return not seen


def _in_order(one: Item, other: Item, supports: Sequence[Support]) -> bool:
    for s in supports:
        for c in s.clauses:
            for a in c.items:
                if states(a, one):
                    for b in c.items:
                        if states(b, other) and (a.place < b.place or (a.group and a.group == b.group)):
                            return True
    return not any(
        any(states(a, one) for a in c.items) and any(states(b, other) for b in c.items) for s in supports for c in s.clauses
    )


_LINKS = {
    frozenset(p) for p in (("unit", "minute"), ("code", "unit"), ("code", "minute"), ("code", "column"), ("modifier", "code"), ("money", "year"), ("code", "status"), ("code", "muscle"), ("code", "region"), ("code","date"), ("code","year"), ("visit","day"), ("code","code count"))
}


def _linked(one: Item, other: Item, clause: Clause) -> bool:
    if frozenset((one.kind, other.kind)) not in _LINKS:
        return False
    return other in _partner(one, other.kind, clause) or one in _partner(other, one.kind, clause)


def _partner(item: Item, kind: str, clause: Clause) -> list[Item]:
    """The values of a kind that a value goes with."""
    same = [i for i in clause.items if i.kind == kind]
    if not same:
        return []
    near = [i for i in same if i.segment == item.segment]
    if near:
        best = min(near, key=lambda i: (abs(i.place - item.place)))
    else:
        before = [i for i in same if i.place < item.place]
        best = before[-1] if before else same[0]
    return [i for i in same if i is best or (i.group and i.group == best.group)]


def _link_held(one: Item, other: Item, support: Support) -> bool:
    for n, c in enumerate(support.clauses):
        for a in c.items:
            if a.kind == one.kind and states(a, one):
                for b in c.items:
                    if states(b, other) and (b in _partner(a, b.kind, c) or a in _partner(b, a.kind, c)):
                        return True
    # inherited or without rivals
    for x, y in ((one, other), (other, one)):
        for n, c in enumerate(support.clauses):
            if any(states(i, x) for i in c.items) and y.kind not in support.kinds[n]:
                earlier = [i for m, i in support.items if m < n and i.kind == y.kind] or [i for m, i in support.items if m > n and i.kind == y.kind]
                if any(states(i, y) for i in earlier):
                    return True
    return False


def _turns(clause: Clause, supports: Sequence[Support], lexicon: Lexicon) -> Fault | None:
    told = {token(i.kind, i.value) for i in clause.items} | set(clause.words)
    if not told and not clause.turns:
        return None
    ranked = []
    for s in supports:
        for n, c in enumerate(s.clauses):
            there = set(c.order)
            score = 2 * sum(1 for t in told if t in there) + sum(1 for t in {t.kind for t in clause.turns} if t in {x.kind for x in c.turns}) * 0.9
            if score:
                ranked.append((score, c))
    if not ranked:
        if clause.turns:
            return Fault("turn", str([t.kind for t in clause.turns]), "no clause")
        return None
    ranked.sort(key=lambda r: -r[0])
    best = ranked[0][0]
    fault = None
    for score, c in ranked:
        if score < best:
            break
        fault = _agree(clause, c, ranked, told, lexicon)
        if fault is None:
            return None
    return fault


def _agree(clause: Clause, first: Clause, ranked: list, told: set, lexicon: Lexicon) -> Fault | None:
    cover = [first]
    left = told - set(first.order)
    open_turns = [t for t in clause.turns if not any(_same_turn(t, h) for h in first.turns)]
    for _, c in ranked:
        if c is first:
            continue
        gain = left & set(c.order)
        turns_gain = [t for t in open_turns if any(_same_turn(t, h) for h in c.turns)] if not _rivals(clause, c) else []
        if any(":" in g for g in gain) or len(gain) >= 2 or turns_gain:
            cover.append(c)
            left -= gain
            open_turns = [t for t in open_turns if t not in turns_gain]
    used: set[int] = set()
    held = [(t, c) for c in cover for t in c.turns]
    negated = any(t.kind == "not" for t in clause.turns)
    for t in clause.turns:
        for n, (h, _) in enumerate(held):
            if n not in used and _same_turn(t, h):
                used.add(n)
                break
        else:
            if t.kind == "may" and negated:
                continue
            return Fault("turn", f"{t.kind} {sorted(t.scope)}", "not in supports")
    for n, (h, c) in enumerate(held):
        if n in used or h.kind not in lexicon.binding:
            continue
        if h.kind == "may" and any(x.kind == "not" for x in c.turns):
            continue
        if h.scope & told & set(c.order):
            return Fault("turn", f"lacks {h.kind} {sorted(h.scope)}", "the support has it")
    return None


def _rivals(clause: Clause, other: Clause) -> bool:
    """Whether a clause speaks of other values of the kinds that a statement's clause has."""
    for item in clause.items:
        same = [h for h in other.items if h.kind == item.kind]
        if same and not any(states(h, item._replace(role=h.role)) for h in same):
            return True
    return False


def _same_turn(told: Turn, held: Turn) -> bool:
    if told.kind != held.kind:
        return {told.kind, held.kind} == {"must", "need"} and bool(told.scope & held.scope)
    return bool(told.scope & held.scope) or (not told.scope and not held.scope)
