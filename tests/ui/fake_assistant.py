"""An assistant for the page's tests: written-out answers, no library, no search.

It knows a handful of questions by a word in them; each answer shows one thing that the page must
draw. The wording is realistic so that the page can be looked at with it.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from pydantic import BaseModel

from assistant.answer import (
    Answer,
    Ask,
    Calculation,
    Citation,
    ConflictShown,
    LibraryStamp,
    Side,
    Statement,
    Step,
)
from knowledge.library import Library, bundled

STAMP = LibraryStamp(version="2026.11", checked_on="2026-11-21", tables=("2024Q3",))


class FakeConversation(BaseModel):
    """How many turns there were."""

    turns: int = 0


class FakeReply(NamedTuple):
    """What the assistant hands back."""

    answer: Answer
    conversation: FakeConversation
    question: str
    notices: tuple[str, ...] = ()


CMS_TOTAL = Citation(
    id="cms-claims-5.total.1a2b3c4d",
    source_id="cms-claims-5",
    title="Medicare Claims Processing Manual, Pub. 100-04, chapter 5, section 20.2",
    publisher="Centers for Medicare & Medicaid Services (CMS)",
    published="2024",
    authority="regulator",
    locator="section 20.2.C",
    text=(
        "For the day's total of timed minutes Medicare pays 1 unit for 8 through 22 minutes, "
        "2 units for 23 through 37 minutes and 3 units for 38 through 52 minutes, and so on in "
        "steps of 15 minutes."
    ),
    url="https://www.cms.gov/regulations-and-guidance/guidance/manuals/downloads/clm104c05.pdf",
)
CMS_LEFT = CMS_TOTAL.model_copy(
    update={
        "id": "cms-claims-5.left.5e6f7a8b",
        "text": (
            "Each code keeps its full 15 minutes; the units that are left go to the codes with "
            "the most minutes left over. Where these are equal, either code may be chosen."
        ),
    }
)
FIRST_COAST = Citation(
    id="first-coast-timed.line.9c0d1e2f",
    source_id="first-coast-timed",
    title="Timed codes: counting and one line a date",
    publisher="First Coast Service Options",
    published="2024-04-09",
    authority="regulator",
    locator="frequently asked questions",
    text="All minutes of one timed code on one date of service go on one claim line.",
    url="https://medicare.fcso.com",
)
WEBPT = Citation(
    id="webpt.eights.3a4b5c6d",
    source_id="webpt",
    title="8-minute rule, CCI edits, rule of eights",
    publisher="WebPT",
    published="2021",
    authority="publisher",
    locator="rule of eights",
    text=(
        "Under the midpoint rule each code is counted alone: a unit is earned from 8 minutes on, "
        "and minutes of different codes are never added."
    ),
    url="https://www.webpt.com",
)
NCCI = Citation(
    id="cms-ncci-ptp-2024q3.pair.7e8f9a0b",
    source_id="cms-ncci-ptp-2024q3",
    title="NCCI procedure-to-procedure edits, practitioner, in force 2024-07-01",
    publisher="Centers for Medicare & Medicaid Services (CMS)",
    published="2024-07-01",
    authority="regulator",
    locator="97140 with 97124",
    text=(
        "97140 is column 1 and 97124 is column 2 with indicator 0: Medicare never pays the two "
        "together for one patient, provider and date, whatever the region, and no modifier opens "
        "the pair."
    ),
    url="https://www.cms.gov/medicare/coding-billing/ncci",
)
COLLINS = Citation(
    id="collins-2006.p9.1b2c3d4e",
    source_id="collins-2006",
    title="Billing for Massage and Manual Therapy",
    publisher="Dynamic Chiropractic",
    published="2006",
    authority="expert",
    locator="¶9",
    text=(
        "Collins holds that 97124 and 97140 may be billed together with modifier 59 where they "
        "are given to separate regions."
    ),
    url="https://dynamicchiropractic.com",
)
COMMENT = Citation(
    id="massageschool.p35.5f6a7b8c",
    source_id="massageschool",
    title="Massage CPT codes",
    publisher="Massage School Notes",
    published=None,
    authority="comment",
    locator="¶35, comment",
    text="A reader writes that in Washington 13 of 15 minutes are asked for each unit.",
    url=None,
)

UNITS = Calculation(
    id="units.cms.4d5e6f70",
    tool="units",
    inputs={"method": "cms", "minutes": {"97110": 20, "97140": 20, "97010": 10}},
    result={
        "method": "cms",
        "total_minutes": 40,
        "total_units": 3,
        "units": {"97110": 2, "97140": 1, "97010": 1},
        "alternatives": [
            {"97110": 2, "97140": 1, "97010": 1},
            {"97110": 1, "97140": 2, "97010": 1},
        ],
        "alternatives_total": 2,
    },
    steps=(
        Step(
            says="97010 is untimed: 1 unit a day, and its minutes stay out of the total.",
            value=1,
            supports=(FIRST_COAST.id,),
        ),
        Step(says="Total timed minutes: 20 + 20 = 40.", value=40, supports=(CMS_TOTAL.id,)),
        Step(says="40 minutes lie in 38 through 52: 3 units.", value=3, supports=(CMS_TOTAL.id,)),
        Step(
            says="97110 and 97140 hold 1 full 15 minutes each, 5 minutes left over each.",
            value=2,
            supports=(CMS_LEFT.id,),
        ),
        Step(
            says="1 unit is left; the leftovers are equal, so either code may have it.",
            value=1,
            supports=(CMS_LEFT.id, CMS_TOTAL.id),
        ),
    ),
)
MIDPOINT = UNITS.model_copy(
    update={
        "id": "units.cpt.8a9b0c1d",
        "inputs": {"method": "cpt_midpoint", "minutes": {"97110": 20, "97140": 20}},
        "result": {
            "method": "cpt_midpoint",
            "total_minutes": 40,
            "total_units": 2,
            "units": {"97110": 1, "97140": 1},
            "alternatives": [{"97110": 1, "97140": 1}],
            "alternatives_total": 1,
        },
        "steps": (
            Step(says="97110: 20 minutes are 1 unit.", value=1, supports=(WEBPT.id,)),
            Step(says="97140: 20 minutes are 1 unit.", value=1, supports=(WEBPT.id,)),
        ),
    }
)
PAIR = Calculation(
    id="pair.97140.97124.2e3f4a5b",
    tool="pair",
    inputs={"codes": ["97140", "97124"], "table": "2024Q3"},
    result={
        "column1": "97140",
        "column2": "97124",
        "verdict": "never_together",
        "indicator": 0,
        "modifier_on": None,
        "modifiers": [],
        "table": "2024Q3",
        "here": "not_reportable",
    },
    steps=(
        Step(
            says="The table of 2024Q3 has 97140 in column 1 and 97124 in column 2, indicator 0.",
            value=0,
            supports=(NCCI.id,),
        ),
        Step(says="Indicator 0: no modifier opens the pair.", value=None, supports=(NCCI.id,)),
    ),
)
NOT_LOADED = PAIR.model_copy(
    update={
        "id": "pair.97140.97530.6c7d8e9f",
        "result": {
            **PAIR.result,
            "column2": "98925",
            "verdict": "not_loaded",
            "indicator": None,
            "here": "depends",
        },
        "steps": (
            Step(says="98925 is not in the loaded part of the table.", value=None, supports=()),
        ),
    }
)


def _answer(**parts: Any) -> Answer:
    whole: dict[str, Any] = {
        "status": "answered",
        "library": STAMP,
        "headline": "",
        "statements": (),
        "citations": (),
        "calculations": (),
        "conflicts": (),
        "asks": None,
        "not_checked": (),
        "suggestions": (),
        "text": "",
    }
    whole.update(parts)
    if not whole["text"]:
        lines = [f"**{whole['headline']}**", *(f"- {s.text}" for s in whole["statements"])]
        whole["text"] = "\n\n".join(lines)
    return Answer(**whole)


ANSWERS: dict[str, Answer] = {
    "traction": _answer(
        status="needs_fact",
        headline="It depends on whether the traction was given by hand or by a machine.",
        asks=Ask(
            fact="device",
            question="Was the traction given by hand or by a machine?",
            options=("By hand", "By a machine"),
        ),
    ),
    "minutes": _answer(
        headline="Under Medicare that is 3 units: 2 of one of 97110 and 97140, and 1 of the other.",
        statements=(
            Statement(
                text="Medicare adds up the timed minutes of the day, and 40 minutes are 3 units.",
                supports=(CMS_TOTAL.id, UNITS.id),
            ),
            Statement(
                text="Both codes have 5 minutes left over, so either may have the third unit.",
                supports=(CMS_LEFT.id,),
            ),
            Statement(
                text="Payers that count each code alone come to 2 units, 1 of each.",
                supports=(WEBPT.id, MIDPOINT.id),
            ),
            Statement(
                text="Put all minutes of one code on one line of the claim.",
                supports=(FIRST_COAST.id,),
            ),
        ),
        citations=(CMS_TOTAL, CMS_LEFT, WEBPT, FIRST_COAST),
        calculations=(UNITS, MIDPOINT),
        asks=Ask(
            fact="payer",
            question="Who is the payer? It decides whether minutes of different codes are added.",
            options=("Medicare", "A commercial plan", "Workers' compensation"),
        ),
        not_checked=("Whether your plan caps the units of a day: no plan was named.",),
        suggestions=(
            "And if it were 23 minutes of 97140?",
            "Why does 97010 stay out of the total?",
            "What must the record show for 97140?",
        ),
    ),
    "together": _answer(
        headline="No. Medicare never pays 97140 and 97124 together on one date of service.",
        statements=(
            Statement(
                text=(
                    "The pair stands in Medicare's table with indicator 0, so no modifier opens "
                    "it, whatever the region or the time."
                ),
                supports=(NCCI.id, PAIR.id),
            ),
            Statement(
                text="Report the one service that the record shows was the greater part.",
                supports=(NCCI.id,),
            ),
        ),
        citations=(NCCI, COLLINS, COMMENT),
        calculations=(PAIR, NOT_LOADED),
        conflicts=(
            ConflictShown(
                topic="Whether modifier 59 lets 97124 and 97140 be paid on one day",
                sides=(
                    Side(
                        position="CMS: indicator 0, never together, and no modifier changes it.",
                        citations=(NCCI.id,),
                    ),
                    Side(
                        position="Collins (2006): together with modifier 59 for separate regions.",
                        citations=(COLLINS.id, COMMENT.id),
                    ),
                ),
                governs="CMS's table, for original Medicare",
                why=(
                    "It is the regulator's own edit in force on 2024-07-01; the column is older "
                    "and one author's reading."
                ),
            ),
        ),
        not_checked=(
            "Edits of payers other than Medicare: they are not loaded.",
            "Dates of service outside 2024Q3.",
        ),
        suggestions=("Which code do I keep?", "What about 97110 with 97140?"),
    ),
    "rent": _answer(
        status="not_supported",
        headline=(
            "This is not covered by the library: it holds no fee of any payer, so it can't say "
            "what a unit of 97124 pays."
        ),
        statements=(
            Statement(
                text=(
                    "The nearest passage says only how the units are counted; it does not answer "
                    "the question."
                ),
                supports=(CMS_TOTAL.id,),
            ),
        ),
        citations=(CMS_TOTAL,),
        suggestions=("How many units are 40 minutes of 97124?",),
    ),
    "weather": _answer(
        status="out_of_scope",
        headline=(
            "I answer billing-code questions about massage and manual therapy, and nothing else. "
            "Try asking about a code, its minutes or a pair of codes."
        ),
    ),
}
ANSWERS["default"] = ANSWERS["weather"]


class FakeAssistant:
    """Stands in for `assistant.Assistant`."""

    examples = (
        "20 minutes of 97110 and 20 minutes of 97140, how many units?",
        "Can I bill 97140 and 97124 together?",
        "15 minutes of traction, what code?",
        "How much rent does a unit of 97124 pay?",
    )
    stamp = STAMP
    notices: tuple[str, ...] = ()
    drafts = 0
    pause = 0.0

    @property
    def library(self) -> Library:
        """The real one: claims are checked by it."""
        return bundled()

    def warm(self) -> None:
        """Nothing to warm."""

    def payers(self) -> tuple[tuple[str, str], ...]:
        """Two payers."""
        return (("medicare", "Medicare (original)"), ("uhc", "UnitedHealthcare"))

    def ask(
        self,
        question: str,
        conversation: FakeConversation,
        payer: str | None = None,  # noqa: ARG002
        date: datetime.date | None = None,  # noqa: ARG002
        shown: Callable[[Answer], None] | None = None,
    ) -> FakeReply:
        """Answer by a word in the question; mask the name Jane Roe; fail on "crash".

        With "reworded" in it, it answers as with a language model: checked words first.
        """
        if "crash" in question:
            raise RuntimeError("a fault")
        masked = question.replace("Jane Roe", "[name]")
        notices = ("A name was masked before anything was kept.",) if masked != question else ()
        word = next((w for w in ANSWERS if w in question.lower()), "default")
        if "reworded" in question and shown is not None:
            for count in (1, 2):
                told = ANSWERS[word].model_copy(update={"headline": f"Checked so far: {count}."})
                shown(told)
                self.drafts += 1
                time.sleep(self.pause)
        after = FakeConversation(turns=conversation.turns + 1)
        return FakeReply(ANSWERS[word], after, masked, notices)
