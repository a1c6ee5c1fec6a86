"""Documents of every kind become passages at their own places; adding again changes nothing."""

import re
from datetime import date

import pytest

from files.documents_add import add_documents
from files.documents_change import remove_document
from files.documents_faults import DocumentError
from files.documents_find import list_documents, verify_documents
from files.documents_home import documents_folder
from files.documents_library import open_documents


def test_text(make, add, texts):
    (info,) = add(make.file("policy.txt", make.TEXT)).added
    assert [(p.at, p.section, p.text) for p in texts(info.id)] == [
        (
            "¶2",
            "Massage policy",
            "Code 97124 is covered when a therapist gives it under a plan of care.",
        ),
        ("¶3", "Massage policy", "Massage of 8 to 22 minutes makes one unit."),
    ]


def test_markdown(make, add, texts):
    (info,) = add(make.file("policy.md", make.MARKDOWN)).added
    assert [(p.at, p.section, p.text, p.codes, p.modifiers) for p in texts(info.id)] == [
        (
            "¶2",
            "Massage policy",
            "Code 97124 is covered when a therapist gives it under a plan of care.",
            ("97124",),
            (),
        ),
        (
            "¶5",
            "Massage policy: Modifiers",
            "These modifiers are accepted: modifier 59 with 97140",
            ("97140",),
            ("59",),
        ),
        (
            "¶6",
            "Massage policy: Modifiers",
            "These modifiers are accepted: XS for another structure",
            (),
            ("XS",),
        ),
        (
            "table 1, row 1",
            "Massage policy: Modifiers",
            "Code: 97124; Timed: yes; Note: each 15 minutes",
            ("97124",),
            (),
        ),
        (
            "table 1, row 2",
            "Massage policy: Modifiers",
            "Code: 97010; Timed: no; Note: bundled",
            ("97010",),
            (),
        ),
    ]


def test_web_page(make, add, texts):
    (info,) = add(make.file("policy.html", make.HTML)).added
    told = texts(info.id)
    assert [p.text for p in told] == [
        "Code 97124 is covered when a therapist gives it under a plan of care. See the manual.",
        "8 to 22 minutes make one unit",
        "only of timed codes",
        "23 to 37 minutes make two units",
        "Code: 97140; Modifier: 59",
    ]
    assert told[1].section == "Massage policy: Units"
    assert told[4].at == "table 1, row 1"


def test_pdf(make, add, texts):
    (info,) = add(make.pdf(pages=4)).added
    told = texts(info.id)
    assert info.manifest.pages == 4
    assert len(told) == 12
    assert (told[4].at, told[4].section) == ("page 2, ¶3", "Chapter 2 Massage")
    assert told[4].text == (
        "Massage of 8 to 22 minutes makes one unit. From 23 minutes on it makes two units of "
        "97124. This is page 2."
    )
    assert (told[5].codes, told[5].modifiers) == (("97140",), ("59",))
    assert not [p for p in told if "Policy 12" in p.text or "Page" in p.text]


def test_word(make, add, texts):
    (info,) = add(make.word()).added
    assert [(p.at, p.section, p.text[:40]) for p in texts(info.id)] == [
        ("¶2", "Massage policy", "Code 97124 is covered when a therapist g"),
        ("¶4", "Massage policy", "These modifiers are accepted: modifier 5"),
        ("table 1, row 1", "Massage policy", "Code: 97124; Timed: yes"),
    ]


def test_a_source_says_who_added_it_and_assumes_nothing(make, add):
    report = add(make.file("policy.md", make.MARKDOWN))
    source = open_documents().source(report.added[0].id)
    assert (source.title, source.published, source.authority) == ("policy.md", None, "user")
    assert source.read.endswith("the user added it on 2026-11-22 from policy.md")
    assert source.governs == ()
    assert re.match(r"policy\.md: you haven't said its title .* authority", report.asks[0])


def test_what_the_user_says_is_cited(make, add):
    path = make.file("policy.md", make.MARKDOWN)
    report = add(path, title="Plan policy 12", published="2024-03-01", authority="payer")
    source = open_documents().source(report.added[0].id)
    assert report.asks == ()
    assert (source.title, source.published, source.authority) == (
        "Plan policy 12",
        "2024-03-01",
        "payer",
    )
    assert source.published_on == date(2024, 3, 1)
    passage = open_documents().passage(f"{source.id}/1")
    assert (passage.standing, passage.authority) == ("reported", None)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"published": "March 2024"}, "--published: March 2024 is no day. Write it as YYYY-MM-DD."),
        ({"authority": "boss"}, "--authority: boss is none. Use one of: regulator, code_set,"),
    ],
)
def test_what_the_user_says_is_checked(make, add, said, told):
    report = add(make.file("a.txt", make.TEXT), **said)
    assert report.refused[0].startswith(told)
    assert list_documents() == ()


def test_one_title_is_not_for_two_files(make, add):
    report = add(make.file("a.txt", make.TEXT), make.file("b.txt", make.TEXT + "More."), title="T")
    assert report.refused == ("--title: is one title for 2 files. Add them one by one.",)


def test_adding_again_changes_nothing(make, add, home):
    path = make.file("policy.md", make.MARKDOWN)
    add(path, title="T")
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in home.rglob("doc-*/*")}
    version = open_documents().version
    report = add(path)
    assert [info.id for info in report.unchanged] == [list_documents()[0].id]
    assert not report.changed
    assert before == {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in home.rglob("doc-*/*")}
    assert open_documents().version == version
    assert "is there already; nothing was changed." in report.lines[0]


