"""What else the day's services bring up: limits, pairs, bundles, who gave them, idle time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from assistant.answers.idle_told import tell_idle
from assistant.answers.medicares import bundled, by_medicares_table, unpaid
from assistant.answers.mue_told import tell_limits
from assistant.answers.pair_codes import checked
from assistant.answers.pair_verdict import verdict_on
from assistant.context import Context
from assistant.draft import Block, Line
from assistant.speak import cite, quoted
from assistant.turns.case import Case
from coding_tools.status import code_status
from coding_tools.trace import Calculation
from coding_tools.units import Service
from coding_tools.wording import capital, small
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
    library = context.library
    codes = list(dict.fromkeys(s.code for way in services for s in way))
    if library.subjects.play(case.topics, "one_line"):
        cite(block, library, "cms-claims-5/one-line")
    _gone(case, block, codes, library)
    _pairs(case, context, block, services, _earning(counted))
    for count in counted:
        tell_limits(case, context, block, count, len(counted) == 1)
    ours = by_medicares_table(case.payer, library)
    for code in codes:  # Hot packs, and codes that Medicare's fee schedule sets apart.
        if (key := unpaid(code, library)) and (ours or bundled(code, library)):
            cite(block, library, key)
    _who(case, block, codes, library)
    tell_idle(case, block, library)
    _at_once(case, block, library)


def _at_once(case: Case, block: Block, library: Library) -> None:
    """That nothing is held on two who treat at once, or under two plans of care."""
    gave = (library.providers[p].therapy_plan for p in case.facts.providers)
    times = sum(t.kind == "number" for t in case.facts.tokens)
    several = times > 1 and len({*gave} - {None}) > 1
    if block.headline is not None and several:
        counted = f"If the minutes of both disciplines count together: {small(block.headline.text)}"
        block.headline = replace(block.headline, text=counted)
        block.leave_open("Whether PT and OT minutes are counted together is not held.")
    missing = library.subjects.the("treated_at_once").missing
    told = library.subjects.play(case.topics, "treated_at_once")
    two = not told and library.subjects.play(case.topics, "several_providers")
    if two and len(case.timed) == 1:
        text = f"Not stated: whether both worked at the same time. Nothing is held on {missing}."
        block.leave_open(text)


def _gone(case: Case, block: Block, codes: list[str], library: Library) -> None:
    """Codes that are deleted or not known."""
    for code in codes:
        held = library.codes.get(code)
        if " " in code or (held is not None and held.status == "active"):
            continue
        status = code_status(code, case.date_of_service, library)
        support = block.compute(status)
        if status.result["status"] == "deleted":
            block.say_steps(support, status.steps[:1])


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
    days = [dict.fromkeys(s.code for s in way if s.code in library.codes) for way in services]
    for one, other in dict.fromkeys(pair for day in days for pair in combinations(day, 2)):
        done = checked(one, other, case, context)
        verdict, result = done.result["verdict"], done.result
        if verdict not in ("never_together", "modifier_allowed"):
            continue
        cited = (block.compute(done), *done.steps[1].supports)
        barred = None
        if verdict == "never_together":
            both = f"{result['column1']} and {result['column2']}"
            never = (
                f"{both} are never paid together for one patient, provider and date under "
                "Medicare's pair edits, whatever the region, and no modifier opens the pair."
            )
            block.lines.insert(0, Line(never, cited))
            if {one, other} <= earning:
                barred = Line(f"But Medicare never pays {both} together.", cited)
        elif result["here"] == "not_reportable":
            told = verdict_on([done], case, library).removeprefix("No: ")
            barred = Line(capital(told), cited)
        else:
            block.say(
                f"{result['column2']} beside {result['column1']} is denied under Medicare's edits "
                f"unless the record supports a modifier on {result['modifier_on']}.",
                *cited,
            )
        if barred is not None and block.headline is not None:
            no = "" if case.facts.claimed_units else "No: "  # one of them can't stay after all
            told = capital(block.headline.text.removeprefix(no))
            block.headline = Line(told, block.headline.supports).then(barred)


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


def _who(case: Case, block: Block, codes: list[str], library: Library) -> None:
    """Whether the provider can bill this payer at all; it stands before a yes to the units."""
    if library.subjects.play(case.topics, "unheld_giver"):
        unheld = library.subjects.the("unheld_giver").lead[0]
        block.not_checked.append(quoted(unheld, library))
        return
    payer = library.payers.get(case.payer or "")
    if key := barred(case, codes, library):
        told = quoted(key, library)
        asked = case.wants("yes_no") and not case.wants("units", "claimed")
        whether = asked or case.wants("what_bill")
        if block.headline and (whether or block.headline.text.startswith("Yes: ")):
            count = capital(block.headline.text.removeprefix("Yes: "))
            block.headline = replace(block.headline, text=count)
            block.open_with(told)
        else:
            block.lines.append(told)
    elif payer and not case.providers:
        for provider in library.providers.values():
            rule = payer.rule(provider.paid, case.date_of_service) if provider.paid else None
            usual = library.technique_codes.get(provider.usual or "", frozenset())
            if rule and rule.value == "no" and not usual.isdisjoint(codes):
                who = f"a {provider.name} can't bill {payer.name}"
                block.leave_open(f"Who gave the service is not stated: {who}.", *rule.supports)
