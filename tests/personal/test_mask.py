"""Personal details are masked, and nothing else changes."""

import json
import logging
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from assistant import personal_presidio
from assistant.personal import Masked, mask, notice_of
from assistant.reading.reader import reader_of
from assistant.reading.text import clean
from knowledge.library import bundled

HERE = Path(__file__).parent


def test_there_are_enough_cases(positive, negative):
    assert len(positive) >= 120
    assert len(negative) >= 120


def test_every_positive_sentence(positive):
    missed = [
        (case.masked, got) for case in positive if (got := mask(case.text).text) != case.masked
    ]
    assert missed == []


def test_every_negative_sentence(negative):
    taken = [(text, got) for text in negative if (got := mask(text).text) != text]
    assert taken == []


def test_no_sentence_of_the_library_is_taken_for_personal():
    told = [t for p in bundled().passages.values() for t in (p.text, *p.asked)]
    assert [(text, got) for text in told if (got := mask(text).found)] == []


def test_no_name_of_the_library_is_taken_for_a_person():
    library = bundled()
    names = [
        name
        for held in (library.payers, library.techniques, library.regions, library.goals)
        for entry in held.values()
        for name in entry.names
    ]
    names += [*library.unheld_payers, *library.states]
    people = {
        "thompson",
        "mulligan",
        "alexander",
        "bowen",
        "gonstead",
        "barnes",
    }  # Then it is the patient's.
    taken = [
        text
        for name in names
        for text in (f"Medicare patient {name.title()} 24 min of 97140",)
        if not people & set(name.split()) and mask(text).found
    ]
    assert taken == []


def test_kinds_are_told_once_and_in_order(positive):
    for case in positive:
        masked = mask(case.text)
        assert sorted(masked.found) == sorted(case.kinds), case.masked
        assert masked.notice == notice_of(masked.found)
    assert mask("97140 x 2") == Masked("97140 x 2")


def test_the_notice_says_that_other_names_are_not_caught():
    assert "Other names and details in free text aren't caught" in mask("DOB 7/2/1948").notice


def test_what_is_masked_stays_as_it_is(positive):
    for case in positive:
        again = mask(mask(case.text).text)
        assert (again.text, again.found) == (case.masked, ()), case.masked


def test_a_mask_adds_no_fact_and_takes_none(positive):
    """A kind's own words are read as nothing: "[account number]" asks for no documentation."""
    reader = reader_of(bundled())
    told = (
        "codes",
        "modifiers",
        "payers",
        "wants",
        "topics",
        "scope",
        "date_of_service",
        "regions",
    )
    for case in positive:
        blank = case.masked
        for kind in case.kinds:
            blank = blank.replace(f"[{kind}]", " " * (len(kind) + 2))
        masked, bare = reader.read(case.masked), reader.read(blank)
        for fact in told:
            assert getattr(masked, fact) == getattr(bare, fact), (case.masked, fact)
        assert [s.minutes for s in masked.services] == [s.minutes for s in bare.services]


@pytest.mark.parametrize("dash", ["\u2010", "\u2011", "\u2012", "\u2013", "\u2212"])
def test_odd_dashes_and_spaces_hide_nothing(dash):
    assert mask(f"SSN 412{dash}66{dash}0193").found == ("social security number",)
    assert mask(f"MBI 1EG4{dash}TE5{dash}MK73").text == "MBI [beneficiary number]"
    assert mask("DOB\u00a07/2/1948").text == "DOB\u00a0[date of birth]"
    assert clean("\u2010") == "-"


@pytest.mark.parametrize(
    "unit",
    ["patient ", "a", "1", "12-", "Ab ", "Mr. ", "97140 ", "a@", "1 Main ", "Dr Abc ", "(503) ",
     "DOB ", "member id ", "id:", " st", "\n", "re: for ", "patient: A, ", "SSN is ", "call me "],
)  # fmt: skip
def test_a_hundred_thousand_signs_take_no_longer_than_a_second(unit):
    text = (unit * (100_000 // len(unit)))[:100_000]
    started = time.process_time()
    mask(text)
    assert time.process_time() - started < 4


def test_nothing_is_logged(caplog):
    caplog.set_level(logging.DEBUG)
    mask("Patient Ada Quispe, DOB 7/2/1948, SSN 412-66-0193")
    told = " ".join(record.getMessage() for record in caplog.records)
    assert not any(part in told for part in ("Quispe", "1948", "0193"))


def _run(code: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True,
        cwd=HERE.parents[1],
    )  # fmt: skip
    return json.loads(done.stdout)


def test_neither_spacy_nor_torch_is_imported_and_presidio_only_when_needed():
    told = _run(
        "import json, sys\n"
        "from assistant.personal import mask\n"
        "from assistant import personal_presidio as p\n"
        "mask('20 min of 97140 and 15 min of 97110, how many units?')\n"
        "cold = p._classes.cache_info().currsize, 'regex' in sys.modules\n"
        "found = mask('Patient Ada Quispe, DOB 7/2/1948').found\n"
        "heavy = {'torch', 'spacy', 'transformers', 'presidio_analyzer', 'phonenumbers'}\n"
        "print(json.dumps([cold, found, sorted(heavy & {m.split('.')[0] for m in sys.modules})]))\n"
    )
    assert told == [[0, False], ["name", "date of birth"], []]


def test_what_is_imported_apart_is_presidios_own_and_leaves_its_package_alone():
    spotter = personal_presidio.spotter("name", "x")
    own = type(spotter.recognizer)
    assert own.__module__ == "presidio_analyzer.pattern_recognizer"
    folder = Path(find_spec("presidio_analyzer").origin).parent
    assert Path(own.analyze.__code__.co_filename) == folder / "pattern_recognizer.py"
    assert not [name for name in sys.modules if name.startswith("presidio_analyzer")]


def test_presidio_missing_is_one_clear_sentence(monkeypatch):
    personal_presidio._classes.cache_clear()
    monkeypatch.setattr(personal_presidio, "find_spec", lambda _name: None)
    with pytest.raises(
        personal_presidio.MaskingUnavailable, match=r"is not installed.*make install"
    ):
        personal_presidio.spotter("name", "x")
    personal_presidio._classes.cache_clear()


def test_no_case_stands_in_the_shared_examples(positive):
    assert len({case.text for case in positive}) == len(positive)
    lists = yaml.safe_load((HERE / "negative.yaml").read_text("utf-8"))
    told = [line for lines in lists.values() for line in lines]
    assert len(set(told)) == len(told)
