"""Follow-ups on codes that are billed together: another code, a modifier, where it was."""

from __future__ import annotations

import re

from assistant.intents.following import FollowUp, changed
from assistant.intents.signs import REGARD, wants_code
from assistant.turns.signs import ADD_ONE, BESIDE, GETS, WITH_IT

_FEW_WORDS = 9
_SHORT = 5
_TOGETHER = frozenset({"who", "beside", "yes_no", "pair", "valid", "thanks", "both"})
_PAIRED = ("both", "pair", "edit", "modifier")
_DECIDES = {
    "modifiers": frozenset({"care", "plan", "last_unit", "twice"}),
    "pair": frozenset({"region_relation", "distinct", "evaluation_separate", "dates", "patients"}),
}
"""The facts that decide a kind of answer."""
_INDICATOR = re.compile(
    r"^\W*(?:(?:and|so|what|what's|is|the|its) )*(?:modifier )?indicator\W*$", re.I
)
"""What the row of the pair says, in a word or two."""


def asks_both_modifiers(turn: FollowUp) -> bool:
    """If a line takes both modifiers that were named: "59 or XS?", "both?"."""
    case = turn.case
    named = max(len(case.earlier.modifiers), len(case.facts.modifiers))
    asked = named > 1 and case.wants("both") and not case.facts.codes
    return turn.was("modifiers", "pair") and asked


def hears_of_it(turn: FollowUp) -> bool:
    """What somebody says of the pair: "a colleague says he always gets paid"."""
    hearsay = REGARD.search(turn.question) and not (turn.fresh or turn.case.facts.topics)
    asked = turn.case.wants("source", "disagree", "definition")
    return turn.was("pair") and bool(hearsay) and not asked


def tries_a_modifier(turn: FollowUp) -> bool:
    """A modifier that opens no pair: "does 76 get around it?"."""
    tried = {*turn.case.modifiers} - {*turn.case.earlier.modifiers}
    closed = any(turn.library.modifiers[m].group == "no_bypass" for m in tried)
    return turn.was("pair") and closed


def puts_beside(turn: FollowUp) -> bool:
    """Another code beside it, its modifier, or who is paid: "with 97530?", "which one gets it?"."""
    return _puts_one_beside(turn) or (turn.was("pair") and _asks_on(turn))


def _asks_on(turn: FollowUp) -> bool:
    """Whether a turn asks on about a pair: its modifier, who is paid, or another code beside it."""
    case, facts = turn.case, turn.case.facts
    if facts.timed_services or wants_code(case) or case.wants("why", "source", "documentation"):
        return False
    if turn.held and (case.wants("modifier") or GETS.search(turn.question)):
        return not facts.modifiers and not {"mue", "status"} & {*turn.told}
    steady = turn.told in ([], ["choice"]) or (turn.told == ["status"] and not case.wants("status"))
    short = sum(t.kind != "sign" for t in facts.tokens) <= _SHORT
    plain = short or not facts.wants or case.wants("beside", "yes_no", "pair")
    return bool(facts.services) and len(case.codes) > 1 and steady and plain


def _puts_one_beside(turn: FollowUp) -> bool:
    """Whether another code is put beside the one before: "with 97530?"."""
    case = turn.case
    opening = next((t.fold for t in case.facts.tokens if t.fold != "and"), "")
    opens = opening in (BESIDE if turn.was("choice") else BESIDE - {"plus", "+"})
    opens = opens or bool(WITH_IT.search(turn.question)) or _adds_one(turn)
    short = len(case.facts.tokens) <= _FEW_WORDS and case.facts.wants <= _TOGETHER
    return opens and short and len(case.codes) == 2 and not turn.counted


def _adds_one(turn: FollowUp) -> bool:
    """Whether it is asked if another code may be added: "can I add 97140?"."""
    case = turn.case
    asks = case.wants("yes_no", "who") and not case.facts.loose
    return bool(asks and case.facts.codes and ADD_ONE.search(turn.question))


def lines_or_pair(turn: FollowUp) -> list[str]:
    """The pair; where the modifiers of the same lines were asked for, those again."""
    return turn.again if turn.held and turn.before[:1] == ["modifiers"] else ["pair"]


def names_codes_alone(turn: FollowUp) -> bool:
    """Codes to be billed together, and no service whose code is open."""
    return {"pair", "choice"} <= {*turn.told} and not turn.case.facts.services


def without_choice(turn: FollowUp) -> list[str]:
    """What the words ask for but a code."""
    return [i for i in turn.told if i != "choice"]


def asks_together(turn: FollowUp) -> bool:
    """If the services in play may stand together, or where they were: "both on the neck"."""
    case = turn.case
    given = {fact for fact, _ in {*case.stated} - {*case.earlier.stated}}
    placed = not given.isdisjoint({"region_relation", "distinct", "providers"})
    if turn.was("pair") and placed and not case.facts.codes:
        return True
    several = len({s.code or s.technique for s in case.services}) > 1 or len(case.codes) > 1
    asked = case.wants(*_PAIRED) and several and not case.facts.timed_services
    return turn.counted and asked and not changed(case)


def tells_what_decides(turn: FollowUp) -> bool:
    """A fact on which the answer depends: "it's maintenance", "another region, the ankle"."""
    stated = turn.case.facts.stated
    return any(turn.was(kind) and facts & {*stated} for kind, facts in _DECIDES.items())


def tells_of_one(turn: FollowUp) -> bool:
    """More about a service of the pair, not its code: "the myofascial release was on the calf"."""
    return turn.told == ["choice"] and turn.was("pair") and bool(turn.case.services) and turn.held


def asks_of_the_edit(turn: FollowUp) -> bool:
    """What the row of the pair says, or who else follows it: "indicator?"."""
    asked = turn.case.wants("other_payer") or _INDICATOR.search(turn.question)
    return turn.was("pair") and turn.told in ([], ["explain"]) and bool(asked)


def asks_since_when(turn: FollowUp) -> bool:
    """Since when or until when the pair is so: "when did that end?"."""
    return turn.was("pair") and turn.case.wants("dated", "when") and not turn.case.facts.services


def asks_its_modifier(turn: FollowUp) -> bool:
    """The modifier of the pair: "and is a modifier needed?"."""
    return turn.was("pair") and turn.case.wants("modifier") and not turn.case.facts.topics
