"""Who acts, pays or says something: as the supports have it, and not one in another's place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.verify.clauses import clauses_of
from assistant.verify.lexicon import Lexicon
from assistant.verify.parts import Clause, sides
from assistant.verify.split import sentences_in
from assistant.verify.support import Support

_LEAST = 1
_SOMEBODY = "payer"
"""Somebody who pays and isn't named stands against everybody who is."""


def displaced(clause: Clause, supports: Sequence[Support], lexicon: Lexicon) -> str | None:
    """Somebody of whom a clause tells what its supports tell of somebody else; or None.

    Args:
        clause: A statement's clause.
        supports: Its supports.
        lexicon: The words that are known.
    """
    mine = sides(clause, lexicon.parties)
    for one, does in pairwise(clause.order):  # `lets the provider choose`: the payer doesn't
        acts = one in mine and does[0] in "~=" and does not in lexicon.loose | clause.lent
        acts = acts or (one in lexicon.parties and does == "pay" != one)
        told = [(c, who) for s in supports for c, who in s.acting if acts and does in c.order]
        near = ({a for a, b in pairwise(c.order) if b == does} & who.keys() for c, who in told)
        apart = (None, 1) if does == "pay" else (None,)
        if told and all(near) and all(who.get(one) in apart for _, who in told):
            return one
        paid = one == "pay" and does in lexicon.parties - lexicon.weak
        whom = does if paid else one if does == "pay" and one in lexicon.tellers else ""
        having = any(whom in s.words for s in supports)
        if having and not any({one, does} <= o for s in supports for o in s.orders):
            return whom
    named = [p for p in mine if p[:4] == "who:"] or [_SOMEBODY for p in mine if p == _SOMEBODY]
    if not named and len(mine) < 2:
        return None
    payers = frozenset(p for p in mine if _pays(p))
    acting = frozenset(p for p in payers if mine[p] == 0) or payers
    context = frozenset(p for p in clause.order if p not in mine and p not in lexicon.weak)
    best = dict.fromkeys(named, 0)
    other = dict.fromkeys(named, 0)
    for support in supports:
        source = frozenset(f"who:{i.value[0]}" for i in support.about.get("who", ()))
        before: frozenset[str] = frozenset()
        sentence = -1
        for held, theirs in support.acting:
            under = clause.opens == held.opens == "if"  # `where the patient wants it`
            everybody = frozenset(p for p in theirs if under or _pays(p))
            if under and theirs.keys() <= mine.keys():  # `when both codes of an edit are billed`
                everybody |= before | source
            own = not everybody <= held.lent
            before = everybody or (before if held.sentence == sentence else frozenset())
            sentence = held.sentence
            shared = len(context.intersection(held.order))
            if not shared:
                continue
            if shared > 1 and _turned(mine, theirs, clause, held):
                return next(iter(mine))
            everybody = everybody or before | source
            leading = frozenset(p for p in everybody if theirs.get(p) == 0) or everybody
            for who in named:
                rival = leading if own or who != _SOMEBODY else frozenset()
                if who in everybody:
                    best[who] = max(best[who], shared + 1)
                elif rival and not rival & (acting if who in acting else payers):
                    other[who] = max(other[who], shared)
    return next((who for who in named if other[who] > _LEAST and other[who] >= best[who]), None)


def _pays(part: str) -> bool:
    """Whether somebody is named, or is a payer."""
    return part[:4] == "who:" or part == _SOMEBODY


def _turned(mine: dict[str, int], theirs: dict[str, int], clause: Clause, held: Clause) -> bool:
    """Whether two have changed places around the verb; `by` whom something is done is left out."""
    theirs = {p: side for p, side in theirs.items() if p not in held.lent}
    if len(mine) < 2 or len(theirs) < 2 or "<by" in clause.line or "<by" in held.line:
        return False
    one = {p for p, side in mine.items() if side == 0 and theirs.get(p) == 1}
    other = {p for p, side in mine.items() if side == 1 and theirs.get(p) == 0}
    return bool(one and other)


_SAYS = re.compile(
    r"^([A-Za-z][^,;:.]{1,50}?) (?:says|claims|reports|writes|notes|states|holds|thinks|advises"
    r"|warns|argues|reasons|repeats|adds|found|finds|confirms) that\b"
)


def misascribed(text: str, supports: Sequence[Support], lexicon: Lexicon) -> str | None:
    """Somebody told to say what no support has from them; None where there is nobody.

    Args:
        text: The statement.
        supports: What it rests on.
        lexicon: The words that are known.
    """
    for said in filter(None, map(_SAYS.match, sentences_in(text))):
        sources = {w.value for s in supports if s.placed for w in s.about.get("who", ())}
        telling = (told[1] for s in supports for told in map(_SAYS.match, s.texts) if told)
        if not _named(said[1], lexicon) <= sources.union(*(_named(t, lexicon) for t in telling)):
            return said[1]
    return None


def _named(text: str, lexicon: Lexicon) -> set[tuple[str | int, ...]]:
    """Those whom some words name."""
    return {i.value for c in clauses_of(text, lexicon) for i in c.items if i.kind == "who"}
