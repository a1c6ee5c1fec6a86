"""Telling a question in another language from English, by its small words."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.text import Token

_WORDS = {
    "Spanish": {"cuántas", "cuantas", "cuántos", "cuantos", "el", "los", "las", "una", "por",
                "para",
                "qué", "que", "puedo", "cómo", "como", "es", "son", "del", "con", "minutos",
                "unidades", "masaje", "código", "codigo", "cuál", "cual", "de", "la", "un", "y",
                "sesión", "facturar", "paciente", "en", "mi", "se"},
    "French": {"combien", "le", "les", "une", "pour", "puis", "je", "est", "des", "du", "avec",
               "quel", "quelle", "unités", "et", "de", "la", "un", "séance", "dans",
               "facturer", "peut", "ou", "où", "quels", "sont"},
    "German": {"wie", "viele", "der", "die", "das", "und", "für", "ist", "ein", "eine", "kann",
               "ich", "mit", "welcher", "einheiten", "minuten", "nicht", "den", "von", "zu",
               "abrechnen", "massage", "sind", "wird"},
    "Portuguese": {"quantas", "quantos", "posso", "uma", "para", "com", "é", "são", "qual", "não",
                   "minutos", "unidades", "massagem", "os", "as", "do", "da", "de", "um", "em"},
    "Italian": {"quante", "quanti", "posso", "una", "per", "con", "è", "sono", "quale", "non",
                "minuti", "unità", "massaggio", "gli", "della", "di", "il", "un", "che", "la"},
    "Tagalog": {"ilang", "ang", "ng", "mga", "ba", "ko", "po", "para", "sa", "na", "yunit"},
    "Vietnamese": {"bao", "nhiêu", "cho", "là", "của", "tôi", "có", "thể", "phút"},
}  # fmt: skip
_ENGLISH = {
    "the", "is", "are", "can", "how", "many", "what", "for", "of", "and", "to", "in", "do", "i",
    "my", "with", "which", "does", "on", "a", "an", "it", "be", "or", "this", "that", "units",
    "we", "by", "not", "when", "who", "was", "if", "same", "day", "minutes", "code", "massage",
    "medicare",
}  # fmt: skip


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
    counts = {name: sum(w in held for w in words) for name, held in _WORDS.items()}
    name, most = max(counts.items(), key=lambda pair: pair[1])
    english = sum(w in _ENGLISH - _WORDS[name] for w in words)
    return name if most >= 3 and most > english * 1.5 and most / len(words) >= 0.3 else None
