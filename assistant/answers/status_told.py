"""Wording whether a code is active, deleted or not known."""

from __future__ import annotations

from assistant.answers.medicares import stands_for_another, unpaid
from assistant.answers.timed_told import one_timed
from assistant.intents.signs import opens_yes_no
from assistant.intents.status import asks_what_replaced
from assistant.speak import spoken_key
from assistant.turns.case import Case
from coding_tools.wording import listed
from knowledge.library import Library


def status_told(code: str, result: dict[str, object], case: Case, library: Library) -> str:
    """A status in a sentence.

    Args:
        code: The code.
        result: The calculation's result.
        case: The case.
        library: The knowledge base.
    """
    held = library.codes.get(code)
    if result["status"] == "unknown":
        return (
            f"{code} stands in no table that is loaded, so nothing is known of it here: whether it "
            "is valid, timed or covered can't be told."
            if held is None and code not in library.pairs.scope
            else f"The status of {code} is not held here."
        )
    if result["status"] == "deleted":
        last = f": its last day was {held.until}" if held and held.until else ""
        replaced = result["replaced_by"]
        after = (
            f"; {listed(list(replaced))} replaced it"
            if isinstance(replaced, list) and replaced
            else ""
        )
        when = case.wants("when") and not opens_yes_no(case)
        if case.wants("gone", "when") and (when or not case.wants("valid")):
            yes = "Yes, " if case.wants("gone") and opens_yes_no(case) else ""
            return f"{yes}{code} was deleted{last}{after}."
        words = case.facts.folds
        if held and words & {"was", "were"} and not case.wants("valid", "when"):
            return spoken_key(held.supports[0], library)
        if isinstance(replaced, list) and replaced and case.wants("instead"):
            return f"{listed(replaced)} replaced {code}, which was deleted{last}."
        whether = opens_yes_no(case) or case.wants("valid")
        no = "No, " if whether and not words & {"ever", "once"} else ""
        return f"{no}{code} is no longer valid: it was deleted{last}{after}."
    name = f" ({held.name})" if held and held.name else ""
    asked = case.facts.folds & {"timed", "untimed"}
    if held and held.timed is False and case.wants("units") and not asked:
        wrong = case.wants("claimed") and not {*case.facts.claimed_units} <= {1}
        return f"{'No: ' if wrong else ''}{one_timed(code, False, library)}"
    if held and (asked or library.subjects.play(case.topics, "timing")):
        both = case.wants("valid") and case.wants("beside")
        if held.timed is not None:
            return one_timed(code, both, library)
        if held.unlisted:
            told = spoken_key(held.supports[0], library)
            return f"{code} is an active code. {told}" if both else told
    if held and held.until and case.date_of_service is not None:
        was = f"{code}{name} was an active code on {case.date_of_service}"
        return f"{was}: its last day was {held.until}."
    active = f"{code}{name} is an active code."
    key = unpaid(code, library) if case.payer == library.tables_of else None
    if key is not None:
        told, first = spoken_key(key, library), stands_for_another(code, library)
        no = "No: " if first and (case.wants("valid", "coverage") or opens_yes_no(case)) else ""
        return f"{no}{told} {active}" if first else f"{_whether_active(case)}{active} {told}"
    if held and held.since and case.wants("when", "dated"):
        return f"{code}{name} is an active code since {held.since}."
    return f"{_whether_active(case)}{active}"


def of_profession(case: Case, library: Library) -> tuple[str, ...] | None:
    """The codes gone that another profession had for the same: "97001 valid? for OT?" is of 97003.

    Args:
        case: The case.
        library: The knowledge base.

    Returns:
        The codes in the order of those asked about; None where the profession isn't told, or is
        the one that a code asked about is of.
    """
    held = [library.codes[c] for c in case.codes if c in library.codes]
    gone: list[str] = []
    for technique in library.techniques.values():
        codes = {value: {o.code for o in told} for value, told in technique.codes.items()}
        own = codes.get(case.fact("profession") or "", set())
        if technique.fact != "profession" or not own:
            continue
        others = [c for value in codes.values() for c in held if {*c.replaced_by} & (value - own)]
        if others:
            gone += [c for c, told in library.codes.items() if own & {*told.replaced_by}]
    return tuple(gone) or None


def _whether_active(case: Case) -> str:
    """Yes or no, where just the status of a code that is active is asked for."""
    if case.wants("gone") and not opens_yes_no(case):
        return "No, "  # It is taken for granted that the code is gone.
    asked = opens_yes_no(case) and not asks_what_replaced(case)
    if set(case.intents) != {"status"} or case.wants("who") or not asked:
        return ""
    gone, valid = case.wants("gone"), case.wants("valid")
    return "" if gone == valid else "No, " if gone else "Yes, "
