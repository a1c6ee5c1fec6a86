"""The codes that a turn is on: its own, and the earlier ones that it points to."""

from __future__ import annotations

from assistant.turns import signs
from assistant.turns.case import ANY_CODES, Case
from assistant.turns.of_the_pair import beside
from assistant.turns.remark import elliptic, told_who
from knowledge.library import Library


def codes_in_play(case: Case, own: tuple[str, ...], library: Library) -> tuple[str, ...]:
    """The codes that a turn is on.

    Args:
        case: The case, with the services in play.
        own: The codes that the turn names.
        library: The knowledge base.
    """
    held = tuple(dict.fromkeys(s.code for s in case.services if s.code and s.code not in ANY_CODES))
    counted = len(case.services) > 1 or (held and set(held).isdisjoint(own or case.earlier.codes))
    if swapped := _swapped(case, own):
        return swapped
    if told_who(case.facts) and own and set(own) <= set(case.earlier.codes):
        return case.earlier.codes
    if case.timed and counted:
        return held
    return _named(case, own, library) if own else _pointed(case, library)


def _swapped(case: Case, own: tuple[str, ...]) -> tuple[str, ...]:
    """The earlier codes, one in the place of another: "97140 instead of 97124"."""
    gone = [c for c in own if c in case.earlier.codes]
    new = [c for c in own if c not in case.earlier.codes]
    if not (len(gone) == len(new) == 1 and signs.IN_PLACE.search(case.facts.question)):
        return ()
    return tuple(new[0] if c == gone[0] else c for c in case.earlier.codes)


def _named(case: Case, own: tuple[str, ...], library: Library) -> tuple[str, ...]:
    """The codes of a turn that names some: alone, or with the earlier ones beside them."""
    earlier = case.earlier
    question, words = case.facts.question, case.facts.folds
    left = tuple(c for c in earlier.codes if c not in own)
    paired = "pair" in earlier.intents
    new = tuple(c for c in own if c not in earlier.codes)
    adds = signs.ADDING.search(question)
    if paired and left and new and new != own and adds and signs.DROPPING.search(question):
        return (*left, *new)  # "drop 97124, add 97110"
    if paired and left and signs.DROPPING.search(question):
        return left if set(own) <= set(earlier.codes) else own
    adding = adds and not signs.REPLACING.search(question)
    if paired and adding and len(earlier.codes) > 1:
        return tuple(dict.fromkeys((*earlier.codes, *own)))
    if len(own) > 1 or case.wants("mue", "status", "definition", "documentation"):
        return own
    if len(earlier.codes) > 1 and _both(case):
        return (*own, *left)
    marked = case.modifiers or (earlier.modifiers and signs.ON_A_CODE.search(question))
    quiet = case.facts.wants <= {"yes_no", "claimed"}  # "so I get nothing for the massage?"
    quiet = quiet or case.shows("unpaid_then")
    if paired and (case.regions or marked or quiet) and {*own} < {*earlier.codes}:
        return earlier.codes
    if paired and earlier.pair and own[0] not in earlier.pair:
        stay = beside(earlier, own[0], library)
        return (*own, *stay) if stay[1:] else (*stay, *own)
    opening = {t.fold for t in case.facts.tokens[: 2 if "and" in words else 1]}
    added = opening & signs.BESIDE or signs.WITH_IT.search(question)
    several = len(left) == 1 or (left and not paired and elliptic(case.facts))
    if (added or signs.ADD_ONE.search(question)) and several and not case.timed:
        return (*left, *own)
    between = case.facts.wants >= {"modifier", "beside"} or case.wants("pair", "compare")
    if between and (case.says("one_code") or words & {"with", "together"}):
        return (*left[:1], *own)
    return own


def _pointed(case: Case, library: Library) -> tuple[str, ...]:
    """The earlier codes that a turn without one points to: "the second one", "those two"."""
    earlier, codes, it = case.earlier, case.earlier.codes, case.says("one_code")
    after = [n for c in codes if c in library.codes for n in library.codes[c].replaced_by]
    if after and case.says("replacing") and not case.wants("instead", "gone"):
        return tuple(dict.fromkeys(after))
    places = [signs.PLACES[w] for w in case.facts.folds if w in signs.PLACES]
    one = case.wants("coverage", "mue", "status")
    if len(places) == 1 and len(codes) > 1 and (one or case.wants("definition")):
        return (codes[places[0] % len(codes)],)
    if it and one and "pair" in earlier.intents:
        last = [c for c in codes if c in earlier.said[-1]]
        if len(last) == 1 or (case.wants("coverage") and len(last) == len(codes)):
            return tuple(last[:1])
    asked = tuple(c for c in codes if c in earlier.question)
    if it and case.wants("definition") and len(asked) == 1:
        return asked
    decides = case.facts.stated or case.goals or case.regions or _counts_places(case)
    if decides and any(s.technique for s in earlier.services):
        named = {s.code for s in earlier.services}
        return tuple(c for c in codes if c in named or any(c in said for said in earlier.said))
    held = library.codes.get(codes[0]) if len(codes) == 1 else None
    them = (case.says("two_codes") and not it) or case.says("by_their_time")
    if held and held.replaced_by and "status" in earlier.intents and them:
        return tuple(held.replaced_by)
    gone = [c for c in earlier.recent_codes if _went(c, codes, library)]
    asks_of_it = case.wants("when", "gone", "why") and not case.wants("instead")
    if gone and asks_of_it and case.says("went_away"):
        return (gone[0],)
    if _both(case) and len(earlier.recent_codes) > 1:
        return earlier.recent_codes[:2][::-1]
    return codes or earlier.pair or ()


def _went(code: str, codes: tuple[str, ...], library: Library) -> bool:
    """Whether one code was replaced by the one in play."""
    held = library.codes.get(code)
    return held is not None and len(codes) == 1 and codes[0] in held.replaced_by


def _both(case: Case) -> bool:
    """Whether a turn points to two codes."""
    if case.facts.folds <= {"and", "so", "together", "same", "day", "visit", "ok", "?", "the"}:
        return "together" in case.facts.folds
    return case.wants("both") or case.says("two_codes")


def _counts_places(case: Case) -> bool:
    """Whether this turn says how many muscles or regions there were."""
    earlier = (case.earlier.muscle_count, case.earlier.region_count)
    return bool(case.muscles) or (case.muscle_count, case.region_count) not in (
        (None, None),
        earlier,
    )
