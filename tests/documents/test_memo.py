"""A saved answer's citations still resolve, or the report says which don't."""

import json
from types import SimpleNamespace

import pytest

from assistant.context import Context
from files.documents_change import remove_document
from files.documents_faults import DocumentError
from files.documents_library import open_documents
from files.memo import source_lines, verify_memo
from knowledge.library import bundled


def context() -> Context:
    library = open_documents()
    return Context(bundled(), user_passages=library.passage, user_sources=library.source)


def cited(key: str) -> dict:
    held = context()
    passage = held.passage(key)
    source = held.source(passage)
    return {
        "id": passage.id, "source_id": source.id, "title": source.title,
        "publisher": source.publisher, "published": source.published,
        "authority": passage.authority or source.authority, "locator": passage.at,
        "text": passage.text, "url": source.url,
    }  # fmt: skip


@pytest.fixture
def keys():
    """Two passages of the library."""
    return list(bundled().passages)[:2]


@pytest.fixture
def answer(keys):
    citations = [cited(key) for key in keys]
    return {
        "status": "answered",
        "headline": "Said.",
        "statements": [
            {"text": "Said.", "supports": [citations[0]["id"], "units-f20bf82f"]},
            {"text": "Said.", "supports": [citations[1]["id"]]},
        ],
        "citations": citations,
        "calculations": [{"id": "units-f20bf82f", "tool": "units"}],
    }


def verify(make, told, name="memo.json"):
    text = told if isinstance(told, str) else json.dumps(told)
    return verify_memo(make.file(name, text), context())


def test_json_that_still_stands(make, answer):
    report = verify(make, answer)
    assert report.ok
    assert report.lines == ("memo.json: 2 citations, all unchanged.",)


def test_lists_and_lines_of_answers(make, answer):
    assert len(verify(make, [answer, answer]).unchanged) == 2
    lines = [{"id": "Q1", "answers": [answer]}, {"id": "Q2", "answers": []}]
    told = "\n".join(json.dumps(line) for line in lines)
    assert verify(make, told, "out.jsonl").ok
    assert verify(make, {"turns": [{"answer": answer}]}).ok


def test_words_that_changed(make, answer):
    first = answer["citations"][0]
    old = first["id"]
    first["id"] = old[:-1] + ("0" if old[-1] != "0" else "1")
    first["text"] = "It said something else."
    answer["statements"][0]["supports"][0] = first["id"]
    report = verify(make, answer)
    assert not report.ok
    (said,) = report.changed
    assert said.startswith(f"{first['id']}: {first['title']} has another text.")
    assert said.endswith(cited(next(iter(bundled().passages)))["text"])


def test_words_that_somebody_edited_in_the_memo(make, answer):
    answer["citations"][0]["text"] += " And pays double."
    assert "has another text" in verify(make, answer).changed[0]


@pytest.mark.parametrize("key", ["title", "published", "authority", "locator", "publisher"])
def test_particulars_that_changed(make, answer, key):
    answer["citations"][1][key] = "another"
    assert f"has another {key}" in verify(make, answer).changed[0]


def test_a_passage_that_is_gone(make, answer):
    answer["citations"][0]["id"] = "gone-source.local.0123abcd"
    answer["citations"][1]["id"] = "nonsense"
    answer["statements"] = []
    report = verify(make, answer)
    assert report.gone == (
        f"gone-source.local.0123abcd: {answer['citations'][0]['title']} holds no such passage any "
        "more.",
        "nonsense: is no citation id.",
    )


def test_a_support_that_the_memo_does_not_hold(make, answer):
    del answer["calculations"]
    assert verify(make, answer).broken == (
        "memo.json: a statement rests on units-f20bf82f, which the memo doesn't hold.",
    )


def test_markdown(make, answer):
    citations = [SimpleNamespace(**one) for one in answer["citations"]]
    told = "> A question?\n\n**Said.** [1][2]\n\n" + "\n".join(source_lines(citations))
    report = verify(make, told, "memo.md")
    assert report.ok
    assert report.unchanged == tuple(one.id for one in citations)
    old = citations[0].id
    report = verify(make, told.replace(old, old[:-1] + ("0" if old[-1] != "0" else "1")), "memo.md")
    assert "has another text or place. It says now, at " in report.changed[0]


def test_rows_of_tables_resolve(make):
    row = next(
        key
        for edit in bundled().pairs.edits("97140", "97124")
        for key in [f"{bundled().pairs.source}/row-{edit.column1}-{edit.column2}"]
    )
    try:
        told = cited(row)
    except KeyError:
        pytest.skip("rows have other names")
    assert verify(make, {"citations": [told]}).ok


def test_the_users_documents(make, add):
    info = add(make.file("policy.md", make.MARKDOWN)).added[0]
    told = {"citations": [cited(f"{info.id}/1")]}
    assert verify(make, told).ok
    add(make.folder / "policy.md", title="Plan policy", published="2024-03-01")
    (said,) = verify(make, told).changed
    assert "another title (policy.md then, Plan policy now), published (None then" in said
    remove_document(info.id)
    assert verify(make, told).gone == (
        f"{told['citations'][0]['id']}: policy.md holds no such passage any more.",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("No ids here.", "memo.md: cites nothing by id. Save the answer as JSON"),
        ("", "memo.md: cites nothing by id."),
        ('{"citations": [', "memo.md: is JSON that is cut or damaged. Save it anew."),
        ('{"status": "answered"}', "memo.md: cites nothing by id."),
        (b"\xff\xfe\x00", "memo.md: is no UTF-8 text. Name a saved answer."),
    ],
)
def test_what_is_no_memo(make, content, said):
    with pytest.raises(DocumentError) as fault:
        verify_memo(make.file("memo.md", content), context())
    assert str(fault.value).startswith(said)
    with pytest.raises(DocumentError, match="is not there"):
        verify_memo(make.folder / "none.md", context())


def test_an_answer_that_cites_nothing_is_whole(make):
    assert verify(make, {"status": "out_of_scope", "citations": []}).ok
