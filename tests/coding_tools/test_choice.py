"""From a word to its code: each row of the word table, the purposes, and what is never settled."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from case_files import as_params, assert_sound, often, read_cases
from hypothesis import given
from hypothesis import strategies as st

from coding_tools.choice import choose_code
from coding_tools.choice_described import Described
from coding_tools.choice_rules import RULES
from coding_tools.trace import Calculation
from knowledge.library import Library, bundled

CASES = read_cases("choice")
VERDICTS = ("fits", "disputed", "does_not_fit")


def described(case: dict[str, Any]) -> Described:
    """A service as a case describes it."""
    given_facts = dict(case.get("when", {}))
    stated = tuple(given_facts.pop("stated", {}).items())
    facts = {
        key: tuple(map(str, value)) if isinstance(value, list) else value
        for key, value in given_facts.items()
    }
    techniques = (case["technique"],) if "technique" in case else ()
    return Described(techniques, stated=stated, **facts)


def chosen(service: Described, library: Library) -> Calculation:
    done = choose_code(service, library)
    assert_sound(done, library)
    return done


def paragraphs(keys: tuple[str, ...], library: Library) -> set[str]:
    """The places that passages stand at, as `source ¶5`."""
    return {f"{(p := library.passage(key)).source} {p.at}" for key in keys}


@pytest.mark.parametrize("case", as_params(CASES))
def test_a_service_finds_its_code(case: dict[str, Any], library: Library) -> None:
    done = chosen(described(case), library)
    result = done.result
    missing = case.get("missing", [])
    assert result["missing"] == missing
    right = [] if missing else case.get("codes", case.get("fits", []))
    assert result["codes"] == list(map(str, right))
    if set(VERDICTS) & set(case) or "codes" not in case:
        for verdict in VERDICTS:
            given_so = {c["code"] for c in result["candidates"] if c["verdict"] == verdict}
            assert given_so == set(map(str, case.get(verdict, []))), verdict
    told = " ".join(step.says for step in done.steps)
    assert [words for words in case.get("says", []) if words not in told] == []


@pytest.mark.parametrize("case", as_params([c for c in CASES if "ground" in c or "told" in c]))
def test_a_code_rests_on_the_paragraphs_that_put_it_there(
    case: dict[str, Any], library: Library
) -> None:
    done = chosen(described(case), library)
    for code, grounds in case.get("ground", {}).items():
        steps = [step for step in done.steps if step.says.startswith(f"{code} ")]
        cited = paragraphs(tuple(key for step in steps for key in step.supports), library)
        assert [place for place in grounds if place not in cited] == []
    for code, standing in case.get("told", {}).items():
        whys = [c["why"] for c in done.result["candidates"] if c["code"] == str(code)]
        assert whys
        assert all(why.endswith(f"({standing})") for why in whys)


@pytest.mark.parametrize(
    ("service", "code"),
    [
        (Described(("stretching",), stated=(("stretch_purpose", "tissue"),)), "97140"),
        (Described(("unattended_stimulation",), payer="uhc"), "G0283"),
    ],
    ids=["a stretch of a restricted tissue", "unattended stimulation for UnitedHealthcare"],
)
def test_a_reported_code_says_so_where_a_stated_fact_decides(
    service: Described, code: str, library: Library
) -> None:
    whys = [c["why"] for c in chosen(service, library).result["candidates"] if c["code"] == code]
    assert [why for why in whys if "reported" not in why] == []


@pytest.mark.parametrize("case", [c for c in CASES if "words" in c], ids=lambda c: c["name"])
def test_the_words_of_the_table_lead_to_the_code(case: dict[str, Any], library: Library) -> None:
    """Each word names the technique, or one that comes to the same."""
    service = described(case)
    right = chosen(service, library).result
    for word in case["words"]:
        named = [t.id for t in library.techniques.values() if word in map(str.lower, t.names)]
        assert named, f"{word} names no technique"
        for technique in named:
            result = chosen(service._replace(techniques=(technique,)), library).result
            assert (result["codes"], result["missing"]) == (right["codes"], right["missing"]), word


@pytest.mark.parametrize("case", [c for c in CASES if "coverage" in c], ids=lambda c: c["name"])
def test_whether_it_is_paid_stands_apart_from_its_code(
    case: dict[str, Any], library: Library
) -> None:
    held = paragraphs(library.techniques[case["technique"]].coverage, library)
    assert [place for place in case["coverage"] if place not in held] == []


def test_every_technique_has_a_case(library: Library) -> None:
    """A technique is added with its case: without one nobody sees that its code is wrong."""
    without = set(library.techniques) - {case.get("technique") for case in CASES}
    assert without == set(), "write a line for each in cases/choice.yaml"


def test_every_rule_is_used_by_a_technique_and_known_to_the_tool(library: Library) -> None:
    assert {t.rule for t in library.techniques.values()} == set(RULES)


goals = st.lists(st.sampled_from(sorted(bundled().goals)), max_size=4, unique=True).map(tuple)
regions = st.lists(st.sampled_from(sorted(bundled().regions)), max_size=6, unique=True).map(tuple)
muscles = st.lists(st.sampled_from(sorted(bundled().muscles)), max_size=5, unique=True).map(tuple)
facts_stated = st.dictionaries(
    st.sampled_from(
        ["hands", "contact", "attended", "profession", "stretch_purpose", "tape_purpose"]
    ),
    st.sampled_from(["hand", "machine", "attended", "unattended", "pt", "ot", "lmt", "tissue"]),
    max_size=3,
)
services = st.builds(
    lambda technique, stated, **facts: Described(
        (technique,) if technique else (), stated=tuple(stated.items()), **facts
    ),
    technique=st.none() | st.sampled_from(sorted(bundled().techniques)),
    stated=facts_stated,
    goals=goals,
    regions=regions,
    muscles=muscles,
    muscle_count=st.none() | st.integers(1, 9),
    payer=st.none() | st.sampled_from(sorted(bundled().payers)),
    asked=st.lists(st.sampled_from(["97124", "97140", "97112", "99213"]), max_size=2).map(tuple),
)


@often(200)
@given(services)
def test_a_code_is_given_only_where_it_fits_and_nothing_is_missing(service: Described) -> None:
    done = chosen(service, bundled())
    result = done.result
    fitting = [c["code"] for c in result["candidates"] if c["verdict"] == "fits"]
    assert set(result["codes"]) <= set(fitting)
    if result["missing"]:
        assert result["codes"] == []
        assert len(done.not_checked) >= len(result["missing"])
    assert all(c["why"] for c in result["candidates"])
    assert len(result["codes"]) == len(set(result["codes"]))


@often(100)
@given(services)
def test_a_disputed_code_is_never_given(service: Described) -> None:
    result = chosen(service, bundled()).result
    disputed = {c["code"] for c in result["candidates"] if c["verdict"] == "disputed"}
    assert not disputed & set(result["codes"])


@pytest.mark.parametrize("technique", ["trigger_point", "muscle_release", "cupping", "gua_sha"])
def test_no_purpose_settles_a_dispute(technique: str, library: Library) -> None:
    for one in library.goals:
        for other in library.goals:
            assert chosen(Described((technique,), (one, other)), library).result["codes"] == []


@often(50)
@given(st.lists(st.sampled_from(sorted(bundled().regions)), min_size=1, unique=True))
def test_spinal_regions_are_counted_and_the_others_share_one_code(named: list[str]) -> None:
    library = bundled()
    spinal = sum(library.regions[region].spinal for region in named)
    right = {1: "98940", 2: "98940", 3: "98941", 4: "98941", 5: "98942"}
    codes = [right[spinal]] if spinal else []
    codes += ["98943"] if len(named) > spinal else []
    service = Described(("adjustment",), regions=tuple(named))
    assert chosen(service, library).result["codes"] == codes


@pytest.mark.parametrize("count", range(1, 40))
def test_needled_muscles_are_one_or_two_or_more(count: int, library: Library) -> None:
    service = Described(("dry_needling",), muscle_count=count)
    assert chosen(service, library).result["codes"] == ["20560" if count < 3 else "20561"]


@pytest.mark.parametrize("sides", [("spasm", "adhesion"), ("spasm", "stiffness", "adhesion")])
def test_the_order_of_purposes_settles_nothing(sides: tuple[str, ...], library: Library) -> None:
    for goals_named in permutations(sides):
        result = chosen(Described(("soft_tissue_work",), goals_named), library).result
        assert (result["codes"], result["missing"]) == ([], ["technique"])
