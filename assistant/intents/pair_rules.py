"""Whether codes are asked about together: rules, of which the first that knows decides."""

from __future__ import annotations

import re

from assistant.intents import pair
from assistant.intents.rules import Asked, Rule
from assistant.intents.signs import maps, sets_equal
from assistant.intents.status import asks_timed
from knowledge.phrases import phrases


class AskedOfPair(Asked):
    """A case of which it is asked whether codes go together."""

    @property
    def adjusting(self) -> bool:
        """Whether an adjustment is named."""
        return any(self.library.adjusts(s.technique) for s in self.case.services)

    @property
    def numbers(self) -> bool:
        """Whether several codes are named by their numbers."""
        return len(self.case.facts.codes) > 1

    @property
    def either(self) -> bool:
        """Whether it is asked which of two codes is right."""
        return phrases("code_or_code").search(self.words) is not None


def _on_something_else(asked: AskedOfPair) -> bool | None:
    """No: a subject that is told in words, or whether a code is timed, or paid like another."""
    case = asked.case
    kept_out = asked.library.subjects.keep_out(case.topics, "pair", pair.several(case))
    return False if kept_out or asks_timed(case) or pair.SAME_PAY.search(asked.words) else None


def _of_one(asked: AskedOfPair) -> bool | None:
    """No: only one service is in play, be it given to several patients at once."""
    case, library = asked.case, asked.library
    grouped = any(library.techniques[s.technique].takes_in for s in case.services if s.technique)
    if grouped and not (asked.numbers or case.wants("pair", "edit", "modifier")):
        return False
    adjusted = len(case.codes) == 1 and asked.adjusting and not library.adjusting(case.codes)
    together = len(case.codes) > 1 or adjusted or pair.services_with_codes(case, library) > 1
    return None if together else False


def _marked_as_distinct(asked: AskedOfPair) -> bool | None:
    """Yes: a modifier for a distinct service beside an adjustment or an evaluation, or 25."""
    case, groups = asked.case, asked.library.claim_rules.pairs
    distinct = groups.distinct
    if case.modifiers == (groups.evaluation,) and case.wants("beside") and not case.timed:
        return True
    open_ = {c for s in case.services for c in pair.open_codes(s, case, asked.library)}
    evaluated = open_ and open_.isdisjoint(case.facts.codes)
    beside = asked.adjusting or (evaluated and len(case.services) > 1)
    return True if beside and case.modifiers and set(case.modifiers[-1:]) <= set(distinct) else None


def _each_for_itself(asked: AskedOfPair) -> bool | None:
    """No: "are 97001 and 97003 still good?", "is 97124 gone, and 97140 used?"."""
    together = asked.case.wants("pair", "edit", "modifier")
    gone = asked.case.wants("gone") or phrases("each_code").search(asked.words)
    return False if asked.case.wants("status") and gone and not together else None


def _denied(asked: AskedOfPair) -> bool | None:
    """Yes: several codes of a claim that came back."""
    back = asked.library.subjects.play(asked.case.topics, "denied") and asked.numbers
    return True if back else None


def _never_together(asked: AskedOfPair) -> bool | None:
    """Yes: a code is asked for of two services that an edit shuts to one another."""
    choosing = "choice" in asked.told and not asked.either and not sets_equal(asked.case)
    return True if choosing and pair.shut(asked.case, asked.library) else None


def _beside_units(asked: AskedOfPair) -> bool | None:
    """Where units are counted: a line, an edit, or a code without minutes beside them."""
    case, library = asked.case, asked.library
    if "units" not in asked.told or pair.asks_both(case):
        return None
    line = case.wants("edit") or _LINE.search(asked.words)
    untold = pair.one_untold(case, library) or pair.billed_beside_cmt(case, library)
    return bool(line) or untold


def _beside_a_choice(asked: AskedOfPair) -> bool | None:
    """Where a code is asked for: only what else is put beside it."""
    case = asked.case
    if "choice" not in asked.told:
        return None
    if not case.wants("pair", "modifier", "edit", "both"):
        billed = asked.adjusting and case.wants("what_bill") and len(case.services) > 1
        numbers = asked.numbers and not maps(case)
        whole = case.wants("what_bill") or not case.facts.codes
        unnumbered = whole and pair.joined(case, asked.library)
        return case.wants("beside") and (numbers or billed or unnumbered)
    return case.wants("edit") if asked.either else None


