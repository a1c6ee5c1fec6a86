"""What is said of private plans as a kind."""

from __future__ import annotations

from knowledge.library import bundled


def test_every_private_payer_that_is_held_is_named_where_no_general_rule_is() -> None:
    """It prevents an answer that lists whose rules are held and leaves a new payer out."""
    library = bundled()
    told = library.passage("knead-notes/private-plans").text.lower()
    private = [payer for payer in library.payers.values() if payer.kind == "insurer"]
    assert [p.id for p in private if not any(name.lower() in told for name in p.names)] == []
