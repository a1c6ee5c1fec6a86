"""Reading the words behind "patient" or a title one by one, as far as they may be a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.personal_words import WordKind, name_words, plain

# A letter with a digit behind it begins no word: `M54.2` is a diagnosis, not an initial.
WORD = re.compile(r"[ \t]{0,3}([^\W\d_](?:[^\W\d_]|['-]|\.(?=[^\W\d_]\.))*+\.?+)(?!\d)")
_COMMA = re.compile(r",[ \t]{1,2}(?=[^\W\d_])")
# What follows a family name and a comma is a given name where nothing else follows it.
_GIVEN = re.compile(r"(?:[A-Z][a-z'-]{1,20}[ \t]?){1,3}(?=\s*(?:[:;,()\d]|$))")
_MOST_WORDS = 5
KNOWN: frozenset[WordKind] = frozenset({"first", "name"})


@dataclass
class Run:
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


def next_run(text: str, at: int, end: int) -> Run | None:
    """The first run of capital words in a stretch, words that are no name passed over."""
    while at < end:
        run = read_run(text[:end], at)
        if run is not None:
            return run
        found = WORD.match(text, at)
        at = found.end() if found else at + 1
    return None


def read_run(text: str, at: int) -> Run | None:
    """The words with a capital letter that begin at a place and may be a name."""
    words = name_words()
    run: Run | None = None
    while found := WORD.match(text, at):
        word, start, end = found[1], found.start(1), found.end(1)
        if not word[0].isupper():
            if run is None or not _particles().match(text, start):
                break
            at = end
            continue
        kind = words.kind(word)
        if kind == "not" or (kind == "suffix" and run is None):
            break
        end = end if kind in ("initial", "suffix") else trimmed(text, end)
        run = run or Run(start, end, [], [])
        run.end = end
        run.kinds.append(kind)
        run.words.append(text[start:end])
        if len(run.words) >= _MOST_WORDS:
            break
        at = end
        if len(run.words) == 1 and (comma := _COMMA.match(text, at)):
            given = WORD.match(text, comma.end())
            labelled = text[: run.start].rstrip().endswith(":")
            closed = _GIVEN.match(text, comma.end()) and kind == "name"
            fits: frozenset[WordKind] = KNOWN | {"unknown"} if labelled or closed else KNOWN
            if not given or not given[1][0].isupper() or words.kind(given[1]) not in fits:
                break
            at = comma.end()
    if run is None or not run.has("first", "name", "maybe", "unknown"):
        return None
    return run


@cache
def _particles() -> re.Pattern[str]:
    """Words such as "van der" before the capital letter of a family name."""
    told = "|".join(sorted(name_words().particles))
    return re.compile(rf"(?:(?:{told})[ \t]{{1,2}}){{1,3}}(?=[A-Z])")


def small_family(text: str, at: int) -> int | None:
    """Where a family name in small letters behind a first name ends, or None."""
    words = name_words()
    found = WORD.match(text, at)
    if found is None or not found[1].islower():
        return None
    word = plain(found[1])
    rest = text[found.end() : found.end() + 8].lstrip(" ")
    closed = not rest or rest[0] in ",;:(" or rest[0].isdigit() or rest.lower().startswith("dob")
    likely = word in words.family - words.ordinary or (closed and not words.known(word))
    return trimmed(text, found.end(1)) if likely and len(word) > 2 else None


def trimmed(text: str, end: int) -> int:
    """The end of a word without its full stop or possessive."""
    while end and text[end - 1] in ".'-":
        end -= 1
    return end - 2 if text[max(0, end - 2) : end].lower() == "'s" else end
