"""Follow-ups on codes that are billed together: another code, a modifier, where it was."""

from __future__ import annotations

from assistant.intents.following import FollowUp
from assistant.intents.modifiers import asks_which
from assistant.intents.pair import all_placed, open_codes
from assistant.intents.signs import wants_code
from assistant.turns.remark import DECIDES, elliptic
from assistant.turns.signs import ADD_ONE, ADDING, BESIDE, GETS, SUPPOSED, WITH_IT
from knowledge.phrases import phrases

_TOGETHER = frozenset({"who", "beside", "yes_no", "pair", "valid", "thanks", "both"})


def asks_both_modifiers(turn: FollowUp) -> bool:
    """If a line takes both modifiers that were named: "59 or XS?", "both?"."""
    case = turn.case
    named = max(len(case.earlier.modifiers), len(case.facts.modifiers))
    return turn.was("modifiers", "pair") and named > 1 and case.wants("both", "matter")


def hears_of_it(turn: FollowUp) -> bool:
    """What somebody says of the pair: "a colleague says he always gets paid"."""
    hearsay = bool(phrases("regard").search(turn.words)) and not turn.fresh
    return (
        turn.was("pair")
        and hearsay
        and not turn.case.wants("source", "disagree", "definition", "documentation")
    )


def tries_a_modifier(turn: FollowUp) -> bool:
    """A modifier that opens no pair: "does 76 get around it?"."""
    tried = {*turn.case.modifiers} - {*turn.case.earlier.modifiers}
    closed = any(turn.library.modifiers[m].group == "no_bypass" for m in tried)
    return turn.was("pair") and closed


def puts_beside(turn: FollowUp) -> bool:
    """Another code beside it, its modifier, or who is paid: "with 97530?", "which one gets it?"."""
    lined = turn.was("pair") or turn.before[:1] == ["modifiers"]
    return _puts_one_beside(turn) or _marks_with_one(turn) or (lined and _asks_on(turn))


def _marks_with_one(turn: FollowUp) -> bool:
    """Whether a modifier is asked for beside one more: "a modifier if she was adjusted too?"."""
    case, words = turn.case, turn.words
    beside = SUPPOSED.search(words) or WITH_IT.search(words) or ADDING.search(words)
    alone = case.wants("modifier") and not (case.facts.modifiers or case.facts.timed_services)
    return bool(beside and alone and case.codes) and not turn.held


def _asks_on(turn: FollowUp) -> bool:
    """Whether a turn asks on about a pair: its modifier, who is paid, or another code beside it."""
    case, facts = turn.case, turn.case.facts
    if wants_code(case) or case.wants("why", "source", "documentation"):
        return False
    paid = case.shows("unpaid_then") or case.shows("which_is_paid")
    asks = paid or case.wants("modifier") or GETS.search(turn.words)
    if turn.held and asks:
        return not facts.modifiers
    another = bool(facts.services) and len(case.codes) > 1
    return another and {*turn.told} <= {"choice", "status"} and not case.wants("status")


def _puts_one_beside(turn: FollowUp) -> bool:
    """Whether another code is put beside the one before: "with 97530?"."""
    case = turn.case
    short = turn.counted and elliptic(case.facts)
    opens = case.opening in (BESIDE if short or turn.was("choice") else BESIDE - {"plus", "+"})
    opens = opens or bool(WITH_IT.search(turn.words) or ADD_ONE.search(turn.words))
    levels = any(open_codes(s, case, turn.library) for s in case.services)
    codes = len(case.codes) + levels
    alone = case.facts.wants <= _TOGETHER and (codes == 2 or (short and codes > 2))
    return opens and alone and not (turn.counted and case.timed)


def lines_or_pair(turn: FollowUp) -> list[str]:
    """The pair; where the modifiers of the same lines were asked for, or all are, those."""
    if turn.before[:1] == ["modifiers"]:
        return turn.again
    return marks_or_pair(turn) if asks_which(turn.case, ["pair"]) else ["pair"]


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
    if (turn.was("pair") and placed) or (case.wants("both") and all_placed(case)):
        return True
    if case.facts.providers and not case.wants("pair", "edit", "modifier"):
        return False  # "the PT did both"
    several = len({s.code or s.technique for s in case.services}) > 1
    asked = several and case.wants("both", "pair", "edit", "modifier")
    return turn.counted and asked and not case.changed


def marks_or_pair(turn: FollowUp) -> list[str]:
    """The pair; every modifier of the lines where they are asked for and it is told who pays."""
    first = bool(turn.case.facts.modifiers) or asks_which(turn.case, ["pair"])
    if turn.case.payer is None or not (first or "modifiers" in turn.told):
        return ["pair"]
    first = first or turn.told[0] == "modifiers"
    return ["modifiers", "pair"] if first else ["pair", "modifiers"]


def tells_what_decides(turn: FollowUp) -> bool:
    """A fact on which the answer depends: "it's maintenance", "another region, the ankle"."""
    stated = turn.case.facts.stated
    return any(turn.was(kind) and facts & {*stated} for kind, facts in DECIDES.items())


def tells_of_one(turn: FollowUp) -> bool:
    """More about a service of the pair, not its code: "the myofascial release was on the calf"."""
    told = {*turn.told}
    more = turn.was("pair") and turn.held and not wants_code(turn.case)
    return {"choice"} <= told <= {"choice", "pair"} and more


def asks_of_the_edit(turn: FollowUp) -> bool:
    """What the row of the pair says, or who else follows it: "indicator?"."""
    asked = turn.case.wants("other_payer") or phrases("indicator").search(turn.words)
    return turn.was("pair") and bool(asked) and not turn.told


def asks_since_when(turn: FollowUp) -> bool:
    """Since when or until when the pair is so, or if its edit is gone: "when did that end?"."""
    asked = turn.case.wants("dated", "when", "gone")
    return turn.was("pair") and asked and not turn.case.facts.services
