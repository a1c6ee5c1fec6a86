"""What the record must show for a code, by source, and what to ask the payer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from coding_tools.trace import Calculation, Step
from coding_tools.wording import listed
from knowledge.library import Library
from knowledge.records import DocumentationItem


def document(
    code: str, payer: str | None, library: Library, beside: Sequence[str] = ()
) -> Calculation:
    """A check list for a code's record, and a call script for its payer.

    Args:
        code: The code.
        payer: A payer's id, or None; what holds for another payer alone is left out.
        library: The knowledge base.
        beside: The other codes of the day, which the call script names.

    Returns:
        A `documentation` calculation; `items` and `ask_payer` are empty for a code that nothing is
        held of.

    Source of the rules: the passages that `knowledge/documentation.yaml` names.

    >>> from knowledge.library import bundled
    >>> done = document("97140", None, bundled())
    >>> len(done.result["items"]) > 5, len(done.result["ask_payer"]) > 2
    (True, True)
    """
    told = {"code": code, "beside": listed(beside)}
    groups = [g for g in library.documentation.values() if code in g.codes]
    own = sorted(groups, key=lambda g: len(g.codes))
    items = list(_asked_for(_first(beside, (i for g in own for i in g.items)), payer, told))
    asks = list(_asked_for((i for g in own for i in g.ask_payer), payer, told))
    steps = [Step(says, None, supports) for says, supports in items]
    if not groups:
        steps.append(Step(f"Nothing is held on the record for {code}.", None, (), "not_checked"))
    result = {
        "code": code,
        "items": [{"says": says, "supports": list(supports)} for says, supports in items],
        "ask_payer": [{"says": says, "supports": list(supports)} for says, supports in asks],
    }
    inputs = {"code": code, "payer": payer, **({"beside": list(beside)} if beside else {})}
    return Calculation("documentation", inputs, result, tuple(steps))


def _first(beside: Sequence[str], items: Iterable[DocumentationItem]) -> list[DocumentationItem]:
    """The items, first those about a code of the same day."""
    return sorted(items, key=lambda item: set(item.beside).isdisjoint(beside))


def _asked_for(
    items: Iterable[DocumentationItem], payer: str | None, told: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The items that the payer leaves in, filled in; each with its passages."""
    for item in items:
        theirs = not item.payers or payer is None or payer in item.payers
        if theirs and (told["beside"] or "{beside}" not in item.says):
            yield item.says.format_map(told), item.supports
