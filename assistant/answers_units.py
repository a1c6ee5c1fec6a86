"""Answering how many units: one calculation for each method that may govern, and what goes with it."""

from __future__ import annotations

import re

from assistant.answers_day import day_remarks
from assistant.case import Case
from assistant.context import Context
from assistant.draft import Asked, Block, Line, Support
from assistant.facts import Service as Named
from coding_tools.trace import Calculation
from coding_tools.units import Service, band, count_units, units_of
from coding_tools.wording import listed, unit_count
from knowledge.library import Library
from knowledge.records import Code, Method

_OPEN = re.compile(r"\bhow (many|much)\b|\bunits? (of each|for each)\b", re.I)
_TIMES = re.compile(r"\b(\d{5})\s*[x*]\s*(\d{1,2})\b(?!\s*(?:min|m\b|h))", re.I)
ANY = "timed code"
"""What minutes are counted under where no code is named."""


def answer_units(case: Case, context: Context) -> Block | None:
    """The units of the services that have minutes.

    Args:
        case: The case; `timed` services or loose minutes.
        context: The library and its tables.
    """
    library = context.library
    services, codes = _services(case, library)
    if not services:
        return None
    block = Block("units")
    methods = governing(case, library)
    done = [count_units(services, library.methods[m], codes) for m in methods]
    supports = [block.compute(c) for c in done]
    block.headline = _headline(case, done, supports, library)
    if case.intents[:1] == ("choice",):
        return block
    for calculation, support in zip(done, supports, strict=True):
        _explain(block, calculation, support, library)
    _ranges(case, block, methods, codes, library)
    _payer_notes(case, block, methods, done, library)
    day_remarks(case, context, block, services, done[0])
    return block


def governing(case: Case, library: Library) -> tuple[str, ...]:
    """The methods that may govern: the payer's and those named, else CMS's and the CPT midpoint.

    Args:
        case: The case.
        library: The knowledge base.
    """
    found: list[str] = []
    for payer in dict.fromkeys((case.payer, *case.payers)):
        held = library.payers.get(payer) if payer else None
        rule = held.rule("unit_method", case.date_of_service) if held else None
        if rule:
            found.append(rule.value)
    found += case.methods
    return tuple(dict.fromkeys(found)) or ("cms", "cpt_midpoint")


def _services(case: Case, library: Library) -> tuple[list[Service], dict[str, Code]]:
    """The services to count, and the codes; minutes without a service stand under a timed code."""
    codes = dict(library.codes)
    found: list[Service] = []
    for named in case.services:
        code = code_of(named, case, library)
        if code is None:
            continue
        held = library.codes.get(code)
        if named.minutes is not None:
            found.append(Service(code, named.minutes))
        elif held is not None and held.timed is False:
            found.append(Service(code, 0))
    if not any(s.minutes for s in found):
        loose = [d for d in case.facts.loose if d.role in ("treatment", "total")]
        if not loose:
            return ([s for s in found], codes) if case.timed else ([], codes)
        codes[ANY] = Code(code=ANY, status="active", timed=True, supports=("cms-claims-5/bands",))
        return [Service(ANY, loose[0].minutes)], codes
    return found, codes


def code_of(named: Named, case: Case, library: Library) -> str | None:
    """The code that a named service is counted under; a disputed one under its first candidate."""
    if named.code:
        return named.code
    if named.technique is None:
        return None
    technique = library.techniques[named.technique]
    stated = case.fact(technique.fact or "")
    options = technique.codes.get(stated or "always") or next(iter(technique.codes.values()), ())
    return options[0].code if options else None


def _headline(
    case: Case, done: list[Calculation], supports: list[Support], library: Library
) -> Line:
    """The direct answer."""
    told = [_result(c) for c in done]
    claimed = _claim(case, done)
    if len(done) == 1:
        method = library.methods[done[0].result["method"]]
        whom = _whom(case, method, library)
        minutes = _minutes_of(done[0])
        text = f"{claimed}{whom}{minutes}{told[0]}."
    elif len(set(told)) == 1:
        names = listed([_short(library.methods[c.result["method"]]) for c in done])
        text = f"{claimed}{_capital(_minutes_of(done[0]) + told[0])}, by {names} alike."
    else:
        parts = [
            f"by {_short(library.methods[c.result['method']])} {t}"
            for c, t in zip(done, told, strict=True)
        ]
        text = f"{claimed}It depends on how the payer counts: {'; '.join(parts)}."
    return Line(_capital(text), tuple(supports))


