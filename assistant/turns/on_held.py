"""A question put in a few words of what the question before it held, made whole."""

from __future__ import annotations

from functools import cache

from assistant.reading.facts import Facts
from assistant.reading.library_names import name_words
from assistant.turns.conversation import Conversation
from knowledge.library import Library
from knowledge.words import AskedOn

_COUNTED = frozenset({"units", "what_if", "minutes_for"})
_LONGEST = 14


def asked_of_held(facts: Facts, earlier: Conversation, library: Library) -> str | None:
    """The whole question that a turn puts by a few words: "what if I leave it out?" of GP.

    Args:
        facts: The turn's facts.
        earlier: The conversation before it.
        library: The knowledge base.

    Returns:
        The question; None where the turn names something itself, or none of the forms fits.
    """
    named = facts.services or facts.codes or facts.modifiers or facts.loose or facts.payers
    if named or earlier.minutes or not earlier.intents or len(facts.tokens) > _LONGEST:
        return None
    words = f" {' '.join(t.fold for t in facts.tokens if t.kind != 'sign')} "
    for asked in library.words.asked_on.values():
        if not any(f" {_folded(cue)} " in words for cue in asked.cues):
            continue
        if (held := _held(asked, earlier, library)) is not None:
            return asked.form.format(held=held)
    return None


def _held(asked: AskedOn, earlier: Conversation, library: Library) -> str | None:
    """What the question before held of the kind that a form is of, in words."""
    kinds = {*earlier.intents}
    if kinds & _COUNTED or (asked.after and kinds.isdisjoint(asked.after)):
        return None
    if asked.of == "modifiers":
        return " and ".join(earlier.modifiers) or None
    if asked.of == "pair":
        return " and ".join(earlier.pair) if earlier.pair else None
    if asked.of in ("code", "deleted code"):
        held = library.codes.get(earlier.codes[0]) if len(earlier.codes) == 1 else None
        live = asked.of == "code" or (held is not None and held.replaced_by)
        return earlier.codes[0] if len(earlier.codes) == 1 and live else None
    done = [s.technique for s in earlier.services if s.technique]
    return library.techniques[done[0]].name if len(done) == 1 else None


@cache
def _folded(cue: str) -> str:
    """A cue as it is matched."""
    return " ".join(name_words(cue))
