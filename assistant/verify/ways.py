"""A count under each code that a service may have, taken apart into the counts that it is made of.

The sentences are those of `assistant.answers.units_open`. Each of their parts is judged by itself,
on the calculations that count the service under the part's own codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Calculation
from assistant.verify.skeletons import COUNT
from assistant.verify.written import CODE
from knowledge.library import Library

_CODES = rf"{CODE}(?:(?:, | or ){CODE})*"
_IT = rf"{COUNT}(?:, and it, untimed, 1 unit a day)?"
_BY = rf"by [^,;]{{5,80}} {_IT}"
_NONE = "no unit is defined"
_HOW_MUCH = rf"(?:(?:{_IT}|{_BY}(?:, {_BY})*)(?:, and {_NONE} for it)?|{_NONE})"
_LEAD = r"(?P<lead>(?:by [^,]{5,80}|for [^,]{2,60}), )?"
_TAIL = r"(?P<tail>, by [^:;]{5,120} alike)?"
_SAME = re.compile(
    rf"{_LEAD}(?P<count>{_HOW_MUCH}), with (?P<name>[^:;]+) under "
    rf"(?P<codes>{_CODES})(?P<disputed>, which is disputed)?{_TAIL}\.",
    re.I,
)
_APART = re.compile(
    rf"{_LEAD}it depends on the code of (?P<name>[^:;]+): (?P<parts>.+?){_TAIL}\.", re.I
)
_PART = re.compile(rf"under (?P<codes>{_CODES}) (?P<count>{_HOW_MUCH})")
_MEANT = re.compile(r"\bdepends on the code of\b|, with (?!indicator)", re.I)
_CODE = re.compile(CODE)
_GONE = re.compile(r"(?:, and )?no unit is defined(?: for it)?$")

Part = tuple[str, Sequence[Calculation]]
"""A plain sentence, and the calculations that it must stand on."""


def parts_of(text: str, computed: Sequence[Calculation], library: Library) -> list[Part] | None:
    """The plain sentences that a count under several codes is made of; None where it is none.

    Where it looks like one and is none, there are no sentences, and it doesn't stand.

    Args:
        text: The statement.
        computed: The calculations that it rests on.
        library: The knowledge base.
    """
    counts = [c for c in computed if c.tool == "units"]
    same = _SAME.fullmatch(text)
    apart = _APART.fullmatch(text) if same is None else None
    match = same or apart
    if not counts or len(counts) < len(computed):
        return None
    if match is None:
        return [] if _MEANT.search(text) else None
    technique = next((t for t in library.techniques.values() if t.name == match["name"]), None)
    told = [(match["codes"], match["count"])] if same else list(_told(match["parts"]))
    named = [code for codes, _ in told for code in _CODE.findall(codes)]
    known = library.technique_codes[technique.id] if technique else frozenset()
    if not all(code for code, _ in told) or len(set(named)) < len(named):
        return []
    if not set(named) <= known or (same and bool(same["disputed"]) != (len(named) == 1)):
        return []
    if any(c.inputs["minutes"].get(code) == 0 for c in counts for code in named):
        return []
    out: list[Part] = []
    for codes, count in told:
        for code in _CODE.findall(codes):
            own = [c for c in counts if code in c.inputs["minutes"]]
            others = set(named) - {code}
            exact = [c for c in own if not others & set(c.inputs["minutes"])] or own
            plain = count.replace(", and it, untimed", f", and {code}, untimed")
            out += _plain(match["lead"] or "", match["tail"] or "", code, plain, exact, library)
    return out


def _told(parts: str) -> Iterator[tuple[str, str]]:
    """The codes and the count of each part; none where a part is something else."""
    for part in parts.split("; under "):
        match = _PART.fullmatch(part if part.startswith("under ") else f"under {part}")
        if match is None:
            yield "", ""
            return
        yield match["codes"], match["count"]


def _plain(
    lead: str, tail: str, code: str, count: str, own: Sequence[Calculation], library: Library
) -> Iterator[Part]:
    """The plain sentences of one code's count."""
    gone = _GONE.search(count)
    if gone:
        yield f"{code} was not counted: no unit is defined for it.", own
        count = count[: gone.start()]
        if not count:
            return
    if tail:
        yield f"{count[:1].upper()}{count[1:]}{tail}.", own
    elif lead:
        yield f"{lead[0].upper()}{lead[1:]}{count}.", own
    else:
        names = [library.methods[c.result["method"]].says["within"] for c in own]
        pieces = count
        for name in names[1:]:
            pieces = pieces.replace(f", by {name} ", f"; by {name} ")
        yield f"It depends on how the payer counts: {pieces}.", own
