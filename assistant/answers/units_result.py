"""A count in words: its total, its splits, whom it holds for, and what isn't known of the payer."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.draft import Asked, Block
from assistant.speak import cite
from assistant.turns.case import Case
from coding_tools.trace import Calculation
from coding_tools.wording import capital, listed, minute_count, unit_count
from knowledge.library import Library
from knowledge.records import Method, Payer

_FEW = 3  # so many splits are all told


def result(calculation: Calculation, library: Library) -> str:
    """A result in words: the total, the split, and every other split; the untimed codes apart.

    Args:
        calculation: A count.
        library: The knowledge base.
    """
    held = calculation.result
    total = unit_count(held["total_units"])
    codes = untimed(calculation, library)
    if len(calculation.inputs["minutes"]) == 1 and not codes:
        return total
    each = " each" if len(codes) > 1 else ""
    apart = f", and {listed(codes)}, untimed, 1 unit a day{each}" if codes else ""
    splits = [_split(split, codes) for split in held["alternatives"]]
    unnamed = all(" " in code for code in calculation.inputs["minutes"])
    if held["total_units"] == 0 or unnamed:
        return f"{total} of timed codes{apart}"
    if len(splits) == 1:
        return f"{total} ({splits[0]}){apart}"
    if len(splits) <= _FEW:
        return f"{total}, either way: {' or '.join(splits)}{apart}"
    many = f"{held['alternatives_total']} splits are right"
    return f"{total}, for example {splits[0]}; {many}{apart}"


def how(calculation: Calculation, library: Library) -> str:
    """How was counted, as a count's method is called within a sentence."""
    return library.methods[calculation.result["method"]].says["within"]


def untimed(calculation: Calculation, library: Library) -> list[str]:
    """The codes of a count that are held as untimed.

    Args:
        calculation: A count.
        library: The knowledge base.
    """
    held = {c: library.codes.get(c) for c in calculation.inputs["minutes"]}
    return [c for c, code in held.items() if code is not None and code.timed is False]


def left_out(calculation: Calculation) -> list[str]:
    """The codes that were not counted, as no unit is defined for them or it isn't held.

    Args:
        calculation: A count.
    """
    steps = [s for s in calculation.steps if s.outcome == "not_checked"]
    return [c for c in calculation.inputs["minutes"] if any(s.says.startswith(c) for s in steps)]


def minutes_alone(calculation: Calculation) -> int | None:
    """The minutes of the one code that was counted; None where there are several.

    Args:
        calculation: A count.
    """
    minutes = calculation.inputs["minutes"]
    return next(iter(minutes.values())) if len(minutes) == 1 else None


def minutes_of(code: str, minutes: int) -> str:
    """How many minutes of a code are so many units, up to that: `38 minutes of 97124 are`."""
    name = f"a {code}" if " " in code else code
    return f"{minute_count(minutes)} of {name} {'is' if minutes == 1 else 'are'}"


def whom(case: Case, method: Method, library: Library) -> str:
    """For whom a count holds, as the beginning of a sentence.

    Args:
        case: The case.
        method: How was counted.
        library: The knowledge base.
    """
    payer = library.payers.get(case.payer or "")
    if payer is not None and payer.rule("unit_method", case.date_of_service, case.codes):
        return f"for {payer.name}, "
    return f"by {method.says['within']}, "


def _split(units: dict[str, int], apart: list[str]) -> str:
    """A split of the timed units in words."""
    told = [f"{code} {unit_count(n)}" for code, n in units.items() if code not in apart]
    return ", ".join(told) or "none"


def payer_notes(case: Case, block: Block, done: Sequence[Calculation], library: Library) -> None:
    """What isn't known of how the payer counts, and the question that would settle it."""
    for payer_id in dict.fromkeys((case.payer, *case.payers)):
        if payer_id is not None:
            _payer_note(case, block, library.payers[payer_id], library)
    if case.unheld_payer:
        block.leave_open(
            f"{capital(case.unheld_payer)} is not a payer that the library holds, so how it counts "
            "is not known.",
            "payer-policies/either-method",
        )
    if not done:
        return
    if case.payer is None and not case.payers and not case.methods and not case.unheld_payer:
        splits = {str(sorted(c.result["units"].items())) for c in done}
        if len(splits) > 1:
            block.asks = Asked("payer")
    if case.facts.labels and not case.payer and not case.methods:
        block.say(
            'Names such as "8-minute rule" and "rule of eights" are used for both counts (WebPT), '
            "so go by the arithmetic.",
            "webpt/name-trap",
        )


def _payer_note(case: Case, block: Block, payer: Payer, library: Library) -> None:
    """How one payer counts by its own document, its own caps, and what isn't known of it."""
    rule = payer.rule("unit_method", case.date_of_service, case.codes)
    if rule is None and not case.methods:
        told = f"How {payer.name} counts is not held, so both counts are given."
        block.leave_open(told, "payer-policies/either-method", *payer.facts[:1])
    elif rule is not None and rule.standing != "verified":
        told = f"That {payer.name} counts so is reported, not read: check the plan."
        block.leave_open(told, *rule.supports, *payer.facts[:1])
    topics = {key: library.passage(key).topics for key in payer.facts}
    caps = (key for key in topics if library.subjects.play(topics[key], "payers_cap"))
    cite(block, library, *caps)
    if rule is not None and rule.standing == "verified" and not case.methods:
        licences = {k for keys in library.methods[rule.value].supports.values() for k in keys}
        cite(block, library, *[key for key in rule.supports if key not in licences][:1])


def counted_so(case: Case, done: Sequence[Calculation], library: Library) -> str:
    """What some counts of one day come to, each by its method."""
    told = [result(c, library) for c in done]
    count = minutes_alone(done[0])
    minutes = f"{minutes_of(next(iter(done[0].inputs['minutes'])), count)} " if count else ""
    if len(done) == 1:
        method = library.methods[done[0].result["method"]]
        return f"{whom(case, method, library)}{minutes}{told[0]}."
    names = [how(c, library) for c in done]
    if len(set(told)) == 1:
        return f"{minutes}{told[0]}, by {listed(names)} alike."
    parts = [f"by {name} {t}" for name, t in zip(names, told, strict=True)]
    depends = "" if len(case.methods) == 1 else "It depends on how the payer counts: "
    return f"{depends}{'; '.join(parts)}."
