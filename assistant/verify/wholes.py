"""A rule told as a whole: with its condition, its reason, and what is told of its own subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.verify.belonging import TIMES
from assistant.verify.lexicon import Lexicon
from assistant.verify.parts import Clause
from assistant.verify.support import Support

_LEAST = 2
_OWN = ("code", "modifier", "status", "indicator", "who")
_HEDGE = "reportedly"
_WHOLE = ("every", "only", "must")
_EVER = ("ever", "every", "always")
_REASONS = ("because", "although")
_OF_THE_CODE = frozenset(("valid", "~activ"))
"""What a code is to everybody, unless it is said to whom."""


def unwhole(
    clause: Clause, clauses: Sequence[Clause], supports: Sequence[Support], lexicon: Lexicon
) -> tuple[str, str] | None:
    """What parts a clause from what its supports tell it with, with what it is; None where nothing.

    Args:
        clause: A statement's clause.
        clauses: The statement's clauses.
        supports: What it rests on.
        lexicon: The words that are known.
    """
    solid = _solid(clause.order, lexicon)
    nearest = list(_nearest(solid, supports, frozenset(), _LEAST))
    if clause.opens in _REASONS and not any(_reason(s, n, clause.opens) for s, n in nearest):
        return clause.opens, "reason"
    told = frozenset().union(*(c.order for c in clauses))
    sources = {s: {f"who:{i.value[0]}" for i in s.about.get("who", ())} for s in supports}
    if nearest and not clause.on_the_library(lexicon.meta):
        if _HEDGE not in told and all(_HEDGE in s.orders[n] for s, n in nearest):
            return _HEDGE, "word"
        tellers = [_teller(s, n, lexicon) for s, n in nearest]
        theirs = (s.orders[n] - sources[s] for s, n in nearest)
        named = told - frozenset().union(*theirs).difference(*tellers)
        if all(tellers) and not any(p[:4] == "who:" or p in lexicon.tellers for p in named):
            return min(tellers[0]).removeprefix("who:").strip("~"), "source"
    subject, rest = (
        _spoken_of(p) for p in (clause.order[: clause.verb], clause.order[clause.verb :])
    )
    one = frozenset(p for p in subject if p[:4] != "who:") - (lexicon.free - lexicon.parties)
    other = rest - subject - lexicon.free
    if one and other and not clause.on_the_library(lexicon.meta):
        scopes = ((own, *scope) for s, own in sources.items() for scope in s.scopes)
        if not any(
            subject & whole
            and other & (whole | own)
            and (not of or of & told or (subject | other) & before)
            for own, whole, before, of in scopes
        ):
            return min(other).strip("~"), "subject"
    open_to = nearest if clause.opens != "if" and "=may" not in told else ()
    if open_to and all(_left_open(s, n) for s, n in open_to):
        return "may", "operator"
    if clause.opens not in ("if", "so"):
        said = frozenset().union(*(c.order for c in clauses if c.sentence == clause.sentence))
        does = lexicon.deciding.intersection(clause.order)
        doing = [*_nearest(solid, supports, does, _LEAST if does else 1)]
        conditions = [_condition(s, n, lexicon) for s, n in nearest]
        limited = [_only(s.clauses[n], lexicon) for s, n in doing if does]
        for found in (conditions, limited):
            if found and all(c and not c & said for c in found):
                return min(found[0]).strip("~="), "condition"
        denied = {p for p, _ in clause.denied}
        held = [s.clauses[n] for s, n in doing or nearest]
        held = [c for c in held if not denied.isdisjoint(p for p, _ in c.denied)] or held
        limits = [_limit(c, clause, told, lexicon) for c in held]
        if limits and all(limits):
            return str(limits[0]).removeprefix("who:").strip("~"), "limit"
    return None


def _solid(parts: Sequence[str], lexicon: Lexicon) -> frozenset[str]:
    """The words and values among parts that say what a rule is about."""
    return frozenset(p for p in parts if p[0] not in "=<@" and p not in lexicon.loose)


def _spoken_of(parts: Sequence[str]) -> frozenset[str]:
    """The words, codes and modifiers among parts, without who says it and what is counted."""
    return frozenset(
        p for p in parts if p[0] not in "=<@" and (":" not in p or p.partition(":")[0] in _OWN)
    )  # fmt: skip


def _nearest(
    told: frozenset[str], supports: Sequence[Support], does: frozenset[str], least: int
) -> Iterator[tuple[Support, int]]:
    """The clauses of supports that share most with a statement's, and all that it does, if any."""
    shared = [(len(told & p), s, n) for s in supports for n, p in enumerate(s.orders) if does <= p]
    most = max((found for found, _, _ in shared), default=0)
    if most >= least:
        yield from ((s, n) for found, s, n in shared if found == most)


