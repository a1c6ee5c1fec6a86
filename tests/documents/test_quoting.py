"""The last gate lets a quotation of the user's document through word for word, and no other."""

import pytest

from assistant.context import Context
from assistant.draft import Line
from assistant.own.quoting import quoted
from assistant.verify import Ground, why_falls
from files.documents_library import open_documents
from knowledge.library import bundled

SAYS = [
    "97124 and 97140 may be billed together on the same day with modifier 59 on 97140.",
    "Massage of 8 to 20 minutes makes one unit, as ruled on 2024-03-01.",
    "We never pay 97010 beside 97124.",
    "The so-called “rule of eights” (8 minutes!) isn't ours: 15 full minutes are needed.",
    "Zweiundzwanzig Minuten sind 1 Einheit; 50 % of claims, $38.50 & more <i>here</i>.",
]
CHANGES = [
    ("97140.", "97112."), ("59", "25"), ("may be", "may not be"), ("20 minutes", "22 minutes"),
    ("one unit", "two units"), ("2024-03-01", "2025-03-01"), ("never", "always"),
    ("15 full", "8 full"), ("isn't ours", "is ours"), ("$38.50", "$83.50"), ("8 to 20", "20 to 8"),
]  # fmt: skip


@pytest.fixture
def held(make, add):
    """The context of a document, and its passages."""
    info = add(make.file("plan.txt", "\n\n".join(SAYS)), title="Plan 7").added[0]
    library = open_documents()
    context = Context(bundled(), user_passages=library.passage, user_sources=library.source)
    passages = [library.passage(f"{info.id}/{n}") for n in range(1, len(SAYS) + 1)]
    return context, passages


def test_each_is_an_exact_span_of_the_file_and_stands(held):
    context, passages = held
    ground = Ground(("What does my plan say?",), context)
    for passage in passages:
        line = Line(quoted(passage, context.source(passage)), (passage.key,))
        assert line.text == f"Your document “Plan 7” (undated) says: “{passage.text}”"
        assert not why_falls(line, ground, {})
    assert [p.text for p in passages[:4]] == SAYS[:4]


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_a_changed_quotation_falls(held, old, new):
    context, passages = held
    ground = Ground(("What does my plan say?",), context)
    changed = 0
    for passage in passages:
        line = Line(quoted(passage, context.source(passage)), (passage.key,))
        if old in line.text:
            changed += 1
            assert why_falls(Line(line.text.replace(old, new), line.supports), ground, {})
    assert changed


def test_another_documents_words_are_no_quotation_of_this_one(held):
    context, passages = held
    ground = Ground(("What does my plan say?",), context)
    first, second = passages[0], passages[1]
    line = Line(quoted(first, context.source(first)), (second.key,))
    assert why_falls(line, ground, {})


def test_the_same_words_are_no_rule_of_ours(held):
    context, passages = held
    ground = Ground(("What does my plan say?",), context)
    line = Line(quoted(passages[0], context.source(passages[0])), ("cms-claims-5/total",))
    assert why_falls(line, ground, {})
