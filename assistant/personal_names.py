"""Names of people: looked for behind a title, "patient", "client", "Re:" and the like, only there.

A recogniser finds the word that announces a name; what follows is then read word by word, so that
"Medicare patient 24 min" or "Pt Today" loses nothing and "pt Jane Doe 30 min" keeps its minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.personal_presidio import Span
from assistant.personal_run import KNOWN, WORD, Run, next_run, read_run, small_family, trimmed
from assistant.personal_words import name_words, plain

_LINK = (
    r"(?:\s{0,2}(?:[:(=,;-]|'s|\b(?:(?:full|first|last|legal|middle|given) )?names?\b"
    r"|\b(?:named|called|is|was|are|for)\b)){0,4}\s{0,2}"
)
# "Patient", or what announces a name less surely.
STRONG = rf"\b(?:patients?|pts?|clients?)\b(?!/)\.?{_LINK}"
WEAK = (
    r"\b(?:member|insured|subscriber|beneficiary|enrollee|guarantor|policy ?holder|spouse|claimant"
    rf"|dependent|names?|named)\b{_LINK}"
)
SUBJECT = (
    r"(?:(?m:^)re\b|\bre(?= ?:))(?:[\s:]{0,3}\b(?:claims?|appeal|denial|letter|bill|account"
    rf"|records?|of|for|our|the|your)\b){{0,4}}{_LINK}"
)
TITLE = (
    r"\b(?:(?:mrs|mr|mx|ms|miss|mister|dr|doctor)\b\.?"
    r"|(?:prof|rev|sgt|capt)\.|professor|reverend|sergeant|captain)\s{1,2}"
)
# A number that only a person has: a name may stand in front of it.
LABEL = r"\b(?:d\.?o\.?b\b|date of birth|born\b|mbi\b|ssn\b|mrn\b|member id|medical record)"

_NAMED = re.compile(r"\b(?:named|called|name(?: is|'s|:)?)[\s:]{1,2}$", re.I)
_AND = re.compile(r"[ \t]{1,2}(?:and|&|or)[ \t]{1,2}(?=[^\W\d_])", re.I)
_LISTED = re.compile(r"(?:,[ \t]{1,2}|[ \t]{1,2}(?:and|&|or)[ \t]{1,2})(?=[^\W\d_])", re.I)
_BEFORE = re.compile(
    r"((?:[^\W\d_][\w'-]{0,30}\.?[ \t]{1,2}){1,4}[^\W\d_][\w'-]{0,30})[\s,;:(-]{0,4}$"
)


def after_patient(text: str, start: int, end: int) -> Iterator[Span]:
    """The names behind "patient", "pt" or "client".

    Args:
        text: The text.
        start: Where the announcing word begins.
        end: Where it and its links end.
    """
    link = text[start:end].lower().split(None, 1)
    sure = not re.search(r"\b(?:is|was|are|for)\b|,", link[1] if len(link) > 1 else text[start:end])
    shouted = text[start:end].split()[0].isupper() and len(text[start:end].split()[0]) > 2
    several = text[start:end].split()[0].strip(".:,").lower().endswith("s")
    yield from _names(text, end, sure=sure, shouted=shouted, several=several)


def after_weak(text: str, start: int, end: int) -> Iterator[Span]:
    """The names behind "insured", "name", "Re:" and the like, which must be known ones.

    Args:
        text: The text.
        start: Where the announcing word begins.
        end: Where it and its links end.
    """
    del start
    yield from _names(text, end, sure=False)


def after_title(text: str, start: int, end: int) -> Iterator[Span]:
    """The name behind a title; an author or a method called by a name is none.

    Args:
        text: The text.
        start: Where the title begins.
        end: Where it ends.
    """
    title = text[start:end].strip()
    words = name_words()
    run = read_run(text, end)
    if run is None:
        found = WORD.match(text, end)
        if found is None or not found[1].islower():
            return
        word = plain(found[1])
        surely = plain(title) in {"mr", "mrs", "mister"} and not words.known(word) and len(word) > 2
        if surely or words.in_small_letters(word) or word in words.family - words.ordinary:
            last = small_family(text, found.end())
            yield found.start(1), last or trimmed(text, found.end(1))
        return
    if words.cited & {plain(word) for word in run.words} and plain(title) in {"dr", "doctor", "mr"}:
        return
    if plain(title) in {"ms", "miss"} and title.rstrip(".").isupper() and not run.has(*KNOWN):
        return
    if run.has("first", "name", "unknown", "maybe") and (
        run.has("first", "name", "unknown") or plain(run.words[0]) in words.family
    ):
        yield from _joined(text, run)


def before_label(text: str, start: int, end: int) -> Iterator[Span]:
    """The name in front of a date of birth or a number that only a person has.

    Args:
        text: The text.
        start: Where the label begins.
        end: Where it ends.
    """
    del end
    last = text[max(0, start - 40) : start].rstrip(" \t\n,;:(-").rpartition(" ")[2]
    if not last[:1].isupper() or name_words().kind(last) in ("not", "initial", "suffix"):
        return
    found = _BEFORE.search(text, max(0, start - 120), start)
    if found is None:
        return
    best: Run | None = None
    at = found.start(1)
    while (run := next_run(text, at, found.end(1))) is not None:
        best, at = run, run.end
    if best is None or best.end < found.end(1) - 1:
        return
    if len(best.words) > 1 and (best.has(*KNOWN) or best.has("unknown") == len(best.words)):
        yield best.start, best.end


def _names(
    text: str, at: int, *, sure: bool, shouted: bool = False, several: bool = False
) -> Iterator[Span]:
    """The name that begins at a place, and those joined to it."""
    run = read_run(text, at)
    if run is None:
        found = WORD.match(text, at)
        if found and found[1].islower() and name_words().in_small_letters(plain(found[1])):
            last = small_family(text, found.end())
            yield found.start(1), last or trimmed(text, found.end(1))
        return
    known = run.has(*KNOWN)
    if shouted and run.capitals and not run.has("first"):
        colon = text[: run.start].rstrip().endswith(":")
        if not (known or (colon and run.has("unknown"))):
            return
    unknown = run.has("unknown") and (sure or _alone(text, run))
    maybe = run.has("maybe") and (
        _NAMED.search(text, max(0, at - 12), at) or (sure and _not_of_the_field(text, run))
    )
    if known or _names_of_two_kinds(run) or unknown or maybe:
        yield from _joined(text, run, several=several)


def _names_of_two_kinds(run: Run) -> bool:
    """Whether words that could be names or words of this field are a name by their number."""
    if run.has("maybe", "initial") < 2 or not run.has("maybe"):
        return False
    bodies = name_words().bodies
    return any(plain(word) not in bodies for word in run.words)


def _alone(text: str, run: Run) -> bool:
    """Whether two or more unknown words stand by themselves, as a name does."""
    rest = text[run.end : run.end + 3].lstrip(" ")
    return (
        run.has("unknown") > 1
        and run.has("unknown", "initial") == len(run.words)
        and (not rest or rest[0] in ",;:()[\n-." or rest[0].isdigit())
    )


def _not_of_the_field(text: str, run: Run) -> bool:
    """Whether a name that is a method's too, such as Thompson, stands here for a person."""
    words = name_words()
    word = plain(run.words[0])
    if word in words.ordinary | words.bodies or word not in words.first | words.family:
        return False
    found = WORD.match(text, run.end)
    return found is None or plain(found[1]) not in words.field


def _joined(text: str, run: Run, *, several: bool = False) -> Iterator[Span]:
    """A name, and those that are joined to it; behind a plural unknown names are joined too."""
    yield run.start, run.end
    joint = (_LISTED if several else _AND).match(text, run.end)
    if joint is not None:
        other = read_run(text, joint.end())
        unknown = several and other is not None and other.has("unknown", "initial", *KNOWN)
        if other is not None and (other.has("first") or unknown == len(other.words)):
            yield from _joined(text, other, several=several)
