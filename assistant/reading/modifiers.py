"""Modifiers that a question names, each with the code that it hangs on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.reading.text import Token, shouted
from knowledge.records import Modifier

# Letters that are a modifier in small letters too, since they are no English word.
_PLAIN = frozenset({"gp", "kx", "gy", "gx", "gz", "gn", "cq", "xs", "xe", "xp", "xu", "u7"})
_WORDS = frozenset({"modifier", "mod", "modifer"})
_LEADS = frozenset(
    {"the", "a", "add", "adding", "use", "using", "need", "with", "put", "append", "appending",
     "attach", "modifier", "mod", "and", "or", "just", "get", "carry", "needs", "w", "without",
     "that", "does", "want", "either", "is", "slap", "placed", "have", "ha", "did", "include",
     "extra", "says", "where", "place", "missing"}
)  # fmt: skip
_HUNG = frozenset(
    {"hung", "hang", "stuck", "stick", "slapped", "tacked", "tack", "appended", "append"}
)
_PUTS = _LEADS | _HUNG | {"putting", "is", "are", "should", "can", "needs"}
_GOES = frozenset({"go", "goes", "belong", "stand", "needed", "required"})
_ADDS = frozenset(
    {"use", "using", "add", "adding", "append", "appending", "attach", "put", "need", "stick"}
)
_APPENDS = frozenset({"use", "using", "append", "appending"})
_ASKED = frozenset(
    {"can", "could", "does", "do", "is", "should", "would", "may", "must", "will", "isn't",
     "doesn't"}
)  # fmt: skip
_DONE_TO = frozenset(
    {"be", "go", "apply", "work", "belong", "help", "fix", "needed", "required", "used", "ok",
     "okay", "allowed", "right", "appropriate", "correct", "wrong", "legit", "handle", "cover",
     "solve", "not"}
)  # fmt: skip
_WHENS = frozenset({"when", "if", "because", "since", "whenever", "there", "here"})
_ENGLISH = frozenset({"AT", "GO", "CO", "GA"})
_THIS = frozenset({"the", "a", "this", "that", "which", "what", "any", "no", "each", "my"})
_PLACING = frozenset({"on", "onto", "with", "to", "the", "for", "where"})
_NEVER_MINUTES = frozenset({"51", "76", "77"})
"""Numbers that stand for a modifier before "on" and a code where no time is spoken of."""
_TURNS = frozenset({"first", "second", "third", "2nd", "same", "next", "this", "every", "each"})
"""Before "time" these make it an occasion: "the second time"."""
_NUMBERS = frozenset({"59", "25", "51", "52", "76", "77", "96", "97"})


def find_modifiers(
    found: Sequence[Token], held: Mapping[str, Modifier], taken: frozenset[int]
) -> tuple[tuple[tuple[str, str | None], ...], tuple[str, ...], frozenset[int]]:
    """The modifiers, the ones that aren't held, and the indexes of their tokens.

    Args:
        found: The question's tokens.
        held: The modifiers of the library.
        taken: Indexes of tokens that belong to minutes or dates.
    """
    spoken = any(t.fold in _WORDS for t in found)
    named: list[tuple[str, str | None]] = []
    unheld: list[str] = []
    places: set[int] = set()
    for place, token in enumerate(found):
        if place in taken:
            continue
        text = _text(found, place)
        if text is None:
            continue
        if text in held and _is_one(found, place, text, spoken):
            named.append((text, _code_before(found, place)))
            places.add(place)
        elif text not in held and _asked_as_modifier(found, place):
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


def _is_one(found: Sequence[Token], place: int, text: str, spoken: bool) -> bool:
    """Whether what could be a modifier is one here."""
    before = found[place - 1].fold if place else ""
    after = found[place + 1].fold if place + 1 < len(found) else ""
    token = found[place]
    if text.isdigit():
        if after in {
            "minute",
            "min",
            "%",
            "mile",
            "day",
            "year",
            "unit",
            "dollar",
            "visit",
            "-minute",
            "region",
        }:
            return False
        hangs = before == "-" and place > 1 and found[place - 2].kind == "code"
        if text == "59":
            return True
        if before in _HUNG and after in {"on", "onto", "to"}:
            return True
        leads = before in _WORDS or after in _WORDS or hangs or _paired(found, place)
        leads = leads or (
            _on_a_code(found, place)
            and (before in (*_PUTS, "") or (text in _NEVER_MINUTES and not _timed(found)))
        )
        leads = leads or (before in _ADDS and after in _WHENS)
        alone = after in {"", "?", ".", ",", "!"}
        leads = leads or (text in _NUMBERS and before in _ADDS and alone)
        led = after in _PLACING and before in {"", "is", "put", "does", "do", "use", "add"}
        leads = leads or (text in _NEVER_MINUTES and led and not _timed(found))
        leads = leads or (
            text in _NUMBERS and before in {"use", "using", "append"} and after == "for"
        )
        leads = leads or (text in _NUMBERS and before in _ASKED and after in _DONE_TO)
        leads = leads or (after in _GOES and any(t.kind == "code" for t in found))
        return (
            leads
            or (spoken and before in _LEADS)
            or (text == "25" and before in {"a", "the", "add"})
        )
    if text == "CO" and (after in {"denial", "denied", "-"} or after.isdigit()):
        return False
    english = text in _ENGLISH and shouted(found)
    if (token.text.isupper() and not english) or text.lower() in _PLAIN:
        return True
    if text in _ENGLISH and (after in _PLACING or found[place - 1].text.lower() == "modifiers"):
        return False
    if text in _ENGLISH and before in _WORDS and place > 1 and found[place - 2].fold in _THIS:
        return False
    return before in _WORDS or after in _WORDS


def _on_a_code(found: Sequence[Token], place: int) -> bool:
    """Whether a code stands behind it with a word that puts it there, as in "51 on 97140"."""
    behind = found[place + 1 : place + 5]
    if not behind or behind[0].fold not in {"on", "onto", "to", "for", "with"}:
        return False
    return any(t.kind == "code" for t in behind[1:])


def _timed(found: Sequence[Token]) -> bool:
    """Whether minutes, hours or units are spoken of, so that a bare number may be a time."""
    spoken = {"minute", "min", "mins", "hour", "hr", "unit"}
    return any(
        t.fold in spoken or (t.fold == "time" and found[place - 1].fold not in _TURNS)
        for place, t in enumerate(found)
    )


def _paired(found: Sequence[Token], place: int) -> bool:
    """Whether another number of two digits stands beside it, as in "96 or 97"."""
    for joint, other in ((place + 1, place + 2), (place - 1, place - 2)):
        if not 0 <= other < len(found) or not 0 <= joint < len(found):
            continue
        pair = {found[place].text, found[other].text}
        if found[joint].fold in {"or", "vs", "versus"} and pair <= _NUMBERS:
            return True
    return False


def _asked_as_modifier(found: Sequence[Token], place: int) -> bool:
    """Whether the word modifier stands beside it, so that one is meant that isn't held."""
    token = found[place]
    before = found[place - 1].fold if place else ""
    after = found[place + 1].fold if place + 1 < len(found) else ""
    if token.kind == "number":
        return before in _WORDS
    return token.text.isupper() and (before in _WORDS or after in _WORDS)


def _code_before(found: Sequence[Token], place: int) -> str | None:
    """The code that a modifier hangs on with a hyphen, or None."""
    if place > 1 and found[place - 1].text == "-" and found[place - 2].kind == "code":
        return found[place - 2].text
    return None
