"""The answer that README.md shows in full, written by the program itself.

    python tests/cli/readme_answer.py

puts what `knead ask` prints now between the README's two marks.
"""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import Final

import cli

README: Final = Path(__file__).resolve().parents[2] / "README.md"
QUESTION: Final = "20 minutes of 97110 and 20 minutes of 97140 for Medicare: how many units?"
BEGIN: Final = "<!-- answer -->\n"
END: Final = "<!-- /answer -->\n"


def block() -> str:
    """The command and what it prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        status = cli.main(["ask", QUESTION])
    assert status == 0
    return f'```\n$ knead ask "{QUESTION}"\n{printed.getvalue()}```\n'


def shown(text: str) -> str:
    """What the README shows now."""
    return text.split(BEGIN)[1].split(END)[0]


def main() -> None:
    """Write the answer into the README."""
    text = README.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    README.write_text(f"{before}{BEGIN}{block()}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
