"""What the record must show for a code, by source, and what to ask the payer."""

from __future__ import annotations

from coding_tools.trace import Calculation, Step
from knowledge.library import Library


def document(code: str, payer: str | None, library: Library) -> Calculation:
    """A check list for a code's record, and a call script for its payer.

    Args:
        code: The code.
        payer: A payer's id, or None; what holds for another payer alone is left out.
        library: The knowledge base.

    Returns:
        A `documentation` calculation; `items` and `ask_payer` are empty for a code that nothing is
        held of.

    Source of the rules: the passages that `knowledge/documentation.yaml` names.

    >>> from knowledge.library import bundled
    >>> done = document("97140", None, bundled())
    >>> len(done.result["items"]) > 5, len(done.result["ask_payer"]) > 2
    (True, True)
    """
    groups = [g for g in library.documentation.values() if code in g.codes]
    own = sorted(groups, key=lambda g: len(g.codes))
    items = [i for g in own for i in g.items if not i.payers or payer is None or payer in i.payers]
    asks = [
        i for g in own for i in g.ask_payer if not i.payers or payer is None or payer in i.payers
    ]
    steps = [Step(item.says, None, item.supports) for item in items]
    if not groups:
        steps.append(Step(f"Nothing is held on the record for {code}.", None, (), "not_checked"))
    result = {
        "code": code,
        "items": [{"says": i.says, "supports": list(i.supports)} for i in items],
        "ask_payer": [{"says": i.says, "supports": list(i.supports)} for i in asks],
    }
    return Calculation("documentation", {"code": code, "payer": payer}, result, tuple(steps))
