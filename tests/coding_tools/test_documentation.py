"""What the record must show for a code, and what to ask the payer."""

from __future__ import annotations

from typing import Any

import pytest
from case_files import as_params, assert_sound, read_cases

from coding_tools.documentation import document
from knowledge.library import Library


def places(entries: list[dict[str, Any]], library: Library) -> set[str]:
    """The paragraphs behind entries, as `source ¶5`."""
    keys = [key for entry in entries for key in entry["supports"]]
    return {f"{(p := library.passage(key)).source} {p.at}" for key in keys}


@pytest.mark.parametrize("case", as_params(read_cases("documentation")))
def test_a_record_shows_what_the_sources_ask_for(case: dict[str, Any], library: Library) -> None:
    done = document(str(case["code"]), case.get("payer"), library)
    assert_sound(done, library)
    items, asks = done.result["items"], done.result["ask_payer"]
    if case.get("nothing"):
        assert (items, asks) == ([], [])
        assert done.not_checked == (f"Nothing is held on the record for {case['code']}.",)
        return
    for entries, wanted in ((items, "items"), (asks, "ask_payer")):
        held = places(entries, library)
        assert [place for place in case.get(wanted, []) if place not in held] == []
    told = " ".join(item["says"] for item in items)
    assert [words for words in case.get("holds", []) if words not in told] == []
    assert [words for words in case.get("lacks", []) if words in told] == []


def test_every_entry_is_a_sentence_with_a_passage_and_stands_once(library: Library) -> None:
    codes = {code for group in library.documentation.values() for code in group.codes}
    for code in sorted(codes):
        for payer in (None, "medicare", "uhc"):
            result = document(code, payer, library).result
            for entry in (*result["items"], *result["ask_payer"]):
                assert entry["says"].endswith((".", "?"))
                assert entry["supports"]
                assert all(library.passage(key).text for key in entry["supports"])
            says = [entry["says"] for entry in result["items"]]
            assert len(says) == len(set(says)), code
            assert all(entry["says"].endswith("?") for entry in result["ask_payer"]), code


def test_what_is_asked_for_no_payer_holds_for_each(library: Library) -> None:
    """Without a payer nothing is left out; with one, what holds for another alone is."""
    for code in ("97124", "97140", "98941"):
        every = [item["says"] for item in document(code, None, library).result["items"]]
        for payer in library.payers:
            own = [item["says"] for item in document(code, payer, library).result["items"]]
            assert [says for says in own if says not in every] == []


def test_every_code_of_a_group_is_held(library: Library) -> None:
    for group in library.documentation.values():
        assert set(group.codes) <= set(library.codes), group.id
        for item in (*group.items, *group.ask_payer):
            assert set(item.payers) <= set(library.payers), group.id
