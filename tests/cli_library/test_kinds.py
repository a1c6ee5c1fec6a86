"""Whatever kind of file a document is, it is cited with its place as an exact span of its words."""

import pytest

SAYS = "97124 and 97140 may be billed together on the same day with modifier 59 on 97140."
TOGETHER = "Can I bill 97124 and 97140 on the same day?"


def pdf(path) -> None:
    from fpdf import FPDF

    made = FPDF()
    for page in range(1, 4):
        made.add_page()
        made.set_font("Helvetica", "", 10)
        text = SAYS if page == 3 else f"Page {page} speaks of parking and of opening hours only."
        made.multi_cell(120, 5, text)
    made.output(str(path))


def word(path) -> None:
    import docx

    made = docx.Document()
    made.add_heading("Policy", 1)
    made.add_paragraph("It speaks of parking and of opening hours.")
    made.add_paragraph(SAYS)
    made.save(str(path))


def html(path) -> None:
    path.write_text(
        "<!doctype html><html><body><h1>Policy</h1><p>It speaks of parking and hours.</p>"
        f"<p>{SAYS}</p><script>alert(1)</script></body></html>"
    )


@pytest.mark.parametrize(
    ("name", "make", "place"),
    [
        ("plan.pdf", pdf, "page 3, ¶1"),
        ("plan.docx", word, "¶3"),
        ("plan.html", html, "¶2"),
        ("plan.bin", pdf, "page 3, ¶1"),
    ],
)
def test_it_is_cited_with_its_place(library, ask, tmp_path, name, make, place):
    path = tmp_path / name
    make(path)
    ran = library("add", path, "--title", "Plan 7")
    assert ran.status == 0, ran.err
    (cited,) = (c for c in ask(TOGETHER)["citations"] if c["source_id"].startswith("doc-"))
    assert (cited["text"], cited["locator"], cited["title"]) == (SAYS, place, "Plan 7")
