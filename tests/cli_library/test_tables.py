"""The user's tables are used by the date of service; files are told apart by what is in them."""

import gzip
import json

import pytest

HEAD = "Column 1\tColumn 2\tDeletion Date\tModifier\tPTP Edit Rationale"
MUE = (
    '"CPT codes and other data only are copyright 2024 American Medical Association.",,,\n'
    "HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n"
    "97124,{units},3 Date of Service Edit: Clinical,Clinical: Data\n"
    "97140,6,3 Date of Service Edit: Clinical,Clinical: Data\n"
)


def pairs(*rows: tuple[str, ...]) -> bytes:
    """A practitioner pair table, its columns named in its first line."""
    lines = [HEAD, *("\t".join((*row, "Misuse of Column Two code")) for row in rows)]
    return gzip.compress("".join(f"{line}\r\n" for line in lines).encode())


@pytest.fixture
def quarter(write):
    """Writes a made pair table of a quarter, in which 97140 and 97124 have this indicator."""

    def written(name: str, indicator: str):
        rows = pairs(("97140", "97124", "*", indicator), ("97530", "97150", "*", "1"))
        return write(f"practitioner_ptp_{name}.tsv.gz", rows)

    return written


def judged(knead, *options):
    """What `pair` makes of 97140 and 97124, and the source of the row."""
    answer = json.loads(knead("pair", "97140", "97124", "--json", *options).out)
    (done,) = (c for c in answer["calculations"] if c["tool"] == "pair")
    rows = [c["source_id"] for c in answer["citations"] if c["locator"] == "97140 with 97124"]
    return done["result"]["verdict"], done["result"]["table"], rows[0], answer


def test_a_pair_is_judged_by_the_quarter_of_its_date_of_service(library, knead, quarter):
    ran = library("add", quarter("2025q1", "1"), quarter("2025q2", "0"))
    assert (ran.status, ran.out.count("Added user-ncci-ptp-2025q")) == (0, 2)
    assert judged(knead, "--date", "2025-01-15")[:3] == (
        "modifier_allowed",
        "2025Q1",
        "user-ncci-ptp-2025q1",
    )
    assert judged(knead, "--date", "2025-06-30")[:3] == (
        "never_together",
        "2025Q2",
        "user-ncci-ptp-2025q2",
    )
    verdict, table, source, answer = judged(knead, "--date", "2024-08-01")
    assert (verdict, table, source) == ("never_together", "2024Q3", "cms-ncci-ptp-2024q3")
    assert answer["library"]["tables"] == ["2024Q3", "2025Q1", "2025Q2"]


def test_a_date_without_a_table_is_told(library, knead, quarter):
    library("add", quarter("2025q1", "1"))
    _, table, _, answer = judged(knead, "--date", "2025-08-01")
    assert table == "2024Q3"
    assert any("outside the table's quarter" in line for line in answer["not_checked"])


def test_without_a_date_the_newest_table_is_given_and_named(library, knead, quarter):
    library("add", quarter("2023q1", "1"))
    assert judged(knead)[:2] == ("never_together", "2024Q3")
    library("add", quarter("2025q1", "1"))
    assert judged(knead)[:2] == ("modifier_allowed", "2025Q1")


def test_ask_goes_by_the_same_table(library, ask, quarter):
    library("add", quarter("2025q1", "1"))
    answer = ask("Can I bill 97140 with 97124 for Medicare?", "--date", "2025-02-01")
    (done,) = (c for c in answer["calculations"] if c["tool"] == "pair")
    assert (done["result"]["verdict"], done["result"]["table"]) == ("modifier_allowed", "2025Q1")
    cited = {s for step in done["steps"] for s in step["supports"]}
    assert any(s.startswith("user-ncci-ptp-2025q1.row-97140-97124.") for s in cited)


def test_an_mue_goes_by_its_date(library, ask, write):
    library("add", write("MCR_MUE_PractitionerServices_Eff_01-01-2025.csv", MUE.format(units=5)))
    question = "How many units of 97124 a day does Medicare's MUE allow?"
    answer = ask(question, "--date", "2025-02-01")
    assert "97124 is 5 units" in answer["headline"]
    assert answer["citations"][0]["source_id"] == "user-ncci-mue-2025q1"
    answer = ask(question, "--date", "2024-08-01")
    assert "97124 is 4 units" in answer["headline"]
    gap = "outside the quarter of the MUE table"
    assert not any(gap in line for line in answer["not_checked"])
    assert any(gap in line for line in ask(question, "--date", "2025-08-01")["not_checked"])


