"""The last gate: a sentence is shown only where all that it states stands in its supports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.answer import Calculation, Citation
from assistant.context import Context
from assistant.draft import Line
from assistant.own.quoting import is_quotation
from assistant.verify.clauses import clauses_of
from assistant.verify.framing import apart, unframed, without_instances
from assistant.verify.judge import Asked, Fault, judge
from assistant.verify.lexicon import lexicon_of
from assistant.verify.relations import misrelated
from assistant.verify.reviewed import Lines, Reviewed, reviewed_of
from assistant.verify.split import sentences_in
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
        self.reviewed = reviewed_of(context.library, self.lexicon)
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


def stands(line: Line, ground: Ground, calculations: Mapping[str, Calculation]) -> bool:
    """Whether all that a sentence states stands in its own supports, or is the asker's."""
    return why_falls(line, ground, calculations) is None


def why_falls(line: Line, ground: Ground, calculations: Mapping[str, Calculation]) -> str | None:
    """Why a sentence falls: the value, its kind and what its supports say instead; None: it stands."""
    if is_quotation(line, ground.context):
        return None
    supports: list[Support] = []
    for key in dict.fromkeys(line.supports):
        if key.startswith("calc:"):
            calculation = calculations.get(key)
            if calculation is None:
                return f"{key} (support): no such calculation"
            supports.append(of_calculation(calculation, ground.context.library, ground.lexicon))
        else:
            supports.append(ground.of(key))
    library, reviewed = ground.context.library, ground.reviewed
    text = unframed(line, library)
    if any(text.strip() in s.texts for s in supports):
        return None
    exact = reviewed.holds(line.text, line.supports)
    unknown = None if exact else _unasked(text, supports, reviewed, library)
    if unknown is not None:
        return f"{unknown} (question): it is none that is held"
    text = without_instances(text, supports, ground.asked)
    computed = [calculations[k] for k in line.supports if k.startswith("calc:")]
    wrong = misrelated(text, computed, library, ground.lexicon, ground.asked) if computed else None
    if wrong is not None:
        return f"{wrong} (calculation): it comes to something else"
    beside = () if exact else tuple(reviewed.lines(line.supports))
    for variant in apart(text, line.supports):
        fault = _judged(variant, supports, ground, beside, values_only=exact)
        if fault is not None:
            return str(fault)
    return None


def _unasked(
    text: str, supports: Sequence[Support], reviewed: Reviewed, library: Library
) -> str | None:
    """A question that neither the knowledge base nor a support holds."""
    if "?" not in text:
        return None
    for opening in library.values["asking"]:
        text = text.removeprefix(opening)
    for sentence in sentences_in(text):
        if not sentence.endswith("?") or sentence in reviewed.questions:
            continue
        if not any(sentence in held for s in supports for held in s.texts):
            return sentence
    return None


def _judged(
    text: str,
    supports: Sequence[Support],
    ground: Ground,
    beside: Sequence[Lines] = (),
    *,
    values_only: bool = False,
) -> Fault | None:
    """Why a text falls, first without the asker's words, then with them."""
    clauses = clauses_of(text, ground.lexicon)
    fault = judge(clauses, supports, ground.lexicon, beside=beside, values_only=values_only)
    if fault is not None and ground.asked.words:
        fault = judge(
            clauses, supports, ground.lexicon, ground.asked, beside=beside, values_only=values_only
        )
    return fault


def stands_text(
    text: str,
    ground: Ground,
    citations: Iterable[Citation],
    calculations: Mapping[str, Calculation],
) -> bool:
    library = ground.context.library
    supports = [of_citation(c, library, ground.lexicon) for c in citations]
    supports += [of_calculation(c, library, ground.lexicon) for c in calculations.values()]
    return _judged(text, supports, ground, values_only=text in ground.reviewed.texts) is None
