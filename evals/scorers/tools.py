"""Whether a pair's verdict, a chosen code and a code's status are the wanted ones."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from evals.expected import ChoiceWanted, CodeStatusWanted, PairWanted
from evals.scorers.check import Check, Verdict, judged, results


def score_pair(wanted: Sequence[PairWanted], answer: Answer) -> list[Check]:
    """Each wanted pair, in either order, has its verdict, and its modifier on the wanted code.

    Args:
        wanted: The pairs, all of which must stand.
        answer: The answer.
    """
    made = results(answer, "pair")
    checks = []
    for one in wanted:
        codes = sorted(one.codes)
        about = [r for r in made if sorted((str(r["column1"]), str(r["column2"]))) == codes]
        held = any(
            r["verdict"] == one.verdict and one.modifier_on in (None, r["modifier_on"])
            for r in about
        )
        seen = [
            {key: r[key] for key in ("column1", "column2", "verdict", "modifier_on")} for r in made
        ]
        verdict = _verdict(held, bool(about))
        checks.append(judged("pair", verdict, one.model_dump(exclude_defaults=True), seen))
    return checks


def score_choice(wanted: Sequence[ChoiceWanted], answer: Answer) -> list[Check]:
    """Each wanted set of codes was chosen for a service, no code more; a dispute is shown.

    Args:
        wanted: The choices, all of which must stand.
        answer: The answer.
    """
    made = results(answer, "code_choice")
    chosen = [frozenset(str(code) for code in r["codes"]) for r in made]
    seen = [sorted(codes) for codes in chosen]
    disputed = bool(answer.conflicts) or any(
        candidate["verdict"] == "disputed" for r in made for candidate in r["candidates"]
    )
    checks = []
    for one in wanted:
        told = one.model_dump(exclude_defaults=True)
        if one.disputed:
            checks.append(judged("choice", "holds" if disputed else "missing", told, seen))
        elif any(frozenset(codes) in chosen for codes in one.codes):
            checks.append(Check("choice", "holds"))
        else:
            checks.append(
                judged("choice", "contradicted" if any(chosen) else "missing", told, seen)
            )
    return checks


def score_code_status(wanted: Sequence[CodeStatusWanted], answer: Answer) -> list[Check]:
    """Each wanted code has its status and at least the wanted successors.

    Args:
        wanted: The codes, all of which must stand.
        answer: The answer.
    """
    made = results(answer, "code_status")
    checks = []
    for one in wanted:
        about = [r for r in made if r["code"] == one.code]
        held = any(
            r["status"] == one.status and set(one.replaced_by) <= set(r["replaced_by"])
            for r in about
        )
        seen = [{key: r[key] for key in ("code", "status", "replaced_by")} for r in made]
        verdict = _verdict(held, bool(about))
        checks.append(judged("code_status", verdict, one.model_dump(exclude_defaults=True), seen))
    return checks


def _verdict(held: bool, told: bool) -> Verdict:
    """What a wanted result came to, where one was told of the same or not."""
    return "holds" if held else "contradicted" if told else "missing"
