"""Negations, limits and strength: each in the statement as in the clauses that it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verify.denials import follows_limit, set_aside
from assistant.verify.lexicon import Lexicon
from assistant.verify.parts import AROUND, Clause, Turn, token
from assistant.verify.rivals import NAMED, apart, of_another, of_kind, rivals
from assistant.verify.support import Support

_NEAR = 0.6
"""How near a clause must come to the nearest where that one doesn't hold all of a statement's."""
_ALIKE = ({"must", "need"}, {"unless", "without"}, {"together", "both"})
"""Operators that say the same where no negation stands with them."""
_OPEN = ("not", "may", "need", "must", "unless", "without")
"""Operators that may stand with what is held or stated: `no document held here says`."""
_Ranked = list[tuple[float, Clause]]


def unturned(
    clause: Clause,
    supports: Sequence[Support],
    lexicon: Lexicon,
    asked: frozenset[str] = frozenset(),
) -> str | None:
    """The operator that a clause has or lacks against its supports; None where all agree.

    The clause is held against the clauses of its supports that share most of its words and
    values; others join where they hold what is left. Every operator of the clause must stand in
    them over what it governs, and every binding operator of theirs over what the clause repeats.

    Args:
        clause: A statement's clause.
        supports: Its supports.
        lexicon: The words that are known.
        asked: Values of the clause that are the asker's alone.
    """
    told = {token(i.kind, i.value) for i in clause.items} | clause.words.keys()
    if not told and clause.turns:
        alike = any(clause.line == held.line for s in supports for held in s.clauses)
        return None if alike else f"{clause.turns[0].kind} put in"
    ranked = _ranked(told, clause, supports)
    solid = {token(i.kind, i.value) for i in clause.items if i.kind in NAMED[:2]}
    if not ranked:
        turn = next((t for t in clause.turns if not _exempt(t, clause, lexicon, asked)), None)
        return f"{turn.kind} ({_scope(turn)}) put in" if turn else None
    fault = None
    firsts = [e for e in ranked if not solid.isdisjoint(e[1].order)] or ranked
    near = 1.0 if told <= set(firsts[0][1].order) else _NEAR
    for score, held in firsts:
        if score < firsts[0][0] * near:
            break
        fault = _disagree(clause, held, ranked, told, lexicon, asked)
        if fault is None:
            return None
    return fault


def _ranked(told: set[str], clause: Clause, supports: Sequence[Support]) -> _Ranked:
    """The supports' clauses that share something, those that share most first."""
    kinds = {t.kind for t in clause.turns}
    ranked: _Ranked = []
    for support in supports:
        for held in support.clauses:
            score = 2.0 * len(told.intersection(held.order)) - len(told & held.lent)
            if score:
                ranked.append(
                    (score + 0.9 * len(kinds.intersection(t.kind for t in held.turns)), held)
                )
    ranked.sort(key=lambda entry: -entry[0])
    return [entry for entry in ranked if not rivals(clause, entry[1])] or ranked


def _disagree(
    clause: Clause,
    first: Clause,
    ranked: _Ranked,
    told: set[str],
    lexicon: Lexicon,
    asked: frozenset[str],
) -> str | None:
    """Where a clause and the clauses that cover it disagree."""
    cover = _cover(clause, first, ranked, told, lexicon)
    held = [(t, c) for c in cover for t in c.turns]
    used: set[int] = set()
    last = max((t.place for t in clause.turns if t.kind == "not"), default=-1)
    inner = any(t.kind == "not" and t.inner for t in clause.turns)  # `denies both`
    for turn in clause.turns:
        each = turn.kind == "both" and (turn.inner or turn.place > last) and not inner
        free = turn.kind == "ever" or each
        if free or _exempt(turn, clause, lexicon, asked):
            continue
        bound = told - turn.scope - lexicon.weak
        if turn.kind in ("only", "without"):
            bound -= clause.lent | {"reportedly"}
            bound = {p for p in bound if p[:4] != "who:"}
        same = [
            n for n, (h, c) in enumerate(held)
            if _same(turn, h, clause) and _whole(turn, c, clause)
            and not of_another(c, clause, first) and (turn.kind != "both" or h.kind == "both")
            and (turn.kind not in ("must", "only", "without") or not bound or bound & {*c.order}
                 or (turn.kind == "only" and turn.scope <= h.scope))
            and (h.kind != "together"
                 or not apart(clause.order[: turn.place], c.order[: h.place], lexicon))
        ]  # fmt: skip
        match = next((n for n in same if n not in used), None)
        if match is not None:
            used.add(match)
        elif (same and turn.kind not in ("not", "every")) or (
            _weaker(turn, clause, cover) or set_aside(turn, clause, cover)
        ):
            continue
        else:
            limit = follows_limit(turn, clause, [h for h, _ in held], told)
            if limit is None:
                return f"{turn.kind} ({_scope(turn)}) put in"
            used.add(limit)
    aside = {c.sentence for n, (t, c) in enumerate(held) if n in used and t.kind == "not"}
    for number, (turn, of) in enumerate(held):
        if number in used or turn.kind not in lexicon.binding:
            continue
        entailed = turn.kind == "only" or (turn.kind == "may" and turn.inner)
        if entailed and of.sentence in aside:  # `only A counts, no B`, `it isn't payable`
            continue
        own = told.difference(clause.lent) | {f"={t.kind}" for t in clause.turns}
        own |= {"=need"} if "=must" in own else set()
        if turn.kind == "not" and of_kind(turn, clause):
            return f"{turn.kind} ({_scope(turn)}) left out"
        if _repeated(turn, own, lexicon) and not any(
            _answers(t, turn, clause) for t in clause.turns
        ):
            return f"{turn.kind} ({_scope(turn)}) left out"
    return None


