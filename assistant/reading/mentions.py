"""Mentions of names put in order: what their neighbours show them to mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from assistant.reading.around import past, word_at, words_at, words_before
from assistant.reading.findings import lost_abilities, not_found
from assistant.reading.numbers import MINUTES, number_at
from assistant.reading.text import Token
from assistant.reading.vocabulary import Mention
from knowledge.library import Library
from knowledge.phrases import phrases
from knowledge.reading_words import reading_words, time_words


def sorted_out(
    things: tuple[Mention, ...], found: Sequence[Token], counting: bool, library: Library
) -> tuple[Mention, ...]:
    """Mentions without those that their neighbours show to mean something else.

    Args:
        things: The mentions.
        found: The question's tokens.
        counting: Whether services are being counted, so that "the manual" is no book.
        library: The knowledge base.
    """
    kept = []
    starts = {m.first for m in things if m.kind in ("code", "technique")}
    for mention in things:
        if _means_else(mention, found, starts, counting) or (
            library.adjusts(mention.id) and _set_by_hand(found, mention)
        ):
            continue
        if mention.kind != "short":
            kept.append(mention)
        elif counting:
            kept.append(mention._replace(kind="code"))
    return tuple(kept)


def _means_else(mention: Mention, found: Sequence[Token], starts: Set[int], counting: bool) -> bool:
    """Whether the words about a name show it to name nothing."""
    before, after = word_at(found, mention.first - 1), word_at(found, mention.last + 1)
    word, kind = found[mention.first], mention.kind
    single = word.fold if mention.first == mention.last else ""
    if single == "pt":
        return kind == "provider" and not _therapist(word, before, after)
    if single == "va":
        return word.text.islower() and _in_virginia(found, before)
    if single == "manual" and _of_a_book(found, mention, counting):
        return True
    if kind == "method":
        return _minutes_given(found, mention, starts)
    if kind == "region":
        own = before in reading_words("own_hands") or after in ("on", "-")
        return (single == "back" and after == "to") or (word.fold == "hand" and own)
    if kind == "technique":
        if after in reading_words("gives_lessons"):
            return True
        commanded = before == ";" and ";" in words_at(found, mention.last + 1, 2)
        treated = word.text.lower() in reading_words("one_treated")
        return treated or (commanded and word.text.isupper())
    return False


def _of_a_book(found: Sequence[Token], mention: Mention, counting: bool) -> bool:
    """Whether "manual" is a book, and no therapy: "the Medicare manual"."""
    before, after = word_at(found, mention.first - 1), word_at(found, mention.last + 1)
    near = found[max(0, mention.first - 1) : mention.last + 2]
    timed = after in time_words("before_minutes") and number_at(found, mention.last + 2)
    if timed or any(t.kind == "number" for t in near):
        return False
    book = reading_words("of_a_book")
    return after in book or (before in book and not (counting and before == "the"))


def _minutes_given(found: Sequence[Token], mention: Mention, starts: Set[int]) -> bool:
    """Whether the name of a rule is a time that was given: "I did a full 15 minutes of 97140"."""
    of = word_at(found, mention.last + 1) == "of" and mention.last + 2 in starts
    return of and not time_words("gave").isdisjoint(words_before(found, mention.first, 4))


def _set_by_hand(found: Sequence[Token], mention: Mention) -> bool:
    """Whether something that is no part of the body was adjusted: "adjusted the intensity"."""
    ahead = past(found, mention.last + 1, time_words("before_what_is_set"))
    return not time_words("set_by_hand").isdisjoint(words_at(found, ahead, 2))


def _in_virginia(found: Sequence[Token], before: str) -> bool:
    """Whether "va" in small letters is the state: "in va", or behind a town and its comma."""
    capitals = any(t.kind == "word" and not t.text.islower() for t in found[1:])
    return before in ("in", "from") or (before == "," and capitals)


def _therapist(word: Token, before: str, after: str) -> bool:
    """Whether "pt" is a physical therapist here, and not a patient."""
    typed = word.text.removesuffix("'s")
    if after in reading_words("behind_therapist") or before in reading_words("before_therapist"):
        return True
    if before in reading_words("before_patient"):
        return typed == "PT" and before in {"the", "a"}
    return typed == "PT"


def with_pointed(
    things: tuple[Mention, ...], found: Sequence[Token], code: str
) -> tuple[Mention, ...]:
    """Mentions with the "it" of "15 minutes of it" as the code that it stands for.

    Args:
        things: The mentions, in order.
        found: The question's tokens.
        code: The code that the turns before it were about.
    """
    for place, token in enumerate(found):
        of, minutes = words_before(found, place, 2)
        pointing = token.fold in {"it", "that", "this"} and of == "of" and minutes in MINUTES
        if pointing and word_at(found, place + 1) not in _WENT:
            told = Mention("code", code, place, place, token.start, token.end)
            return tuple(sorted((*things, told), key=lambda m: m.first))
    return things


_WENT = reading_words("went") | {"hand", "actual", "time"}


def outside_names(
    cues: Iterable[Mention], things: Iterable[Mention], found: Sequence[Token]
) -> tuple[Mention, ...]:
    """The cues without what is only a part of a service's name: "interferential current".

    That is a wish, or a purpose: "post-isometric relaxation" is no massage for relaxation, and
    "a knee replacement" no code that another one replaced.

    Args:
        cues: The cues.
        things: The names.
        found: The question's tokens.
    """
    names = [m for m in things if m.kind in ("technique", "code")]
    joints = {m.last + 1 for m in things if m.kind == "region"}
    replaced = {n for n in joints if word_at(found, n) in reading_words("done_to_a_joint")}
    wishes = ("want", "goal")
    told = (m for m in cues if not (m.kind in wishes and m.end and m.first in replaced))
    return tuple(m for m in told if m.kind not in wishes or not m.end or not _within(m, names))


def _within(mention: Mention, others: Iterable[Mention]) -> bool:
    """Whether a mention is only a part of the words of another."""
    length = mention.last - mention.first
    return any(
        o.first <= mention.first and mention.last <= o.last and length < o.last - o.first
        for o in others
    )


def tokens_of(things: Iterable[Mention], kinds: tuple[str, ...]) -> set[int]:
    """The indexes of the tokens of mentions of some kinds."""
    return {n for m in things if m.kind in kinds for n in range(m.first, m.last + 1)}


def ids(mentions: Iterable[Mention], kind: str) -> tuple[str, ...]:
    """What the mentions of a kind name, each once."""
    return tuple(dict.fromkeys(m.id for m in mentions if m.kind == kind))


def ruled_out(mentions: Iterable[Mention], found: Sequence[Token]) -> set[int]:
    """Where the kinds of provider stand that are ruled out: "I'm an LMT, not a PTA"."""
    near = {m.first: words_before(found, m.first, 2) for m in mentions if m.kind == "provider"}
    return {at for at, (a, b) in near.items() if "not" in (a, b if a in ("a", "an", "the") else "")}


def goals(cues: Iterable[Mention], found: Sequence[Token]) -> tuple[str, ...]:
    """The purposes named; one inside another's words, or that wasn't found, is left out."""
    named = [m for m in cues if m.kind == "goal"]
    told = (m for m in named if not _within(m, named) and not not_found(found, m.first, m.last))
    lost = ["lost_function"] if lost_abilities(found) else []
    return tuple(dict.fromkeys([*(m.id for m in told), *lost]))


def payers_of(
    things: Iterable[Mention], found: Sequence[Token]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The payers named, and those ruled out ("not Medicare")."""
    told: dict[bool, list[str]] = {True: [], False: []}
    for mention in (m for m in things if m.kind == "payer"):
        before, further = words_before(found, mention.first, 2)
        near = {before, further} if before in ("-", "a") else {before}
        apart = before == "than" or (before == "from" and further in ("apart", "aside"))
        none = phrases("is_not_the_payer").search(" ".join(words_at(found, mention.last + 1, 4)))
        denied = apart or none is not None or not near.isdisjoint(reading_words("denying_payer"))
        told[denied].append(mention.id)
    return tuple(dict.fromkeys(told[False])), tuple(dict.fromkeys(told[True]))


