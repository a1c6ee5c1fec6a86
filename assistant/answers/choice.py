"""Answering which code describes what was done: one choice for each service described."""

from __future__ import annotations

import re

from assistant.answers.choice_told import PURPOSE, explain_choice, told_choice
from assistant.answers.counted import by_whom, regions_of
from assistant.answers.coverage import tell_payers_word
from assistant.context import Context
from assistant.draft import Block, Line, not_held
from assistant.intents.choice import noted_without_technique, own_names
from assistant.reading.offered import offered_codes
from assistant.speak import cite
from assistant.turns.case import Case
from coding_tools.choice import choose_code
from coding_tools.choice_described import Described
from coding_tools.trace import Calculation
from coding_tools.wording import small
from knowledge.library import Library
from knowledge.reading_words import reading_words
from knowledge.records import Technique


def answer_choice(case: Case, context: Context) -> Block | None:
    """The code of each service described.

    Args:
        case: The case.
        context: The library.
    """
    library = context.library
    described = described_services(case, library)
    if not described:
        return None
    block = Block("choice")
    described.sort(key=lambda d: d[0] is not None and d[0].rule in _UNSURE)
    for technique, service in described:
        done = choose_code(service, library)
        support = block.compute(done)
        line = Line(_told(technique, done, case, library), (support, *done.supports))
        plain = len(described) == _SEVERAL and not _COMPLEX.search(line.text)
        if plain and block.headline is not None and not _COMPLEX.search(block.headline.text):
            block.headline = block.headline.then(line)
        else:
            block.add(line)
        if case.providers and case.wants("yes_no") and set(done.result["codes"]) & set(case.codes):
            cite(block, library, _WHOEVER)
        explain_choice(block, technique, done, support, case, library)
    tell_payers_word(block, case, library)
    judged = case.facts.codes or offered_codes(case.facts)
    if not judged and all(_without_code(t, library) for t, _ in described):
        _refuse(block)
    return block


_WHOEVER = "ama-cpt/no-profession"
"""Said where a code is asked about as that of what a kind of provider gave."""


def _without_code(technique: Technique | None, library: Library) -> bool:
    """Whether nothing that is held of a technique so much as names a code."""
    if technique is None or technique.rule != "none_held":
        return False
    return not any(library.passages[key].codes for key in technique.supports)


def _refuse(block: Block) -> None:
    """Nothing described has a code here: that is refused, with what is known of it below."""
    if block.headline is not None:
        block.refused = "not_supported"
        block.headline = not_held(small(block.headline.text.removesuffix("."))).headline


def described_services(case: Case, library: Library) -> list[tuple[Technique | None, Described]]:
    """The services described, those that come to the same codes made one."""
    found: list[Technique] = []
    named = [library.techniques[s.technique] for s in case.services if s.technique]
    if not named and len(case.regions) > 1 and library.adjusting(case.facts.codes):
        named = [library.techniques[library.claim_rules.adjustments]]
    if case.shows("massage_or_manual"):
        named = [t for t in named if t.general != "side"] or named
    strong = [t for t in named if not t.weak]
    exact = {c for t in strong for c in library.technique_codes[t.id]}
    included = {part for t in named for part in t.includes}
    own = _with_own_minutes(case)
    for technique in named:
        if technique in found or technique.id in included:
            continue
        repeats = technique.weak and strong and technique.id not in own
        apart = technique.general == "side" and _apart(technique, strong, case, library)
        if repeats and not apart and _covered(technique, strong, exact, library):
            continue
        if not any(_alike(t, technique) for t in found):
            found.append(technique)
    told: list[tuple[Technique | None, Described]] = [
        (t, _described(t, case, library)) for t in found
    ]
    known = {c for t in found for c in library.technique_codes[t.id]}
    unnamed = _described(None, case, library)
    told += [(None, unnamed._replace(named=c)) for c in own_names(case) if c not in known]
    if told:
        return [*told, (None, unnamed)] if _unnamed_beside(case, library) else told
    return [(None, unnamed)] if case.goals or noted_without_technique(case) else []


def _unnamed_beside(case: Case, library: Library) -> bool:
    """Whether minutes of something without a name stand beside an adjustment."""
    adjusted = {s.technique for s in case.services} == {library.claim_rules.adjustments}
    return adjusted and any(d.role == "treatment" for d in case.facts.loose)


