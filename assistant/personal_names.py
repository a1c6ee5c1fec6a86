"""Names of people: looked for behind a title, "patient", "client", "Re:" and the like, only there.

A recogniser finds the word that announces a name; what follows is then read word by word, so that
"Medicare patient 24 min" or "Pt Today" loses nothing and "pt Jane Doe 30 min" keeps its minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.personal_presidio import Span
from assistant.personal_words import PARTICLES, WordKind, name_words, plain

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
    r"(?:(?m:^)re\b|\bre(?= ?:))(?:[\s:]{0,3}\b(?:claims?|appeal|denial|letter|bill|account|records?"
    rf"|of|for|our|the|your)\b){{0,4}}{_LINK}"
)
TITLE = r"\b(?:mrs|mr|mx|ms|miss|mister|dr|doctor)\b\.?\s{1,2}"
# A number that only a person has: a name may stand in front of it.
LABEL = r"\b(?:d\.?o\.?b\b|date of birth|born\b|mbi\b|ssn\b|mrn\b|member id|medical record)"

_TOKEN = re.compile(r"[ \t]{0,3}([^\W\d_](?:[^\W\d_]|['-]|\.(?=[^\W\d_]\.))*\.?)")
_COMMA = re.compile(r",[ \t]{1,2}(?=[^\W\d_])")
_NAMED = re.compile(r"\b(?:named|called|name(?: is|'s|:)?)[\s:]{1,2}$", re.I)
_AND = re.compile(r"[ \t]{1,2}(?:and|&|or)[ \t]{1,2}(?=[^\W\d_])", re.I)
_BEFORE = re.compile(r"((?:[^\W\d_][\w'-]{0,30}\.?[ \t]{1,2}){1,4}[^\W\d_][\w'-]{0,30})[\s,;:(-]{0,4}$")
_PARTICLES = re.compile(rf"(?:(?:{'|'.join(sorted(PARTICLES))})[ \t]{{1,2}}){{1,3}}(?=[A-Z])")
_MOST_WORDS = 5
_KNOWN: frozenset[WordKind] = frozenset({"first", "name"})


@dataclass
class _Run:
    """Words that follow one another and may be a name."""

    start: int
    end: int
    kinds: list[WordKind]
    words: list[str]

    def has(self, *kinds: WordKind) -> int:
        """How many words are of these kinds."""
        return sum(kind in kinds for kind in self.kinds)

    @property
    def capitals(self) -> bool:
        """Whether it is written in capitals throughout."""
        return all(word.isupper() for word in self.words)


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
    yield from _names(text, end, sure=sure, shouted=shouted)


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
    run = _run(text, end)
    if run is None:
        found = _TOKEN.match(text, end)
        if found is None or not found[1].islower():
            return
        word = plain(found[1])
        surely = plain(title) in {"mr", "mrs", "mister"} and not words.known(word) and len(word) > 2
        if surely or words.in_small_letters(word) or word in words.family - words.ordinary:
            last = _small_family(text, found.end())
            yield found.start(1), last or _trimmed(text, found.end(1))
        return
    if words.cited & {plain(word) for word in run.words} and plain(title) in {"dr", "doctor", "mr"}:
        return
    if plain(title) in {"ms", "miss"} and title.rstrip(".").isupper() and not run.has(*_KNOWN):
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
    if not last[:1].isupper() or name_words().kind(last) not in ("first", "name", "maybe", "unknown"):
        return
    found = _BEFORE.search(text, max(0, start - 120), start)
    if found is None:
        return
    best: _Run | None = None
    at = found.start(1)
    while (run := _next_run(text, at, found.end(1))) is not None:
        best, at = run, run.end
    if best is None or best.end < found.end(1) - 1:
        return
    if len(best.words) > 1 and (best.has(*_KNOWN) or best.has("unknown") == len(best.words)):
        yield best.start, best.end


def _names(text: str, at: int, *, sure: bool, shouted: bool = False) -> Iterator[Span]:
    """The name that begins at a place, and those joined to it."""
    run = _run(text, at)
    if run is None:
        found = _TOKEN.match(text, at)
        if found and found[1].islower() and name_words().in_small_letters(plain(found[1])):
            last = _small_family(text, found.end())
            yield found.start(1), last or _trimmed(text, found.end(1))
        return
    known = run.has(*_KNOWN)
    if shouted and run.capitals and not run.has("first"):
        colon = text[:run.start].rstrip().endswith(":")
        if not (known or (colon and run.has("unknown"))):
            return
    if known or _names_of_two_kinds(run):
        yield from _joined(text, run)
    elif run.has("unknown") and (sure or _alone(text, run)):
        yield from _joined(text, run)
    elif run.has("maybe") and (
        _NAMED.search(text, max(0, at - 12), at) or (sure and _not_of_the_field(text, run))
    ):
        yield from _joined(text, run)


def _names_of_two_kinds(run: _Run) -> bool:
    """Whether words that could be names or words of this field are a name by their number."""
    if run.has("maybe", "initial") < 2 or not run.has("maybe"):
        return False
    bodies = name_words().bodies
    return any(plain(word) not in bodies for word in run.words)


def _alone(text: str, run: _Run) -> bool:
    """Whether two or more unknown words stand by themselves, as a name does."""
    rest = text[run.end : run.end + 3].lstrip(" ")
    return run.has("unknown") > 1 and run.has("unknown", "initial") == len(run.words) and (
        not rest or rest[0] in ",;:()[\n-." or rest[0].isdigit()
    )


def _not_of_the_field(text: str, run: _Run) -> bool:
    """Whether a name that is a method's too, such as Thompson, stands here for a person."""
    words = name_words()
    word = plain(run.words[0])
    if word in words.ordinary | words.bodies or word not in words.first | words.family:
        return False
    found = _TOKEN.match(text, run.end)
    return found is None or plain(found[1]) not in words.field


