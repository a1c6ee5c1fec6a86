"""What a judged pair, or a row of a pair table, states in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.answer import Calculation
from coding_tools.wording import listed
from knowledge.checking_words import PairWording
from knowledge.library import Library

_ROW = re.compile(
    r"column 1 (?P<column1>\w{5}), column 2 (?P<column2>\w{5}), modifier indicator "
    r"(?P<indicator>[01])[^;]*?no deletion date"
)


def say(sentences: Sequence[str], **told: Any) -> Iterator[str]:
    """The sentences of one kind.

    Args:
        sentences: Their wordings, with names in braces.
        told: What is put in.
    """
    return (sentence.format(**told) for sentence in sentences)


def row_sentences(text: str, library: Library) -> list[str]:
    """What the live rows of a pair table come to, by their indicators.

    Args:
        text: A row's passage.
        library: The knowledge base.
    """
    told: list[str] = []
    for match in _ROW.finditer(text):
        row: dict[str, Any] = match.groupdict()
        verdict = "never_together" if row["indicator"] == "0" else "modifier_allowed"
        told += _worded({**row, "verdict": verdict, "modifiers": []}, library)
    return told


def of_pair(done: Calculation, library: Library) -> Iterator[str]:
    """The sentences that a judged pair states.

    Args:
        done: The calculation.
        library: The knowledge base.
    """
    result = dict(done.result)
    ended = [str(s.value) for s in done.steps if "ended on" in s.says and s.value]
    unknown = [s.says for s in done.steps if s.value == "not_loaded"]
    told = {**result, "ended": max(ended, default=""), "says": next(iter(unknown), "")}
    yield from _worded(told, library)


def _worded(result: Mapping[str, Any], library: Library) -> list[str]:
    """A pair's verdict in sentences."""
    groups = library.claim_rules.pairs
    words, verdict = library.values.results.pair, result["verdict"]
    by_verdict = {
        "never_together": words.never_together,
        "modifier_allowed": words.modifier_allowed,
        "no_edit": words.no_edit,
        "not_loaded": words.not_loaded,
    }
    told = {**result, "modifiers": listed(result["modifiers"], "or") or groups.general}
    kinds = [by_verdict[verdict]]
    if verdict == "no_edit" and result.get("ended"):
        kinds.append(words.ended)
    elif result["modifiers"] == [groups.evaluation]:
        kinds = [words.columns, words.visit]
        if result.get("here") == "not_reportable":
            kinds.append(words.no_visit)
    elif verdict in ("never_together", "modifier_allowed"):
        kinds = [words.columns, *kinds, words.apart]
    held = [sentence for kind in kinds for sentence in say(kind, **told)]
    if verdict == "modifier_allowed" and result["modifiers"] != ["25"]:
        held += _opened(told, words, library)
    return held


def _opened(told: Mapping[str, Any], words: PairWording, library: Library) -> Iterator[str]:
    """Where a modifier opens a pair, and which X modifier is more exact than 59."""
    by = library.opened_by(told["column1"], told["column2"])
    apart = words.distinct if len(by) > 1 else words.region if "region" in by else words.time
    (row,) = say(words.row, **told)
    places = list(say(apart, **told))
    for where in places:
        yield from say(words.opened, **told, row=row, where=where)
    for kind in ("any", *sorted(by)):
        for exact in words.x_modifiers[kind]:
            yield from say(words.exact, **told, row=row, where=places[0], exact=exact)
