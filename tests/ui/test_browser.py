"""The real page in a real browser: what a person sees and can reach.

One server with the fake assistant and one browser for the whole module; every page that is opened
must load nothing from elsewhere and write no error to the console.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ui import bench

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

HERE = Path(__file__).resolve().parent
CHROMIUM = bench.chromium()
WIDTHS = {"desktop": (1280, 860), "phone": (390, 844)}
# Colours don't hang on the width: each theme once, each width once.
LOOKS = [("desktop", "light"), ("phone", "dark")]

pytest.importorskip("playwright", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium was found (KNEAD_CHROMIUM)")

Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with bench.serving(HERE / "fake_app.py", tmp_path_factory.mktemp("home")) as (address, _):
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(bench.FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def show(address: str, browser: Browser) -> Iterator[Open]:
    """Opens the page in a theme and a width; at the end nothing may have gone wrong in it."""
    wrong: list[str] = []
    contexts = []

    def on_request(request: Request) -> None:
        if not request.url.startswith((address, address.replace("http", "ws"), "blob:", "data:")):
            wrong.append(f"request to {request.url}")

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            wrong.append(f"console {message.type}: {message.text}")

    def make(theme: str = "light", width: str = "desktop", path: str = "/") -> Page:
        across, down = WIDTHS[width]
        context = browser.new_context(
            viewport={"width": across, "height": down},
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("request", on_request)
        page.on("console", on_console)
        page.on("pageerror", lambda error: wrong.append(f"page error: {error}"))
        page.goto(address + path)
        page.wait_for_selector(f"{bench.INPUT}:enabled")
        return page

    yield make
    for context in contexts:
        context.close()
    assert wrong == []


def ask(page: Page, question: str) -> None:
    before = page.locator(".answer").count()
    page.locator(bench.INPUT).fill(question)
    page.locator(bench.INPUT).press("Enter")
    page.locator(".answer").nth(before).wait_for()


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_a_chip_opens_its_source_and_escape_closes_it(show: Open, theme: str, width: str) -> None:
    page = show(theme, width)
    ask(page, "Can I bill 97140 and 97124 together?")
    chip = page.get_by_role("button", name="Source 2: Billing for Massage and Manual Therapy")
    chip.click()
    panel = page.get_by_role("dialog", name="Sources of this answer")
    panel.wait_for()
    chosen = panel.locator(".source.chosen")
    assert "separate regions" in chosen.inner_text()
    for word in ("Expert", "Dynamic Chiropractic", "2006", "¶9", "dynamicchiropractic.com"):
        assert word in chosen.inner_text()
    box = chosen.bounding_box()
    across, down = WIDTHS[width]
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= across
    assert box["y"] + 60 < down
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not page.evaluate((HERE / "contrast.js").read_text())["found"]
    page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    assert chip.evaluate("node => node.getRootNode().activeElement === node")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_can_be_read(show: Open, theme: str) -> None:
    page = show(theme)
    contrast = (HERE / "contrast.js").read_text()
    page.get_by_text("Try one of these").wait_for()
    page.get_by_text("yyyy").wait_for()
    seen = page.evaluate(contrast)
    assert seen["texts"] > 15
    assert seen["found"] == []
    for question in ("20 minutes of 97110", "How much rent?", "15 minutes of traction"):
        ask(page, question)
    page.get_by_text("By hand", exact=True).wait_for()
    for steps in page.locator("summary").all():
        steps.click()
    assert page.evaluate(contrast)["found"] == []


def test_a_chip_works_by_keyboard_and_shows_a_card_when_pointed_at(show: Open) -> None:
    page = show()
    ask(page, "Can I bill 97140 and 97124 together?")
    chip = page.locator(".statements .chip").first
    chip.hover()
    card = page.locator(".hover")
    card.wait_for()
    assert "Regulator" in card.inner_text()
    page.mouse.move(5, 5)
    card.wait_for(state="hidden")
    chip.focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    page.get_by_role("button", name="Close the sources").click()
    page.get_by_role("dialog").wait_for(state="hidden")
    page.locator(".chip.calc").first.click()
    assert page.locator(".card").first.evaluate("n => n.getRootNode().activeElement === n")


def test_the_last_word_and_its_chip_stay_on_one_line(show: Open) -> None:
    page = show(width="phone")
    ask(page, "20 minutes of 97110 and 20 minutes of 97140")
    tops = page.locator(".statements .keep").evaluate_all(
        "all => all.map(k => [k.getBoundingClientRect().height,"
        " parseFloat(getComputedStyle(k).lineHeight)])"
    )
    assert len(tops) == 4
    assert all(height < 1.7 * line for height, line in tops)


def test_a_models_words_take_the_place_of_the_checked_ones(show: Open) -> None:
    page = show()
    page.locator(bench.INPUT).fill("Reworded please: reworded, can 97140 and 97124 go together?")
    page.locator(bench.INPUT).press("Enter")
    page.get_by_role("heading", name="Checked so far: 1.").wait_for()
    page.get_by_role("heading", name="Checked so far: 2.").wait_for()
    assert page.get_by_text("The language model that is set up").count() == 1
    page.get_by_role("heading", name="Checked so far").wait_for(state="detached")
    page.locator(".answer .lead").wait_for()
    assert page.locator(".answer").count() == 1
    assert page.get_by_text("The language model that is set up").count() == 0
    assert page.evaluate("document.querySelector('[data-testid=stException]')") is None


def test_a_reload_brings_the_chat_back(show: Open) -> None:
    page = show()
    ask(page, "How much rent does a unit of 97124 pay?")
    assert "?c=" in page.url
    page.reload()
    page.locator(".answer.not_supported").wait_for()
    assert page.locator(".asked").inner_text() == "How much rent does a unit of 97124 pay?"


def test_an_answer_can_be_copied_and_downloaded(show: Open) -> None:
    page = show()
    ask(page, "Can I bill 97140 and 97124 together?")
    page.get_by_role("button", name="Copy").click()
    page.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("> Can I bill 97140 and 97124 together?")
    assert "Library checked on 2026-11-21" in copied
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "knead-answer-1.md"
    assert Path(download.value.path()).read_text(encoding="utf-8") == copied


def test_paper_shows_the_answer_and_its_steps_and_no_controls(show: Open) -> None:
    page = show()
    ask(page, "20 minutes of 97110 and 20 minutes of 97140")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".steps").first.is_visible()
    assert "First Coast Service Options" in page.locator(".paper").inner_text()
    for gone in (".actions", '[data-testid="stSidebar"]', bench.INPUT):
        assert not page.locator(gone).first.is_visible()


def test_markup_is_shown_as_text_and_nothing_of_it_loads(show: Open) -> None:
    page = show()
    nasty = '<img src="http://example.invalid/a.png"> ![](http://example.invalid/b.png) together'
    ask(page, nasty)
    assert page.locator(".asked").inner_text() == nasty
    assert page.locator(".turn img").count() == 0


def test_the_policy_stops_what_is_not_ours(browser: Browser, address: str) -> None:
    page = browser.new_page()
    response = page.goto(address)
    assert response is not None
    assert "img-src 'self' data: blob:" in response.headers["content-security-policy"]
    stopped = page.evaluate(
        """() => new Promise((done) => {
          addEventListener("securitypolicyviolation", (e) => done(e.blockedURI))
          document.body.append(Object.assign(new Image(), { src: "http://example.invalid/x.png" }))
        })"""
    )
    assert stopped.startswith("http://example.invalid/")
    assert (
        page.evaluate("fetch('./favicon.png').then(r => r.arrayBuffer()).then(b => b.byteLength)")
        == (HERE.parents[1] / "ui" / "assets" / "favicon.png").stat().st_size
    )
    page.close()


def test_a_question_of_100000_characters_does_not_hang_the_page(show: Open) -> None:
    page = show()
    page.locator(bench.INPUT).fill("97140 " * 16_667)
    page.locator(bench.INPUT).press("Enter")
    page.get_by_text("too long to be one question").wait_for()
    ask(page, "Can I bill 97140 and 97124 together?")


CLAIMS = """claim_id,date_of_service,payer,provider_type,code,modifiers,units,minutes,regions
A1,2024-08-05,medicare,pt,97140,GP,2,28,neck
A1,2024-08-05,medicare,pt,97124,GP,1,15,neck
<b>A2</b>,,,,97124,,1,,
"""


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_a_file_of_claims_gives_findings_to_read_and_to_take_away(
    show: Open, tmp_path: Path, theme: str, width: str
) -> None:
    page = show(theme, width)
    ask(page, "Can I bill 97140 and 97124 together?")
    if width == "phone":
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("button", name="Check claims").click()
    page.get_by_role("heading", name="Check claims").wait_for()
    path = tmp_path / "march.csv"
    path.write_text(CLAIMS, encoding="utf-8")
    page.locator("input[type=file]").set_input_files(path)
    errors = page.locator(".finding.stop")
    errors.first.wait_for()
    assert "97140 and 97124 are never paid together" in errors.first.inner_text()
    assert "Claim <b>A2</b>" in page.locator(".finding.unknown").first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not page.evaluate((HERE / "contrast.js").read_text())["found"]
    with page.expect_download() as download:
        page.get_by_role("button", name="Findings as CSV").click()
    assert download.value.suggested_filename == "march-findings.csv"
    assert "pair-never" in Path(download.value.path()).read_text(encoding="utf-8")
    page.get_by_role("button", name="Not checked").click()
    page.locator(".finding.unknown").first.wait_for(state="detached")
    assert errors.count() == 1
    page.reload()
    page.get_by_role("heading", name="Check claims").wait_for()


def test_a_file_that_is_no_claims_is_one_sentence(show: Open, tmp_path: Path) -> None:
    page = show()
    page.goto(page.url + "?p=claims")
    path = tmp_path / "notes.csv"
    path.write_text("just,some\nnotes,here\n", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(path)
    said = page.get_by_test_id("stAlert")
    said.wait_for()
    assert "notes.csv" in said.inner_text()
    page.get_by_role("button", name="Back to the chat").click()
    page.locator(bench.INPUT).wait_for()


def test_the_app_itself_answers_with_its_proof(browser: Browser, tmp_path: Path) -> None:
    """`streamlit run app.py`, the real assistant and library behind it."""
    with bench.serving(HERE.parents[1] / "app.py", tmp_path) as (address, _):
        page = browser.new_page()
        page.goto(address)
        page.wait_for_selector(f"{bench.INPUT}:enabled")
        page.locator(bench.INPUT).fill("Can I bill 97140 and 97124 on the same day for Medicare?")
        page.locator(bench.INPUT).press("Enter")
        page.locator(".answer, [data-testid=stAlert]").first.wait_for(timeout=60_000)
        assert page.locator("[data-testid=stAlert]").all_inner_texts() == []
        assert page.locator(".answer.answered").count() == 1
        assert "Never together" in page.locator(".card").first.inner_text()
        assert page.locator(".stamp").inner_text().startswith("Library checked on ")
        page.locator(".chip:not(.calc)").first.click()
        chosen = page.get_by_role("dialog").locator(".source.chosen")
        chosen.wait_for()
        assert "Centers for Medicare & Medicaid Services" in chosen.inner_text()
        page.close()
