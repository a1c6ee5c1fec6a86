"""What a `modifiers` calculation comes to in sentences: by line, or by modifier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from coding_tools.wording import listed


class Judged(Protocol):
    """A `modifiers` calculation, as a tool gives it or as an answer shows it."""

    @property
    def result(self) -> dict[str, Any]:
        """Its result."""


def by_modifier(done: Judged) -> Iterator[str]:
    """A sentence for each verdict and reason, the weightiest first.

    Args:
        done: The calculation.
    """
    verdicts = [(line["code"], one) for line in done.result["lines"] for one in line["modifiers"]]
    alike: dict[tuple[str, str], list[tuple[str, dict[str, Any]]]] = {}
    for code, one in sorted(verdicts, key=lambda v: _ORDER.index(v[1]["verdict"])):
        alike.setdefault((one["verdict"], one["why"]), []).append((code, one))
    for (verdict, why), ones in alike.items():
        modifiers = listed(list(dict.fromkeys(one["modifier"] for _, one in ones)), "or")
        codes = listed(list(dict.fromkeys(code for code, _ in ones)))
        if verdict == "wrong" and len(ones) > 1 and _TOGETHER in why:
            modifiers = f"{modifiers.replace(' or ', ' and ')} together"
        says = _UNSETTLED if verdict == "open" and _hangs_on(why) else _SAYS[verdict]
        yield says.format(modifiers=modifiers, codes=codes, why=why)


def by_line(done: Judged) -> str:
    """What comes into question on each line in one sentence, lines alike told together.

    Args:
        done: The calculation.

    >>> from coding_tools.modifiers import advise
    >>> from coding_tools.modifiers_opinion import Day, ServiceLine
    >>> from knowledge.library import bundled
    >>> by_line(advise([ServiceLine("98940")], Day("medicare"), (), bundled()))
    'On 98940 AT is required.'
    """
    alike: dict[str, list[str]] = {}
    for line in done.result["lines"]:
        alike.setdefault(_of_line(line["modifiers"]), []).append(line["code"])
    told = "; ".join(f"on {listed(codes)} {what}" for what, codes in alike.items())
    return f"{told[:1].upper()}{told[1:]}." if told else "No line is stated."


_TOGETHER = " together"
_TOLD = "an assistant's"
"""Of why a modifier is unnecessary: it was stated how much an assistant gave, so it is told."""
_ORDER = ("required", "open", "wrong", "unnecessary")
_UNSETTLED = "{modifiers} on {codes}: {why}."
_SAYS = {
    "required": "{modifiers} on {codes} is required: {why}.",
    "open": "{modifiers} on {codes} is open, for the record to decide: {why}.",
    "wrong": "No, {modifiers} on {codes} is wrong: {why}.",
    "unnecessary": "No, {modifiers} on {codes} is unnecessary: {why}.",
}


def _of_line(modifiers: Sequence[dict[str, Any]]) -> str:
    """The verdicts on a line in a clause."""
    kinds: dict[str, list[str]] = {}
    for one in modifiers:
        if one["verdict"] != "unnecessary" or _TOLD in one["why"]:
            kinds.setdefault(_part(one), []).append(one["modifier"])
    reasons = {one["why"] for one in modifiers if one["verdict"] != "unnecessary"}
    if len(reasons) == 1 and [*kinds] == ["wrong"]:
        kinds = {f"wrong: {reasons.pop()}": kinds["wrong"]}
    parts = [
        f"{listed(ones)} {'is' if len(ones) == 1 else 'are'} {part}" for part, ones in kinds.items()
    ]
    return ", ".join(parts) or "no modifier comes into question by the rules held here"


def _part(one: dict[str, Any]) -> str:
    """What a modifier on a line is, and what it hangs on where that isn't known."""
    if one["verdict"] != "open":
        return str(one["verdict"])
    hangs = _hangs_on(one["why"])
    return f"open until {hangs} is known" if hangs else "open, for the record to decide"


def _hangs_on(why: str) -> str | None:
    """What a reason says is not known; None where the record alone decides."""
    return next((what for words, what in _HANGS if words in why), None)


# The words of `knowledge/modifier_advice.yaml` for what could not be checked, and what is missing.
_HANGS = (
    ("who pays isn't stated", "the payer"),
    ("plan of care it was given isn't stated", "the plan of care"),
    ("the date of service isn't stated", "the date of service"),
    ("whose assistant it was", "whose assistant it was"),
    ("whose minutes each unit holds", "whose minutes each unit holds"),
    ("whether this is the final unit", "whether it is the final unit"),
    ("how much of it is used isn't stated", "how much of the threshold is used"),
    ("isn't stated", "what isn't stated"),
    ("edits are not loaded", "the payer's own edit policy"),
    ("isn't held here", "the payer's own policy"),
    ("can't be checked", "the payer's own policy"),
    ("none is named beside it", "the other code of the day"),
    ("is not in the table", "the pair's own table"),
    ("the plan's rule decides", "the plan's rule"),
    ("no threshold is held", "the year's threshold"),
    ("defines it for itself", "the state's own rule"),
)
