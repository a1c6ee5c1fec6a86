"""Putting an answer together from its blocks: ids resolved, limits kept, everything verified."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer import (
    Answer,
    Ask,
    Calculation,
    ConflictShown,
    LibraryStamp,
    Side,
    Statement,
    Status,
)
from assistant.context import Context
from assistant.draft import Asked, Block, Line, not_held, unique
from assistant.nearest import unanswering
from assistant.own.quoting import opposed_shown, with_quotations
from assistant.particle import as_asked, without_particle
from assistant.render import render
from assistant.sheet import Sheet
from assistant.speak import held_by, spoken
from assistant.turns.case import Case
from assistant.verify import Ground, around_stands, text_stands, why_falls

MOST_STATEMENTS = 9


def compose(case: Case, blocks: Sequence[Block], context: Context) -> Answer:
    """The answer that blocks come to.

    Args:
        case: The case.
        blocks: The blocks, the most direct first; at least one.
        context: The library.

    Returns:
        An answer in which every value stands in its supports or is the asker's; what does not
        stand is left out, and where the headline falls the answer refuses.
    """
    sheet = Sheet(context)
    for calculation in (c for block in blocks for c in block.calculations):
        sheet.compute(calculation)
    status: Status = blocks[0].refused or "answered"
    lead = _lead(blocks, case, context)
    ground = Ground(case.ground, context)
    calculations = {f"calc:{i}": c for i, c in sheet.calculations.items()}
    fault = why_falls(lead, ground, calculations)
    if fault and without_particle(lead) is not lead:
        first = next(b for b in blocks if b.headline is lead)
        first.headline = lead = without_particle(lead)  # It may stand without its yes or no.
        fault = why_falls(lead, ground, calculations)
    lines = [line for line in unique(_lines(lead, blocks)) if line.supports]
    falls = ((n, fault if n == lead else why_falls(n, ground, calculations)) for n in lines)
    kept = [line for line, why in falls if not why]
    if lead.supports and lead.text not in {line.text for line in kept}:
        return _fallen(case, context, lead)
    kept = [line for line in kept if line.text == lead.text or line.text not in lead.text]
    statements = tuple(
        Statement(text=line.text, supports=sheet.resolve(line.supports))
        for line in with_quotations(kept, MOST_STATEMENTS, context)
    )
    conflicts = _conflicts(blocks, context, sheet)
    not_checked = _not_checked(blocks, ground, calculations, sheet)
    asks = _asks(blocks, context)
    if status == "answered" and not statements:
        return _fallen(case, context, lead)
    answer = Answer(
        status=status,
        library=stamp(context),
        headline=lead.text,
        statements=statements,
        citations=tuple(sheet.citations.values()),
        calculations=tuple(sheet.calculations.values()),
        conflicts=conflicts,
        asks=asks,
        not_checked=not_checked,
        suggestions=(),
        text="",
    )
    checked = around_stands(answer, ground)
    if checked is not None:
        used = _used(case, checked)
        drawn = checked.model_copy(update={"text": render(checked, used)})
        if blocks[0].kind == "fallen" or text_stands(drawn, ground, used):
            return drawn
    return _fallen(case, context, lead)


def _used(case: Case, answer: Answer) -> tuple[str, ...]:
    """The earlier facts that an answer uses, their numbers the asker's or the answer's own."""
    if not case.used or answer.status not in ("answered", "needs_fact"):
        return ()
    told = (*(s.text for s in answer.statements), *map(str, answer.calculations), *case.ground)
    held = set(_NUMBER.findall(" ".join(told)))
    return tuple(fact for fact in case.used if held.issuperset(_NUMBER.findall(fact)))


_NUMBER = re.compile(r"\w*\d\w*")


def stamp(context: Context) -> LibraryStamp:
    """Which library answers."""
    library = context.library
    return LibraryStamp(
        version=library.version,
        checked_on=library.checked_on.isoformat(),
        tables=context.tables or library.tables,
    )


def _lead(blocks: Sequence[Block], case: Case, context: Context) -> Line:
    """The direct answer, its yes or no as the question wants it."""
    first = next((b for b in blocks if b.headline is not None), blocks[0])
    if first.told:
        first.headline, *first.lines = first.told
    first.headline = as_asked(first.headline or Line("", ()), case, context.library)
    return first.headline


def _lines(lead: Line, blocks: Sequence[Block]) -> Iterator[Line]:
    """Every line of an answer, the direct answer first."""
    yield lead
    for block in blocks:
        if block.headline is not None and block.headline is not lead:
            yield without_particle(block.headline)
        yield from block.lines


def _fallen(case: Case, context: Context, lead: Line) -> Answer:
    """The refusal where the headline didn't stand, with the nearest passage that it rested on."""
    block = not_held("what could be said did not stand in its sources")
    block.kind = "fallen"
    for key in lead.supports:
        if not key.startswith("calc:"):
            passage = context.passage(key)
            block.say(unanswering(spoken(passage, context.source(passage))), key)
            break
    return compose(case, [block], context)


def _conflicts(
    blocks: Sequence[Block], context: Context, sheet: Sheet
) -> tuple[ConflictShown, ...]:
    """The disagreements, each once, two at most."""
    ids = list(dict.fromkeys(c for b in blocks for c in b.conflicts))[:2]
    shown = []
    for held in (context.library.conflicts[conflict_id] for conflict_id in ids):
        sides = tuple(
            Side(position=held_by(side, context), citations=sheet.resolve(side.passages))
            for side in held.sides
        )
        sheet.resolve(held.supports)
        shown.append(
            ConflictShown(topic=held.topic, sides=sides, governs=held.governs, why=held.why)
        )
    return (*shown, *opposed_shown(blocks, sheet.resolve))


def _not_checked(
    blocks: Sequence[Block], ground: Ground, calculations: dict[str, Calculation], sheet: Sheet
) -> tuple[str, ...]:
    """What could not be checked, each once; what it rests on is cited."""
    lines = unique(line for b in blocks for line in b.not_checked)
    kept = [n for n in lines if not (n.supports and why_falls(n, ground, calculations))]
    for line in kept:
        sheet.resolve(line.supports)
    return tuple(line.text for line in kept[:6])


def _asks(blocks: Sequence[Block], context: Context) -> Ask | None:
    """The first fact that a block asks for."""
    asked: Asked | None = next((b.asks for b in blocks if b.asks is not None), None)
    if asked is None:
        return None
    held = context.library.asks[asked.fact]
    return Ask(fact=asked.fact, question=held.question, options=asked.options or held.options)
