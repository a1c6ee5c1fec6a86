"""Where a message asks: its story gives facts, and only its question says what is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.reading.text import Token
from assistant.reading.vocabulary import Mention, Vocabulary
from knowledge.library import Library

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
    unclear = not clear or (clear == {"definition"} and not vocabulary.things(asked))
    if unclear or told & set(words.asked_of_the_story):
        return cues
    return tuple(m for m in cues if m.id in wished or not _of_a_story(m, library))


def _of_a_story(cue: Mention, library: Library) -> bool:
    """Whether a cue counts in a question only: a wish, or a subject that isn't held."""
    unheld = cue.kind == "topic" and not library.topics[cue.id].held
    return unheld or cue.kind == "want"
