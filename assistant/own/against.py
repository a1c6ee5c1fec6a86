"""Where a passage of the user's disagrees with what was computed: same codes, another value.

A comparison says two things: whether the passage speaks of what was computed at all, and whether it
says otherwise. It never changes what was computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from assistant.answers.counted import governing
from assistant.context import Context
from assistant.draft import Block, Line
from assistant.own.claims import Claims
from assistant.speak import spoken_key
from assistant.turns.case import Case
from coding_tools.pair_here import PairFacts
from coding_tools.pairs import check_pair
from coding_tools.status import code_status
from coding_tools.trace import Calculation
from coding_tools.units import band, units_of
from knowledge.library import Library
from knowledge.records import Method


class Ours(NamedTuple):
    """What ours says on it.

    Attributes:
        topic: What it is about, in a few words.
        position: Our sentence.
        keys: The passages that it rests on.
    """

    topic: str
    position: str
    keys: tuple[str, ...]


class Compared(NamedTuple):
    """A claim that speaks of what was computed; `against` is ours where it says otherwise."""

    against: Ours | None


def compare(
    claims: Claims, case: Case, blocks: Sequence[Block], context: Context
) -> Iterator[Compared]:
    """Each claim of a passage that speaks of what was computed.

    Args:
        claims: What the passage claims.
        case: The case.
        blocks: Our answer.
        context: The library.
    """
    for block in blocks:
        for calculation in block.calculations:
            comparing = _BY_TOOL.get(calculation.tool)
            if comparing is not None:
                yield from comparing(claims, calculation, block, case, context.library)
        if block.kind == "mue":
            yield from _daily(claims, block, case)
    yield from _minutes(claims, case, blocks, context)
    yield from _state(claims, case, _counts(case, blocks, context.library), context)


def unasked(claims: Claims, case: Case, blocks: Sequence[Block], context: Context) -> Ours | None:
    """What the tables say of the two codes that a passage speaks of, where it says otherwise.

    Args:
        claims: What the passage claims.
        case: The case.
        blocks: Our answer; where a pair was asked about, that is compared already.
        context: The library.
    """
    codes = sorted(claims.codes())
    paired = any(c.tool == "pair" for block in blocks for c in block.calculations)
    if len(codes) != 2 or paired or claims.together(*codes) is None:
        return None
    facts = PairFacts(date_of_service=case.date_of_service, payer=case.payer)
    table = context.table_for(case.date_of_service)
    done = check_pair(codes[0], codes[1], facts, context.library, table)
    ruling = next((step for step in done.steps[1:] if step.outcome == "applies"), None)
    if ruling is None:
        return None
    block = Block("pair", headline=Line(ruling.says, ruling.supports))
    compared = _pair(claims, done, block, case, context.library)
    return next((one.against for one in compared if one.against is not None), None)


def _pair(
    claims: Claims, done: Calculation, block: Block, case: Case, library: Library
) -> Iterator[Compared]:
    """Two codes on one day against the table's verdict."""
    del case, library
    one, other = done.result["column1"], done.result["column2"]
    told = claims.together(one, other)
    verdict, side = done.result["verdict"], done.result["modifier_on"]
    if told is None or verdict == "not_loaded" or block.headline is None:
        return
    misplaced = bool(told.on & {one, other}) and side not in told.on
    otherwise = {
        "never_together": told.stance != "never",
        "modifier_allowed": misplaced if told.stance == "with_modifier" else not told.limited,
        "no_edit": told.stance != "freely",
    }
    topic = f"{one} with {other} on one day"
    yield Compared(_ours(topic, block) if otherwise[verdict] else None)


def _modifiers(
    claims: Claims, done: Calculation, block: Block, case: Case, library: Library
) -> Iterator[Compared]:
    """A modifier that is needed, or isn't, against what was judged of it."""
    del case, library
    for line in done.result["lines"]:
        for judged in line["modifiers"]:
            needed = claims.needs(judged["modifier"], line["code"])
            if needed is None or block.headline is None:
                continue
            otherwise = {"required": not needed, "wrong": needed, "unnecessary": needed}
            topic = f"modifier {judged['modifier']} on {line['code']}"
            yield Compared(_ours(topic, block) if otherwise.get(judged["verdict"], False) else None)


