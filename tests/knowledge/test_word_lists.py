"""Every list of words is read by something, and a list in one line is words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from knowledge.checking_words import CheckingWords, ResultWording
from knowledge.library import personal_words
from knowledge.phrases import Phrases, phrase_lists
from knowledge.reading import KnowledgeError
from knowledge.reading_words import languages, number_lists, reading_lists, time_lists
from knowledge.records import Record
from knowledge.words import ModifierWords, TurnWords, WordLists

ROOT = Path(__file__).resolve().parents[2]
Read = Callable[[Path], Mapping[str, object]]
FILES: dict[str, Read] = {
    "time_words.yaml": time_lists,
    "reading_words.yaml": reading_lists,
    "languages.yaml": languages,
    "personal.yaml": personal_words,
    "number_words.yaml": number_lists,
}
TOOLS = {name: field.annotation for name, field in ResultWording.model_fields.items()}


@cache
def code(pattern: str) -> str:
    return "".join(p.read_text(encoding="utf-8") for p in sorted(ROOT.glob(pattern)))


def unread(names: set[str], form: str, within: str) -> list[str]:
    """The names that no module reads, each put into the form in which one would."""
    return sorted(n for n in names if not re.search(form.format(n), code(within)))


def test_every_list_of_words_is_read() -> None:
    names = {*WordLists.model_fields, *ModifierWords.model_fields, *TurnWords.model_fields}
    assert unread(names, r"\b(?:words|said|lists)\.{}\b", "assistant/**/*.py") == []


def test_every_table_of_the_last_check_is_read() -> None:
    names = set(CheckingWords.model_fields)
    assert unread(names, r"\bvalues\.{}\b", "assistant/verify/*.py") == []


@pytest.mark.parametrize("tool", TOOLS)
def test_every_wording_of_a_result_is_said(tool: str) -> None:
    kind = TOOLS[tool]
    assert isinstance(kind, type)
    assert issubclass(kind, Record)
    teller = code("assistant/verify/*results.py").split(f"values.results.{tool}")[1]
    teller = teller.split("values.results.")[0]
    read = set(re.findall(r"\bwords\.(\w+)", teller))
    assert set(kind.model_fields) <= read


def test_every_list_of_time_words_is_read_and_every_one_read_is_there() -> None:
    asked = set(re.findall(r'time_words\("(\w+)"\)', code("assistant/**/*.py")))
    assert asked == set(time_lists())


def test_every_list_of_reading_words_is_read_and_every_one_read_is_there() -> None:
    asked = set(re.findall(r'\b(?:reading_words|says)\("(\w+)"\)', code("assistant/**/*.py")))
    assert asked == set(reading_lists())


def test_every_list_of_phrases_is_read_and_every_one_read_is_there() -> None:
    asked = set(re.findall(r'(?:[Pp]hrases|shows)\(\s*"(\w+)"', code("assistant/**/*.py")))
    assert asked == set(phrase_lists())


@pytest.mark.parametrize("phrases", ["a word", "{a: b}", "[[a], b]"])
def test_a_list_of_phrases_is_phrases(phrases: str, tmp_path: Path) -> None:
    (tmp_path / "phrases.yaml").write_text(f"some: [a word]\nothers: {phrases}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"others: is no list of phrases\. Write `others: \["):
        phrase_lists(tmp_path)


@pytest.mark.parametrize(
    ("name", "shows", "shows_not"),
    [
        ("now", ["and now?", "ok so today then", "what about these days"], ["now it is 20"]),
        ("could_be", ["ok so could it be 4?", "could we bill 3 then"], ["could it be the 4?"]),
        ("each_code", ["are 97001, 97002, 97003, 97004, 97005, 97006 or 97010 good"], ["97001"]),
        ("faulted", ["a mistake to bill", "a bad idea to use it"], ["wrong code, I meant to bill"]),
        ("less", ["how low can it go", "where does it drop"], ["how low is it"]),
        (
            "in_all",
            ["how many minutes is that, in all?", "minutes do they come to, altogether"],
            ["it is 15 minutes, and the total of both"],
        ),
        (
            "by_time",
            ["does it follow Medicare's eight-minute rule", "under the CMS 8 minute rule"],
            ["do I follow the CPT midpoint or the 8 minute rule"],
        ),
        (
            "needed",
            ["do I need an order of the physician who has seen the patient before to bill it"],
            ["what do I need? Where is it to be written"],
        ),
        (
            "means",
            ["what does the bit about the column 2 code and its modifier indicator mean"],
            ["what is 97140? I mean 97124"],
        ),
        ("which_region", ["low-back region?", "the patient's region"], ["back"]),
        ("you_used", ["which minutes did you use"], ["what did you say that I should use"]),
        ("one_or_other", ["20560, or 20561", "20560 vs. 20561", "20560 or is it 20561"], ["20560"]),
        (
            "dropping",
            ["without the gait", "leave the 97140 out", "we didn\u2019t do it"],
            ["no wait"],
        ),
        ("gets", ["which of the two gets it?", "who should get it"], ["which code is it"]),
        (
            "it_is_code",
            ["is that still billed under 97140", "can I use 97140?"],
            ["is 97140 timed"],
        ),
    ],
)
def test_phrases_are_found_as_they_are_written(
    name: str, shows: list[str], shows_not: list[str]
) -> None:
    phrases = Phrases(name)
    assert [w for w in shows if not phrases.search(w)] == []
    assert [w for w in shows_not if phrases.search(w)] == []


def test_every_list_of_personal_words_is_read_and_every_one_read_is_there() -> None:
    asked = set(re.findall(r'lists\["(\w+)"\]', code("assistant/personal_words.py")))
    assert asked == set(personal_words())


def test_every_list_of_numbers_is_read_and_every_one_read_is_there() -> None:
    asked = set(re.findall(r'number_words\("(\w+)"\)', code("assistant/**/*.py")))
    assert asked == set(number_lists())


@pytest.mark.parametrize("words", ["half", "half=two", "=2"])
def test_a_word_without_its_number_is_told(words: str, tmp_path: Path) -> None:
    (tmp_path / "number_words.yaml").write_text(f"parts: {words}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"parts: is no line of words with numbers\."):
        number_lists(tmp_path)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("words", ["[minute, hour]", "", "{a: b}"])
def test_a_list_in_one_line_is_words(file: str, words: str, tmp_path: Path) -> None:
    (tmp_path / file).write_text(f"some: a word\nothers: {words}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as refused:
        FILES[file](tmp_path)
    told = f"{file}: others: is no line of words. Write `others: word word`."
    assert str(refused.value) == told


@pytest.mark.parametrize("file", FILES)
def test_a_file_of_words_is_a_mapping(file: str, tmp_path: Path) -> None:
    (tmp_path / file).write_text("- minute\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=f"{file}: file: holds no lists"):
        FILES[file](tmp_path)