def _joined(text: str, run: _Run) -> Iterator[Span]:
    """A name, and those that are joined to it by "and"."""
    yield run.start, run.end
    joint = _AND.match(text, run.end)
    if joint is not None:
        other = _run(text, joint.end())
        if other is not None and other.has("first"):
            yield from _joined(text, other)


def _next_run(text: str, at: int, end: int) -> _Run | None:
    """The first run of capital words in a stretch, words that are no name passed over."""
    while at < end:
        run = _run(text[:end], at)
        if run is not None:
            return run
        found = _TOKEN.match(text, at)
        at = found.end() if found else at + 1
    return None


def _run(text: str, at: int) -> _Run | None:
    """The words with a capital letter that begin at a place and may be a name."""
    words = name_words()
    run: _Run | None = None
    while found := _TOKEN.match(text, at):
        word, start, end = found[1], found.start(1), found.end(1)
        if not word[0].isupper():
            if run is None or not _PARTICLES.match(text, start):
                break
            at = end
            continue
        kind = words.kind(word)
        if kind == "not" or (kind == "suffix" and run is None):
            break
        end = end if kind in ("initial", "suffix") else _trimmed(text, end)
        run = run or _Run(start, end, [], [])
        run.end = end
        run.kinds.append(kind)
        run.words.append(text[start:end])
        if len(run.words) >= _MOST_WORDS:
            break
        at = end
        if len(run.words) == 1 and (comma := _COMMA.match(text, at)):
            given = _TOKEN.match(text, comma.end())
            labelled = text[: run.start].rstrip().endswith(":")
            fits: frozenset[WordKind] = _KNOWN | {"unknown"} if labelled else _KNOWN
            if not given or not given[1][0].isupper() or words.kind(given[1]) not in fits:
                break
            at = comma.end()
    if run is None or not run.has("first", "name", "maybe", "unknown"):
        return None
    return run


def _small_family(text: str, at: int) -> int | None:
    """Where a family name in small letters behind a first name ends, or None."""
    words = name_words()
    found = _TOKEN.match(text, at)
    if found is None or not found[1].islower():
        return None
    word = plain(found[1])
    rest = text[found.end() : found.end() + 8].lstrip(" ")
    closed = not rest or rest[0] in ",;:(" or rest[0].isdigit() or rest.lower().startswith("dob")
    likely = word in words.family - words.ordinary or (closed and not words.known(word))
    return _trimmed(text, found.end(1)) if likely and len(word) > 2 else None


def _trimmed(text: str, end: int) -> int:
    """The end of a word without its full stop or possessive."""
    while end and text[end - 1] in ".'-":
        end -= 1
    return end - 2 if text[max(0, end - 2) : end].lower() == "'s" else end