def _one_or_the_other(asked: AskedOfPair) -> bool | None:
    """No: "97124 or 97140?"."""
    together = asked.case.wants("pair", "edit", "modifier")
    return False if asked.either and not together else None


def _told_apart(asked: AskedOfPair) -> bool | None:
    """Yes: it is told whether two services were in one region, or distinct."""
    case = asked.case
    placed = case.fact("region_relation") or case.fact("distinct")
    adjusted = asked.library.adjusting(case.facts.codes)
    cmt = (asked.adjusting and not case.follows) or (case.wants("beside") and adjusted)
    return True if placed and (asked.numbers or cmt) else None


def _said_by_a_document(asked: AskedOfPair) -> bool | None:
    """What a document says of codes: a pair only where it is asked if they go together."""
    case = asked.case
    documents = [s for s in case.sources if asked.library.sources[s].authority != "payer"]
    if not documents or not phrases("regard").search(asked.words) or case.wants("modifier", "edit"):
        return None
    return asked.numbers and case.wants("pair", "beside") and case.wants("yes_no", "who")


def _in_so_many_words(asked: AskedOfPair) -> bool | None:
    """Yes: a pair, an edit, or a modifier between several."""
    case = asked.case
    between = case.wants("modifier") and (case.wants("beside") or len(case.codes) > 1)
    return True if case.wants("pair", "edit") or between else None


def _both(asked: AskedOfPair) -> bool | None:
    """Both, unless they are compared or each is asked about for itself."""
    case = asked.case
    asks = case.wants("choice", "units", "who", "yes_no", "what_bill")
    if not case.wants("both") or not (asks or asked.words.rstrip().endswith("?")):
        return None
    return not case.wants("compare", "status")


def _numbers(asked: AskedOfPair) -> bool | None:
    """Yes: several numbers with a modifier, joined to one another, or as one day's lines."""
    case = asked.case
    if not asked.numbers:
        return None
    if case.modifiers:
        return True
    other = case.wants("definition", "compare", "documentation", "ask_payer")
    if other or pair.for_a_provider(case):
        return None
    beside = case.wants("beside") and not _MAPPED.search(asked.words)
    lines = pair.one_day(case) and not _INSTEAD.search(asked.words)
    joined = beside or lines or (not case.timed and phrases("joins_codes").search(asked.words))
    return True if joined else None


def _beside_an_adjustment(asked: AskedOfPair) -> bool | None:
    """Yes: a service beside an adjustment, one of them by its number."""
    case, put = asked.case, asked.case.wants("yes_no", "who")
    named = asked.library.adjusting(case.facts.codes) and any(s.technique for s in case.services)
    if named and case.wants("beside") and put and "choice" not in asked.told:
        return True
    coded = asked.adjusting and bool(case.facts.codes)
    asks = case.wants("beside") or put or asked.words.rstrip().endswith("?")
    placed = asks and pair.all_placed(case)
    return True if coded and (placed or (put and _BESIDE.search(asked.words))) else None


def _set_beside(asked: AskedOfPair) -> bool | None:
    """Yes: "CMT with dry needling", and nothing else asked of them."""
    beside = pair.joined(asked.case, asked.library) and not asked.case.wants(*_OTHERWISE)
    return True if beside else None


def _mapped(asked: AskedOfPair) -> bool | None:
    """No: a code is put to a service that is named."""
    return False if maps(asked.case) else None


RULES: tuple[Rule[AskedOfPair], ...] = (
    _on_something_else, _of_one, _marked_as_distinct, _each_for_itself, _denied, _never_together,
    _beside_units, _beside_a_choice, _one_or_the_other, _said_by_a_document, _told_apart,
    _in_so_many_words, _both, _numbers, _beside_an_adjustment, _set_beside, _mapped,
)  # fmt: skip


_LINE = re.compile(r"\b(modifier|mod|59|xs|line)\b", re.I)
_BESIDE = re.compile(r"\b(?:with|beside|alongside|next to) (?:an?|the|my|our|his|her) ", re.I)
_INSTEAD = re.compile(r"\b(instead of|or|versus|vs|rather than|replac\w+|called?)\b", re.I)
_MAPPED = re.compile(r"\b(for|as|called?|instead of|belongs?|under|code (for|of))\b|=", re.I)
_OTHERWISE = (
    "coverage", "definition", "compare", "documentation", "ask_payer", "choice", "units", "source",
)  # fmt: skip
"""What else may be asked of two services that are joined."""
