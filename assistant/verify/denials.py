"""What a clause says and its supports only deny, or denies and they only say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.verify.belonging import overlaps
from assistant.verify.faults import Asked, Fault
from assistant.verify.lexicon import Lexicon
from assistant.verify.parts import Clause, Item, Turn, token
from assistant.verify.support import Support


def replaced(supports: Sequence[Support]) -> frozenset[str]:
    """Codes that a support replaces by another: `97014 ...: it is G0283 instead`."""
    return frozenset(
        token(i.kind, i.value)
        for s in supports if "~instead" in s.words for _, i in s.items.get("code", ())
    )  # fmt: skip


def set_aside(turn: Turn, clause: Clause, cover: Sequence[Clause]) -> bool:
    """Whether a negation only denies what another is preferred to: `A, not B` for `A over B`."""
    if turn.kind != "not" or clause.order[turn.place : turn.place + 1] != (turn.head,):
        return False
    return any(
        i.role == "than" and token(i.kind, i.value) == turn.head for c in cover for i in c.items
    ) and any(
        token(i.kind, i.value) != turn.head and i.kind == turn.head.partition(":")[0]
        for i in clause.items if i.place < turn.place
    )  # fmt: skip


def follows_limit(turn: Turn, clause: Clause, held: Sequence[Turn], told: set[str]) -> int | None:
    """The limit that a negation follows from: `only A counts` says that `B doesn't count`.

    The limit's own words must be denied too (`what is not A doesn't count`), or the negation
    must govern nothing that the limit does (`A counts, not B`).
    """
    if turn.kind != "not":
        return None
    for number, limit in enumerate(held):
        if limit.kind != "only":
            continue
        others = [t for t in clause.turns if t.kind == "not" and t is not turn]
        if turn.scope & limit.scope and any(t.scope & limit.scope for t in others):
            return number
        if not others and not turn.scope & limit.scope and limit.head in told:
            return number
    return None


def _contrast(turn: Turn, clause: Clause) -> bool:
    """Whether a negation only sets a value or word apart: `98940, not 98941`; not a verb."""
    segment = next((s for p, s in clause.denied if p == turn.head), None)
    denied = {p for p, s in clause.denied if s == segment}
    told = {i.place: i.segment for i in clause.items}
    parts = {p for p, s in clause.words.items() if segment in s}
    parts |= {clause.order[place] for place, s in told.items() if s == segment}
    places = [place for place, p in enumerate(clause.order) if p in parts]
    if segment is None or not places or min(places) <= clause.verb <= max(places):
        return False
    return parts <= denied


_POLAR = ("=need", "=together", "=same", "=different", "=both")


def undenied(
    clause: Clause,
    supports: Sequence[Support],
    lexicon: Lexicon,
    own: Sequence[Item],
    told_by: Asked,
) -> Fault | None:
    """What a clause says and its supports only deny, or denies and they only say."""
    wrong = _just_denied(clause, supports, lexicon) or _reversed(clause, supports, lexicon)
    if wrong is not None:
        return Fault(wrong.strip("~="), "negation", "deny it")
    affirmed = frozenset().union(*(s.affirmed for s in supports))
    denied = frozenset().union(*(s.denied for s in supports))
    spared = replaced(supports)
    asked = (
        {token(i.kind, i.value) for i in own}
        | {token(kind, value) for kind, value in told_by.values if kind == "code"}
        | spared
    )
    own_denied = {p for p, _ in clause.denied}
    nots = [t for t in clause.turns if t.kind in ("not", "without")]
    if all(_contrast(t, clause) for t in nots):
        wrong = next(
            (
                p for p in clause.order
                if p not in own_denied and p in denied and p not in affirmed and p[:4] != "who:"
            ),
            None,
        )  # fmt: skip
        if wrong == "=need" and any(i.role == "ge" for i in clause.items):
            wrong = None
        if wrong is not None and (":" in wrong or _polar(wrong, lexicon)):
            return Fault(wrong.strip("~="), "negation", "deny it")
    told = [p for p in clause.order if _polar(p, lexicon) and p not in asked]
    unpaid = (
        own_denied & lexicon.deciding
        if any(t.kind == "not" and not t.inner for t in nots)
        else set()
    )
    about = clause.words.keys() - lexicon.free - clause.lent
    if unpaid and not any(about <= s.known and (s.denied or unpaid & s.limits) for s in supports):
        return Fault(min(unpaid).strip("~"), "negation", "deny it of something else")
    if not nots or any(p in denied for p in told):
        return None
    limits = frozenset().union(*(s.limits for s in supports))
    told += (p for p in clause.order if ":" in p and p[:4] != "who:" and p not in asked)
    wrong = next((p for p in told if p in own_denied and p in affirmed), None)
    if wrong is not None and not limits.intersection(told):
        return Fault(f"not {wrong.strip('~=')}", "negation", "say it without denying it")
    return None


_EXCEPT = ("only", "unless", "without", "mistake")


def _just_denied(clause: Clause, supports: Sequence[Support], lexicon: Lexicon) -> str | None:
    """What a clause says of a subject of which a clause of its supports denies just that."""
    told = frozenset(clause.order)
    nots = [t for t in clause.turns if t.kind == "not"]
    if nots:  # `unattended time counts`, for `no unattended time`
        own = {("=not", *p) for p in pairwise(clause.line) if p[0] == f"¬{nots[0].head}"}
        lines = (c.line for s in supports for c in s.clauses if own and all(t.inner for t in nots))
        threes = (n for line in lines for n in zip(line, line[1:], line[2:], strict=False))
        return nots[0].head if any(n in own for n in threes) else None
    placed = (s.clauses for s in supports if s.placed)
    for before, held in (p for told_by in placed for p in pairwise((*told_by[:1], *told_by))):
        if not held.denied or held.opens:
            continue
        of = before if all(c.verb == len(c.order) for c in (before, held)) else held
        subject = frozenset(p for p in of.order[: of.verb] if p[0] != "=") - lexicon.weak
        denied = frozenset(p for p, _ in held.denied) - subject
        if (
            subject
            and denied - lexicon.weak
            and subject | denied <= told
            and denied.isdisjoint(clause.lent)
            and not any(t.kind in _EXCEPT or t.inner for t in held.turns)
        ):
            return min(denied)
    return None


def _reversed(clause: Clause, supports: Sequence[Support], lexicon: Lexicon) -> str | None:
    """What a clause says of a subject of which its supports, where they say it, say the contrary.

    What is denied is compared code by code (`97035 is timed`, beside `97161 is untimed`), and a
    code said of something with what is said of that (`dry needling is not 97140`).
    """
    codes = [i for i in clause.items if i.kind == "code"]
    own = clause.words.keys() - lexicon.weak - clause.lent
    subject = {p for p in clause.order[: clause.verb] if p in own or p[:4] == "who:"}
    denied = {p for p, _ in clause.denied}.union(*(s.denied for s in supports))
    words = sorted(own & denied)
    told: list[tuple[str, list[Clause]]] = []
    if subject and all(i.place >= clause.verb for i in codes):
        of = [s.clauses[n] for s in supports for n, p in enumerate(s.orders) if subject <= p]
        told = [(word, of) for word in words if word not in subject]
    for code in codes:
        held = [
            (s.clauses[n], i, s.heading(n)) for s in supports for n, i in s.items.get("code", ())
            if overlaps(i, code)
        ]  # fmt: skip
        if code.place < clause.verb and not clause.denies(code):
            of = [x for c, i, head in held for x in (c, *head) if i.place < c.verb]
            told += ((word, of) for word in words)
        elif not clause.denies(code):
            of = [c for c, *_ in held if not subject.isdisjoint(c.order[: c.verb])]
            of = [c for c in of if {p for p, _ in c.denied if p[:5] != "code:"} <= own]
            told.append((token(code.kind, code.value), of))
    return next((part for part, of in told if _opposed(clause, of, part)), None)


def _opposed(clause: Clause, held: Sequence[Clause], part: str) -> bool:
    """Whether one of two denies a part before all, and the other denies nothing at all."""
    limits = {t.kind for t in clause.turns if t.kind in _EXCEPT}
    held = [c for c in held if part in c.words or part not in clause.words]
    both = [clause, *(c for c in held if limits <= {t.kind for t in c.turns})]
    nots = [[t for t in c.turns if t.kind == "not"] for c in both]
    heads = [any(t.head == part for t in turns) for turns in nots]
    free = [all(t.inner and t.head != part for t in turns) for turns in nots]
    return len(both) > 1 and (all(free[1:]) if heads[0] else free[0] and all(heads[1:]))


def _polar(part: str, lexicon: Lexicon) -> bool:
    """Whether it matters that a part is denied: words, codes and modifiers, some operators."""
    kind, colon, _ = part.partition(":")
    if colon:
        return kind in ("code", "modifier", "column")
    if part[0] == "=":
        return part in _POLAR
    return part not in lexicon.weak and part not in lexicon.turned