def _teller(support: Support, number: int, lexicon: Lexicon) -> frozenset[str]:
    """Who is said to tell a clause, or in a view its sentence: what they tell is no rule."""
    clause = support.clauses[number]
    subject = clause.order[: clause.verb]
    if not support.view:
        return lexicon.tellers.intersection(subject)
    source = {f"who:{i.value[0]}" for i in support.about.get("who", ())}
    first = next(c for c in support.clauses if c.sentence == clause.sentence)
    return (lexicon.tellers | source).intersection((*first.order[: first.verb], *subject))


def _reason(support: Support, number: int, opens: str) -> bool:
    """Whether a clause is a reason of this kind: it opens as one, or `so` follows from it."""
    after = support.clauses[number + 1 : number + 2]
    leads = any(c.opens == "so" and c.sentence == support.clauses[number].sentence for c in after)
    return support.clauses[number].opens == opens or (opens == "because" and leads)


def _left_open(support: Support, number: int) -> bool:
    """Whether a clause is a condition under which something may be, and so is not told as so."""
    held, then = (*support.clauses, support.clauses[0])[number : number + 2]
    under = held.opens == "if" and then.opens != "if" and then.sentence == held.sentence
    return under and any(t.kind == "may" for t in then.turns)


def _limit(held: Clause, clause: Clause, told: frozenset[str], lexicon: Lexicon) -> str | None:
    """What limits a clause, left out where the same is denied, dated or told of all or as due."""
    nots = clause.denied if any(t.kind == "not" and not t.inner for t in clause.turns) else ()
    theirs = {p for p, _ in held.denied} - lexicon.turned
    denies = theirs.intersection(p for p, _ in nots)
    kinds = {t.kind for t in held.turns}
    whole = any(t.kind in _WHOLE and (held.lent or t.kind in kinds) for t in clause.turns)
    dated = any(i.kind in TIMES for i in clause.items)
    if not denies and not whole and not dated:
        return None
    start = min((t.place for t in held.turns if denies and t.kind == "not"), default=0)
    after = [*pairwise((*held.order[start : None if denies or dated else held.verb], ""))]
    limits = [
        a for a, b in after
        if a in lexicon.limiting or (a[0] == "~" and a in theirs and b in denies)
    ]  # fmt: skip
    if whole and not denies:
        limits += [p for p in held.order[: held.verb] if p in lexicon.decisive or p[0] == "@"]
    if denies and kinds.isdisjoint(_EVER) and any(t.kind == "ever" for t in clause.turns):
        limits += _solid(held.order[start:], lexicon)
    limits += [p for p in held.order if p[:4] == "who:" and denies & _OF_THE_CODE]
    return next((p for p in limits if p not in told), None)


def _condition(support: Support, number: int, lexicon: Lexicon) -> frozenset[str]:
    """What the condition of a clause names that the clause itself doesn't."""
    clause = support.clauses[number]
    if clause.opens == "if":
        return frozenset()
    near = support.clauses[max(number - 1, 0) : number + 2]
    under = (c for c in near if c.opens == "if" and c.sentence == clause.sentence)
    own = frozenset(clause.order) - clause.lent
    return frozenset().union(*(_solid(c.order, lexicon) for c in under)) - own


def _only(clause: Clause, lexicon: Lexicon) -> frozenset[str]:
    """What a clause limits what it says to, behind its verb: `reportable only where ...`."""
    only = (t for t in clause.turns if t.kind == "only" and t.place > clause.verb)
    limits = (_solid([t.head], lexicon) or _solid([*t.scope], lexicon) for t in only)
    return frozenset().union(*limits)
