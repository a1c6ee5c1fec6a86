"""What a message asks, without greetings and thanks; a story that it tells only gives facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.reading.plain import plainly
from assistant.reading.text import Token, clean
from assistant.reading.vocabulary import Mention, Vocabulary
from knowledge.library import Library
from knowledge.reading_words import reading_words
from knowledge.words import WordLists

_STOPS = frozenset({".", "!", "?"})


def asking(found: Sequence[Token], phrases: Iterable[str]) -> tuple[Token, ...]:
    """The tokens of the sentences that ask, where others only tell.

    Args:
        found: The question's tokens.
        phrases: What makes a sentence ask without a question mark: "please tell me".

    Returns:
        Nothing where no sentence asks, or where every one does.
    """
    parts = sentences(found)
    asked = [part for part in parts if part[-1].text == "?" or _wishes(part, phrases)]
    if not asked or len(asked) == len(parts):
        return ()
    return tuple(token for part in asked for token in part)


def asked_part(
    question: str, asked: Sequence[Token], mentions: Iterable[Mention], pointing: Iterable[str]
) -> str:
    """The words of the sentences that ask, where these can be understood alone; else nothing.

    Args:
        question: The asker's words.
        asked: The tokens of the sentences that ask.
        mentions: The names and the subjects in the whole question.
        pointing: Words that point back to what was told.
    """
    starts = {t.start for t in asked}
    named = [m for m in mentions if m.kind in _NAMING and m.end and m.start in starts]
    if not named or not {t.fold for t in asked}.isdisjoint(pointing):
        return ""
    parts = sentences(asked)
    return " ".join(question[part[0].start : part[-1].end] for part in parts)


_NAMING = frozenset({"code", "technique", "method", "topic", "provider"})


def sentences(found: Sequence[Token]) -> list[list[Token]]:
    """The tokens by sentence; a sentence has a word in it.

    Args:
        found: The question's tokens.
    """
    parts: list[list[Token]] = [[]]
    for token in found:
        parts[-1].append(token)
        if token.text in _STOPS:
            parts.append([])
    return [part for part in parts if any(t.kind != "sign" for t in part)]


def _wishes(part: Sequence[Token], phrases: Iterable[str]) -> bool:
    """Whether a sentence says that something is to be told."""
    words = f" {' '.join(t.fold for t in part if t.kind != 'sign')} "
    return any(f" {phrase} " in words for phrase in phrases)


def of_the_question(
    cues: tuple[Mention, ...],
    found: Sequence[Token],
    asked: Sequence[Token],
    vocabulary: Vocabulary,
    library: Library,
) -> tuple[Mention, ...]:
    """The cues, of the wishes those of the sentences that ask, where these say what of.

    None stands half in what asks and half in what tells.

    Args:
        cues: The cues of the whole message.
        found: Its tokens.
        asked: Those of the sentences that ask, where others only tell.
        vocabulary: Finds cues.
        library: The knowledge base.
    """
    words = library.words
    wished = {m.id for m in vocabulary.cues(asked)}
    if asked:
        story = [t for t in found if t not in asked]
        either = wished | {m.id for m in vocabulary.cues(story)}
        cues = tuple(m for m in cues if m.kind != "want" or m.id in either)
    told = {m.id for m in cues if m.kind == "want"}
    clear = wished & told - set(words.asked_beside)
    bare = clear <= {"definition", "dated", "when"} and not vocabulary.things(asked)
    if not clear or bare or told & set(words.asked_of_the_story):
        return cues
    return tuple(m for m in cues if m.id in wished or not _of_a_story(m, library))


def _of_a_story(cue: Mention, library: Library) -> bool:
    """Whether a cue counts in a question only: a wish, or a subject that isn't held."""
    unheld = cue.kind == "topic" and not library.topics[cue.id].held
    return unheld or cue.kind == "want"


