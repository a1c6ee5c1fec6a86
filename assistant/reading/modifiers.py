"""Modifiers that a question names, each with the code that it hangs on."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from assistant.reading.around import word_at
from assistant.reading.numbers import MINUTES
from assistant.reading.text import Token, shouted
from knowledge.library import Library
from knowledge.reading_words import time_words
from knowledge.records import Modifier
from knowledge.words import ModifierWords


def find_modifiers(
    found: Sequence[Token], library: Library, taken: frozenset[int]
) -> tuple[tuple[tuple[str, str | None], ...], tuple[str, ...], frozenset[int]]:
    """The modifiers, the ones that aren't held, and the indexes of their tokens.

    Args:
        found: The question's tokens.
        library: The knowledge base.
        taken: Indexes of tokens that belong to minutes or dates.
    """
    held = library.modifiers
    words = library.words.modifier_words
    named: list[tuple[str, str | None]] = []
    unheld: list[str] = []
    places: set[int] = set()
    for place, token in enumerate(found):
        if place in taken:
            continue
        text = _text(found, place)
        if text is None:
            continue
        is_one = (text in held or (text.isdigit() and text in words.unheld)) and (
            _is_number(found, place, words, held) or _of_a_visit(found, place, text, library)
            if text.isdigit()
            else _is_letters(found, place, text, words, held)
        )
        if is_one and text in held:
            named.append((text, _code_before(found, place)))
            places.add(place)
        elif text not in held and (is_one or _asked_as_modifier(found, place, words)):
            unheld.append(text)
            places.add(place)
        if token.kind == "word" and len(text) == 2 and text[1:].isdigit():
            places.add(place + 1)
    return tuple(dict.fromkeys(named)), tuple(dict.fromkeys(unheld)), frozenset(places)


def _text(found: Sequence[Token], place: int) -> str | None:
    """What could be a modifier: two signs, or a letter with the digit behind it."""
    token = found[place]
    if token.kind == "number" and len(token.text) == 2 and token.text.isdigit():
        return token.text
    if token.kind != "word":
        return None
    upper = token.text.upper()
    if len(upper) == 2:
        return upper
    if len(upper) == 1 and place + 1 < len(found):
        after = found[place + 1]
        if after.kind == "number" and after.start == token.end and len(after.text) == 1:
            return upper + after.text
    return None


def _is_number(
    found: Sequence[Token], place: int, words: ModifierWords, held: Mapping[str, Modifier]
) -> bool:
    """Whether a number that a modifier has is one here, and no minutes."""
    text, before, after = found[place].text, word_at(found, place - 1), word_at(found, place + 1)
    if after in words.counted:
        return False
    known = text in held
    numbers = (n for n, t in enumerate(found) if t.kind == "number")
    hung = {found[n].text: word_at(found, n - 1) for n in numbers if _code_before(found, n, True)}
    did = not time_words("did_minutes").isdisjoint(hung.values())  # "I did 22 on 97140"
    row = did or not hung.keys() <= held.keys() | words.unheld  # "97110-22, 97140-15"
    row = row and int(text) < _LONG
    if row and _code_before(found, place, on=True):
        return False
    read = held[text].read if known else ""
    if read == "always" or before in words.hangs or {before, after} & words.itself:
        return True
    if (_code_before(found, place) and known) or _paired(found, place, held):
        return True
    puts = words.hangs | words.adds | (words.puts if known else frozenset())
    alone = [t.text for t in found if t.kind == "number"] == [text]
    opens = place == 0 or (before in _OPENING and alone and all(t.fold != "unit" for t in found))
    if (before in puts or (opens and "" in puts)) and _on_a_code(found, place):
        return True
    adds = before in words.adds or (before == "a" and word_at(found, place - 2) in words.adds)
    if adds and after in words.whens:
        return True
    reason = (before in words.appends and after == "for") or (opens and after in _REASONS)
    if reason and known:
        return True
    if before == "with" and word_at(found, place - 2) in words.billed and after in words.whens:
        return True
    if read == "placed" and after in words.placing:
        return True
    return before in words.asked and after in words.done_to


def _of_a_visit(found: Sequence[Token], place: int, text: str, library: Library) -> bool:
    """Whether 25 alone ends what is asked of a visit or an evaluation: "99213 and massage 25?"."""
    groups, visits = library.claim_rules.pairs, (*library.claim_rules.pairs.visits, "evaluation")
    alone = [t.text for t in found if t.kind == "number"] == [text] == [groups.evaluation]
    held = [library.codes[t.text] for t in found if alone and t.text in library.codes]
    ends = word_at(found, place + 1) == "?" and place + 2 == len(found)
    return ends and any(c.family in visits for c in held)


def _is_letters(
    found: Sequence[Token], place: int, text: str, words: ModifierWords, held: Container[str]
) -> bool:
    """Whether letters that a modifier has are one here, and no English word.

    Behind the word modifier they are none where another one stands before it: "does the AT modifier
    go on 97140?".
    """
    token, before, after = found[place], word_at(found, place - 1), word_at(found, place + 1)
    if text == "CO" and (after in {"denial", "denied", "-"} or after.isdigit()):
        return False
    english = text.lower() in words.english
    # In a question that is typed in capitals throughout, "AT" is as likely the word.
    if text.lower() in words.plain or (token.text.isupper() and not (english and shouted(found))):
        return True
    if english and word_at(found, place - 2) in words.this:
        return False
    if english and before in words.itself and word_at(found, place - 2).upper() in held:
        return False
    return bool({before, after} & words.itself)


def _on_a_code(found: Sequence[Token], place: int) -> bool:
    """Whether it is put on a code or a line: "51 on 97140", "52 for a 10-minute massage"."""
    behind = found[place + 1 : place + 7]
    if len(behind) < _LEAST or behind[0].fold not in {"on", "onto", "to", "for", "with"}:
        return False
    short = behind[1].fold in {"a", "an"} and any(t.fold in MINUTES for t in behind[2:5])
    return short or any(t.kind == "code" or t.fold in _LINES for t in behind[1:])


_LEAST = 2
_OPENING = frozenset({".", "?", "!", ":", ";"})
"""Before what opens a question: "New here. 25 on 99213?"."""
_REASONS = frozenset({"because", "since"})
"""Behind a number that opens a question: "22 because the massage took 90 minutes"."""
_LINES = frozenset({"unit", "line", "claim"})


def _paired(found: Sequence[Token], place: int, held: Mapping[str, Modifier]) -> bool:
    """Whether another modifier's number stands beside it, as in "96 or 97"."""
    return any(
        word_at(found, joint) in {"or", "vs", "versus"} and word_at(found, other) in held
        for joint, other in ((place + 1, place + 2), (place - 1, place - 2))
    )


_LONG = 59  # from so many on a number with a hyphen is more likely a modifier than minutes


def _asked_as_modifier(found: Sequence[Token], place: int, words: ModifierWords) -> bool:
    """Whether one that isn't held is meant: by its name, or beside the word modifier."""
    before, after = word_at(found, place - 1), word_at(found, place + 1)
    if found[place].kind == "number":
        return before in words.itself
    named = found[place].fold in words.unheld or {before, after} & words.itself
    return found[place].text.isupper() and bool(named)


def _code_before(found: Sequence[Token], place: int, on: bool = False) -> str | None:
    """The code that a modifier hangs on with a hyphen, or that stands behind "on", or None."""
    code = found[place + 2 : place + 3] if on and word_at(found, place + 1) == "on" else ()
    if code and code[0].kind == "code":
        return code[0].text
    if place > 1 and found[place - 1].text == "-" and found[place - 2].kind == "code":
        return found[place - 2].text
    return None
