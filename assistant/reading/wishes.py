"""The wishes of a message: those of the sentences that ask, not of the story before them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.text import Token
from assistant.reading.vocabulary import Mention, Vocabulary
from knowledge.library import Library


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