_PIECE = re.compile(r"[^.!?;:\n]*[.!?;:\n]+|[^.!?;:\n]+")
_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")
_SMILE = re.compile(r"(?<![^\s.!?,])[:;]-?[)(DP](?=\s|$)")
_WHEN = re.compile(r"\b(?:in the|in|this|that|same|next) (?:morning|afternoon|evening)\b", re.I)
"""Says when something was done, and greets nobody: "one was in the morning"."""
_ITEM = re.compile(
    r"(?:(?<=^)|(?<=[\s.?!,:;]))(?:q(?:uestion)? ?#?|#|\()?([1-9])"
    r"(?:[.)]|(?<![a-z] \d):)(?=\s)",
    re.I,
)
"""The number of one of several questions: "1) which code? 2) is it timed?"."""
_PLACE = re.compile(
    r"(?:(?<=^)|(?<=[.?!:;]\s)|(?<=\band\s))"
    r"(?:first|second|third|last|final)(?:ly)?(?: of all)?,\s+",
    re.I,
)
"""The place of one of several questions in words: "First, which code? Second, is it timed?"."""


def heart(question: str, words: WordLists) -> str:
    """A message without the pieces that are courtesy alone; the whole of it where nothing else is.

    A piece is a sentence, or what stands before its first comma or dash. It is courtesy where all
    its words are, no digit stands in it, and one of them is a mark of courtesy.

    Args:
        question: The asker's words.
        words: The lists of `words.yaml`: `courtesy_marks`, of which one must stand in such a
            piece, `courtesy`, which may stand in it, and what says that the last answer was
            heard, `heard` and, before a comma or a stop alone, `heard_apart`.

    >>> from knowledge.library import bundled
    >>> heart("Hi there! 38 min of massage, units? Thanks", bundled().words)
    '38 min of massage, units?'
    """
    marked, held = _courtesy(words.courtesy_marks, words.courtesy)
    acknowledged = _acknowledging(words.heard, words.heard_apart)
    pieces = [m.group() for m in _PIECE.finditer(plainly(_SMILE.sub("", _items(clean(question)))))]
    kept = "".join(piece for piece in pieces if not _idle(piece, marked, held))
    left = _opened(acknowledged.sub("", kept.strip()), marked - reading_words("mends"), held)
    left = acknowledged.sub("", left)
    return left if _WORD.search(left) or any(c.isdigit() for c in left) else question


def _items(text: str) -> str:
    """A text whose numbered questions stand on lines of their own, without their numbers."""
    told = [int(m[1]) for m in _ITEM.finditer(text)]
    numbered = len(told) > 1 and told == [*range(1, len(told) + 1)]
    return _PLACE.sub("", _ITEM.sub("\n", text) if numbered else text)


@lru_cache(maxsize=8)
def _courtesy(
    marks: tuple[str, ...], words: tuple[str, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    """The marks of courtesy, and every word that may stand in it."""
    return frozenset(marks), frozenset((*marks, *words))


@lru_cache(maxsize=8)
def _acknowledging(heard: tuple[str, ...], apart: tuple[str, ...]) -> re.Pattern[str]:
    """What says that the last answer was heard, before another question."""
    plain, before_stop = ("|".join(map(re.escape, told)) for told in (heard, apart))
    return re.compile(rf"^\W*(?:(?:{plain})\b[\s,.!:;-]+|(?:{before_stop})[,.!:;]\s*)+(?=\S)", re.I)


def _idle(piece: str, marked: frozenset[str], held: frozenset[str]) -> bool:
    """Whether a piece is courtesy and nothing else."""
    words = {w.lower() for w in _WORD.findall(piece)}
    if words.isdisjoint(marked) or not words <= held:
        return False
    return not ("?" in piece or any(c.isdigit() for c in piece) or _WHEN.search(piece))


def _opened(text: str, marked: frozenset[str], held: frozenset[str]) -> str:
    """A text without the courtesy before its first comma or dash: "Hi all, how many units"."""
    match = re.match(r"[^,\d?-]*(?:, ?| - ?)", text)
    while match and _idle(match.group(), marked, held):
        text = text[match.end() :].lstrip()
        match = re.match(r"[^,\d?-]*(?:, ?| - ?)", text)
    return text
