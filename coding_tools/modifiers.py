"""Which modifiers are required, open, wrong or unnecessary on each line of a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coding_tools.modifiers_opinion import Day, Opinion, Question, ServiceLine, payer_name
from coding_tools.modifiers_pairs import exact
from coding_tools.modifiers_payer import barred_by, in_scope, of_maintenance
from coding_tools.modifiers_rules import judged
from coding_tools.trace import Calculation, Step
from coding_tools.wording import listed, with_article
from knowledge.claims import ModifierRule
from knowledge.library import Library
from knowledge.records import Modifier


def advise(
    lines: Sequence[ServiceLine], day: Day, pairs: Sequence[Calculation], library: Library
) -> Calculation:
    """What is thought of the modifiers of a day's lines, and what to ask the record.

    A modifier is never given to get a line paid: what the record must show is asked for each one
    that is required or open.

    Args:
        lines: The lines, in order.
        day: What is stated of the day; with no modifier asked about, those that come into question
            are judged.
        pairs: The `pair` calculations of the lines' codes, as `check_pair` gives them.
        library: The knowledge base.

    Returns:
        A `modifiers` calculation. What depends on a payer, a date or a provider that isn't stated
        is `open`, and its step says that it could not be checked.

    Source of the rules: the passages that each step names.

    >>> from coding_tools.pair_here import PairFacts
    >>> from coding_tools.pairs import check_pair
    >>> from knowledge.library import bundled
    >>> facts = PairFacts(payer="medicare", regions="different")
    >>> pair = check_pair("97140", "98941", facts, bundled())
    >>> done = advise([ServiceLine("97140")], Day("medicare", "pt"), [pair], bundled())
    >>> [(m["modifier"], m["verdict"]) for m in done.result["lines"][0]["modifiers"]]
    [('GP', 'required'), ('XS', 'required'), ('KX', 'open'), ('59', 'open')]
    """
    told: list[tuple[str, tuple[Opinion, ...]]] = []
    for line in lines:
        own = day.of(line, lines)
        asked = own.asked or tuple(_in_question(line, own, pairs, library))
        ones = dict.fromkeys((*line.modifiers, *asked))
        opinions = [judged(Question(one, line, own, pairs, library)) for one in ones]
        if not day.asked:
            opinions = _without_others(opinions, line, library)
        told.append((line.code, tuple(sorted(opinions, key=_weight))))
    every = [one for _, opinions in told for one in opinions]
    result = {
        "lines": [
            {
                "code": code,
                "modifiers": [
                    {"modifier": o.modifier, "verdict": o.verdict, "why": o.why} for o in opinions
                ],
            }
            for code, opinions in told
        ],
        "ask_the_record": list(_questions(every, day, library)),
    }
    steps = (
        (_facts(lines, day, library), *_steps(every), *_who(lines, day, library))
        if lines
        else tuple(_without_line(day, library))
    )
    return Calculation("modifiers", _inputs(lines, day, pairs), result, steps)


def _without_others(
    opinions: Sequence[Opinion], line: ServiceLine, library: Library
) -> list[Opinion]:
    """Opinions without a rule's other modifiers, where one of its own is required."""
    wanted = {o.modifier for o in opinions if o.verdict == "required"}
    others = {
        modifier
        for rule in library.modifier_rules.values()
        if rule.kind == "required" and wanted & set(rule.modifiers)
        for modifier in set(rule.modifiers) - wanted - set(line.modifiers)
    }
    return [o for o in opinions if o.modifier not in others]


_WEIGHTS = ("required", "open", "wrong", "unnecessary")


def _weight(opinion: Opinion) -> int:
    """The place of a verdict among the others."""
    return _WEIGHTS.index(opinion.verdict)


def _in_question(
    line: ServiceLine, day: Day, pairs: Sequence[Calculation], library: Library
) -> Iterator[str]:
    """The modifiers that come into question on a line where none is asked about."""
    probe = _probe(line, day, pairs, library)
    barred = barred_by(probe)
    for rule in library.modifier_rules.values():
        if rule.kind == "required" and in_scope(rule, probe):
            helped = day.fact("assistant") and day.provider is None
            own = (m for p, m in rule.providers.items() if helped or p == day.provider)
            yield from own if rule.providers else _plans(rule, day, library)
        elif rule.kind == "threshold" and in_scope(rule, probe) and day.payer in rule.payers:
            yield from () if barred else rule.modifiers
        elif rule.kind == "notice" and in_scope(rule, probe) and day.payer in rule.payers:
            yield from of_maintenance(rule, probe) if day.fact("care") == "maintenance" else ()
            told = day.fact("abn")
            yield from (m for m in rule.modifiers if told and library.modifiers[m].abn == told)
    yield from barred.unless if barred else ()
    for pair in pairs:
        yield from _of_pair(pair, probe)


def _plans(rule: ModifierRule, day: Day, library: Library) -> tuple[str, ...]:
    """A rule's modifiers; the one of the provider's own plan of care where it has one."""
    provider = library.providers.get(day.provider or "")
    own = provider.therapy_plan if provider else None
    return (own,) if own in rule.modifiers else rule.modifiers


