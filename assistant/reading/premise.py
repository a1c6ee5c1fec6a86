"""What a message takes for granted before it asks: "since 97124 was deleted, what do I use?"."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.words import AskingWords, any_of


def premise(question: str, words: AskingWords) -> tuple[str, str] | None:
    """What is said to hold, put as a question, and what is asked on that ground.

    What somebody says of a rule is such a ground, and so is what stands behind "since" or
    "because", unless it tells of the asker's own day: "since I gave 97124".

    Args:
        question: The asker's words, without courtesies.
        words: What says that something holds, and how such a ground opens.

    >>> from knowledge.library import bundled
    >>> words = bundled().words.asking_words
    >>> premise("I was told 97140 is untimed, so do I note the minutes?", words)
    ('97140 is untimed. Is that so?', 'do I note the minutes?')
    >>> premise("With 97124 being untimed, how many units are 30 minutes?", words)
    ('97124 is untimed. Is that so?', 'how many units are 30 minutes?')
    >>> premise("Since I gave 97124, do I need 59?", words)
    """
    rules = re.compile(rf"\b(?:{any_of(words.rules)})\b", re.I)
    for pattern in _grounds(words):
        match = pattern.match(question)
        if match is None:
            continue
        subject = match.groupdict().get("subject")
        ground = f"{subject} is {match['ground']}" if subject else match["ground"]
        if rules.search(ground) and len(match["asked"].split()) > _CONFIRMING:
            return f"{ground}. Is that so?", match["asked"]
    return None


_CONFIRMING = 3
"""So few words only ask if what stands before them holds: "Is that right?"."""


@lru_cache(maxsize=8)
def _grounds(words: AskingWords) -> tuple[re.Pattern[str], ...]:
    """How what is taken for granted opens, and where the question behind it begins."""
    opens = any_of((*words.asks, *words.relatives, *words.times, *words.deeds, *words.verbs))
    ends = rf"(?:[.!;]\s+(?:so,? )?|,? so,? (?=(?:{opens})\b)|, (?=(?:{opens})\b))"
    behind = r"(?P<ground>[^.?!;]+?)" + ends + r"(?P<asked>.+)$"
    paper = rf"(?![^.?!;]*?\b(?:{any_of(words.papers)})\b[^.?!;]*?\b(?:{any_of(words.tells)})\b)"
    told = rf"{paper}[^.?!;]*?\w,? (?:{any_of(words.tells)})\b"
    hearers = rf"(?:{any_of(words.hearers)})"
    heard = rf"(?:[^.?!;]{{0,40}}? that|(?: {hearers})*),? (?!(?:that|{hearers})\b)"
    own = rf"(?!(?:{any_of(words.persons)}) (?!(?:{any_of(words.may)})\b))"
    patterns = (
        rf"{told}{heard}{behind}",
        rf"(?:{any_of(words.since)}) {own}{behind}",
        rf"with (?P<subject>[^,.?!;]+?) being {behind}",
    )
    return tuple(re.compile(pattern, re.I | re.S) for pattern in patterns)
