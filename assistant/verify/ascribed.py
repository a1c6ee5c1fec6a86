"""Who is told to say something: the source of a support, or whom a support tells to say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.verify.clauses import clauses_of
from assistant.verify.lexicon import Lexicon
from assistant.verify.split import sentences_in
from assistant.verify.support import Support

_SAYS = re.compile(
    r"^([A-Za-z][^,;:.]{1,50}?) (?:says|claims|reports|writes|notes|states|holds|thinks|advises"
    r"|warns|argues|reasons|repeats|adds|found|finds|confirms) that\b"
)


def misascribed(text: str, supports: Sequence[Support], lexicon: Lexicon) -> str | None:
    """Somebody told to say what no support has from them; None where there is nobody.

    Args:
        text: The statement.
        supports: What it rests on.
        lexicon: The words that are known.
    """
    for said in filter(None, map(_SAYS.match, sentences_in(text))):
        sources = {w.value for s in supports if s.placed for w in s.about.get("who", ())}
        telling = (told[1] for s in supports for told in map(_SAYS.match, s.texts) if told)
        if not _named(said[1], lexicon) <= sources.union(*(_named(t, lexicon) for t in telling)):
            return said[1]
    return None


def _named(text: str, lexicon: Lexicon) -> set[tuple[str | int, ...]]:
    """Those whom some words name."""
    return {i.value for c in clauses_of(text, lexicon) for i in c.items if i.kind == "who"}
