"""A turn's words brought to the form that is read, or made whole by the question before them."""

from __future__ import annotations

import re
from functools import cache

from assistant.reading.facts import Facts
from assistant.reading.library_names import name_words
from assistant.turns.conversation import Conversation
from knowledge.library import Library
from knowledge.phrases import phrases
from knowledge.words import AskedOn

Forms = tuple[tuple[re.Pattern[str], str], ...]

_LED = r"^(?:and |but |so )?"
_DEED = r"(?:writing|putting|saying|billing|rounding|adding|using|making|calling|charging|coding)"
_CODE = r"((?:\d{5}|[A-Za-z]\d{4}))"
_ASKS_ON: Forms = tuple(
    (re.compile(_LED + opening, re.I), plain)
    for opening, plain in (
        (r"(?:what|how) about (?:if|when) ", "what if "),
        (r"(?:what happens|what would happen) if ", "what if "),
        (r"(?:suppose|supposing|say|assume|imagine) (?=[\w']+ )", "what if "),
        (r"(?:would|does|will) (?:it|that|this) (?:change|differ|matter) if ", "what if "),
        (r"(?:is|would) (?:it|that|this) (?:be )?(?:any )?different if ", "what if "),
        (r"(?<= )if ", "what if "),
        (rf"(?:what|how) (?:about|of) (?!{_DEED}\b)(?=\S)", "and "),
        (rf"(?:use|bill|send) (?={_CODE}(?: then| instead)?\W*$)", "and "),
        (r"(?:then |now )?(?=(?:the )?(?:\d{5}|\w+) instead\b)", "and "),
        (r"for (?:the |your )?([a-z][a-z -]+) code\W*$", r"and for \1?"),
        (r"(?:the )?same (?:question |thing |again )?for (?=\S)", "and for "),
    )
)
_BARE: Forms = (
    (re.compile(rf"^\W*(?:(?:cpt|code|hcpcs)\W+)*{_CODE}\W*$", re.I), r"What is \1?"),
    (re.compile(rf"^\W*(?:(?:cpt|code|hcpcs)\W+)*{_CODE} (?:code )?status\W*$", re.I),
     r"Is \1 still valid?"),
)  # fmt: skip


def asks_on(question: str) -> str:
    """A following turn with its opening in the one form that is read: "and ..." or "what if ...".

    Args:
        question: The asker's words.

    >>> asks_on("How about 97140?"), asks_on("What happens if it was 20?")
    ('and 97140?', 'what if it was 20?')
    """
    return _formed(question, _ASKS_ON)


def in_words(question: str) -> str:
    """A first question that is a code alone, or a code and "status", as a sentence.

    Args:
        question: The asker's words.

    >>> in_words("97140?"), in_words("CPT 97001 status")
    ('What is 97140?', 'Is 97001 still valid?')
    """
    return _formed(question, _BARE)


_WITH = re.compile(rf"^((?:\w+ |& )?)w(?:/ ?(?!o\b)| )(?=\S)|\bw(?:/ ?| )(?={_CODE})", re.I)
"""The word "with" by its first letter, which opens a turn or stands before a code."""


def _formed(question: str, forms: Forms) -> str:
    """A question by the first of the forms that it has."""
    question = _WITH.sub(lambda m: f"{m[1] or ''}with ", question)
    for form, plain in forms:
        if form.search(question):
            return form.sub(plain, question, count=1)
    return question


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
    other = earlier.minutes or "documentation" in facts.wants
    other = other or phrases("so_no_modifier").search(facts.question) is not None
    if named or other or not earlier.intents or len(facts.tokens) > _LONGEST:
        return None
    told = {facts.muscle_count and "muscles", facts.region_count and "regions"}
    apart = [library.technique_codes[t.id] for t in library.techniques.values() if t.rule in told]
    if earlier.codes[1:] and any({*earlier.codes} <= codes for codes in apart):  # "for 2 muscles?"
        return f"{' or '.join(earlier.codes)}: {facts.question}"
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
