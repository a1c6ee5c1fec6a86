"""What kind of answer a case asks for, found from its facts and its words together."""

from __future__ import annotations

from assistant.intents import choice_rules, counting, pair_rules
from assistant.intents.coverage import asks_coverage
from assistant.intents.follow_up import followed
from assistant.intents.limits import asks_mue, asks_threshold, asks_whether
from assistant.intents.modifiers import asked_of_modifier, asks_modifiers, asks_which
from assistant.intents.order import ordered
from assistant.intents.regions import asks_region
from assistant.intents.rules import Asked, decided
from assistant.intents.signs import asks_more, opens_yes_no
from assistant.intents.status import asks_status, asks_timed
from assistant.turns.case import Case
from knowledge.library import Library


def intents_of(case: Case, library: Library) -> tuple[str, ...]:
    """The kinds of answer that a case asks for, the first first.

    Args:
        case: The case.
        library: The knowledge base.

    Returns:
        Some of: `improper`, `greeting`, `minutes_for`, `units`, `mue`, `pair`, `status`,
        `choice`, `modifiers`, `threshold`, `coverage`, `ask_payer`, `documentation`, `what_if`,
        `why`, `source`, `sources`, `explain`.
    """
    if case.was is not None and not case.facts.improper:
        return ("choice",) if _described_anew(case) else ("what_if",)
    if asks_region(case, library):
        return ("region",)
    told: list[str] = []
    if case.facts.improper:
        told.append("improper")
    inverse = counting.asks_minutes(case, library)
    if inverse:
        told.append("minutes_for")
    over = library.overruled(case.topics)
    if asks_mue(case, library) and ("mue" not in over or asks_whether(case, library)):
        told.append("mue")
    elif not inverse and decided(counting.RULES, Asked(case, library))[1]:
        told.append("what_if" if asks_more(case) else "units")
    described = choice_rules.AskedOfCode(case, library, told)
    if _open_between(case) or decided(choice_rules.RULES, described)[1]:
        told.append("choice")
    if decided(pair_rules.RULES, pair_rules.AskedOfPair(case, library, told))[1]:
        told.append("pair")
    if asks_threshold(case, library) and not told:
        told.append("threshold")
    elif asks_modifiers(case, library, told):
        alone = asked_of_modifier(case) and "pair" not in told
        first = told.count("improper") if alone else len(told)
        told.insert(told.index("pair") if asks_which(case, told) else first, "modifiers")
    elif "units" in told and case.given_by and not case.follows and library.ours(case.payer):
        told.append("modifiers")  # "97110 by the PTA, 97140 by the PT": one line carries a mark
    if not told and _units_alone(case, library):
        told.append("minutes_for")
    if asks_status(case, library, told):
        told.append("status")
    if case.wants("ask_payer") and library.subjects.answered_by(case.topics, "ask_payer"):
        told.append("ask_payer")
    named = case.codes or any(s.technique for s in case.services)
    of_code = not (told or case.timed or case.follows or case.sources or case.providers)
    recorded = of_code or library.subjects.answered_by(case.topics, "documentation")
    if recorded and case.wants("documentation") and named and "documentation" not in over:
        told.append("documentation")
    if not told and asks_coverage(case, library):
        told.append("coverage")
    if case.follows:
        told = followed(case, told, library)
    elif case.facts.wants & {"why", "source"} and not told:
        told = ["explain"]
    if told[:1] == ["sources"]:
        return tuple(dict.fromkeys(told))
    if _needs_passages(case, told, library):
        told.append("explain")
    return ordered(told, case, library)


def _code_tried(case: Case, told: list[str]) -> bool:
    """Whether a turn tries a code on what was described before: "can I use 97140?"."""
    described = any(s.technique for s in case.services)
    tried = case.follows and "choice" in told and described
    return tried and bool(case.facts.codes) and not case.providers


def _units_alone(case: Case, library: Library) -> bool:
    """Whether units of a timed code are asked for and no minutes are told: "units for 97124?"."""
    facts = case.facts
    if not any(library.codes[c].timed for c in case.codes if c in library.codes):
        return False
    told = facts.claimed_units or facts.loose
    other = told or facts.topics or facts.modifiers or facts.sources or facts.unheld
    asks = facts.wants & {"mue", "why", "source", "pair", "coverage", "documentation", "compare"}
    short = sum(t.kind != "sign" for t in facts.tokens) <= _FEW_WORDS
    if opens_yes_no(case) or case.timed or other or asks:
        return False
    return case.wants("units") and short


_FEW_WORDS = 12


def _described_anew(case: Case) -> bool:
    """Whether a service of another kind is supposed where its code was asked for, not a count."""
    own = case.facts.services
    left = {s.technique for s in case.services}
    named = bool(own) and all(s.technique in left and s.minutes is None for s in own)
    return named and "choice" in case.earlier.intents and not case.wants("units")


def _open_between(case: Case) -> bool:
    """Whether the code of one service is open between several that are named."""
    named = len(case.facts.codes) > 1 and not case.codes
    return named and len(case.services) == 1 and not case.wants("modifier", "documentation")


def _needs_passages(case: Case, told: list[str], library: Library) -> bool:
    """Whether passages are wanted beside what is computed."""
    beyond = library.subjects.beyond
    others = not library.ours(case.payer) or case.facts.generic_payer is not None
    if told == ["coverage"] and others:
        return False
    if told == ["pair"] and case.shows("unpaid_then"):
        return False
    if told[:1] == ["source"] and len(told) > 1:
        return False
    if told == ["threshold"]:
        return bool(beyond(case.topics, "threshold"))
    if not told or told == ["improper"] or set(case.sources) & set(case.called):
        return True
    beyond_codes = ("definition", "coverage", "documentation", "source", "compare", "when")
    if case.wants(*beyond_codes) or (case.wants("who") and not _code_tried(case, told)):
        if {"units", "pair"} & set(told) and not case.wants("definition", "source", "compare"):
            return bool(beyond(case.topics, "units")) and "units" not in told
        return "status" not in told or bool(case.topics)
    if told in (["minutes_for"], ["what_if"]) or (told == ["status"] and asks_timed(case)):
        return False
    if told == ["status"] and case.wants("gone", "valid"):
        return bool(beyond(case.topics, "status"))
    return "choice" not in told and "units" not in told and "pair" not in told
