"""A statement judged against its supports, clause by clause."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.verify.actors import displaced
from assistant.verify.belonging import overlaps, shown, word_fits
from assistant.verify.cited_places import misdated, misplaced
from assistant.verify.contest import mislisted, outplaced, usurping
from assistant.verify.denials import replaced, undenied
from assistant.verify.faults import NOBODY, Asked, Fault
from assistant.verify.indicators import mixed
from assistant.verify.lexicon import Lexicon
from assistant.verify.lines import Lines, lines_of
from assistant.verify.links import unlinked
from assistant.verify.parts import Clause, Item, Part, token
from assistant.verify.quotes import misquoted
from assistant.verify.stated import stated
from assistant.verify.support import Support
from assistant.verify.tenses import untimely
from assistant.verify.turns import unturned
from assistant.verify.wholes import unwhole


def judge(
    clauses: Sequence[Clause],
    supports: Sequence[Support],
    lexicon: Lexicon,
    asked: Asked = NOBODY,
    *,
    beside: Sequence[Lines] = (),
    values_only: bool = False,
) -> Fault | None:
    """Why a statement falls, or None where it stands.

    Args:
        clauses: The statement's clauses.
        supports: What it rests on.
        lexicon: The words that are known.
        asked: The asker's own values.
        beside: Reviewed sentences on the same supports, as lines.
        values_only: Whether the wording was reviewed, so that its values alone are compared.
    """
    if not values_only:
        for count, line in lines_of(c for c in clauses if not c.asks).sentences:
            lines = [held for s in supports for n, held in s.lines if n == count]
            lines += [held for b in beside for n, held in b.sentences if n == count]
            wrong = misquoted(line, lines, lexicon)
            if wrong:
                return Fault(wrong, "quotation", "read otherwise")
    place = misplaced(clauses, supports) or misdated(clauses, supports, lexicon)
    if place is not None:
        return Fault(shown(place), "place", "have it in another source")
    indicator = mixed(clauses, supports)
    if indicator is not None:
        return Fault(shown(indicator), "indicator", "have it with other codes")
    for at, clause in enumerate(clauses):
        fault, own = stated(clause, supports, asked, lexicon)
        if fault is None and not values_only and not clause.asks:
            rest = clause._replace(items=tuple(i for i in clause.items if i not in own))
            fault = _inherited(clauses[:at], clause, supports, lexicon)
            fault = fault or _reading(rest, supports, lexicon, own, asked, beside)
            parted = None if fault else unwhole(clause, clauses, supports, lexicon)
            fault = Fault(*parted, "tell it otherwise") if parted else fault
        if fault is not None:
            return fault
    return None


def _inherited(
    before: Sequence[Clause], clause: Clause, supports: Sequence[Support], lexicon: Lexicon
) -> Fault | None:
    """A word of a clause without a modifier that isn't the modifier's of the clause before it."""
    if any(i.kind == "modifier" for i in clause.items) or not before:
        return None
    last = before[-1]
    if (last.sentence, last.part) != (clause.sentence, clause.part):
        return None
    for item in (i for i in last.items if i.kind == "modifier" and not last.denies(i)):
        for word in clause.words.keys() - lexicon.loose:
            if not word_fits(item, word, False, supports, lexicon):
                return Fault(f"{shown(item)} with {word.strip('~')}", item.kind, "put it otherwise")
        for turn in (t for t in clause.turns if t.kind == "not"):
            denying = [c for s in supports for c in s.clauses if c.denies_of(turn, item.kind)]
            if denying and not any(overlaps(i, item) for c in denying for i in c.items):
                return Fault(f"{shown(item)} with a negation", item.kind, "put it otherwise")
    return None


def _reading(
    clause: Clause,
    supports: Sequence[Support],
    lexicon: Lexicon,
    own: Sequence[Item],
    asked: Asked,
    beside: Sequence[Lines],
) -> Fault | None:
    """What a clause, its values standing, gets wrong of how they belong together."""
    lines = [line for s in supports for line in s.readings]
    lines += [line for b in beside for line in b.clauses]
    wrong = misquoted(clause.line, lines, lexicon)
    if wrong and not own:
        return Fault(wrong, "quotation", "read otherwise")
    doubled = _double(clause.line) - {d for line in lines for d in _double(line)}
    if doubled:
        return Fault("a double negation", "negation", "have none")
    fault = _words(clause, supports, lexicon)
    if fault is not None:
        return fault
    usurper = usurping(clause, supports, lexicon) or mislisted(clause, supports, lexicon)
    if usurper is not None:
        return Fault(usurper.strip("~"), "word", "have another in its place")
    time = None if clause.on_the_library(lexicon.meta) else untimely(clause, supports)
    if time is not None:
        return Fault(time, "tense", "tell it of another time")
    value = outplaced(clause, supports, lexicon)
    if value is not None:
        return Fault(shown(value), value.kind, "tell it of another")
    actor = displaced(clause, supports, lexicon)
    if actor is not None:
        return Fault(actor.removeprefix("who:"), "who", "tell it of somebody else")
    apart = unlinked(clause, supports, lexicon, asked.timed)
    if apart is not None:
        return Fault(apart[1], apart[0], "don't put them together so")
    denied = undenied(clause, supports, lexicon, own, asked)
    if denied is not None:
        return denied
    spared = frozenset(token(i.kind, i.value) for i in own) | replaced(supports)
    turned = unturned(clause, supports, lexicon, spared)
    return Fault(turned, "operator", "have it otherwise") if turned else None


def repeats(clauses: Sequence[Clause]) -> bool:
    """Whether a text says one sentence twice, its lists in whatever order."""
    whole: dict[int, tuple[Part, ...]] = {}
    for clause in clauses:
        whole[clause.sentence] = whole.get(clause.sentence, ()) + clause.line
    told = [line for line in whole.values() if len(line) > 2]
    return len(set(told)) < len(told)


_REPEATED = ("=always", "=often", "=sometimes", "=perhaps")
_LIMITS = ("=not", "=only", "=ever", "=every")


def _double(line: Sequence[Part]) -> set[tuple[Part, Part]]:
    """What can't stand side by side: `not no`, `never only`, a word said twice."""
    found: set[tuple[Part, Part]] = {
        (a, b)
        for a, b in pairwise(line)
        if (a in _LIMITS and (b in _LIMITS or (isinstance(b, str) and b[0] == "¬")))
        or (a == b and isinstance(a, str) and (a[0] == "~" or a in _REPEATED))
    }
    usual: set[tuple[Part, Part]] = {("=not", "=ever"), ("=not", "=every")}
    return found - usual


