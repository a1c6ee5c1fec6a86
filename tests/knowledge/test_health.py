"""The library as it ships: nothing is lost, nothing is quoted, everything says where it is from."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from knowledge.assistants import assistant_rule
from knowledge.elsewhere import elsewhere
from knowledge.health import orphans
from knowledge.library import Library, load, personal_words
from knowledge.phrases import phrase_lists
from knowledge.reading import read_text
from knowledge.reading_words import languages, number_lists, reading_lists, time_lists
from knowledge.records import Passage

CODE = re.compile(r"\b(?:\d{5}|[A-Z]\d{4})\b")
QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|«([^»]+)»')
# Every value as it is written: a day and a modifier stay text.
SAYS = yaml.load(
    (Path(__file__).parent / "disagreements.yaml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,
)
# The five documents that the digests were made from, by the sha256 of their text.
ORIGINALS = {
    "chirocode-2007": (26, "e1e065c45cf45ab4b24c78e7c7b53caa338e157ebd8bc00fb922325f06aadad1"),
    "kmc-2013": (26, "a90f03949f8d63478642a75a5a8037d4c043ac3e09f6e7dbfee8b9b54f1ff2fd"),
    "massageschool": (48, "d1c99d4d56c5ed43058b00c78b7c1e57954c2950b9c400294700a6b3a6441d8e"),
    "codingahead-2023": (51, "fadddc75c06701eac6de227e0429dc7edd39b8a14fb2ad3a296ec9d5dd18c8a3"),
    "collins-2006": (11, "c8c36f098f4f901a8731379c873be3fe7a52791e812f03c1e5ed89c63453efd5"),
}


def at(passage: Passage) -> str:
    """A passage's place, as `source ¶5`."""
    return f"{passage.source} {passage.at}"


def sentences(library: Library) -> Iterator[tuple[str, str]]:
    """Every sentence of ours that can be shown, with where it stands."""
    for passage in library.passages.values():
        yield passage.key, passage.text
    for conflict in library.conflicts.values():
        for told in (conflict.governs, conflict.why, *(side.position for side in conflict.sides)):
            yield f"conflicts.yaml {conflict.id}", told
    for correction in library.corrections.values():
        yield f"corrections.yaml {correction.id}", correction.says
    for topic in library.topics.values():
        yield f"topics.yaml {topic.id}", topic.headline
    for improper in library.improper.values():
        yield f"improper.yaml {improper.id}", improper.decline
    for group in library.documentation.values():
        for item in (*group.items, *group.ask_payer):
            yield f"documentation.yaml {group.id}", item.says


def test_no_passage_is_lost(library: Library) -> None:
    assert orphans(library) == (), "cite it in a data file, or write the questions it answers"


def test_an_orphan_is_named(home: Path) -> None:
    assert set(orphans(load(home))) == {"small/first", "small/second"}


def test_every_passage_is_a_whole_sentence(library: Library) -> None:
    for key, passage in library.passages.items():
        assert passage.text.endswith("."), key
        assert passage.text[0].isupper() or passage.text[0].isdigit() or passage.text[0] == '"', key
        assert "  " not in passage.text, key


def test_a_phrase_is_at_most_six_words(library: Library) -> None:
    long = [k for k, p in library.passages.items() if len(p.phrase.split()) > 6]
    assert long == []


def test_nothing_as_long_as_a_code_descriptor_is_quoted(library: Library) -> None:
    """CPT's descriptors are licensed, and the documents are somebody's: six words at most."""
    long = [
        (where, quote)
        for where, told in sentences(library)
        for found in QUOTED.findall(told)
        if len((quote := "".join(found)).split()) > 6
    ]
    assert long == []


def test_the_codes_of_a_passages_place_stand_in_its_text(library: Library) -> None:
    for key, passage in library.passages.items():
        assert [c for c in CODE.findall(passage.at) if c not in passage.text] == [], key


def test_every_passage_has_an_id_of_its_own_made_from_its_content(library: Library) -> None:
    passages = library.passages.values()
    assert len({p.id for p in passages}) == len(passages)
    told = next(iter(passages)).model_dump()
    same = Passage(**told).id
    assert same == next(iter(passages)).id
    assert same == Passage(**{**told, "topics": ()}).id, "a tag is no content"
    for changed in ({"text": f"{told['text']} More."}, {"at": "elsewhere"}):
        assert Passage(**{**told, **changed}).id != same


