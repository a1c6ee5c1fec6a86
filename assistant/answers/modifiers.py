"""Answering which modifiers belong on which line, each as a question to the record."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.assistant_share import lead_with_share, marks_of, share_over, shares_told
from assistant.answers.counted import code_of
from assistant.answers.pair_codes import checked, pair_codes, pairs_asked
from assistant.answers.pair_why import not_both
from assistant.answers.threshold import passed, spent
from assistant.context import Context
from assistant.draft import Asked, Block, Line, Support
from assistant.intents.pair import open_codes
from assistant.speak import quoted
from assistant.turns.case import Case
from coding_tools.modifiers import advise
from coding_tools.modifiers_opinion import Day, ServiceLine
from coding_tools.modifiers_summary import by_line, by_modifier
from coding_tools.trace import Calculation
from knowledge.assistants import assistant_rule
from knowledge.library import Library
from knowledge.phrases import Phrases

_MOST_LINES = 6
_MOST_ASKED = 3
_STATED = ("care", "abn", "denial", "plan", "last_unit", "twice")
_OR = re.compile(r"\b(or|vs|versus|instead of|rather than)\b", re.I)
_PLACE = Phrases("place_of_a_modifier")
_ON_COLUMN_TWO = "cms-ncci-ptp-2024q3/modifier-side"


def answer_modifiers(case: Case, context: Context) -> Block | None:
    """The modifiers that are asked about, or that come into question, on each line.

    Args:
        case: The case.
        context: The library and its tables.
    """
    library = context.library
    apart = {code_of(s, case, library) for s in case.timed}
    lines = {*case.codes, *apart}
    if library.claim_rules.pairs.evaluation in case.modifiers:  # "does the evaluation need a 25?"
        lines |= {c for s in case.services for c in open_codes(s, case, library)}
    # Where codes stand as numbers, a name beside them is no further line.
    numbered = case.codes and (case.follows or any(s.numbered for s in case.services))
    codes = [c for c in pair_codes(case, library) if c in lines or not numbered]
    codes = codes[:_MOST_LINES] if case.codes or case.services else []
    if not codes and not case.modifiers:
        return None
    block = Block("modifiers", _rule_first(codes, case, library))
    pairs = [checked(*pair, case, context) for pair in pairs_asked(codes, case, library)]
    for payer in _payers(case):
        done = advise(_lines(case, codes, library), _day(case, payer, library), pairs, library)
        support = block.compute(done)
        if codes:
            _tell(block, done, support, case)
        for question in _to_ask(done, case, library):
            block.say(f"Ask the record: {question}", support, *_supports(question, library))
        _ask(block, done, case)
    lead_with_share(case, block, library)
    if "pair" not in case.intents:
        _where(block, pairs, case, library)
        for pair in pairs:
            if pair.result["verdict"] in ("never_together", "modifier_allowed"):
                block.compute(pair)
    return block


def _rule_first(codes: Sequence[str], case: Case, library: Library) -> Line | None:
    """The rule that is told before any line, where it is what is asked about."""
    groups, asked = library.claim_rules.pairs, case.modifiers
    either = _alternatives(case, library) or (case.follows and case.wants("both", "matter"))
    if either and {groups.general, groups.region} <= {*asked}:
        return not_both(library)
    rules = (r for r in library.modifier_rules.values() if r.kind == "required")
    by_payer = {modifier for rule in rules for modifier in rule.modifiers}
    if not codes and case.unheld_payer and by_payer.issuperset(asked):
        return quoted("knead-notes/private-plans", library)
    rule = assistant_rule()
    named = asked or any(p in library.assistants for p in case.providers)
    if library.subjects.play(case.topics, "assistants") and not named:
        return quoted(rule.supports[0], library)
    counted = "units" in case.intents or shares_told(case, library) is not None
    whose = case.payer or case.payers or case.topics or case.facts.providers
    of_none = bool(asked) and by_payer.issuperset(asked) and not whose
    if codes or case.intents[:1] != ("modifiers",) or not (counted or of_none):
        return None
    key = library.modifiers[asked[0]].supports[0]
    last = case.fact("last_unit") and key in rule.supports
    return quoted(rule.last_unit_supports[0] if last else key, library)


_OTHER_LINE = "the modifier belongs on"
"""What the column 1 line is told; worth saying where the line is asked for."""
_WHICH_LINE = Phrases("either_line")


def _tell(block: Block, done: Calculation, support: Support, case: Case) -> None:
    """Say the direct answer: on the modifiers asked about, or on each line."""
    texts = list(by_modifier(done)) if case.modifiers else [by_line(done)]
    aside = [t for t in texts if _OTHER_LINE in t]
    if len(aside) < len(texts) and not _WHICH_LINE.search(case.facts.question):
        texts = [t for t in texts if t not in aside]
    for text in texts:
        block.add(Line(text, (support, *_steps_supports(done, text))))


def _steps_supports(done: Calculation, text: str) -> tuple[str, ...]:
    """The passages of the steps whose reason a sentence gives; of all of them for a summary."""
    steps = [s for s in done.steps if s.says.partition(": ")[2].rstrip(".") in text]
    chosen = steps or [s for s in done.steps if s.outcome == "applies"]
    return tuple(dict.fromkeys(key for step in chosen for key in step.supports))[:4]


def _where(block: Block, pairs: Sequence[Calculation], case: Case, library: Library) -> None:
    """Where a modifier stands first, where that is asked and no line told can show it."""
    barred = block.headline is not None and block.headline.text.startswith("No, ")
    of_a_pair = not pairs and set(case.modifiers) <= set(library.claim_rules.pairs.distinct)
    if (barred or of_a_pair) and len(case.modifiers) == 1 and _PLACE.search(case.facts.question):
        key = _ON_COLUMN_TWO if of_a_pair else library.modifiers[case.modifiers[0]].supports[0]
        block.open_with(quoted(key, library))


def _payers(case: Case) -> tuple[str | None, ...]:
    """The payers to answer for: every one that is named; None where none is."""
    if len(case.payers) > 1:
        return case.payers
    another = case.payer_denied or case.wants("other_payer")
    return (case.payer or case.unheld_payer or ("another payer" if another else None),)


def _lines(case: Case, codes: Sequence[str], library: Library) -> list[ServiceLine]:
    """The lines, each with the modifiers that stand on it already."""
    hung: dict[str, list[str]] = {}
    named, words = case.facts.modifiers, case.facts.question
    if not named and case.earlier.question:
        named, words = tuple((m, None) for m in case.modifiers), case.earlier.question
    for modifier, code in named:
        if code is not None and not _alternatives(case, library):
            hung.setdefault(code, []).append(modifier)
    together = not _OR.search(words) and len(case.modifiers) > 1
    loose = [m for m, code in named if code is None] if together else []
    gave = dict(case.given_by)
    return [
        ServiceLine(code, tuple(dict.fromkeys((*hung.get(code, ()), *loose))), gave.get(code))
        for code in codes
    ]


def _alternatives(case: Case, library: Library) -> bool:
    """Whether it is asked which of several modifiers for a distinct service a line takes."""
    distinct = set(case.modifiers) <= set(library.claim_rules.pairs.distinct)
    return distinct and len(case.modifiers) > 1 and bool(_OR.search(case.facts.question))


def _day(case: Case, payer: str | None, library: Library) -> Day:
    """What is stated of the day."""
    if case.given_by:
        named = [p for p in case.providers if p not in library.assistants]
    else:
        named = [p for p in case.providers if p in library.assistants] or list(case.providers)
    facts = {name: value for name, value in case.stated if name in _STATED}
    if (share := share_over(case, library)) is not None:
        facts["assistant_share"] = share
    if library.subjects.play(case.topics, "assistants"):
        facts["assistant"] = "yes"
    if passed(case, library):
        facts["threshold"] = "passed"
    return Day(
        payer=payer,
        provider=named[0] if len(named) == 1 else None,
        date_of_service=case.date_of_service,
        asked=case.modifiers,
        stated=tuple(sorted(facts.items())),
        spent=spent(case, library),
    )


def _to_ask(done: Calculation, case: Case, library: Library) -> list[str]:
    """The questions to the record that are said; what the pair's own answer asks is left out."""
    groups = library.claim_rules.pairs
    said = (*groups.distinct, groups.evaluation) if "pair" in case.intents else ()
    said = (*said, *marks_of(library).values()) if shares_told(case, library) else said
    questions = done.result["ask_the_record"]
    return [q for q in questions if not q.startswith(said)][:_MOST_ASKED]


def _supports(question: str, library: Library) -> tuple[str, ...]:
    """The passages behind a question to the record: those of its modifiers."""
    named = re.split(r", | or ", question.partition(":")[0].partition(" on ")[0])
    held = (library.modifiers[m] for m in named if m in library.modifiers)
    return tuple(dict.fromkeys(key for modifier in held for key in modifier.supports))


def _ask(block: Block, done: Calculation, case: Case) -> None:
    """The fact that would decide what is open."""
    judged = [m["verdict"] for line in done.result["lines"] for m in line["modifiers"]]
    if block.asks is None and "pair" not in case.intents and "open" in judged:
        missing = " ".join(done.not_checked)
        facts = (fact for words, fact in _MISSING if words in missing)
        block.asks = next(map(Asked, facts), None)


_MISSING = (
    ("who pays isn't stated", "payer"),
    ("which plan of care", "plan"),
    ("the date of service isn't stated", "date"),
    ("Who gave the services", "provider"),
)
