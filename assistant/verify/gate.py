"""The last gate: a sentence is shown only where all that it states stands in its supports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.answer import Calculation, Citation
from assistant.context import Context
from assistant.draft import Line
from assistant.own.quoting import is_quotation
from assistant.verify.clauses import clauses_of
from assistant.verify.figures import miscounted
from assistant.verify.judge import Asked, Fault, judge
from assistant.verify.lexicon import lexicon_of
from assistant.verify.supports import Support, of_calculation, of_citation, of_passage
from knowledge.library import Library


class Ground:
    """What a sentence may rest on beside its supports: the asker's own words.

    Args:
        said: The asker's words, this turn's and the earlier ones'.
        context: The library, for the text of passages.
    """

    def __init__(self, said: Sequence[str], context: Context) -> None:
        self.context = context
        self.lexicon = lexicon_of(context.library)
        self._said = tuple(said)
        self._asked: Asked | None = None

    @property
    def asked(self) -> Asked:
        """The asker's own values."""
        if self._asked is None:
            clauses = [c for text in self._said for c in clauses_of(text, self.lexicon)]
            items = [i for c in clauses for i in c.items]
            codes = self.context.library.codes
            timed = (str(i.value[0]) for i in items if i.kind == "code" and len(i.value) == 1)
            self._asked = Asked(
                frozenset((i.kind, i.value) for i in items),
                frozenset(c for c in timed if c in codes and codes[c].timed),
                frozenset(w for c in clauses for w in c.words)
                | frozenset(i.value[0] for i in items if i.kind == "who"),
            )
        return self._asked

    def of(self, key: str) -> Support:
        """A passage as a support."""
        passage = self.context.passage(key)
        source = self.context.source(passage)
        return of_passage(passage, source, self.context.library, self.lexicon)


_INCLUDED = re.compile(
    r"(?<=no modifier), ((?:[0-9A-Z]{2})(?:(?:, | and | or )[0-9A-Z]{2})*) included,?"
)


def _instance(text: str, supports: Sequence[Support], asked: Asked) -> str:
    """The text without modifiers named as instances of none: `no modifier, 59 included, helps`."""

    def left(match: re.Match[str]) -> str:
        told = re.findall(r"[0-9A-Z]{2}", match[1])
        held = {i.value for s in supports for i in s.values("modifier")}
        known = all((m,) in held or ("modifier", (m,)) in asked.values for m in told)
        return "" if known else match.group()

    return _INCLUDED.sub(left, text)


def stands(line: Line, ground: Ground, calculations: Mapping[str, Calculation]) -> bool:
    """Whether all that a sentence states stands in its own supports, or is the asker's."""
    return why_falls(line, ground, calculations) is None


def why_falls(line: Line, ground: Ground, calculations: Mapping[str, Calculation]) -> str | None:
    """Why a sentence falls: the value, its kind and what its supports say instead; None: it stands."""
    if is_quotation(line, ground.context):
        return None
    supports: list[Support] = []
    library = ground.context.library
    for key in dict.fromkeys(line.supports):
        if key.startswith("calc:"):
            calculation = calculations.get(key)
            if calculation is None:
                return f"{key} (support): no such calculation"
            supports.append(of_calculation(calculation, library, ground.lexicon))
        else:
            supports.append(ground.of(key))
    text, reviewed = _framed(line, library)
    if any(text.strip() in s.texts for s in supports):
        return None
    if " included" in text:
        text = _instance(text, supports, ground.asked)
    computed = [calculations[k] for k in line.supports if k.startswith("calc:")]
    count = miscounted(text, computed, library, ground.lexicon) if computed else None
    if count is not None:
        return f"{count} (count): its calculations come to something else"
    for variant in _apart(text, line.supports):
        fault = _judged(variant, supports, ground, reviewed)
        if fault is not None:
            return str(fault)
    return None


def _judged(text: str, supports: Sequence[Support], ground: Ground, reviewed: bool) -> Fault | None:
    clauses = clauses_of(text, ground.lexicon)
    fault = judge(clauses, supports, ground.lexicon, values_only=reviewed)
    if fault is not None and ground.asked.words:
        fault = judge(clauses, supports, ground.lexicon, ground.asked, values_only=reviewed)
    return fault


def _framed(line: Line, library: Library) -> tuple[str, bool]:
    text = line.text
    if frozenset(line.supports) >= _reviewed(library).get(text, frozenset("*")):
        return text, True
    for frame in library.values["frames"]:
        text = text.replace(frame, "")
    head, wrong, tail = text.partition("Out of date or wrong: ")
    if wrong:
        claims = {c.claim for key in line.supports for c in library.corrected.get(key, ())}
        if tail.rstrip(".") in claims:
            text = head
    return text, False


_REVIEWED: dict[str, dict[str, frozenset[str]]] = {}


def _reviewed(library: Library) -> dict[str, frozenset[str]]:
    held = _REVIEWED.get(library.version)
    if held is None:
        held = {}
        for c in library.corrections.values():
            held[c.says] = frozenset(c.supports)
        for t in library.topics.values():
            if t.headline:
                held[t.headline] = frozenset(t.lead)
        for d in library.documentation.values():
            for i in (*d.items, *d.ask_payer):
                held[i.says] = frozenset(i.supports)
        for m in library.improper.values():
            held[m.decline] = frozenset(m.supports)
        for c in library.conflicts.values():
            held[c.governs] = held[c.why] = frozenset(c.supports)
            for s in c.sides:
                held[s.position] = frozenset(s.passages)
        _REVIEWED[library.version] = held
    return held


_PAIRS = re.compile(r"\b\w{5} and \w{5}(?:, \w{5} and \w{5})*,? and \w{5} and \w{5}\b")
_CODE = re.compile(r"[A-Z]\d{4}|\d{5}")
_LIST = re.compile(
    r"\b(?:[A-Z]\d{4}|\d{5})(?:, (?:[A-Z]\d{4}|\d{5}))*,? (?:and|or) (?:[A-Z]\d{4}|\d{5})\b"
)


def _apart(text: str, supports: Sequence[str]) -> Iterator[str]:
    """The text for each of the pairs, or codes of a list, that several pair edits are told of."""
    if sum(s.startswith("calc:pair") for s in set(supports)) < 2:
        yield text
        return
    pairs = _PAIRS.search(text)
    if pairs:
        codes = _CODE.findall(pairs.group())
        told = list(zip(codes[::2], codes[1::2], strict=True))
        if len({frozenset(p) for p in told}) == len(told):
            text = text.replace(pairs.group(), "{}", 1)
            yield from (text.format(f"{one} and {other}") for one, other in told)
            return
    found = {m.group() for m in _LIST.finditer(text)}
    listed = _CODE.findall(next(iter(found), ""))
    if len(found) != 1 or len(_CODE.findall(text)) < 3 or len(set(listed)) < len(listed):
        yield text
        return
    group = found.pop()
    yield from (text.replace(group, code) for code in listed)


def stands_text(
    text: str,
    ground: Ground,
    citations: Iterable[Citation],
    calculations: Mapping[str, Calculation],
) -> bool:
    library = ground.context.library
    supports = [of_citation(c, library, ground.lexicon) for c in citations]
    supports += [of_calculation(c, library, ground.lexicon) for c in calculations.values()]
    reviewed = text in _reviewed(library)
    return _judged(text, supports, ground, reviewed) is None
