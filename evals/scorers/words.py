"""Whether an answer says, cites, disputes and asks what is wanted, and nothing forbidden."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer
from evals.expected import Status
from evals.scorers.check import Check, Verdict, finds, judged, plain

REFUSALS = frozenset({"not_supported", "out_of_scope"})


def score_status(wanted: Sequence[Status], answer: Answer) -> list[Check]:
    """The status is a wanted one; answering what must be refused is worse than refusing wrongly.

    Args:
        wanted: The statuses that will do.
        answer: The answer.
    """
    verdict: Verdict = "missing"
    if answer.status in wanted:
        verdict = "holds"
    elif REFUSALS.issuperset(wanted) and answer.status not in REFUSALS:
        verdict = "contradicted"
    return [judged("status", verdict, " or ".join(wanted), answer.status)]


def score_say(wanted: Sequence[Sequence[str]], answer: Answer) -> list[Check]:
    """Something of every group stands in the text, with its numbers and codes whole.

    Args:
        wanted: Groups of regular expressions.
        answer: The answer.
    """
    text = plain(answer.text)
    return [
        judged("say", "holds" if finds(group, [text]) else "missing", " | ".join(group), text)
        for group in wanted
    ]


def score_not_say(wanted: Sequence[str], answer: Answer) -> list[Check]:
    """None of the regular expressions matches the text, not even inside a longer number.

    Args:
        wanted: Regular expressions of what must not be said.
        answer: The answer.
    """
    text = plain(answer.text)
    checks = []
    for pattern in wanted:
        said = re.search(pattern, text, re.IGNORECASE)
        verdict: Verdict = "contradicted" if said else "holds"
        checks.append(
            judged("not_say", verdict, f"nothing like {pattern}", said[0] if said else "")
        )
    return checks


def score_cites(wanted: Sequence[Sequence[str]], answer: Answer) -> list[Check]:
    """Every group finds a citation by its source, title or publisher.

    Args:
        wanted: Groups of regular expressions.
        answer: The answer.
    """
    named = [name for c in answer.citations for name in (c.source_id, c.title, c.publisher)]
    sources = list(dict.fromkeys(c.source_id for c in answer.citations))
    return [
        judged("cites", "holds" if finds(group, named) else "missing", " | ".join(group), sources)
        for group in wanted
    ]


def score_conflict(wanted: str, answer: Answer) -> list[Check]:
    """A disagreement is shown whose topic or positions match.

    Args:
        wanted: A regular expression.
        answer: The answer.
    """
    said = [text for c in answer.conflicts for text in (c.topic, *(s.position for s in c.sides))]
    return [judged("conflict", "holds" if finds([wanted], said) else "missing", wanted, said)]


def score_asks(wanted: str, answer: Answer) -> list[Check]:
    """The answer asks for a fact that matches by its name, its question or an option.

    Args:
        wanted: A regular expression.
        answer: The answer.
    """
    asked = answer.asks
    said = [asked.fact, asked.question, *asked.options] if asked else []
    return [judged("asks", "holds" if finds([wanted], said) else "missing", wanted, said)]