def test_the_same_words_from_another_place_are_the_same_document(make, add):
    add(make.file("a.txt", make.TEXT))
    report = add(make.file("folder/b.txt", make.TEXT))
    assert len(report.unchanged) == len(list_documents()) == 1


def test_adding_again_with_a_title_gives_it_the_title(make, add):
    path = make.file("policy.md", make.MARKDOWN)
    first = add(path).added[0]
    version = open_documents().version
    report = add(path, title="Plan policy 12", published="2024-03-01")
    assert [info.id for info in report.updated] == [first.id]
    assert open_documents().version != version
    again = add(path, authority="payer").updated[0].manifest
    assert (again.title, again.published, again.authority) == (
        "Plan policy 12", date(2024, 3, 1), "payer"
    )  # fmt: skip


def test_a_changed_file_replaces_its_own_passages_only(make, add, texts):
    other = add(make.file("other.txt", "Another document about 97110.\n")).added[0]
    path = make.file("policy.txt", make.TEXT)
    old = add(path).added[0]
    make.file("policy.txt", make.TEXT.replace("8 to 22", "8 to 23"))
    report = add(path)
    (new,) = report.replaced
    assert {info.id for info in list_documents()} == {other.id, new.id}
    assert old.id != new.id
    assert open_documents().passage(f"{old.id}/1") is None
    assert texts(new.id)[1].text == "Massage of 8 to 23 minutes makes one unit."
    assert texts(other.id)[0].codes == ("97110",)


def test_a_file_that_changes_back_is_what_it_was(make, add):
    path = make.file("policy.txt", make.TEXT)
    first = add(path).added[0].id
    make.file("policy.txt", make.TEXT + "\nMore of 97140.\n")
    add(path)
    make.file("policy.txt", make.TEXT)
    assert [info.id for info in add(path).replaced] == [first]
    assert [info.id for info in list_documents()] == [first]


def test_removing_takes_it_out(make, add, home):
    first = add(make.file("a.txt", make.TEXT)).added[0]
    other = add(make.file("b.txt", make.TEXT + "\nMore of 97140.\n")).added[0]
    library = open_documents()
    assert library.current
    assert remove_document(first.id).id == first.id
    assert not library.current
    assert [info.id for info in list_documents()] == [other.id]
    assert open_documents().source(first.id) is None
    assert library.passage(f"{first.id}/1") is None
    assert not list(home.rglob(f"*{first.id}*"))


def test_removing_what_is_not_there_is_one_sentence():
    with pytest.raises(DocumentError, match=r"doc-1: is no document of yours\. Look in `library"):
        remove_document("doc-1")


def test_a_folder_is_gone_through(make, add):
    make.file("all/a.txt", make.TEXT)
    make.file("all/deep/b.md", make.MARKDOWN)
    make.file("all/.hidden", "x")
    make.file("all/picture.png", b"\x89PNG\r\n")
    report = add(make.folder / "all")
    assert sorted(info.manifest.name for info in report.added) == ["a.txt", "b.md"]
    assert report.refused == (
        "picture.png: is a picture, and words in pictures aren't read. Add it as a searchable PDF.",
    )
    assert report.asks[0].startswith("a.txt, b.md: you haven't said their title")


def test_progress_is_shown_and_grows(make):
    seen = []
    add_documents(
        [make.pdf(pages=5), make.file("a.txt", make.TEXT)],
        added_on=date(2026, 11, 22),
        progress=lambda said, share: seen.append((said, share)),
    )
    shares = [share for _, share in seen]
    assert shares == sorted(shares)
    assert (seen[0], seen[-1]) == (("Reading policy.pdf", 0.0), ("Added a.txt", 1.0))
    assert len({share for said, share in seen if said == "Reading policy.pdf"}) >= 4


def test_places_and_passages_by_key(make, add):
    info = add(make.file("policy.md", make.MARKDOWN)).added[0]
    library = open_documents()
    assert library.passage(f"{info.id}/5").text == "Code: 97010; Timed: no; Note: bundled"
    for key in ("6", "0", "-1", "01", "", "x", "²"):
        assert library.passage(f"{info.id}/{key}") is None
    assert library.passage("cms-claims-5/total") is None
    assert library.source("cms-claims-5") is None


def test_damage_is_told_and_mended_by_adding_again(make, add):
    path = make.file("policy.txt", make.TEXT)
    info = add(path).added[0]
    add(make.file("other.txt", "Another document about 97110.\n"))
    stored = documents_folder() / info.id / "passages.jsonl"
    stored.write_bytes(stored.read_bytes().replace(b"97124", b"97125"))
    (fault,) = verify_documents()
    assert "is damaged: its passages.jsonl was changed. Add its file again" in fault
    stored.unlink()
    assert len(open_documents().documents) == 1
    assert open_documents().notes[0].startswith(f"stored document {info.id}: is damaged")
    report = add(path)
    assert [one.id for one in report.added] == [info.id]
    assert verify_documents() == ()


def test_every_passage_has_an_id_that_its_content_makes(make, add, texts):
    path = make.pdf()
    first = [p.id for p in texts(add(path).added[0].id)]
    remove_document(list_documents()[0].id)
    assert [p.id for p in texts(add(path).added[0].id)] == first
    assert len(set(first)) == len(first)