def _choice(
    claims: Claims, done: Calculation, block: Block, case: Case, library: Library
) -> Iterator[Compared]:
    """Another code for a service than those that fit."""
    if not claims.names(_called(case, library)):
        return
    judged = {c["code"]: c["verdict"] for c in done.result["candidates"]}
    named = claims.meant()
    if not named or block.headline is None:
        return
    fits = set(done.result["codes"])
    disputed = any(judged.get(code) == "disputed" for code in named)
    otherwise = bool(fits) and not fits & named and not disputed
    yield Compared(_ours("which code it is", block) if otherwise else None)


def _daily(claims: Claims, block: Block, case: Case) -> Iterator[Compared]:
    """Units a day against the MUE that was told."""
    for code in case.codes:
        told = claims.a_day(code)
        if told is None or block.headline is None:
            continue
        lines = [block.headline, *block.lines]
        ours = next((x for x in lines if any(k.endswith(f"row-{code}") for k in x.supports)), None)
        if ours is not None:
            same = f" {told} unit" in ours.text
            yield Compared(
                None if same else Ours(f"units of {code} a day", ours.text, _cited(ours.supports))
            )


def _minutes(
    claims: Claims, case: Case, blocks: Sequence[Block], context: Context
) -> Iterator[Compared]:
    """Minutes and what they earn against the methods that may govern."""
    if not _counts(case, blocks, context.library):
        return
    codes = claims.codes()
    if codes and case.codes and not codes & set(case.codes):
        return
    library = context.library
    methods = [library.methods[m] for m in governing(case, library)]
    for told in claims.minutes():
        fits = any(_earns(told.low, told.high, told.units, method) for method in methods)
        key = methods[0].supports["bands"][0]
        ours = Ours("how many minutes make a unit", spoken_key(key, library), (key,))
        yield Compared(None if fits else ours)


def _earns(low: int, high: int | None, units: int, method: Method) -> bool:
    """Whether a method has it so that these minutes earn so many units."""
    if high is None:
        return low == band(units, method)[0]
    if low == high:
        return units_of(low, method) == units
    return (low, high) == band(units, method)


def _counts(case: Case, blocks: Sequence[Block], library: Library) -> bool:
    """Whether minutes and units are what is asked about."""
    counted = {"units", "minutes_for", "what_if"} & {block.kind for block in blocks}
    on_it = library.subjects.play(case.topics, "counting")
    return bool(counted) or on_it or "timed" in case.facts.question.lower()


def _state(claims: Claims, case: Case, counts: bool, context: Context) -> Iterator[Compared]:
    """Whether a code is valid, and timed where that matters, against what is held of it."""
    library = context.library
    for code in case.codes:
        held = library.codes.get(code)
        if held is None:
            continue
        key = f"ama-cpt/row-{code}"
        status = code_status(code, case.date_of_service, library).result["status"]
        valid, timed = claims.valid(code), claims.timed(code)
        if valid is not None and status != "unknown":
            ours = Ours(f"whether {code} is valid", spoken_key(key, library), (key,))
            yield Compared(None if valid == (status == "active") else ours)
        if counts and timed is not None and held.timed is not None:
            ours = Ours(f"whether {code} is timed", spoken_key(key, library), (key,))
            yield Compared(None if timed == held.timed else ours)


def _ours(topic: str, block: Block) -> Ours | None:
    """Our side as the block's direct answer has it."""
    if block.headline is None:
        return None
    return Ours(topic, block.headline.text, _cited(block.headline.supports))


def _cited(supports: Sequence[str]) -> tuple[str, ...]:
    """Supports without calculations."""
    return tuple(key for key in supports if not key.startswith("calc:"))


def _called(case: Case, library: Library) -> tuple[str, ...]:
    """What the services in play are called."""
    techniques = {s.technique for s in case.services if s.technique}
    return tuple(n for t in sorted(techniques) for n in library.techniques[t].names)


_Comparing = Callable[[Claims, Calculation, Block, Case, Library], Iterator[Compared]]
_BY_TOOL: dict[str, _Comparing] = {"pair": _pair, "modifiers": _modifiers, "code_choice": _choice}
