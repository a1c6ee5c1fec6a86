"""Telling a question in another language from English, by its small words."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.text import Token
from knowledge.reading_words import languages


def other_language(found: Sequence[Token]) -> str | None:
    """The language of a question that is not in English, or None.

    Args:
        found: The question's tokens.

    >>> from assistant.reading.text import tokens
    >>> other_language(tokens("¿Cuántas unidades son 38 minutos de masaje?"))
    'Spanish'
    """
    words = [t.text.lower() for t in found if t.kind == "word"]
    signs = "".join(t.text for t in found if t.kind == "sign")
    if signs.startswith(("¿", "¡")):
        return "Spanish"
    far = sum(ord(c) > 0x370 and not 0x2000 <= ord(c) <= 0x2BFF and ord(c) < 0x1F000 for c in signs)
    if far > 5 and far > len(words):
        return "another language"
    if len(words) < 3:
        return None
    others = dict(languages())
    english = others.pop("English")
    counts = {name: sum(w in held for w in words) for name, held in others.items()}
    name, most = max(counts.items(), key=lambda pair: pair[1])
    spoken = sum(w in english - others[name] for w in words)
    return name if most >= 3 and most > spoken * 1.5 and most / len(words) >= 0.3 else None
