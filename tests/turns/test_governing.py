"""What governs a disagreement may head an answer: its own supports must prove it."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.compose import compose
from assistant.draft import Block, Line
from assistant.reading.reader import reader_of
from assistant.turns.conversation import Conversation
from assistant.turns.putting import put
from knowledge.library import bundled

ASSISTANT = Assistant.open()


@pytest.mark.parametrize("conflict_id", list(bundled().conflicts))
def test_what_governs_is_proved_by_its_supports(conflict_id: str) -> None:
    library = ASSISTANT.library
    conflict = library.conflicts[conflict_id]
    given: dict[str, object] = {"payer": None, "date": None}
    case = put("Is it so?", reader_of(library), Conversation(), given, library)
    block = Block("explain", headline=Line(conflict.governs, conflict.supports))
    answer = compose(case.with_(intents=("explain",)), [block], ASSISTANT.context)
    assert answer.status == "answered"
    assert answer.headline == conflict.governs