def _of_pair(pair: Calculation, probe: Question) -> Iterator[str]:
    """The modifiers that a pair edit brings into question on its column 2 line."""
    result, groups = pair.result, probe.library.claim_rules.pairs
    if probe.line.code != result["column2"]:
        return
    if result["verdict"] == "never_together":
        yield groups.general
    elif result["verdict"] == "modifier_allowed":
        if result["modifiers"] == [groups.evaluation]:
            yield groups.evaluation
        elif result["here"] == "with_modifier":
            yield from (exact(pair, probe), groups.general)
        elif result["column1"] in probe.library.claim_index.manipulation:
            yield from (groups.general, groups.region)
        else:
            yield from (groups.general, groups.region, groups.time)


def _questions(opinions: Sequence[Opinion], day: Day, library: Library) -> Iterator[str]:
    """What to ask the record, once for each question, with what the note needs to hold."""
    if not opinions:
        for modifier in (library.modifiers[m] for m in day.asked):
            if modifier.ask:
                yield f"{modifier.modifier}: {modifier.ask}{_needs(modifier)}"
    asked: dict[str, list[Opinion]] = {}
    for one in opinions:
        if one.verdict in ("required", "open") and library.modifiers[one.modifier].ask:
            asked.setdefault(library.modifiers[one.modifier].ask, []).append(one)
    for question, ones in asked.items():
        modifiers = listed(list(dict.fromkeys(o.modifier for o in ones)), "or")
        codes = listed(list(dict.fromkeys(o.code for o in ones)))
        yield f"{modifiers} on {codes}: {question}{_needs(library.modifiers[ones[0].modifier])}"


def _needs(modifier: Modifier) -> str:
    """What a note would need to hold for a modifier."""
    note = modifier.note
    return f" What the record needs: {note[:1].lower()}{note[1:]}" if note else ""


def _steps(opinions: Sequence[Opinion]) -> Iterator[Step]:
    """One step for each verdict with its reason, the modifiers and codes that share it named."""
    alike: dict[Opinion, list[str]] = {}
    for one in opinions:
        alike.setdefault(one._replace(code=""), []).append(one.code)
    shared: dict[tuple[Opinion, tuple[str, ...]], list[str]] = {}
    for one, codes in alike.items():
        key = (one._replace(modifier=""), tuple(dict.fromkeys(codes)))
        shared.setdefault(key, []).append(one.modifier)
    for (one, on), modifiers in shared.items():
        says = f"{listed(modifiers, 'or')} on {listed(on)} is {one.verdict}: {one.why}."
        yield Step(says, one.verdict, one.supports, one.outcome)


def _who(lines: Sequence[ServiceLine], day: Day, library: Library) -> Iterator[Step]:
    """That the provider isn't stated, where the payer doesn't pay every one for every code."""
    if day.provider is not None:
        return
    unpaid: dict[str, list[str]] = {}
    supports: list[str] = []
    for provider in library.providers.values():
        for line in (one for one in lines if one.provider is None):
            probe = _probe(line, day._replace(provider=provider.id), (), library)
            rule = barred_by(probe)
            held = probe.payer_rule(rule.fact) if rule and rule.fact else None
            if held is not None and line.code in library.codes:
                unpaid.setdefault(with_article(provider.name), []).append(line.code)
                supports += held.supports
    if unpaid:
        told = listed([f"{name} for {listed(codes)}" for name, codes in unpaid.items()], "or")
        payer = payer_name(day.payer, library)
        says = f"Who gave the services isn't stated: {payer} doesn't pay {told}."
        yield Step(says, None, tuple(dict.fromkeys(supports)), "not_checked")


def _probe(line: ServiceLine, day: Day, pairs: Sequence[Calculation], library: Library) -> Question:
    """A line as a question, before it is known which modifier is meant."""
    return Question(next(iter(library.modifiers)), line, day, pairs, library)


def _without_line(day: Day, library: Library) -> Iterator[Step]:
    """What is asked about where no line is stated: nothing is judged."""
    for modifier in (library.modifiers[m] for m in day.asked):
        says = f"{modifier.modifier} ({modifier.name}) can't be judged: no code is stated."
        yield Step(says, None, modifier.supports, "not_checked")


def _facts(lines: Sequence[ServiceLine], day: Day, library: Library) -> Step:
    """The step that says for what the lines were judged."""
    codes = listed([line.code for line in lines])
    named = dict.fromkeys((*(line.provider for line in lines), day.provider))
    people = [held.name for p in named if (held := library.providers.get(p or ""))]
    told = [
        payer_name(day.payer, library) if day.payer else "no payer stated",
        f"{day.date_of_service}" if day.date_of_service else "no date of service stated",
        listed(people) if people else "no provider stated",
    ]
    return Step(f"Judged the modifiers of {codes}: {', '.join(told)}.", codes, ())


def _inputs(
    lines: Sequence[ServiceLine], day: Day, pairs: Sequence[Calculation]
) -> dict[str, object]:
    """What was stated, as plain JSON, of the pairs as well: their regions, times and providers."""
    told: dict[str, object] = {
        "lines": [
            {"code": line.code, "modifiers": list(line.modifiers)}
            | ({"provider": line.provider} if line.provider else {})
            for line in lines
        ]
    }
    stated = [dict(p.inputs) for p in pairs if p.inputs.keys() - {"codes", "payer", "date"}]
    if stated:
        told["pairs"] = stated
    for key, value in day._asdict().items():
        if key == "stated" and value:
            told[key] = dict(value)
        elif key == "date_of_service" and value:
            told[key] = value.isoformat()
        elif value is not None and value != ():
            told[key] = list(value) if isinstance(value, tuple) else value
    return told
