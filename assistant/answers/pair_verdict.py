"""A verdict on a pair, or on several that are alike, in a sentence."""

from __future__ import annotations

import re

from assistant.answers.medicares import by_medicares_table
from assistant.answers.pair_why import ended_on, exact
from assistant.intents.signs import opens_yes_no
from assistant.turns.case import Case
from coding_tools.trace import Calculation
from coding_tools.wording import listed, small
from knowledge.library import Library


def verdict_on(like: list[Calculation], case: Case, library: Library) -> str:
    """A verdict in a sentence.

    Args:
        like: The checks of the pairs, which come to the same.
        case: The case.
        library: The knowledge base.
    """
    verdict, here = like[0].result["verdict"], like[0].result["here"]
    if (of_code := _of_the_codes(like)) is not None:
        return f"{_no(case)}{of_code}"
    if here == "reportable" and verdict != "no_edit":
        return _apart(like)
    if here == "depends" and like[0].inputs.get("providers") == "other":
        return (
            f"The edit between {_names(like)} binds one provider, or one group and specialty; for "
            "another provider the plan's concurrent-care rule decides."
        )
    if verdict == "never_together":
        return f"{_no(case)}{_never(like, case)}"
    if verdict == "not_loaded":
        return _not_loaded(like)
    return _no_edit(like, case, library) if verdict == "no_edit" else _opened(like, case, library)


def _no(case: Case) -> str:
    """The no that answers whether a pair may be billed, the yes whether it has an edit."""
    if case.shows("or_another_question"):
        return ""
    if _asks_for_an_edit(case):
        return "Yes: "
    why_or_which = _opens_why(case) or "column" in case.facts.question.lower()
    of_the_edit = case.wants("edit") and not case.wants("both", "modifier")
    told = why_or_which or (case.wants("definition") and not opens_yes_no(case))
    told = told or (of_the_edit and not case.shows("whether_billed"))
    return "" if told or (case.wants("never") and not case.facts.modifiers) else "No: "


def _asks_for_an_edit(case: Case) -> bool:
    """Whether it is asked if a pair has an edit: "is there an edit between 97010 and 96523?"."""
    return case.wants("edit") and case.shows("is_there_an_edit")


def _apart(like: list[Calculation]) -> str:
    """That an edit doesn't reach what was given to others, or on other days."""
    whose = like[0].inputs.get("patients") == "different"
    divided = "For different patients" if whose else "On different dates of service"
    return (
        f"{divided} the edit between {_names(like)} doesn't apply: it binds one patient, one date "
        "of service and one provider."
    )


def _never(like: list[Calculation], case: Case) -> str:
    """That pairs are never paid together."""
    rule = (
        "are never paid together for one patient, provider and date under Medicare's pair edits, "
        "whatever the region"
    )
    column1, column2 = _pairs(like)[0]
    if len(like) > 1:
        told = " ".join(f"{one} and {other}: never together." for one, other in _pairs(like))
        return f"{column1} and {column2} {rule}. {told}"
    which = row = ""
    if case.shows("which_is_paid"):
        which = f" {column1} is paid and {column2} is denied."
    if _asks_for_an_edit(case):
        row = f"{column1} is column 1 and {column2} column 2 of a Medicare edit with indicator 0. "
    tried = f", {listed(case.modifiers)} included," if case.modifiers else ""
    return f"{row}{_names(like)} {rule}, and no modifier{tried} opens the pair.{which}"


def _not_loaded(like: list[Calculation]) -> str:
    """That a pair can't be looked up, and why."""
    missing = like[0].steps[0].says
    code_first = any(letter.isdigit() for letter in missing[:2])
    return f"That can't be told: {missing if code_first else small(missing)}"


def _no_edit(like: list[Calculation], case: Case, library: Library) -> str:
    """That no edit stands between codes, and that no modifier is needed then."""
    payer = like[0].inputs.get("payer")
    ours = payer is None or by_medicares_table(payer, library)
    if len(like) > 1:
        opened = "No edit asks for a modifier: no" if ours and case.wants("modifier") else "No"
        pairs = [f"live edit stands between {a} and {b}." for a, b in _pairs(like)]
        return f"{opened} {' No '.join(pairs)}"
    needs = ", so no modifier is needed for it" if ours else ""
    return f"No Medicare edit stands between {_names(like)}{ended(like)}{needs}."


