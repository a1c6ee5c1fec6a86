"""What a day's pair edits make of a modifier on one of their lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coding_tools.modifiers_opinion import Opinion, Question
from coding_tools.trace import Calculation

_SOURCE = "cms-ncci-ptp-2024q3"


def by_pairs(asked: Question) -> Opinion:
    """What the pairs of a line make of a modifier for a distinct service.

    Where several pairs speak of it, the advice that stands first in the file counts: an edit that
    nothing opens goes before one that the record may open.

    Args:
        asked: The modifier on its line; one of `pairs.distinct` of claim_rules.yaml.

    Source of the rules: CMS NCCI procedure-to-procedure edits and MLN1783722.
    """
    order = list(asked.library.modifier_advice)
    found = [(order.index(name), name, words) for name, words in _told(asked)]
    if not found:
        held = asked.library.codes.get(asked.line.code)
        twice = asked.day.fact("twice") == "yes" and held is not None and held.timed
        return asked.say("same-code-twice" if twice else "pair-alone")
    _, name, words = min(found, key=lambda told: told[0])
    return asked.say(name, **words)


def of_visit(asked: Question) -> Opinion:
    """What the pairs of an office visit make of its own modifier.

    Args:
        asked: The modifier for a separately identifiable evaluation, on an office visit.
    """
    evaluation = asked.library.claim_rules.pairs.evaluation
    own = [p for p in asked.pairs if asked.line.code == p.result["column2"]]
    live = [p for p in own if p.result["modifiers"] == [evaluation]]
    if not live:
        paired = [p for p in asked.pairs if asked.line.code in _codes(p)]
        if not paired:
            return asked.say("visit-alone")
        return asked.say("pair-none", **_words(paired[0], asked))
    separate = live[0].inputs.get("evaluation_separate")
    name = "visit-open"
    if separate is not None:
        name = "visit-separate" if separate else "visit-part"
    elif _payer_open(asked):
        name = "pair-payer"
    return asked.say(name, **_words(live[0], asked))


def live_edit(asked: Question) -> dict[str, str] | None:
    """The words of a live edit that the line stands in, or None."""
    for pair in asked.pairs:
        if asked.line.code in _codes(pair) and pair.result["indicator"] in (0, 1):
            return _words(pair, asked)
    return None


def exact(pair: Calculation, asked: Question) -> str:
    """The modifier that says just what is stated of a pair's second service."""
    groups = asked.library.claim_rules.pairs
    one, other = _codes(pair)
    manipulates = one in asked.library.claim_index.manipulation
    apart = pair.inputs.get("regions") == "different"
    opens = groups.opened_by(one, other, manipulates)
    return groups.region if apart and "region" in opens else groups.time


def _told(asked: Question) -> Iterator[tuple[str, dict[str, str]]]:
    """The advice of each pair that the line stands in, with its words."""
    for pair in asked.pairs:
        if asked.line.code in _codes(pair):
            yield _advice(pair, asked), _words(pair, asked)


def _advice(pair: Calculation, asked: Question) -> str:
    """The name of the advice that a pair gives on the modifier."""
    result = pair.result
    if result["verdict"] == "not_loaded":
        return "pair-not-loaded"
    if result["verdict"] == "no_edit":
        return "pair-none"
    if pair.inputs.get("dates") == "different":
        return "pair-dates"
    if pair.inputs.get("patients") == "different":
        return "pair-patients"
    if pair.inputs.get("providers") == "other":
        return "pair-providers"
    if result["verdict"] == "never_together":
        return "pair-never"
    if asked.line.code == result["column1"]:
        return "pair-side"
    return _column2(pair, asked)


def _column2(pair: Calculation, asked: Question) -> str:
    """The same for the line that a modifier would stand on."""
    library = asked.library
    adjusting = pair.result["column1"] in library.claim_index.manipulation
    if pair.result["here"] == "not_reportable":
        return "pair-same-region" if adjusting else "pair-not-distinct"
    if pair.result["here"] == "with_modifier":
        if asked.modifier == exact(pair, asked):
            apart = asked.modifier == library.claim_rules.pairs.region
            return "pair-region" if apart else "pair-time"
        general = library.claim_rules.pairs.distinct[0]
        return "pair-instead" if asked.modifier == general else "pair-other-x"
    if _payer_open(asked):
        return "pair-payer"
    return "pair-open-region" if adjusting else "pair-open"


def _payer_open(asked: Question) -> bool:
    """Whether a payer is stated whose own edits are not held."""
    return asked.day.payer is not None and asked.payer_rule("pair_edits") is None


def _codes(pair: Calculation) -> tuple[Any, Any]:
    """The two codes of a pair."""
    return pair.result["column1"], pair.result["column2"]


def _words(pair: Calculation, asked: Question) -> dict[str, str]:
    """What an advice on a pair is filled in with."""
    one, other = _codes(pair)
    rows = [k for step in pair.steps for k in step.supports if "/row-" in k and one in k]
    return {
        "column1": one,
        "column2": other,
        "exact": exact(pair, asked),
        "row": rows[0] if rows else f"{_SOURCE}/scope",
    }
