"""Mentions of names put in order: what their neighbours show them to mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from assistant.reading.findings import lost_abilities, not_found
from assistant.reading.minute_words import MINUTES
from assistant.reading.numbers import number_at
from assistant.reading.text import Token
from assistant.reading.vocabulary import Mention
from knowledge.library import Library
from knowledge.reading_words import reading_words
from knowledge.time_words import time_words


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
        before = found[mention.first - 1].fold if mention.first else ""
        after = found[mention.last + 1].fold if mention.last + 1 < len(found) else ""
        word = found[mention.first]
        single = mention.first == mention.last
        patient = word.fold == "pt" and not _therapist(word, before, after)
        if single and mention.kind == "provider" and patient:
            continue
        manual = single and word.fold == "manual"
        near = (mention.first - 1, mention.last + 1)
        counted = any(0 <= n < len(found) and found[n].kind == "number" for n in near)
        timed = after in time_words("before_minutes") and number_at(found, mention.last + 2)
        of_book = reading_words("of_a_book")
        book = (before in of_book and not (counting and before == "the")) or after in of_book
        if manual and not (counted or timed) and book:
            continue
        if mention.kind == "method" and _minutes_given(found, mention, starts):
            continue
        if mention.kind == "short":
            if counting:
                kept.append(mention._replace(kind="code"))
            continue
        if single and word.fold == "va" and word.text.islower() and _in_virginia(found, before):
            continue
        if single and word.fold == "back" and mention.kind == "region" and after == "to":
            continue
        own = before in reading_words("own_hands") or after in ("on", "-")
        if word.fold == "hand" and mention.kind == "region" and own:
            continue
        if before == ";" and found[mention.first - 1].text == ";" and _commanded(found, mention):
            continue
        if mention.kind == "technique" and word.text.lower() in reading_words("one_treated"):
            continue
        if library.adjusts(mention.id) and _set_by_hand(found, mention):
            continue
        kept.append(mention)
    return tuple(kept)


def _minutes_given(found: Sequence[Token], mention: Mention, starts: Set[int]) -> bool:
    """Whether the name of a rule is a time that was given: "I did a full 15 minutes of 97140"."""
    of = [t.fold for t in found[mention.last + 1 : mention.last + 2]] == ["of"]
    ahead = {t.fold for t in found[max(0, mention.first - 4) : mention.first]}
    return of and mention.last + 2 in starts and not ahead.isdisjoint(time_words("gave"))


def _set_by_hand(found: Sequence[Token], mention: Mention) -> bool:
    """Whether something that is no part of the body was adjusted: "adjusted the intensity"."""
    ahead = [t.fold for t in found[mention.last + 1 : mention.last + _NEAR]]
    while ahead and ahead[0] in time_words("before_what_is_set"):
        ahead.pop(0)
    return any(word in time_words("set_by_hand") for word in ahead[:2])


_NEAR = 6


def _commanded(found: Sequence[Token], mention: Mention) -> bool:
    """Whether a name is a part of a command to a database: "; DROP TABLE codes; --"."""
    ends = {t.text for t in found[mention.last + 1 : mention.last + 3]}
    return mention.kind == "technique" and ";" in ends and found[mention.first].text.isupper()


def _in_virginia(found: Sequence[Token], before: str) -> bool:
    """Whether "va" in small letters is the state: "in va", or behind a town and its comma."""
    capitals = [t for t in found[1:] if t.kind == "word" and t.text != t.text.lower()]
    return before in ("in", "from") or (before == "," and bool(capitals))


def _therapist(word: Token, before: str, after: str) -> bool:
    """Whether "pt" is a physical therapist here, and not a patient."""
    if after in reading_words("behind_therapist") or before in reading_words("before_therapist"):
        return True
    if before in reading_words("before_patient"):
        return word.text == "PT" and before in {"the", "a"}
    return word.text == "PT"


def with_pointed(
    things: tuple[Mention, ...], found: Sequence[Token], code: str
) -> tuple[Mention, ...]:
    """Mentions with the "it" of "15 minutes of it" as the code that it stands for.

    Args:
        things: The mentions, in order.
        found: The question's tokens.
        code: The code that the turns before it were about.
    """
    for place in range(2, len(found)):
        pointing = found[place].fold in _IT and found[place - 1].fold == "of"
        after = found[place + 1].fold if place + 1 < len(found) else ""
        if pointing and found[place - 2].fold in MINUTES and after not in _WENT:
            told = Mention("code", code, place, place, found[place].start, found[place].end)
            return tuple(sorted((*things, told), key=lambda m: m.first))
    return things


_IT = frozenset({"it", "that", "this"})
_WENT = frozenset({"were", "was", "is", "are", "went", "spent", "hand", "actual", "being", "time"})


def outside_names(cues: Iterable[Mention], things: Iterable[Mention]) -> tuple[Mention, ...]:
    """The cues without what is only a part of a service's name: "interferential current".

    That is a wish, or a purpose: "post-isometric relaxation" is no massage for relaxation.

    Args:
        cues: The cues.
        things: The names.
    """
    names = [m for m in things if m.kind in ("technique", "code") and m.last > m.first]
    return tuple(
        cue
        for cue in cues
        if cue.kind not in ("want", "goal")
        or not any(
            n.first <= cue.first and cue.last <= n.last and cue.last - cue.first < n.last - n.first
            for n in names
        )
        or cue.end == 0
    )


def tokens_of(things: Iterable[Mention], kinds: tuple[str, ...]) -> set[int]:
    """The indexes of the tokens of mentions of some kinds."""
    return {n for m in things if m.kind in kinds for n in range(m.first, m.last + 1)}


def ids(mentions: Iterable[Mention], kind: str) -> tuple[str, ...]:
    """What the mentions of a kind name, each once."""
    return tuple(dict.fromkeys(m.id for m in mentions if m.kind == kind))


def goals(cues: Iterable[Mention], found: Sequence[Token]) -> tuple[str, ...]:
    """The purposes named; one inside another's words, or that wasn't found, is left out."""
    named = [m for m in cues if m.kind == "goal"]
    outer = [
        m
        for m in named
        if not any(
            o.first <= m.first and m.last <= o.last and o.last - o.first > m.last - m.first
            for o in named
        )
        and not not_found(found, m.first, m.last)
    ]
    lost = ["lost_function"] if lost_abilities(found) else []
    return tuple(dict.fromkeys([*(m.id for m in outer), *lost]))


def payers_of(
    things: Iterable[Mention], found: Sequence[Token]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The payers named, and those ruled out ("not Medicare")."""
    named: list[str] = []
    denied: list[str] = []
    for mention in things:
        if mention.kind != "payer":
            continue
        before = [t.fold for t in found[max(0, mention.first - 2) : mention.first]]
        near = before[-1:] + (before[-2:-1] if before[-1:] in (["-"], ["a"]) else [])
        other = before[-1:] == ["than"] or before in (["apart", "from"], ["aside", "from"])
        behind = " ".join(t.fold for t in found[mention.last + 1 : mention.last + 5])
        other = other or _IS_NONE.match(behind) is not None
        (denied if other or any(w in _DENYING for w in near) else named).append(mention.id)
    return tuple(dict.fromkeys(named)), tuple(dict.fromkeys(denied))