def _opened(like: list[Calculation], case: Case, library: Library) -> str:
    """What a modifier opens, on which line, and where not even one does."""
    result, here = like[0].result, like[0].result["here"]
    on = listed(list(dict.fromkeys(c.result["modifier_on"] for c in like)))
    groups = library.claim_rules.pairs
    if result["modifiers"] == [groups.evaluation]:
        return _visit_verdict(here, on, _others(like), groups.evaluation)
    by = library.opened_by(result["column1"], result["column2"])
    others = _others(like)
    row = f"{others} is column 1 and {on} column 2 of a Medicare edit with indicator 1"
    if here == "not_reportable":
        at = "in the same region" if "region" in by else "at the same time"
        are = "are" if " and " in on else "is"
        return (
            f"{_no(case)}{f'{row}. ' if _asks_for_an_edit(case) else ''}{on} {are} not separately "
            f"reportable beside {others} {at}, and no modifier changes that."
        )
    if here == "with_modifier":
        return (
            f"The modifier goes on {on} (column 2) beside {others}: {groups.general}, or "
            f"{exact(like[0], library)}, if the record shows that it was distinct."
        )
    asked = case.wants("modifier") and len(case.modifiers) != 1
    which = f", {groups.general} or {exact(like[0], library, by)}," if asked else ""
    only = f"nly with a modifier{which} on {on}, and only where that service was {_CONDITION[by]}"
    if _opens_why(case) or _asks_for_an_edit(case):
        return f"{_no(case)}{row}: o{only}."
    return f"O{only}: {row}."


def _of_the_codes(like: list[Calculation]) -> str | None:
    """What a code itself says against the pair: it is gone, had not begun, or is the same."""
    if like[0].result["here"] != "not_reportable" or like[0].result["verdict"] != "no_edit":
        return None
    barred = [s.says for c in like for s in c.steps if s.value in _BARRED]
    return " ".join(dict.fromkeys(barred)) or None


_BARRED = ("deleted", "unknown", "not_reportable")
"""What the steps on a code that bars its pair come to."""


_CONDITION = {
    frozenset({"region"}): "in a region that was not manipulated",
    frozenset({"time"}): "at a separate time",
    frozenset({"region", "time"}): "in another region or at a separate time",
}


def _names(like: list[Calculation]) -> str:
    """The pairs named."""
    return listed([f"{one} and {other}" for one, other in _pairs(like)])


def _pairs(like: list[Calculation]) -> list[tuple[str, str]]:
    """The codes of each pair, column 1 first."""
    return [(c.result["column1"], c.result["column2"]) for c in like]


def _others(like: list[Calculation]) -> str:
    """The column 1 codes."""
    return listed(list(dict.fromkeys(c.result["column1"] for c in like)), "or")


def ended(like: list[Calculation]) -> str:
    """When an edit ended, where one did.

    Args:
        like: The checks of the pairs.
    """
    last = max(map(ended_on, like))
    return f" since the one that ended on {last}" if last else ""


def _visit_verdict(here: str, visit: str, other: str, modifier: str) -> str:
    """What an office visit beside a treatment comes to, in a sentence."""
    if here == "not_reportable":
        return (
            f"No: {visit}, the office visit, is not separately reportable beside {other} without "
            f"a separately identifiable evaluation, and modifier {modifier} doesn't fit."
        )
    return (
        f"Modifier {modifier} on {visit}, the office visit, and only where the record shows a "
        f"separately identifiable evaluation beside {other}."
    )


def _opens_why(case: Case) -> bool:
    """Whether a question opens by asking for a reason."""
    return bool(_WHY.match(case.facts.question))


_WHY = re.compile(r"\W*(?:so |but |and )?(?:why|how come)\b", re.I)
