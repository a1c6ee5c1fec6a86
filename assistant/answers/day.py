"""What else the day's services bring up: limits, pairs, bundles, who gave them, idle time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from assistant.answers.fee_status import bundled, unpaid
from assistant.answers.idle_told import tell_idle
from assistant.answers.medicares import by_medicares_table
from assistant.answers.mue_told import tell_limits
from assistant.answers.pair_stated import pair_facts
from assistant.answers.pair_verdict import verdict_on
from assistant.context import Context
from assistant.draft import Block, Line
from assistant.speak import spoken_key
from assistant.turns.case import Case
from coding_tools.pairs import check_pair
from coding_tools.status import code_status
from coding_tools.trace import Calculation
from coding_tools.units import Service
from knowledge.library import Library


def day_remarks(
    case: Case,
    context: Context,
    block: Block,
    services: Sequence[Sequence[Service]],
    counted: Sequence[Calculation],
) -> None:
    """Remarks on a day's services, in the order of their weight.

    Args:
        case: The case.
        context: The library and its tables.
        block: The block that the remarks go into.
        services: The services that were counted, once for each code that an unsettled one may have.
        counted: The count of each by the first method that may govern.
    """
    codes = list(dict.fromkeys(s.code for way in services for s in way))
    _on_one_line(case, context, block)
    _gone(case, context, block, codes)
    _pairs(case, context, block, services, _earning(counted))
    for count in counted:
        tell_limits(case, context, block, count, len(counted) == 1)
    _bundled(case, context, block, codes)
    _who(case, context, block, codes)
    tell_idle(case, block, context.library)
    _at_once(case, block, context.library)


def _at_once(case: Case, block: Block, library: Library) -> None:
    """That nothing is held on two who treat at once, where two gave one service."""
    missing = library.subjects.the("treated_at_once").missing
    told = library.subjects.play(case.topics, "treated_at_once")
    several = not told and library.subjects.play(case.topics, "several_providers")
    if several and len(case.timed) == 1:
        text = f"Not stated: whether both worked at the same time. Nothing is held on {missing}."
        block.not_checked.append(Line(text, ()))


def _on_one_line(case: Case, context: Context, block: Block) -> None:
    """That a code's minutes stand on one line, where lines or two sessions are spoken of."""
    if context.library.subjects.play(case.topics, "one_line"):
        key = "cms-claims-5/one-line"
        block.say(spoken_key(key, context.library), key)


def _gone(case: Case, context: Context, block: Block, codes: list[str]) -> None:
    """Codes that are deleted or not known."""
    for code in codes:
        held = context.library.codes.get(code)
        if code.isalpha() or (held is not None and held.status == "active"):
            continue
        if " " in code:
            continue
        status = code_status(code, case.date_of_service, context.library)
        support = block.compute(status)
        if status.result["status"] == "deleted":
            block.say(status.steps[0].says, support, *status.steps[0].supports)


def _earning(counted: Sequence[Calculation]) -> frozenset[str]:
    """The codes that earn a unit by each count."""
    told = [{code for code, units in done.result["units"].items() if units} for done in counted]
    return frozenset(set.intersection(*told)) if told else frozenset()


def _pairs(
    case: Case,
    context: Context,
    block: Block,
    services: Sequence[Sequence[Service]],
    earning: frozenset[str],
) -> None:
    """Live pair edits between the day's codes; the headline tells one that bars both its units."""
    library = context.library
    table = context.table_for(case.date_of_service)
    days = [dict.fromkeys(s.code for s in way if s.code in library.codes) for way in services]
    for one, other in dict.fromkeys(pair for day in days for pair in combinations(day, 2)):
        done = check_pair(one, other, pair_facts(case, one, other, library), library, table)
        verdict, result = done.result["verdict"], done.result
        if verdict == "never_together":
            support = block.compute(done)
            never = (
                f"{result['column1']} and {result['column2']} are never paid together for one "
                "patient, provider and date under Medicare's pair edits, whatever the region, and "
                "no modifier opens the pair."
            )
            cited = (support, *done.steps[1].supports)
            block.lines.insert(0, Line(never, cited))
            if block.headline is not None and {one, other} <= earning:
                both = f"{result['column1']} and {result['column2']}"
                barred = Line(f"But Medicare never pays {both} together.", cited)
                block.headline = block.headline.then(barred)
        elif verdict == "modifier_allowed" and result["here"] == "not_reportable":
            support = block.compute(done)
            told = verdict_on([done], case, library).removeprefix("No: ")
            barred = Line(told[:1].upper() + told[1:], (support, *done.steps[1].supports))
            if block.headline is not None:
                block.headline = block.headline.then(barred)
        elif verdict == "modifier_allowed":
            support = block.compute(done)
            block.say(
                f"{result['column2']} beside {result['column1']} is denied under Medicare's edits "
                f"unless the record supports a modifier on {result['modifier_on']}.",
                support,
                *done.steps[1].supports,
            )


def _bundled(case: Case, context: Context, block: Block, codes: list[str]) -> None:
    """Hot packs, and codes that Medicare's fee schedule sets apart."""
    library = context.library
    ours = by_medicares_table(case.payer, library)
    for code in codes:
        key = unpaid(code, library)
        if key is not None and (ours or bundled(code, library)):
            block.say(spoken_key(key, library), key)


def barred(case: Case, codes: Sequence[str], library: Library) -> str | None:
    """The passage that says that the provider stated can't bill the payer for these codes.

    Args:
        case: The case.
        codes: The codes.
        library: The knowledge base.
    """
    payer = library.payers.get(case.payer or "")
    if payer is None:
        return None
    therapy = any(library.codes[c].family == "therapy" for c in codes if c in library.codes)
    for provider in case.providers:
        fact = library.providers[provider].paid
        rule = payer.rule(fact, case.date_of_service) if fact else None
        if rule and rule.value == "no" and (therapy or fact != "pays_chiropractor_therapy"):
            return rule.supports[0]
    return None


def _who(case: Case, context: Context, block: Block, codes: list[str]) -> None:
    """Whether the provider can bill this payer at all; it stands before a yes to the units."""
    library = context.library
    if library.subjects.play(case.topics, "unheld_giver"):
        unheld = library.subjects.the("unheld_giver").lead[0]
        block.not_checked.append(Line(spoken_key(unheld, library), (unheld,)))
        return
    payer = library.payers.get(case.payer or "")
    if key := barred(case, codes, library):
        told = Line(spoken_key(key, library), (key,))
        whether = case.wants("yes_no") and not case.wants("units", "claimed")
        if block.headline and (whether or block.headline.text.startswith("Yes: ")):
            count = block.headline.text.removeprefix("Yes: ")
            block.lines.insert(0, Line(f"{count[:1].upper()}{count[1:]}", block.headline.supports))
            block.headline = told
        else:
            block.lines.append(told)
    elif payer and not case.providers:
        for provider in library.providers.values():
            rule = payer.rule(provider.paid, case.date_of_service) if provider.paid else None
            usual = library.technique_codes.get(provider.usual or "", frozenset())
            if rule and rule.value == "no" and not usual.isdisjoint(codes):
                who = f"a {provider.name} can't bill {payer.name}"
                told = Line(f"Who gave the service is not stated: {who}.", rule.supports)
                block.not_checked.append(told)