def test_claims_go_by_the_same_tables(library, knead, quarter, write):
    library("add", quarter("2025q1", "1"))
    claims = write(
        "claims.csv",
        "claim_id,date_of_service,payer,provider_type,code,modifiers,units,minutes,regions,"
        "diagnosis_pointers,charge\n"
        "A,2025-02-03,medicare,pt,97140,GP,1,15,neck,A,40\n"
        "A,2025-02-03,medicare,pt,97124,GP,1,15,lower extremities,A,30\n"
        "B,2024-08-05,medicare,pt,97140,GP,1,15,neck,A,40\n"
        "B,2024-08-05,medicare,pt,97124,GP,1,15,lower extremities,A,30\n",
    )
    found = json.loads(knead("check", claims, "--json").out)["findings"]
    never = {f["claim_id"] for f in found if f["severity"] == "error"}
    assert never == {"B"}
    assert any("user-ncci-ptp-2025q1" in str(f["citations"]) for f in found)


def test_files_are_told_apart_by_what_is_in_them(library, quarter, write):
    ran = library(
        "add",
        quarter("2025q1", "1"),
        write("letter.txt", "Our plan covers massage 97124 when a therapist gives it.\n"),
        write("mue_Eff_01-01-2025.csv", MUE.format(units=4)),
    )
    assert ran.status == 0, ran.err
    assert ran.out.count("Added user-ncci-ptp-2025q1") == 1
    assert ran.out.count("Added user-ncci-mue-2025q1") == 1
    assert ran.out.count("Added doc-") == 1


def test_of_a_folder_with_tables_only_they_are_taken_and_that_is_said(library, quarter, write):
    write("letter.txt", "Our plan covers massage 97124 when a therapist gives it.\n")
    ran = library("add", quarter("2025q1", "1").parent)
    assert (ran.status, "doc-" in ran.out) == (0, False)
    assert "Added user-ncci-ptp-2025q1" in ran.out
    assert "only CMS's tables were taken from this folder" in ran.err


def test_of_a_folder_without_tables_rules_and_documents_are_told_apart(library, write):
    write("plans/letter.txt", "Our plan covers massage 97124 when a therapist gives it.\n")
    folder = write("plans/plan_z.yaml", "id: plan_z\nname: Plan Z\n").parent
    ran = library("add", folder)
    assert (ran.status, ran.out.count("Added doc-")) == (2, 1)
    assert "plan_z.yaml: source: is missing" in ran.err


def test_a_table_that_tells_no_quarter_takes_a_day_of_it(library, write):
    path = write("edits.tsv.gz", pairs(("97140", "97124", "*", "0")))
    ran = library("add", path)
    assert (ran.status, "--published" in ran.err) == (2, True)
    ran = library("add", path, "--published", "2025-02-01")
    assert (ran.status, "Added user-ncci-ptp-2025q1" in ran.out) == (0, True)


def test_a_table_is_listed_removed_and_gone(library, knead, quarter):
    library("add", quarter("2025q1", "1"))
    rows = {row["id"]: row for row in json.loads(library("list", "--json").out)}
    assert rows["user-ncci-ptp-2025q1"]["kind"] == "table"
    assert rows["cms-claims-5"]["kind"] == "library"
    assert library("remove", "user-ncci-ptp-2025q1").status == 0
    assert judged(knead, "--date", "2025-01-15")[1] == "2024Q3"


def test_a_damaged_table_is_told(library, knead, quarter, home):
    library("add", quarter("2025q1", "1"))
    (home / "tables" / "user-ncci-ptp-2025q1" / "manifest.json").write_text("{}")
    ran = library("verify")
    assert (ran.status, "stored table user-ncci-ptp-2025q1: is damaged" in ran.out) == (1, True)
    ran = knead("pair", "97140", "97124", "--date", "2025-01-15")
    assert (ran.status, "is damaged" in ran.err) == (0, True)


def test_a_cut_table_is_refused_in_a_sentence(library, quarter):
    path = quarter("2025q1", "1")
    path.write_bytes(path.read_bytes()[:-9])
    ran = library("add", path)
    told = [line for line in ran.err.splitlines() if line.startswith("knead: ")]
    assert (ran.status, len(told), "cut short or damaged" in told[0]) == (2, 1, True)