def test_every_source_says_what_was_read_and_when_it_was_checked(library: Library) -> None:
    for source in library.sources.values():
        assert source.read, source.id
        assert source.title, source.id
        assert source.publisher, source.id
        assert date(2020, 1, 1) < source.checked_on <= library.checked_on, source.id
        assert source.passages or source.kind == "table", source.id


@pytest.mark.parametrize("source_id", ORIGINALS)
def test_a_digest_covers_a_document_and_names_its_paragraphs(
    source_id: str, library: Library
) -> None:
    source = library.sources[source_id]
    paragraphs, fingerprint = ORIGINALS[source_id]
    assert (source.paragraphs, source.fingerprint) == (paragraphs, f"sha256:{fingerprint}")
    for passage in source.passages:
        numbers = [int(found) for found in re.findall(r"\d+", passage.at)]
        assert passage.at.startswith("¶"), passage.key
        assert numbers == sorted(numbers), passage.key
        assert 1 <= numbers[0] <= numbers[-1] <= paragraphs, passage.key


def test_a_readers_comment_is_never_anything_else(library: Library) -> None:
    """¶30-47 of massageschool are comments, replies that read like the author's among them."""
    for passage in library.sources["massageschool"].passages:
        comment = 30 <= int(re.findall(r"\d+", passage.at)[0]) <= 47
        assert (library.authority(passage) == "comment") == comment, passage.key
        assert (passage.kind == "comment") == comment, passage.key


@pytest.mark.parametrize("case", SAYS["conflicts"], ids=lambda case: case["topic"])
def test_where_the_documents_disagree_both_sides_are_held(case: dict, library: Library) -> None:
    def holds(side: list[str], held: list[str]) -> bool:
        return any(place in told for place in side for told in held)

    found = [
        conflict
        for conflict in library.conflicts.values()
        if all(
            any(holds(side, [at(library.passage(k)) for k in s.passages]) for s in conflict.sides)
            for side in case["sides"]
        )
    ]
    assert found, "no conflict holds a passage of each side"
    assert all(conflict.governs and conflict.why for conflict in found)


@pytest.mark.parametrize("case", SAYS["corrections"], ids=lambda case: str(case["wrong"]))
def test_what_is_wrong_in_a_document_is_corrected(case: dict, library: Library) -> None:
    told = [
        correction.says
        for correction in library.corrections.values()
        if case["wrong"] in {at(library.passage(key)) for key in correction.wrong}
    ]
    assert any(all(words in says for words in case["says"]) for says in told), told


def test_each_correction_rests_on_another_passage_than_the_wrong_one(library: Library) -> None:
    for correction in library.corrections.values():
        assert set(correction.supports) - set(correction.wrong), correction.id


def test_loading_takes_under_a_second() -> None:
    seconds = []
    for _ in range(3):
        start = time.process_time()
        load()
        seconds.append(time.process_time() - start)
    assert min(seconds) < 1


def test_the_version_changes_with_the_content_and_with_nothing_else(
    home: Path, library: Library
) -> None:
    before = load(home).version
    assert load(home).version == before
    assert library.version.split("+")[0] == before.split("+")[0]
    small = home / "sources/small.md"
    small.write_text(small.read_text(encoding="utf-8").replace("massage.", "rubbing."), "utf-8")
    assert load(home).version != before


def test_every_knowledge_file_is_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that nothing reads says nothing to anybody, and looks as if it did."""
    read = set()

    def remembered(path: Path, name: str) -> str:
        read.add(path.relative_to(home).as_posix())
        return read_text(path, name)

    for module in (
        "folder",
        "sources",
        "tables",
        "reading",
        "word_lines",
        "elsewhere",
        "assistants",
        "phrases",
    ):
        monkeypatch.setattr(f"knowledge.{module}.read_text", remembered)
    load(home)
    personal_words(home)
    time_lists(home)
    reading_lists(home)
    phrase_lists(home)
    languages(home)
    number_lists(home)
    assistant_rule(home)
    elsewhere(home)
    held = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert held - read == set(), "read it in knowledge/library.py, or remove it"
