"""Which modifiers belong on a line: each rule, and what holds for every day there can be."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from case_files import as_params, assert_sound, codes_in, often, read_cases
from hypothesis import given
from hypothesis import strategies as st

from coding_tools.claim_payer import payer_facts
from coding_tools.modifiers import advise
from coding_tools.modifiers_line import LineFacts, modifier_findings
from coding_tools.modifiers_opinion import Day, ServiceLine
from coding_tools.modifiers_summary import by_line, by_modifier
from coding_tools.pair_here import PairFacts
from coding_tools.pairs import check_pair
from coding_tools.trace import Calculation
from knowledge.library import Library, bundled

CASES = read_cases("modifiers")
VERDICTS = {"required", "open", "wrong", "unnecessary"}


def judged(case: dict[str, Any], library: Library) -> Calculation:
    """The calculation of a case."""
    lines = [ServiceLine(*_parts(str(line))) for line in case["lines"]]
    day = Day(
        payer=case.get("payer"),
        provider=case.get("provider"),
        date_of_service=case.get("date"),
        asked=tuple(case.get("asked", ())),
        stated=tuple(case.get("stated", {}).items()),
        spent=case.get("spent"),
    )
    facts = PairFacts(day.date_of_service, day.payer)._replace(**case.get("pair", {}))
    pairs = [check_pair(a.code, b.code, facts, library) for a, b in combinations(lines, 2)]
    return advise(lines, day, pairs, library)


def _parts(line: str) -> tuple[str, tuple[str, ...]]:
    """A code and the modifiers behind it."""
    code, *modifiers = line.split("-")
    return code, tuple(modifiers)


def verdicts(done: Calculation) -> dict[str, dict[str, str]]:
    """The verdicts by code and modifier."""
    return {
        line["code"]: {one["modifier"]: one["verdict"] for one in line["modifiers"]}
        for line in done.result["lines"]
    }


@pytest.mark.parametrize("case", as_params(CASES))
def test_a_modifier_on_a_line(case: dict[str, Any], library: Library) -> None:
    done = judged(case, library)
    assert_sound(done, library)
    found = verdicts(done)
    for code, wanted in codes_in(case["then"]).items():
        assert {m: found[code].get(m) for m in codes_in(wanted)} == codes_in(wanted), code
    steps = " ".join(step.says for step in done.steps)
    gaps = " ".join(done.not_checked)
    asked = " ".join(done.result["ask_the_record"])
    assert [words for words in case.get("says", []) if words not in steps] == []
    assert [words for words in case.get("gap", []) if words not in gaps] == []
    assert [words for words in case.get("asks", []) if words not in asked] == []
    named = {modifier for line in found.values() for modifier in line}
    assert named.isdisjoint(case.get("none", []))


def test_each_line_is_judged_by_who_gave_it(library: Library) -> None:
    lines = [ServiceLine("97110", provider="pta"), ServiceLine("97140")]
    found = verdicts(advise(lines, Day("medicare", "pt"), (), library))
    assert found["97110"]["CQ"] == "required"
    assert "CQ" not in found["97140"]


def test_every_modifier_has_a_case(library: Library) -> None:
    """A modifier is added with its case: without one nobody sees that its verdict is wrong."""
    named = {m for case in CASES for line in codes_in(case["then"]).values() for m in line}
    assert set(library.modifiers) - set(map(str, named)) == set()


def test_every_advice_is_given_by_a_case_or_a_rule(library: Library) -> None:
    """What is never said is a rule that nobody reads: take it out, or write its case."""
    said = " ".join(step.says for case in CASES for step in judged(case, library).steps)
    unsaid = [
        advice.id
        for advice in library.modifier_advice.values()
        if not all(part in said for part in _plain_parts(advice.why))
    ]
    assert set(unsaid) <= {"not-asked"}, "no payer held refuses a modifier yet; the rest has cases"


def _plain_parts(why: str) -> list[str]:
    """The words of a reason between what is filled in, but for short ones."""
    parts = [part.split("}")[-1].strip(" ,()") for part in why.split("{")]
    return [part for part in parts if len(part) > 12]


CODES = ["97124", "97140", "97110", "97012", "97010", "98941", "98943", "99213", "97001", "12345"]
lines = st.lists(
    st.builds(
        ServiceLine,
        st.sampled_from(CODES),
        st.lists(
            st.sampled_from(["59", "XS", "GP", "AT", "GA", "GX"]), max_size=2, unique=True
        ).map(tuple),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda line: line.code,
)
days = st.builds(
    Day,
    payer=st.none() | st.sampled_from([*sorted(bundled().payers), "a payer that isn't held"]),
    provider=st.none() | st.sampled_from(sorted(bundled().providers)),
    date_of_service=st.none() | st.dates(),
    asked=st.lists(st.sampled_from(sorted(bundled().modifiers)), max_size=3, unique=True).map(
        tuple
    ),
    stated=st.dictionaries(
        st.just("care"), st.sampled_from(["active", "maintenance"]), max_size=1
    ).map(lambda told: tuple(told.items())),
    spent=st.none() | st.integers(0, 5000),
)
facts = st.builds(
    PairFacts,
    regions=st.none() | st.sampled_from(["same", "different"]),
    times=st.none() | st.sampled_from(["same", "separate"]),
    providers=st.none() | st.just("other"),
    evaluation_separate=st.none() | st.booleans(),
    dates=st.none() | st.just("different"),
)


def of_day(given_lines: list[ServiceLine], day: Day, pair: PairFacts) -> Calculation:
    """The calculation of a day."""
    library = bundled()
    stated = pair._replace(date_of_service=day.date_of_service, payer=day.payer)
    pairs = [check_pair(a.code, b.code, stated, library) for a, b in combinations(given_lines, 2)]
    return advise(given_lines, day, pairs, library)


@often(150)
@given(lines, days, facts)
def test_every_verdict_says_why_and_rests_on_a_passage(
    given_lines: list[ServiceLine], day: Day, pair: PairFacts
) -> None:
    done = of_day(given_lines, day, pair)
    assert_sound(done, bundled())
    for line in done.result["lines"]:
        for one in line["modifiers"]:
            assert one["verdict"] in VERDICTS
            assert one["why"]
    assert all(step.supports for step in done.steps[1:])


@often(100)
@given(lines, days, facts)
def test_a_modifier_is_always_a_question_to_the_record(
    given_lines: list[ServiceLine], day: Day, pair: PairFacts
) -> None:
    done = of_day(given_lines, day, pair)
    questions = done.result["ask_the_record"]
    assert all("?" in question for question in questions)
    told = " ".join(questions)
    for line in done.result["lines"]:
        for one in line["modifiers"]:
            if one["verdict"] in ("required", "open"):
                asked = bundled().modifiers[one["modifier"]].ask
                assert not asked or asked in told


@often(100)
@given(lines, days, facts)
def test_no_modifier_is_required_that_is_wrong_beside_another(
    given_lines: list[ServiceLine], day: Day, pair: PairFacts
) -> None:
    """Never 59 with an X modifier, never AT with GY, GZ or GA, never two plans of care."""
    for found in verdicts(of_day(given_lines, day, pair)).values():
        required = {modifier for modifier, verdict in found.items() if verdict == "required"}
        distinct = set(bundled().claim_rules.pairs.distinct)
        assert len(required & distinct) <= 1
        assert len(required & {"GP", "GO", "GN"}) <= 1
        assert not ({"AT"} <= required and required & {"GA", "GY", "GZ"})


@often(100)
@given(lines, days, facts)
def test_a_payer_that_is_not_stated_leaves_its_modifiers_open(
    given_lines: list[ServiceLine], day: Day, pair: PairFacts
) -> None:
    unstated = day._replace(payer=None)
    for found in verdicts(of_day(given_lines, unstated, pair)).values():
        assert {found.get(m) for m in ("GP", "GO", "GN", "AT", "CQ", "CO", "KX")}.isdisjoint(
            {"required"}
        )


@often(75)
@given(lines, days, facts)
def test_the_order_of_the_lines_changes_no_verdict(
    given_lines: list[ServiceLine], day: Day, pair: PairFacts
) -> None:
    forth = verdicts(of_day(given_lines, day, pair))
    back = verdicts(of_day(given_lines[::-1], day, pair))
    assert forth == back


@often(75)
@given(lines, days, facts)
def test_its_sentences_name_every_line_and_every_verdict(
    given_lines: list[ServiceLine], day: Day, pair: PairFacts
) -> None:
    done = of_day(given_lines, day, pair)
    assert all(line.code in by_line(done) for line in given_lines)
    said = " ".join(by_modifier(done))
    for line in done.result["lines"]:
        for one in line["modifiers"]:
            assert one["why"] in said


@often(100)
@given(lines, days)
def test_what_stands_wrongly_on_a_line_is_wrong_for_a_claim_too(
    given_lines: list[ServiceLine], day: Day
) -> None:
    """The claim checker and this tool read the same rules: neither passes what the other bars."""
    library = bundled()
    payer = payer_facts(day.payer or "", "", day.date_of_service, library)
    provider = library.providers.get(day.provider or "")
    found = verdicts(of_day(given_lines, day._replace(asked=()), PairFacts()))
    for line in given_lines:
        if line.code not in library.codes or library.codes[line.code].status == "deleted":
            continue
        told = LineFacts(line.code, line.modifiers, payer, provider, day.date_of_service, library)
        for finding in modifier_findings(told, asked_for=False):
            rule = library.findings[finding.rule]
            if rule.verdict == "wrong" and rule.severity == "error":
                assert found[line.code][finding.words["modifier"]] == "wrong", finding.rule
