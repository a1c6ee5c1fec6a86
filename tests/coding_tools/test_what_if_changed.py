"""What a change makes of a count: every fact that differs, the count after, the step apart."""

from __future__ import annotations

from coding_tools.units import Service
from coding_tools.what_if_changed import Counted, what_if_changed
from knowledge.library import Library


def counted(library: Library, method: str = "cms", payer: str = "", **minutes: int) -> Counted:
    services = [Service(code.removeprefix("c"), given) for code, given in minutes.items()]
    return Counted(services, library.methods[method], payer)


def test_each_fact_that_differs_is_a_change(library: Library) -> None:
    before = counted(library, payer="Medicare", c97110=20, c97140=20)
    after = counted(library, "cpt_midpoint", "Cigna", c97110=20, c97140=8)
    done = what_if_changed(before, after, library.codes)
    assert [(c["fact"], c["from"], c["to"]) for c in done.result["changes"]] == [
        ("minutes of 97140", 20, 8),
        ("method", "cms", "cpt_midpoint"),
        ("payer", "Medicare", "Cigna"),
    ]
    assert {c["result"]["total_units"] for c in done.result["changes"]} == {2}


def test_the_step_where_the_counts_part(library: Library) -> None:
    before, after = counted(library, c97124=22), counted(library, c97124=23)
    done = what_if_changed(before, after, library.codes)
    assert done.result["changes"][0]["differs_at"] == 0
    assert [s.says for s in done.steps][1:3] == [
        "Total timed minutes: 22.",
        "Total timed minutes: 23.",
    ]


def test_nothing_that_differs_is_no_change(library: Library) -> None:
    same = counted(library, c97124=22)
    assert what_if_changed(same, same, library.codes).result["changes"] == []


def test_a_service_left_out_and_one_added(library: Library) -> None:
    before, after = counted(library, c97110=15, c97140=10), counted(library, c97110=15, c97035=8)
    says = what_if_changed(before, after, library.codes).steps[-1].says
    assert says.startswith("Without the 10 minutes of 97140 and with 8 minutes of 97035 added")
