"""Whether a number of units that the asker names is right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.turns.case import ANY, Case
from assistant.turns.signs import GETS
from coding_tools.trace import Calculation

OPEN = re.compile(r"\bhow (many|much)\b|\bunits? (of each|for each)\b", re.I)
_TIMES = re.compile(r"\b(\d{5})\s*[x*]\s*(\d{1,2})\b(?!\s*(?:min|m\b|h))", re.I)
_OF_A_CODE = re.compile(r"\bunits? (?:of|for|on) (?!medicare|medicaid)|\beach\b|\bapiece\b", re.I)
_ENOUGH = re.compile(r"\b(enough|suffic\w+|make it|get (me|us) to)\b", re.I)
_SO = re.compile(r"\b(since|because|as every|so that)\b", re.I)


def claim(case: Case, done: Sequence[Calculation]) -> str:
    """`No: ` or `Yes: ` where a number of units is named and it is asked whether it holds.

    Args:
        case: The case.
        done: The counts, one for each method that may govern.
    """
    totals = {c.result["total_units"] for c in done}
    question = case.facts.question
    if ANY in done[0].inputs["minutes"] and len(case.codes) > 1:
        return "No: " if _shared_wrong(case, done) else ""
    if GETS.search(question):
        return ""
    if _times_wrong(question, done):
        return "No: "
    claimed = case.facts.claimed_units
    if len(claimed) == 1 and not OPEN.search(question):
        if _ENOUGH.search(question):
            if all(total >= claimed[0] for total in totals):
                return "Yes: "
            return "No: " if all(total < claimed[0] for total in totals) else ""
        if claimed[0] not in totals and not _of_a_code(claimed[0], question, done):
            return "No: "
        sure = _asked_alone(question)
        lined = "one-line" in case.topics
        of_one = len(case.facts.codes) > len(done[0].inputs["minutes"])
        if totals == {claimed[0]} and sure and not (of_one or lined or _SO.search(question)):
            return "Yes: "
    if not claimed and _nothing_wrong(case, done):
        return "No: "
    if totals == {0} and question.rstrip().endswith("?"):
        return "" if _NOTHING.search(question) else "No: "
    return ""


_NOTHING = re.compile(
    r"\b(?:nothing(?! (?:else|more|but|other))|zero|none|no units?|not? (?:be )?billable"
    r"|0 units?)\b",
    re.I,
)
_SO_NOTHING = re.compile(
    r"\bso (?:there(?: is|'s) )?(?:nothing|zero|none|no units?)\b[^.?!]*\?", re.I
)
_LOST = re.compile(
    r"\b(?:lose|loses|lost|vanish\w*|disappear\w*|wasted|thrown? (?:out|away)|drop(?:s|ped)?)\b",
    re.I,
)


def _nothing_wrong(case: Case, done: Sequence[Calculation]) -> bool:
    """Whether it is asked if some minutes come to nothing, and they do earn their unit."""
    question = case.facts.question
    if "?" not in question or OPEN.search(question):
        return False
    if not (case.wants("yes_no", "claimed") or _SO_NOTHING.search(question)):
        return False
    if not all(c.result["total_units"] for c in done):
        return False
    held = [{k for split in c.result["alternatives"] for k, n in split.items() if n} for c in done]
    each = all(set(c.inputs["minutes"]) <= codes for c, codes in zip(done, held, strict=True))
    return bool(_NOTHING.search(question)) or (each and bool(_LOST.search(question)))


def _shared_wrong(case: Case, done: Sequence[Calculation]) -> bool:
    """Whether the units of several codes together are none that the day's minutes give."""
    counts = dict(_TIMES.findall(case.facts.question))
    claimed = sum(int(n) for n in counts.values())
    return len(counts) > 1 and all(claimed != c.result["total_units"] for c in done)


def _asked_alone(question: str) -> bool:
    """Whether the number of units is the one thing that is asked."""
    if question.count("?") != 1:
        return False
    last = re.split(r"[.!;:\n]\s+", question.partition("?")[0])[-1]
    return bool(re.search(r"\bunits?\b", last, re.I))


def _times_wrong(question: str, done: Sequence[Calculation]) -> bool:
    """Whether a code is named with a number of units that no count gives: "97124 x 3"."""
    return any(
        all(split.get(code, 0) != int(count) for c in done for split in c.result["alternatives"])
        for code, count in _TIMES.findall(question)
        if done[0].inputs["minutes"].get(code) != int(count)
    )


def _of_a_code(claimed: int, question: str, done: Sequence[Calculation]) -> bool:
    """Whether the number is of one code, and a code has it."""
    held = {n for c in done for split in c.result["alternatives"] for n in split.values()}
    held -= {n for c in done for code, n in c.result["units"].items() if " " in code}
    return claimed in held and bool(_OF_A_CODE.search(question))