def _claim(case: Case, done: list[Calculation]) -> str:
    """`No: ` where the asker's number of units is wrong, or where nothing can be billed."""
    totals = {c.result["total_units"] for c in done}
    question = case.facts.question
    for code, count in _TIMES.findall(question):
        if all(split.get(code, 0) != int(count) for c in done for split in c.result["alternatives"]):
            return "No: "
    if len(case.facts.claimed_units) == 1 and not _OPEN.search(question):
        claimed = case.facts.claimed_units[0]
        held = {n for c in done for n in c.result["units"].values()} | totals
        if claimed not in held:
            return "No: "
    if totals == {0} and question.rstrip().endswith("?"):
        return "No: "
    return ""


def _whom(case: Case, method: Method, library: Library) -> str:
    """For whom the count holds."""
    payer = library.payers.get(case.payer or "")
    if payer is not None and payer.rule("unit_method", case.date_of_service):
        return f"for {payer.name}, "
    return f"by {_short(method)}, "


def _minutes_of(calculation: Calculation) -> str:
    """`38 minutes of 97124 are`, where there is one code."""
    minutes = calculation.inputs["minutes"]
    timed = [c for c in minutes if minutes[c]]
    if len(timed) != 1 or len(minutes) != 1:
        return ""
    code = timed[0]
    name = f"a {ANY}" if code == ANY else code
    count = minutes[code]
    are = "is" if count == 1 else "are"
    return f"{count} {'minute' if count == 1 else 'minutes'} of {name} {are} "


def _result(calculation: Calculation) -> str:
    """A result in words: the total, the split, and every other split."""
    result = calculation.result
    total = unit_count(result["total_units"])
    minutes = calculation.inputs["minutes"]
    if len(minutes) == 1:
        return total
    splits = [_split(s) for s in result["alternatives"]]
    if result["total_units"] == 0:
        return f"{total} of timed codes"
    if len(splits) == 1:
        return f"{total} ({splits[0]})"
    if len(splits) <= 3:
        return f"{total}, either way: {listed(splits, 'or')}"
    return f"{total}, for example {splits[0]}; {result['alternatives_total']} splits are right"


def _split(units: dict[str, int]) -> str:
    """A split in words."""
    return ", ".join(f"{code} {unit_count(n)}" for code, n in units.items()) or "none"


def _explain(block: Block, calculation: Calculation, support: Support, library: Library) -> None:
    """Why: what fixes the units, and what is easily missed."""
    method = library.methods[calculation.result["method"]]
    minutes = {
        code: m
        for code, m in calculation.inputs["minutes"].items()
        if m and (code == ANY or ((held := library.codes.get(code)) and held.timed))
    }
    if not minutes:
        return
    if method.pooled:
        _explain_pooled(block, calculation, support, method, minutes)
    elif len(minutes) > 1:
        told = "; ".join(
            f"{code} {m} minutes, {unit_count(units_of(m, method))}" for code, m in minutes.items()
        )
        block.say(
            f"By {method.says['within']}, nothing is pooled: {told}.",
            support, *method.supports["total"], *method.supports["bands"],
        )  # fmt: skip
    else:
        (m,) = minutes.values()
        _say_band(block, f"By {method.says['within']}, {m} minutes", m, support, method)


def _say_band(block: Block, lead: str, minutes: int, support: Support, method: Method) -> None:
    """The band that some minutes lie in."""
    units = units_of(minutes, method)
    if units == 0:
        first = method.first_minutes
        text = f"{lead} are under the {first} minutes that a unit needs, so 0 units."
        block.say(text, support, *method.supports["under"])
        return
    low, high = band(units, method)
    text = f"{lead} lie in {low} through {high} minutes, so {unit_count(units)}."
    block.say(text, support, *method.supports["bands"])