_IS_NONE = re.compile(
    r"(?:isn't|is not|wasn't|was not) (?:the |a |my |our |her |his |their )?"
    r"(?:payer|insurer|insurance|paying|plan)\b"
)
"""Stands behind a payer that is ruled out: "what if Medicare isn't the payer"."""
_DENYING = frozenset(
    {"not", "non", "isn't", "no", "without", "except", "never", "beside", "besides"}
)


def unheld(
    things: Iterable[Mention], modifiers: Sequence[str], cleaned: str
) -> tuple[tuple[str, str], ...]:
    """What the question names that the library doesn't hold."""
    told = [
        ("payer", cleaned[m.start : m.end].removesuffix("'s"))
        for m in things
        if m.kind == "unheld_payer"
    ]
    told += [("modifier", modifier) for modifier in modifiers]
    told += [("diagnosis", m.group()) for m in _DIAGNOSIS.finditer(cleaned) if "." in m.group()]
    return tuple(dict.fromkeys(told))


_DIAGNOSIS = re.compile(r"\b[A-TV-Z]\d{2}\.\d{1,4}[A-Z]?\b|\bICD ?-? ?(?:9|10)\b", re.I)


def diagnoses(cleaned: str, found: Sequence[Token]) -> set[int]:
    """The indexes of tokens that belong to a diagnosis code."""
    spans = [m.span() for m in _DIAGNOSIS.finditer(cleaned)]
    return {n for n, t in enumerate(found) if any(a <= t.start < b for a, b in spans)}
