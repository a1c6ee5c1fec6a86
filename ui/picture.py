"""The picture in the README, taken of the real app.

    python -m ui.picture

asks one question in a browser, opens a source beside the answer and writes `docs/answer.png`.
Needs a Chromium, found as `ui.bench` finds it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Final

from ui import bench

QUESTION: Final = "Can I bill massage and manual therapy on the same day?"
PICTURE: Final = bench.ROOT / "docs" / "answer.png"
ACROSS: Final = 1340
DOWN: Final = 900


def take(to: Path = PICTURE) -> None:
    """Take the picture.

    Args:
        to: Where it is written.
    """
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as home, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=bench.chromium(), args=list(bench.FLAGS))
        with bench.serving(bench.ROOT / "app.py", Path(home)) as (address, _):
            page = browser.new_page(
                viewport={"width": ACROSS, "height": DOWN},
                color_scheme="light",
                reduced_motion="reduce",
            )
            page.goto(address)
            page.locator(f"{bench.INPUT}:enabled").fill(QUESTION)
            page.locator(bench.INPUT).press("Enter")
            page.locator(".statements .chip:not(.calc)").first.click()
            page.locator(".source.chosen").wait_for()
            page.mouse.move(ACROSS / 2, DOWN - 20)
            # The last thing that moves: the answer is brought to the top a second time.
            page.wait_for_timeout(1500)
            page.screenshot(path=to)
        browser.close()


if __name__ == "__main__":
    if bench.chromium() is None:
        sys.exit("No Chromium found; set KNEAD_CHROMIUM to one.")
    take()
