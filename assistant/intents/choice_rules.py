"""Whether a code is to be chosen for what was done: rules, of which the first to know decides."""

from __future__ import annotations

import re
from functools import cached_property

from assistant.intents import choice
from assistant.intents.coverage import whether_one_may
from assistant.intents.mistaken import mistaken_code
from assistant.intents.rules import Asked, Rule
from assistant.intents.signs import CODE, USED_FOR, sets_equal, wants_code
from assistant.intents.status import asks_timed
from assistant.reading.facts import Service
from assistant.reading.offered import offered_codes
from assistant.turns.signs import IT_IS_CODE
from knowledge.phrases import phrases


class AskedOfCode(Asked):
    """A case of which it is asked whether a code is to be chosen."""

    @cached_property
    def offered(self) -> tuple[str, ...]:
        """Codes by whose names something is to be billed: "bill it as massage?"."""
        return offered_codes(self.case.facts)

    @cached_property
    def put_forward(self) -> bool:
        """Whether a code is put forward as that of what is described."""
        equated = sets_equal(self.case)
        return bool(self.offered or equated or choice.puts_code_forward(self.words))

    @cached_property
    def techniques(self) -> list[Service]:
        """What was done, by its own name."""
        named = (s for s in self.case.services if s.technique)
        return [s for s in named if self.put_forward or not s.numbered]

    @cached_property
    def exact(self) -> list[Service]:
        """Those of them that no general word names."""
        return [s for s in self.techniques if not self.library.techniques[s.technique or ""].weak]

    @cached_property
    def in_words(self) -> bool:
        """Whether a code is asked for, or how to bill what was done; not who pays for it."""
        who = _WHO_OPENS.match(self.words) or not CODE.search(self.words)
        if who and self.library.subjects.play(self.case.topics, "whether_paid"):
            return False
        uncoded = self.case.wants("what_bill") and bool(self.techniques) and not self.case.timed
        return wants_code(self.case) or uncoded


def _on_something_else(asked: AskedOfCode) -> bool | None:
    """No: a subject told in words, whether it is timed, since when, or codes that are all named."""
    case, library = asked.case, asked.library
    about = case.timed or case.facts.codes
    kept_out = library.subjects.keep_out(case.topics, "choice", about) or asks_timed(case)
    codes = {*case.facts.codes}
    own = (library.technique_codes[s.technique] for s in case.services if s.technique)
    named = any(len(of & codes) > 2 for of in own)
    since = case.wants("dated") and not (about or case.follows)
    numbers = case.facts.unread and not (case.timed or case.follows)  # "te 4 mt 3"
    return False if kept_out or named or since or numbers else None


def _of_lines(asked: AskedOfCode) -> bool | None:
    """No: a modifier on lines that have their codes, or a code that is gone."""
    if not asked.techniques or asked.put_forward:
        return None
    lined = choice.of_the_lines(asked.case) or choice.of_a_gone(asked.case, asked.library)
    return False if lined else None


def _mistaken(asked: AskedOfCode) -> bool | None:
    """Yes: a code that the service is known to be mistaken for."""
    return True if mistaken_code(asked.case, asked.library) else None


def _only_named(asked: AskedOfCode) -> bool | None:
    """No: a general word that says what another question is about, or who may give a service."""
    case, library = asked.case, asked.library
    named = bool(asked.techniques) and not asked.put_forward
    aside = named and choice.on_another_subject(case, asked.techniques, library)
    return False if aside or whether_one_may(case, library) else None


def _set_equal(asked: AskedOfCode) -> bool | None:
    """Yes: "97140 = MFR?"."""
    return True if sets_equal(asked.case) else None


def _put_forward(asked: AskedOfCode) -> bool | None:
    """One code that is put forward, unless something else is asked of it."""
    one = len(asked.case.facts.codes or asked.offered) == 1
    if not (asked.put_forward and asked.techniques and one):
        return None
    paid = () if _PAID_UNDER.search(asked.words) else ("coverage",)
    forward = asked.offered and "unit" not in asked.case.facts.folds
    counted = "units" in asked.told and not (forward or IT_IS_CODE.search(asked.words))
    other = asked.case.wants("pair", "modifier", "edit", *paid) or counted
    return not (other or asked.case.facts.modifiers)


def _beside_units(asked: AskedOfCode) -> bool | None:
    """Where units are counted: a service whose code is open."""
    if "units" not in asked.told or asked.in_words or choice.is_note(asked.case):
        return None
    return any(s.technique and not s.numbered and s.code is None for s in asked.case.timed)