def _words(clause: Clause, supports: Sequence[Support], lexicon: Lexicon) -> Fault | None:
    """A word that no support has, but for those that say nothing of a rule; one that decides.

    What is said of the library, that it doesn't hold something, may name what the supports don't.
    """
    known = frozenset().union(*(s.known for s in supports))
    about = clause.on_the_library(lexicon.meta)
    instructs = not lexicon.instructing.isdisjoint(clause.words)
    modifier = "modifier" in clause.words or any(i.kind == "modifier" for i in clause.items)
    for turn in clause.turns:  # `both` for `either`
        against = lexicon.opposites.get(f"~{turn.kind}", frozenset()) - clause.words.keys()
        if "=may" in clause.order and any(against & s.words.keys() for s in supports):
            return Fault(turn.kind, "word", "say its opposite")
    for word in clause.words:
        if any(word in s.rules for s in supports):
            continue
        unread = any(word in s.words for s in supports)
        if word == "modifier" and not unread and not any(s.told.get(word) for s in supports):
            return Fault(word, "word", "don't say it")
        if unread and (about or instructs or word in lexicon.unsaid):
            continue
        if unread or word in lexicon.decisive:
            return Fault(word.strip("~"), "word", "don't say it")
        if word[0] == "@":
            denied = any(word == part for part, _ in clause.denied)
            placed = modifier and not denied and word[1:] not in lexicon.weak
            if placed and any(_puts(s) for s in supports):
                return Fault(word[1:], "line", "put it on another")
            continue
        against = lexicon.opposites.get(word, frozenset())
        if any(against & s.words.keys() for s in supports):
            return Fault(word.strip("~"), "word", "say its opposite")
        if not about and word not in known and word not in lexicon.free:
            return Fault(word.strip("~"), "word", "don't say it")
    return None


def _puts(support: Support) -> bool:
    """Whether a support says on which line, or on which code, something stands."""
    on_code = any(i.role == "on" for i in support.told.get("code", ()))
    return on_code or any(word[0] == "@" for word in support.words)