def _cover(
    clause: Clause, first: Clause, ranked: _Ranked, told: set[str], lexicon: Lexicon
) -> list[Clause]:
    """The clauses that hold a statement's clause: the nearest, and those it still needs."""
    cover = [first]
    solid = told.difference(clause.names, lexicon.weak)
    left = solid.difference(first.order)
    turns = [t for t in clause.turns if not any(_same(t, h, clause) for h in first.turns)]
    while left or turns:
        best, most = None, 0
        for _, held in ranked:
            gain = len(left.intersection(held.order))
            if turns and solid & held.own:
                gain += sum(any(_same(t, h, clause) for h in held.turns) for t in turns)
            if gain > most and all(held is not c for c in cover):
                best, most = held, gain
        if best is None:
            break
        cover.append(best)
        left = left.difference(best.order)
        turns = [t for t in turns if not any(_same(t, h, clause) for h in best.turns)]
    return cover


def _same(told: Turn, held: Turn, clause: Clause) -> bool:
    """Whether two operators are of one class and govern the same.

    A negation is the same where the nearest thing that the support denies is denied in the
    statement, or stands in a clause of it that is denied.
    """
    if told.kind != held.kind:
        if {told.kind, held.kind} not in _ALIKE:
            return False
        return bool(told.scope & held.scope)
    if told.kind in ("only", "half") and told.scope and held.head not in told.scope:
        return False
    if told.kind in ("same", "different") and told.scope and held.scope:
        return told.head in held.scope or held.head in told.scope
    if told.kind == "not" and told.place > clause.verb and held.head not in clause.order:
        return False
    if told.kind != "not":
        return bool(told.scope & held.scope) or (not told.scope and not held.scope)
    next_to = clause.order[told.place : told.place + 1] == (told.head,)
    if next_to and told.head.startswith("code:") and held.head != told.head:
        return False
    if held.head in told.scope or (told.head in held.scope and not told.inner):
        return True
    subject = clause.order[: clause.verb]
    return not told.inner and not held.inner and held.head in subject


def _whole(turn: Turn, held: Clause, clause: Clause) -> bool:
    """Whether a negation is taken with the exception that it has: `denied unless ...`."""
    if turn.kind != "not" or all(t.kind != "unless" for t in held.turns):
        return True
    return any(t.kind in ("unless", "without", "only") for t in clause.turns)


def _weaker(turn: Turn, clause: Clause, cover: Sequence[Clause]) -> bool:
    """Whether an operator only weakens: `may be` for `is`, `at least 8 are needed` for `from 8`."""
    kinds = {t.kind for c in cover for t in c.turns}
    if turn.kind == "may":
        if turn.head in ("bill", "pay") and all(i.kind != "unit" for i in clause.items):
            return any(turn.head in c.order and c.opens != "if" for c in cover)
        return any(t.kind == "not" for t in clause.turns) or not kinds & {"must", "need", "should"}
    return turn.kind == "need" and any(i.role == "ge" for i in clause.items)


def _repeated(turn: Turn, told: set[str], lexicon: Lexicon) -> bool:
    """Whether a clause repeats what an operator governs: its nearest, or most; or counts it."""
    some = turn.kind == "some" and (
        turn.head in lexicon.parties
        or not lexicon.one_of_many.isdisjoint(turn.scope & told)
        or any(p.startswith(f"{turn.head}:") for p in told)
    )
    some = some or (turn.kind == "different" and f"{turn.head}:1" in told)  # `one line`
    if some or (turn.head in told and (turn.kind == "not" or turn.head not in lexicon.weak)):
        return True
    parts = [p for p in turn.scope & told if ":" not in p and p[0] != "="]
    return (turn.kind not in AROUND or turn.kind == "different") and len(parts) > 1


def _answers(told: Turn, held: Turn, clause: Clause) -> bool:
    """Whether a statement's operator stands for one of its support's that is said twice there."""
    if told.kind == "not":
        return _same(told, held, clause)
    return _same(told, held, clause) and (held.head in told.scope or told.head == held.head)


def _exempt(turn: Turn, clause: Clause, lexicon: Lexicon, asked: frozenset[str]) -> bool:
    """Whether an operator speaks of what is held or stated, or of the asker's own value."""
    nots = sum(t.kind == "not" and not t.inner for t in clause.turns)
    if turn.kind in ("only", "every") or nots > 1:
        return False
    if (turn.kind in _OPEN and turn.scope & lexicon.meta) or turn.scope & asked:
        return True
    return turn.kind == "not" and any(p in asked for p in clause.order[turn.place :])


def _scope(turn: Turn) -> str:
    """What an operator governs, in words."""
    return ", ".join(sorted(part.strip("~=") for part in turn.scope))
