"""Who is told to say something: the source of a support, or whom a support tells to say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.verify.clauses import clauses_of
from assistant.verify.lexicon import Lexicon
from assistant.verify.parts import token
from assistant.verify.split import sentences_in
from assistant.verify.supports import Support

_SAYS = re.compile(
    r"^([A-Z][^,;:.]{1,50}?) (?:says|claims|reports|writes|notes|states|holds|thinks|advises|warns"
    r"|argues|reasons|found|finds|confirms) that\b"
)


def misascribed(text: str, supports: Sequence[Support], lexicon: Lexicon) -> str | None:
    """Somebody told to say what no support has from them; None where there is nobody.

    Args:
        text: The statement.
        supports: What it rests on.
        lexicon: The words that are known.
    """
    for said in filter(None, map(_SAYS.match, sentences_in(text))):
        for item in (i for c in clauses_of(said[1], lexicon) for i in c.items if i.kind == "who"):
            sources = (w.value for s in supports for w in s.about.get("who", ()))
            opening = (c.order[:1] for s in supports for c in s.clauses)
            if item.value not in sources and (token("who", item.value),) not in opening:
                return said[1]
    return None