def _with_own_minutes(case: Case) -> set[str]:
    """The services that have minutes of their own beside another's: "massage 60, MFR 15"."""
    timed = {s.technique for s in case.timed if s.technique}
    return timed if len(timed) >= _SEVERAL else set()


def _apart(technique: Technique, strong: list[Technique], case: Case, library: Library) -> bool:
    """Whether a general word stands for a service beside every other, not for one of them.

    So it is beside what is no work of the hands, "massage and exercise", and beside work of the
    hands under another code where a word joins the two, "massage and myofascial release".
    """
    places = {s.technique: (s.first, s.last) for s in case.services}
    own = library.technique_codes[technique.id]
    hands = frozenset().union(*(library.technique_codes[side] for side in library.sides_of_work))
    for other in strong:
        codes = library.technique_codes[other.id]
        one, two = sorted((places[technique.id], places[other.id]))
        joined = {t.fold for t in case.facts.tokens[one[1] + 1 : two[0]]} & _JOINS
        by_hand = not codes or bool(codes & hands)
        if other.kind in ("machine", "device") or (by_hand and (codes & own or not joined)):
            return False
    return True


_JOINS = reading_words("parts_services")


def _covered(
    technique: Technique, strong: list[Technique], exact: set[str], library: Library
) -> bool:
    """Whether a general word only repeats what a more exact one beside it says."""
    if technique.general:
        kinds = ("machine", "device", "technique")
        return any(t.kind in kinds and t.rule != "regions" for t in strong)
    return bool(library.technique_codes[technique.id] & exact)


def _alike(one: Technique, other: Technique) -> bool:
    """Whether two techniques are found by the same rule under the same codes."""
    codes = [{o.code for options in t.codes.values() for o in options} for t in (one, other)]
    return one.rule == other.rule == "settled" and codes[0] == codes[1]


def _described(technique: Technique | None, case: Case, library: Library) -> Described:
    """What is stated of one service."""
    return Described(
        techniques=(technique.id,) if technique else (),
        goals=case.goals,
        regions=regions_of(technique, case),
        region_count=case.region_count,
        muscles=case.muscles,
        muscle_count=case.muscle_count,
        payer=case.payer or _another_payer(case),
        stated=_relevant(technique, case, library),
        asked=(*case.facts.codes, *offered_codes(case.facts)) if not case.wants("pair") else (),
    )


def _another_payer(case: Case) -> str | None:
    """That a payer is meant of which nothing is held, where one is."""
    meant = case.unheld_payer or case.payer_denied or case.wants("other_payer")
    return "other" if meant else None


_SEVERAL = 2


def _relevant(
    technique: Technique | None, case: Case, library: Library
) -> tuple[tuple[str, str], ...]:
    """The stated facts that the technique's rule can use."""
    if technique is None or technique.fact is None:
        return ()
    stated = by_whom(case, library) | _between(technique, case) | dict(case.stated)
    return tuple((k, v) for k, v in stated.items() if k == technique.fact)


def _between(technique: Technique, case: Case) -> dict[str, str]:
    """The fact under which all of several codes stand that are asked about: "97014 or G0283?"."""
    asked = {
        c for c in case.facts.codes if any(c == o.code for v in technique.codes.values() for o in v)
    }
    values = [v for v, held in technique.codes.items() if asked <= {o.code for o in held}]
    if len(asked) < _SEVERAL or len(values) != 1 or technique.fact is None:
        return {}
    return {technique.fact: values[0]}


_UNSURE = ("by_goal", "none_held")
"""Rules by which a service may well have no code; what has one is told first."""
_COMPLEX = re.compile(r"\bNo, not\b|\bdisputed\b")
"""What is said of a service that needs a sentence of its own."""


def _told(technique: Technique | None, done: Calculation, case: Case, library: Library) -> str:
    """The direct answer for one service, with what its purpose points to."""
    told = told_choice(technique, done, case, library)
    for step in done.steps:
        if step.says.startswith(PURPOSE):
            told = f"{step.says} {told}" if case.follows else f"{told} {step.says}"
    return told