def _explain_pooled(
    block: Block, calculation: Calculation, support: Support, method: Method, minutes: dict[str, int]
) -> None:
    """The day's total, then who gets the units that the full fifteens leave."""
    total = calculation.result["total_minutes"]
    sums = f"{' + '.join(str(m) for m in minutes.values())} = " if len(minutes) > 1 else ""
    _say_band(block, f"By {method.says['within']}, {sums}{total} minutes", total, support, method)
    for step in calculation.steps:
        if step.supports in (method.supports["tie"], method.supports["merge"]):
            block.say(step.says, support, *step.supports)
        elif step.supports == method.supports["leftovers"] and " get" in step.says:
            left = {code: m % method.unit_minutes for code, m in minutes.items()}
            told = ", ".join(f"{code} {m}" for code, m in sorted(left.items(), key=lambda p: -p[1]))
            block.say(
                f"{step.says.rstrip('.')}, by the most minutes left over ({told}).",
                support, *step.supports,
            )  # fmt: skip
    short = [code for code, m in minutes.items() if m < method.first_minutes]
    if len(minutes) > 1 and short and calculation.result["total_units"]:
        code = short[0]
        splits = calculation.result["alternatives"]
        got = sum(code in split for split in splits)
        end = "and the code earns no unit of its own"
        if got:
            end = "and the code earns a unit" if got == len(splits) else "and may earn the last unit"
        block.say(
            f"The {minutes[code]} minutes of {code} are not lost: beside other timed codes no code "
            f"needs {method.first_minutes} minutes of its own, they count in the total, {end}.",
            support, *method.supports["short"], *method.supports["under"],
        )  # fmt: skip


def _ranges(
    case: Case, block: Block, methods: tuple[str, ...], codes: dict[str, Code], library: Library
) -> None:
    """The other end of a range such as 22-25 minutes."""
    ends = [(s, s.upper) for s in case.timed if s.upper is not None]
    loose = [d for d in case.facts.loose if d.upper is not None]
    for code, upper in [*((code_of(s, case, library), u) for s, u in ends), *((ANY, d.upper) for d in loose)]:
        if code is None or upper is None:
            continue
        if code == ANY:
            codes = {**codes, ANY: Code(code=ANY, status="active", timed=True)}
        for method_id in methods:
            method = library.methods[method_id]
            done = count_units([Service(code, upper)], method, codes)
            support = block.compute(done)
            lower = next(
                (c.result["total_units"] for c in block.calculations
                 if c.result.get("method") == method_id), 0,
            )
            turn = _turn(lower, done.result["total_units"], method)
            block.say(
                f"At {upper} minutes it is {unit_count(done.result['total_units'])} by "
                f"{_short(method)}{turn}.",
                support,
                *method.supports["bands"],
            )


def _turn(lower: int, upper: int, method: Method) -> str:
    """Where within a range the next unit begins."""
    if upper <= lower:
        return ""
    first = (upper - 1) * method.unit_minutes + method.first_minutes
    return f", which begins at {first} minutes"


def _payer_notes(
    case: Case, block: Block, methods: tuple[str, ...], done: list[Calculation], library: Library
) -> None:
    """What isn't known of how the payer counts, and the question that would settle it."""
    payer = library.payers.get(case.payer or "")
    rule = payer.rule("unit_method", case.date_of_service) if payer else None
    if payer is not None and rule is not None and rule.standing != "verified":
        block.not_checked.append(
            Line(
                f"That {payer.name} counts so is reported, not read: check the plan.",
                rule.supports,
            )
        )
    elif payer is not None and rule is None and not case.methods:
        block.not_checked.append(
            Line(
                f"How {payer.name} counts timed units is not held, so both counts are given.",
                ("payer-policies/either-method",),
            )
        )
        block.asks = Asked("payer")
    for kind, name in case.facts.unheld:
        if kind == "payer":
            block.not_checked.append(
                Line(
                    f"{name} is not a payer that the library holds, so how it counts is not known.",
                    ("payer-policies/either-method",),
                )
            )
    if case.payer is None and not case.payers and not case.methods:
        splits = {str(sorted(c.result["units"].items())) for c in done}
        if len(splits) > 1 or len(methods) > 1:
            block.asks = Asked("payer")
    if case.facts.labels and not case.payer and not case.methods:
        block.say(
            'Names such as "8-minute rule" and "rule of eights" are used for both counts, so go '
            "by the arithmetic.",
            "webpt/name-trap",
        )


def _short(method: Method) -> str:
    """A method's name within a sentence."""
    return method.says["within"]


def _capital(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]
