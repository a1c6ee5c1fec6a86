"""Counts told together, taken apart into the plain ones that they are made of.

The sentences are those of `assistant.answers.units_open`: a count under each code that a service
may have, one for each day, and one for each end of a range. Each of their parts is judged by
itself, on the calculations of its own, and what is said behind them on everything that is cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Calculation
from assistant.verify.skeletons import COUNT
from assistant.verify.split import sentences_in
from assistant.verify.written import CODE
from coding_tools.choice_counts import counted_under
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

Part = tuple[str, Sequence[Calculation] | None]
"""A plain sentence, and the calculations that it must stand on; None for all that is cited."""


def parts_of(
    text: str, computed: Sequence[Calculation], library: Library, said: Sequence[str] = ()
) -> list[Part] | None:
    """The plain sentences that counts under several codes, or of days, are; None where it is none.

    Where it looks like one and is none, there are no sentences, and it doesn't stand.

    Args:
        text: The statement.
        computed: The calculations that it rests on.
        library: The knowledge base.
        said: The asker's words, which name the days in their order.
    """
    counts, sentences = [c for c in computed if c.tool == "units"], sentences_in(text)
    if not counts:
        return None
    whole = _counted(text, counts, library, said) if len(counts) == len(computed) else None
    for behind in range(1, 1 if whole else len(sentences)):
        more = " ".join(sentences[-behind:])
        if counted := _counted(text.removesuffix(f" {more}"), counts, library, said):
            return [*counted, (more, None)]
    return whole


def _counted(
    text: str, counts: Sequence[Calculation], library: Library, said: Sequence[str]
) -> list[Part] | None:
    """The same of a text with nothing behind the counts."""
    same = _SAME.fullmatch(text)
    apart = _APART.fullmatch(text) if same is None else None
    match = same or apart
    if match is None:
        return [] if _MEANT.search(text) else _each_day(text, counts, library, said)
    technique = next((t for t in library.techniques.values() if t.name == match["name"]), None)
    told = [(match["codes"], match["count"])] if same else list(_told(match["parts"]))
    named = [code for codes, _ in told for code in _CODE.findall(codes)]
    known = counted_under(technique, library) if technique else frozenset()
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


_BY_DAY = re.compile(r"by ([^:;]{5,80}): (?P<parts>[^.]+)\.", re.I)
_ENDS = re.compile(r"At the shorter end, (.+\.) At the longer end, ((?:(?!\. ).)+\.)")
_DAY = re.compile(rf"(?:(?P<day>[\w/-]{{2,16}}), )?(?P<count>{COUNT})")


def _each_day(
    text: str, counts: Sequence[Calculation], library: Library, said: Sequence[str]
) -> list[Part] | None:
    """The plain counts of what tells one for each day or end of a range; None where it is none."""
    if ends := _ENDS.fullmatch(text):
        halves = counts[: len(counts) // 2], counts[len(counts) // 2 :]
        both = zip(ends.groups(), halves, strict=True)
        return [(f"{told[:1].upper()}{told[1:]}", own) for told, own in both]
    out: list[Part] = []
    for sentence in text.removeprefix("No: ").replace(". By ", ".\nBy ").split("\n"):
        match = _BY_DAY.fullmatch(sentence)
        days = [_DAY.fullmatch(part) for part in match["parts"].split("; ")] if match else []
        told = [(d["day"] or "", d["count"]) for d in days if d is not None]
        if match is None or not len(days) == len(told) > 1:
            return None
        own = [c for c in counts if library.methods[c.result["method"]].says["within"] == match[1]]
        plain = [count for _, count in told]
        plain = plain if len(plain) == len(own) else list(dict.fromkeys(plain))
        asked = " ".join(said).lower()
        places = [asked.find(day.lower()) for day, _ in told if day]
        named = -1 not in places and places == sorted(set(places))
        if not named or len(plain) != len(own):
            return []
        out += [(f"By {match[1]}, {n}.", [c]) for n, c in zip(plain, own, strict=True)]
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
