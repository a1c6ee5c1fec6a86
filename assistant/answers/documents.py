"""Answering what the record must show, and what to ask the payer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.answers.choice import described_services
from assistant.answers.choice_told import told_choice
from assistant.context import Context
from assistant.draft import Block, Line, Support
from assistant.reading.text import tokens
from assistant.turns.case import Case
from coding_tools.choice import choose_code
from coding_tools.documentation import document
from coding_tools.trace import Calculation
from coding_tools.wording import small
from knowledge.library import Library

_MOST_CODES = 4
_MOST_ITEMS = 8


def answer_documentation(case: Case, context: Context) -> Block | None:
    """A check list of what the record must show for the codes in play, and what to ask the payer.

    The statements name the first items of each code; the calculations hold all of them.

    Args:
        case: The case, with codes.
        context: The library.
    """
    block = Block("documentation")
    done_by = (context.library.technique_codes[s.technique] for s in case.services if s.technique)
    codes = (case.codes or tuple(sorted(frozenset().union(*done_by))))[:_MOST_CODES]
    if not case.facts.codes:  # What the others ask for in its record goes before the others.
        codes = tuple(sorted(codes, key=lambda c: not _told_beside(c, codes, context.library)))
    disputed = _disputed(case, block, context)
    block.headline = None if case.facts.codes else disputed
    for code in codes:
        done = _documented(code, case.with_(codes=codes), context)
        if not done.result["items"] and not done.result["ask_payer"]:
            continue
        support = block.compute(done)
        items, asked = _asked_first(done.result["items"], case, context.library)
        line, items = _opened(code, items, support, asked, context.library)
        block.add(line)
        asks = done.result["ask_payer"] if case.wants("ask_payer") else []
        for item in (*asks[:1], *items[: _MOST_ITEMS // len(codes) - 1]):
            block.say(item["says"], support, *item["supports"])
    if disputed is not None and disputed is not block.headline:
        block.lines.insert(0, disputed)  # "Trigger points under 97140": its record goes first.
    return block if block.headline else None


def _told_beside(code: str, codes: Sequence[str], library: Library) -> bool:
    """Whether the record for a code must show something for the others of its day."""
    groups = (g for g in library.documentation.values() if code in g.codes)
    return any({*item.beside} & {*codes} for group in groups for item in group.items)


def _opened(
    code: str, items: Sequence[Mapping[str, Any]], support: Support, asked: bool, library: Library
) -> tuple[Line, Sequence[Mapping[str, Any]]]:
    """What the record for a code must show in a line, and the items that are left to say.

    How long it took is a part of it for a timed code; for another its first item says what is, as
    for any where it is asked about.
    """
    first: Sequence[str] = items[0]["supports"] if items else ()
    timed = code in library.codes and library.codes[code].timed
    if not items or (timed and not asked):
        says = f"The record for {code} must show what was done, why and for how long."
        return Line(says, (support, *first)), items
    what = items[0]["says"]
    says = f"In the record for {code} belongs: {small(what)}"
    return Line(says, (support, *first)), items[1:]


def _asked_first(
    items: Sequence[Mapping[str, Any]], case: Case, library: Library
) -> tuple[Sequence[Mapping[str, Any]], bool]:
    """The items with one first that a question names by a word of its own: "a diagnosis?"."""
    taken = {n for slot in case.facts.slots for n in range(slot.first, slot.last + 1)}
    asked = {t.fold for n, t in enumerate(case.facts.tokens) if n not in taken}
    asked -= {*library.scope["field"]}
    done = (
        library.adjusts(s.technique) or library.adjusting((s.code or "",)) for s in case.services
    )
    if any(done) and {*case.modifiers} & {*library.claim_rules.pairs.distinct}:
        asked.add("region")
    said = [{t.fold for t in tokens(i["says"]) if len(t.fold) >= _TELLING} for i in items]
    for place, words in enumerate(said):
        own = words.difference(*said[:place], *said[place + 1 :])
        if own & asked:
            return [items[place], *items[:place], *items[place + 1 :]], True
    return items, False


_TELLING = 5
"""A word of fewer letters tells no item from another."""


def _disputed(case: Case, block: Block, context: Context) -> Line | None:
    """The choice of a service's code where sources differ: the record is told for each of them."""
    described = described_services(case, context.library)
    if len(described) != 1:
        return None
    technique, service = described[0]
    if technique is None or technique.rule != "disputed":
        return None
    if not set(case.codes) <= context.library.technique_codes[technique.id]:
        return None
    done = choose_code(service, context.library)
    told = told_choice(technique, done, case, context.library)
    return Line(told, (block.compute(done), *done.supports))


def answer_ask_payer(case: Case, context: Context) -> Block | None:
    """The questions to put to the payer, as a call script filled with the codes in play.

    Args:
        case: The case.
        context: The library.
    """
    library = context.library
    topic = library.subjects.the("call_script")
    block = Block("ask_payer", Line(topic.headline, topic.lead))
    block.say(
        "Note the name, the date and the reference number of the call.", "payer-policies/own-npi"
    )
    held = {code for group in library.documentation.values() for code in group.codes}
    codes = [c for c in case.codes if c in held][:_MOST_CODES] or list(topic.codes)
    for code in codes:
        done = _documented(code, case.with_(codes=tuple(codes)), context)
        support = block.compute(done)
        for item in done.result["ask_payer"][: _MOST_ITEMS // len(codes)]:
            block.say(item["says"], support, *item["supports"])
    return block


def _documented(code: str, case: Case, context: Context) -> Calculation:
    """The check list and the call script of a code among the others of the case."""
    beside = [c for c in case.codes[:_MOST_CODES] if c != code]
    return document(code, case.payer, context.library, beside)
