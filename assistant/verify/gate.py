"""The last gate: a sentence is shown only where all that it states stands in its supports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from assistant.answer import Calculation, Citation
from assistant.draft import Line
from assistant.own.quoting import is_quotation
from assistant.verify.actors import misascribed
from assistant.verify.answering import contradicted
from assistant.verify.cited_places import passage_keys
from assistant.verify.clauses import clauses_of
from assistant.verify.compared import miscompared
from assistant.verify.faults import Fault
from assistant.verify.framing import apart, unframed, without_instances
from assistant.verify.ground import Ground
from assistant.verify.judge import judge, repeats
from assistant.verify.lines import Lines
from assistant.verify.parts import Clause
from assistant.verify.relations import misrelated, without_answer
from assistant.verify.skeletons import is_count
from assistant.verify.split import plain, sentences_in
from assistant.verify.support import Support
from assistant.verify.supports import of_calculation, of_citation
from assistant.verify.ways import Part, parts_of
from assistant.verify.whose import by_another_way, misattributed


def why_falls(line: Line, ground: Ground, calculations: Mapping[str, Calculation]) -> str | None:
    """Why a sentence falls, or None where it stands: what, its kind, what its supports have.

    Args:
        line: The sentence with the keys of its supports.
        ground: The library, and the asker's words.
        calculations: What was computed, by `calc:` and its id.

    >>> from assistant.context import Context
    >>> from knowledge.library import bundled
    >>> ground = Ground((), Context(bundled()))
    >>> why_falls(Line("8 through 23 minutes are 1 unit.", ("cms-claims-5/bands",)), ground, {})
    'range 8-23 (minute): its supports say 15, range 113-127, range 23-37, ...'
    """
    if is_quotation(line, ground.context):
        return None
    keys, computed, supports = [], [], []
    for key in dict.fromkeys(line.supports):
        if not key.startswith("calc:"):
            keys.append(key)
            supports.append(ground.of(key))
        elif key in calculations:
            computed.append(calculations[key])
            supports.append(of_calculation(calculations[key], ground.library, ground.lexicon))
        else:
            return f"{key} (support): no such calculation"
    return _why(line.text, _Held(supports, keys, computed), ground)


def why_text_falls(
    text: str,
    ground: Ground,
    citations: Iterable[Citation],
    calculations: Mapping[str, Calculation],
) -> str | None:
    """Why a text falls, or None where it stands; the same gate by citations in place of keys.

    Args:
        text: A sentence or several.
        ground: The library, and the asker's words.
        citations: The citations that it rests on.
        calculations: The calculations that it rests on.
    """
    cited, computed = list(citations), list(calculations.values())
    library, lexicon = ground.library, ground.lexicon
    supports = [of_citation(c, library, lexicon) for c in cited]
    supports += [of_calculation(c, library, lexicon) for c in computed]
    return _why(text, _Held(supports, passage_keys(cited, library), computed), ground)


class _Held(NamedTuple):
    """What a sentence rests on.

    Attributes:
        supports: Its supports, taken apart.
        keys: The keys of the passages among them.
        computed: The calculations among them.
    """

    supports: Sequence[Support]
    keys: Sequence[str]
    computed: Sequence[Calculation]


def _why(text: str, held: _Held, ground: Ground) -> str | None:
    """Why a text falls on what it rests on, or None."""
    library, reviewed = ground.library, ground.reviewed
    exact = reviewed.holds(text, held.keys)
    bare = unframed(text, held.keys, library)
    if bare is None:
        return f"{text} (opening): it is none that is held"
    text = bare
    contrary = contradicted(text, ground, held.computed)
    if contrary is not None:
        return f"{contrary} (answer): what it opens says the contrary"
    wrong = miscompared(text, ground)
    if wrong is not None:
        return f"{wrong} (comparison): the asker's amount is another"
    if _word_for_word(text, held.supports):
        return None
    way = by_another_way(text, held.keys, held.computed, library)
    if way is not None:
        return f"{way} (method): its supports count by another"
    speaker = None if exact else misascribed(text, held.supports, ground.lexicon)
    if speaker is not None:
        return f"{speaker} (source): its supports are somebody else's"
    asks = False if exact else "?" in text
    unknown = _unasked(text, held.supports, ground) if asks else None
    if unknown is not None:
        return f"{unknown} (question): it is none that is held"
    if asks and text.endswith("?") and len(sentences_in(text)) == 1:
        return None
    if " included" in text:
        text = without_instances(text, held.supports, ground)
    if held.computed:
        payer = misattributed(text, held.computed, ground)
        if payer is not None:
            return f"{payer} (payer): the count was made for another"
        parts = parts_of(text, held.computed, library, ground.said)
        if parts is not None:
            otherwise = f"{text} (calculation): it isn't so told"
            return _each(parts, held, ground) if parts else otherwise
        if any(c.tool == "sources" for c in held.computed):
            return f"{text} (source): the list of sources is told otherwise"
        wrong = misrelated(text, held.computed, ground)
        if wrong is not None:
            return f"{wrong} (calculation): it comes to something else"
        if any(c.tool == "code_choice" for c in held.computed):
            text = without_answer(text)
        if _word_for_word(text, held.supports) or is_count(text, held.computed, ground.library):
            return None
    beside = () if exact else tuple(reviewed.lines(held.keys))
    clauses = clauses_of(text, ground.lexicon)
    if not exact and repeats(clauses):
        return "a sentence (sentence): said twice"
    for variant in apart(text, [c.tool for c in held.computed]):
        if variant != text and _word_for_word(variant, held.supports):
            continue
        told = clauses if variant == text else clauses_of(variant, ground.lexicon)
        fault = _judged(told, held.supports, ground, beside, values_only=exact)
        if fault is not None:
            return str(fault)
    return None


def _each(parts: Sequence[Part], held: _Held, ground: Ground) -> str | None:
    """Why the first of some sentences falls that each rest on calculations of their own, or all."""
    for text, computed in parts:
        own = held
        if computed is not None:
            told = [of_calculation(c, ground.library, ground.lexicon) for c in computed]
            own = _Held(told, (), computed)
        fault = _why(text, own, ground)
        if fault is not None:
            return fault
    return None


def _word_for_word(text: str, supports: Sequence[Support]) -> bool:
    """Whether supports have each sentence of a text word for word, but for a `No:` ahead."""
    bare = plain(text)
    if any(bare in s.texts for s in supports):
        return True
    told = [plain(sentence) for sentence in sentences_in(text)]
    if len(told) < 2 or len(set(told)) < len(told):
        return False
    return all(any(one in s.texts for s in supports) for one in told)


def _unasked(text: str, supports: Sequence[Support], ground: Ground) -> str | None:
    """A question that neither the knowledge base nor a support holds."""
    for opening in ground.library.values.asking:
        text = text.removeprefix(opening)
    for sentence in sentences_in(text):
        if not sentence.endswith("?") or sentence in ground.reviewed.questions:
            continue
        if not any(plain(sentence) in told for s in supports for told in s.texts):
            return sentence
    return None


def _judged(
    clauses: Sequence[Clause],
    supports: Sequence[Support],
    ground: Ground,
    beside: Sequence[Lines],
    *,
    values_only: bool,
) -> Fault | None:
    """Why a text falls, first without the asker's words, then with them."""
    fault = judge(clauses, supports, ground.lexicon, beside=beside, values_only=values_only)
    if fault is not None and ground.asked.words:
        fault = judge(
            clauses, supports, ground.lexicon, ground.asked, beside=beside, values_only=values_only
        )
    return fault
