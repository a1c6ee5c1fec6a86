"""What one message asks, told apart: each thing that is asked, and what is taken for granted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from knowledge.words import AskingWords, any_of

_STOP = re.compile(r"[?!][?!.]*(?:\s+|$)|(?<=\w[\w)%])\.\s+(?=[A-Z])|\s*\n\s*")
_ALONE = re.compile(r"^\W*(\w+)\W*$")
"""One word is no question of its own: "when and how do I use 59?"."""
_MOST = 3  # what is asked beyond so many things goes with the last of them


def asked_parts(question: str, words: AskingWords) -> tuple[str, ...]:
    """The parts of a message that ask something each, in its words and its order.

    What is told goes with the part that is asked behind it, or with the last one.

    Args:
        question: The asker's words, without courtesies.
        words: What joins such parts and how they open.

    Returns:
        The parts; the whole message alone where it asks one thing.

    >>> from knowledge.library import bundled
    >>> words = bundled().words.asking_words
    >>> asked_parts("I did 38 minutes. How many units, and do I need GP?", words)
    ('I did 38 minutes. How many units?', 'do I need GP?')
    >>> asked_parts("Is it bundled with CMT and exercise?", words)
    ('Is it bundled with CMT and exercise?',)
    >>> asked_parts("She says two packs are 2 units and that we can charge them. True?", words)
    ('She says two packs are 2 units. True?', 'we can charge them. True?')
    """
    question = question.replace(" & ", " and ")
    if claimed := _claims(question, words):
        return claimed
    asks = _asking(words)
    joint = _joint(words)
    parts: list[str] = []
    begin, last = 0, 0
    for start, stop in _pieces(question, joint):
        if start > begin and last and len(parts) < _MOST - 1:
            parts.append(question[begin:last])
            begin, last = start, 0
        asked = asks.search(question[start:stop]) or question[:stop].rstrip().endswith("?")
        asked = asked and not _tells(question, start, words)
        word = _ALONE.match(question[begin:stop])
        last = stop if asked and (not word or word[1].lower() in words.wanted) else last
    if not last and parts:
        parts[-1] = f"{parts[-1]} {question[begin:]}"
    elif parts:
        parts.append(question[begin:])
    if not parts:
        return (question,)
    return _marked([*parts[:1], *(_joins(words).sub("", p) for p in parts[1:])])


def _tells(question: str, start: int, words: AskingWords) -> bool:
    """Whether a clause only tells more of what stands before it: "our LMT, who is new."."""
    if question[:start].rstrip()[-1:] != ",":
        return False
    relative = re.match(rf"(?:{any_of(words.relatives)})\b", question[start:], re.I)
    last = _ENDS.search(question, start)
    told = last is not None and last[0] == "." and bool(question[last.end() :].strip())
    return bool(relative and told)


_ENDS = re.compile(r"[?!]|\.(?=\s|$)|\n|$")


def _claims(question: str, words: AskingWords) -> tuple[str, ...]:
    """Two things that are said to hold, each with the few words that ask whether they do."""
    match = _claiming(words).match(question)
    if match is None:
        return ()
    first, second, asked = (part.strip() for part in match.groups())
    return (f"{first}. {asked}?", f"{second}. {asked}?")


@lru_cache(maxsize=8)
def _claiming(words: AskingWords) -> re.Pattern[str]:
    """How two things that somebody says are joined, and asked about at the end."""
    holds = rf"(?:\w+ ){{0,4}}(?:{any_of(words.holds)})(?: \w+){{0,2}}"
    return re.compile(
        rf"^([^?!]*\b(?:{any_of(words.says)})\b[^?!]*?),? and that ([^?!.]+)[.,;]\s*({holds})\W*$",
        re.I,
    )


def _pieces(question: str, joint: re.Pattern[str]) -> Iterable[tuple[int, int]]:
    """Where each sentence begins and ends, and within it each clause that opens a question."""
    ends = [m.end() for m in _STOP.finditer(question)]
    starts = [m.end() for m in joint.finditer(question)]
    places = sorted({0, *ends, *starts, len(question)})
    return [(a, b) for a, b in pairwise(places) if question[a:b].strip()]


def _marked(parts: Iterable[str]) -> tuple[str, ...]:
    """The parts without the signs that joined them, each with a question mark where it ends."""
    bare = (part.strip().rstrip(",;:-–— ") for part in parts)
    return tuple(part if part[-1:] in ".?!" else f"{part}?" for part in bare)


@lru_cache(maxsize=8)
def _joins(words: AskingWords) -> re.Pattern[str]:
    """What joins a further thing that is asked to the one before it."""
    return re.compile(rf"^(?:{any_of(words.joins)}),? (?={_opening(words)})", re.I)


@lru_cache(maxsize=8)
def _joint(words: AskingWords) -> re.Pattern[str]:
    """What stands between two things that one sentence asks: a word that joins, or a comma.

    Not between two that share a verb: "when, and with which modifier, does it stand?".
    """
    behind = rf"(?:(?:{any_of(words.behind)}|{_in_case(words)})\b,? )?"
    joins = rf"(?:{any_of(words.joins)})\b,? {behind}{_opening(words)}"
    shared = rf"[^,.?!]*, (?:{any_of((*words.verbs, *words.deeds, *words.times))})\b"
    alone = rf"(?!(?:{any_of(words.times)})\b){_alone(words)}"
    return re.compile(rf"\s*[,;:–—-]*\s(?={joins})(?!{joins}{shared})|[,;]\s(?={alone})", re.I)


@lru_cache(maxsize=8)
def _asking(words: AskingWords) -> re.Pattern[str]:
    """How a clause that asks opens, at its beginning or behind what it is asked of.

    It may also end with the two that it is asked between, with a please, or name what is wanted.
    """
    ahead = rf"(?:(?:{any_of((*words.joins, *words.behind))}|{_in_case(words)})\b,? )*"
    wanted = rf"(?:{any_of(words.wanted)})"
    named = rf"(?:^|[,;:.–—-] *){wanted}(?: (?:and|[+&]) {wanted})*[\s,;:–—-]*$"
    between = r"[^\s.]+ or [^\s.]+(?: [^\s.]+)?[\s,;:–—-]*$|\b(?:please|pls|plz)\W*$"
    opening, place = _opening(words), rf"^(?:{any_of(words.places)}) [^,.?!]+"
    ways = (
        r"^(?:do|don't) (?!not\b)", rf"^{ahead}{opening}",
        rf"[,;:.–—-] *{ahead}{_alone(words)}", rf"{place}, {opening}",
        rf"{place} (?:{any_of((*words.verbs, *words.deeds))}) i\b",
        rf": {opening}", rf"\b(?:{any_of(words.wonders)}) (?:if|whether|{opening})", between, named,
    )  # fmt: skip
    return re.compile("|".join(ways), re.I)


def _in_case(words: AskingWords) -> str:
    """For which answer a further thing is asked: "and if it doesn't, can I charge her?"."""
    return rf"if (?:{any_of(words.persons)}) (?:{any_of((*words.verbs, *words.deeds))})(?: not)?"


def _alone(words: AskingWords) -> str:
    """How a thing that is asked opens behind a sign: a verb then has a person behind it."""
    behind = any_of((*words.persons, "there"))
    return rf"(?!(?:{any_of(words.verbs)}) (?!(?:{behind})\b)){_opening(words)}"


def _opening(words: AskingWords) -> str:
    """How a thing that is asked opens; "which we report" and "when a tool helps" only tell."""
    led = rf"(?:{any_of(words.places)}) (?:{any_of((*words.asks, *words.relatives, *words.times))})"
    told = rf"(?:{any_of(words.relatives)})\b(?! (?:{any_of(words.persons)})\b)"
    times = rf"(?:{any_of(words.times)})(?= (?:{any_of((*words.verbs, *words.deeds))})\b| ?\w*\W*$)"
    deeds = rf"(?:{any_of(words.deeds)}) (?:{any_of((*words.persons, *words.doers))})\b"
    verbs = rf"(?:{any_of(words.verbs)}) (?!(?:{any_of(words.wishes)})\b)(?=\w)"
    plain = any_of((*words.asks, *words.again))
    return rf"(?:(?:{led}|{plain}|{deeds})\b|{told}|{times}|{verbs})"


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
    for pattern in _grounds(words):
        match = pattern.match(question)
        if match is None:
            continue
        subject = match.groupdict().get("subject")
        ground = f"{subject} is {match['ground']}" if subject else match["ground"]
        if _of_a_rule(words).search(ground) and len(match["asked"].split()) > _CONFIRMING:
            return f"{ground}. Is that so?", match["asked"]
    return None


@lru_cache(maxsize=8)
def _of_a_rule(words: AskingWords) -> re.Pattern[str]:
    """What speaks of a rule."""
    return re.compile(rf"\b(?:{any_of(words.rules)})\b", re.I)


_CONFIRMING = 3  # so few words only ask if what stands before them holds: "Is that right?"


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