def unheld(
    things: Sequence[Mention], modifiers: Sequence[str], service: str | None, cleaned: str
) -> tuple[tuple[str, str], ...]:
    """What the question names that the library doesn't hold.

    A name in brackets behind a payer that is held is whose plan of it that is: "Medicare Advantage
    (Humana)".
    """
    held = tuple(f"{cleaned[: m.end]} (" for m in things if m.kind == "payer")
    told = [
        ("payer", cleaned[m.start : m.end].removesuffix("'s"))
        for m in things
        if m.kind == "unheld_payer" and not cleaned[: m.start].endswith(held)
    ]
    told += [("modifier", modifier) for modifier in modifiers]
    told += [("service", service)] if service else []
    told += [("diagnosis", m.group()) for m in _DIAGNOSIS.finditer(cleaned) if "." in m.group()]
    return tuple(dict.fromkeys(told))


_DIAGNOSIS = re.compile(r"\b[A-TV-Z]\d{2}\.\d{1,4}[A-Z]?\b|\bICD ?-? ?(?:9|10)\b", re.I)


def diagnoses(cleaned: str, found: Sequence[Token]) -> set[int]:
    """The indexes of tokens that belong to a diagnosis code."""
    spans = [m.span() for m in _DIAGNOSIS.finditer(cleaned)]
    return {n for n, t in enumerate(found) if any(a <= t.start < b for a, b in spans)}
