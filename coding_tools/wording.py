"""Small turns of phrase that steps share, so that counts and lists agree in every sentence."""

from __future__ import annotations

from collections.abc import Sequence


def unit_count(n: int) -> str:
    """A count of units in words that agree with it.

    >>> unit_count(1), unit_count(3)
    ('1 unit', '3 units')
    """
    return "1 unit" if n == 1 else f"{n} units"


def minute_count(n: int) -> str:
    """A count of minutes in words that agree with it.

    >>> minute_count(1), minute_count(23)
    ('1 minute', '23 minutes')
    """
    return "1 minute" if n == 1 else f"{n} minutes"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a list in a sentence.

    >>> listed(["97124", "97140", "97110"])
    '97124, 97140 and 97110'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def with_article(name: str) -> str:
    """A name with its article.

    >>> with_article("chiropractor"), with_article("occupational therapist")
    ('a chiropractor', 'an occupational therapist')
    """
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def capital(text: str) -> str:
    """The same with a capital letter first.

    >>> capital("on line 3")
    'On line 3'
    """
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """The same with a small letter first.

    >>> small("The record")
    'the record'
    """
    return text[:1].lower() + text[1:]