def _said_by_a_document(asked: AskedOfCode) -> bool | None:
    """No: what a document says."""
    case = asked.case
    said = phrases("regard").search(asked.words) and case.sources and not case.timed
    return False if said else None


def _used_for(asked: AskedOfCode) -> bool | None:
    """What a code is used for: a choice where a technique is named."""
    case = asked.case
    single = len(case.facts.codes) < 2 and not case.timed
    if not (single and case.wants("yes_no") and USED_FOR.search(asked.words)):
        return None
    return any(s.technique for s in case.services)


def _by_own_name(asked: AskedOfCode) -> bool | None:
    """A code's own name alone: where its number is asked for, or in a note."""
    case = asked.case
    if asked.techniques or not choice.own_names(case):
        return None
    noted = choice.is_note(case) and not case.facts.codes
    return (asked.in_words or noted) and not case.wants("pair", "modifier", "coverage", "status")


def _by_regions(asked: AskedOfCode) -> bool | None:
    """Yes: an adjustment's code put beside regions alone: "98940 for neck, mid and low back?"."""
    case = asked.case
    one = len(case.services) == 1 and len(case.regions) > 1 and not (case.modifiers or case.topics)
    put = case.wants("yes_no", "claimed", "valid") or asked.words.rstrip().endswith("?")
    other = case.wants("pair", "modifier", "coverage", "documentation", "definition", "why")
    return True if one and put and not other and asked.library.adjusting(case.facts.codes) else None


def _of_no_name(asked: AskedOfCode) -> bool | None:
    """Nothing by its name: minutes on a place, or a purpose that shows what was done."""
    case, library = asked.case, asked.library
    if asked.techniques:
        return None
    noted = choice.is_note(case) and choice.terse(case, library)
    if choice.noted_without_technique(case) and (asked.in_words or noted):
        return True
    described = any(library.sides[library.goals[g].side].code for g in case.goals)
    return described and not case.codes and (asked.in_words or bool(case.facts.loose))


def _whether_its_code(asked: AskedOfCode) -> bool | None:
    """Yes: whether a number is the code of a service that has another one."""
    whether = not asked.case.timed and choice.asks_whether(
        asked.case, asked.techniques, asked.library
    )
    return True if whether else None


def _between(asked: AskedOfCode) -> bool | None:
    """Yes: "is trigger point work massage or manual therapy?"."""
    both = asked.library.sides_of_work <= {s.technique for s in asked.techniques}
    return True if both and asked.exact and not asked.case.wants("compare") else None


def _in_so_many_words(asked: AskedOfCode) -> bool | None:
    """Where a code is asked for: yes, unless a general word only stands by codes of a pair."""
    case = asked.case
    if not asked.in_words:
        return None
    return bool(asked.exact) or not case.wants("pair", "coverage") or not case.codes


def _whether_billable(asked: AskedOfCode) -> bool | None:
    """Yes: whether a service that no subject is on can be billed: "is Thai massage billable?"."""
    case, facts = asked.case, asked.case.facts
    leads = any(asked.library.topics[t].lead for t in facts.topics)
    bare = not (case.follows or facts.codes or leads or case.timed or facts.bare)
    of_none = not (case.payer or facts.payers or facts.providers or facts.modifiers or facts.states)
    asks = facts.wants >= {"valid", "yes_no"} and case.says("can_be_billed")
    return True if bare and of_none and asks and len(asked.techniques) == 1 else None


def _noted(asked: AskedOfCode) -> bool | None:
    """A note of what was done, with no code in it."""
    case = asked.case
    if case.wants("definition") and not case.timed:
        return False
    topics = [asked.library.topics[t] for t in case.topics]
    if any(t.coverage and t.providers for t in topics) and not case.timed:
        return False
    return choice.is_note(case) and not case.facts.codes and not case.methods


RULES: tuple[Rule[AskedOfCode], ...] = (
    _on_something_else, _of_lines, _mistaken, _only_named, _set_equal, _put_forward,
    _beside_units, _said_by_a_document, _used_for, _by_own_name, _by_regions, _of_no_name,
    _whether_its_code, _between, _in_so_many_words, _whether_billable,
    _noted,
)  # fmt: skip

_PAID_UNDER = re.compile(r"\b(?:covered|paid) (?:under|as) \d{5}\b", re.I)
_WHO_OPENS = re.compile(r"\W*(?:and |but |so )?who\b", re.I)
