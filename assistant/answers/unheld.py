"""What is asked beside a computed answer and isn't held."""

from __future__ import annotations

from assistant.draft import Block, Line
from assistant.turns.case import Case
from knowledge.library import Library


def answer_unheld(case: Case, library: Library) -> Block | None:
    """The subjects of a question that the library holds nothing on, said beside what is computed.

    Args:
        case: The case.
        library: The knowledge base.
    """
    topics = [library.topics[t] for t in case.topics]
    over = {o for topic in topics for o in topic.over}
    missing = [t.missing for t in topics if not t.held and t.id not in over]
    if not missing:
        return None
    block = Block("unheld")
    for what in dict.fromkeys(missing):
        block.not_checked.append(Line(f"The library holds nothing on {what}.", ()))
    return block
