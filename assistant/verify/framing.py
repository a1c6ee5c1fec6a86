"""What a sentence says around its statement: openings, instances, lists told of several pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.verify.ground import Ground
from assistant.verify.split import sentences_in
from assistant.verify.support import Support
from assistant.verify.written import CODE
from knowledge.library import Library

_INCLUDED = re.compile(
    r"(?<=[Nn]o modifier), ((?:[0-9A-Z]{2})(?:(?:, | and | or )[0-9A-Z]{2})*) included,?"
)
_PAIRS = re.compile(r"\b\w{5} and \w{5}(?:, \w{5} and \w{5})*,? and \w{5} and \w{5}\b")
_OF_BOTH = re.compile(r"\b(?:together|between|pair of)\b")
"""What is told of two codes and not of each of them."""
_CODE = re.compile(CODE)
_LIST = re.compile(rf"\b{CODE}(?:, {CODE})*,? (?:and|or) {CODE}\b")
_OPENING = 19
"""So much of an opening says that it is meant."""
_WRONG = "Out of date or wrong: "


def unframed(text: str, keys: Sequence[str], library: Library) -> str | None:
    """A text without the openings and asides that say nothing of its subject.

    Args:
        text: The text.
        keys: The passages that it rests on.
        library: The knowledge base; a claim that it marks as wrong may be named as such.

    Returns:
        The rest, or None where an opening is there but for a word.
    """
    for instead, frames in library.values.frames.items():
        for frame in frames:
            text = text.replace(frame, instead)
            if text.startswith(frame[:_OPENING]):
                return None
    head, wrong, tail = text.partition(_WRONG)
    if wrong:
        claims = {c.claim for key in keys for c in library.corrected.get(key, ())}
        if tail.rstrip(".") in claims:
            return head
    return text


def without_instances(text: str, supports: Sequence[Support], ground: Ground) -> str:
    """The text without modifiers named as instances of none: `no modifier, 59 included, helps`.

    Args:
        text: The text.
        supports: What it rests on.
        ground: The asker's own values; a modifier is named that stands in either, each once.
    """

    def left(match: re.Match[str]) -> str:
        told = re.findall(r"[0-9A-Z]{2}", match[1])
        held = {i.value for s in supports for i in s.values("modifier")}
        known = all((m,) in held or ("modifier", (m,)) in ground.asked.values for m in told)
        return "" if known and len(set(told)) == len(told) else match.group()

    return _INCLUDED.sub(left, text) if " included" in text else text


def apart(text: str, tools: Sequence[str]) -> Iterator[str]:
    """The text for each of the pairs, or codes of a list, that several pair edits are told of.

    Args:
        text: The text.
        tools: The tools of the calculations that it rests on.
    """
    if tools.count("pair") < 2:
        yield text
        return
    for sentence in sentences_in(text):
        yield from _of_pairs(sentence)


def _of_pairs(text: str) -> Iterator[str]:
    """One sentence for each of the pairs, or codes of a list, that it is told of."""
    pairs = _PAIRS.search(text)
    if pairs:
        codes = _CODE.findall(pairs.group())
        told = list(zip(codes[::2], codes[1::2], strict=True))
        if len({frozenset(p) for p in told}) == len(told):
            text = text.replace(pairs.group(), "{}", 1)
            yield from (text.replace("{}", f"{one} and {other}") for one, other in told)
            return
    lists = list(dict.fromkeys(m.group() for m in _LIST.finditer(text)))
    codes_of = [_CODE.findall(found) for found in lists]
    paired = [c for c in codes_of if len(c) == 2] and _OF_BOTH.search(text)
    if not lists or len(lists) > 2 or paired or any(len(set(c)) < len(c) for c in codes_of):
        yield text
        return
    for first in codes_of[0]:
        one = text.replace(lists[0], first)
        if len(lists) == 1:
            yield one
        else:
            yield from (one.replace(lists[1], second) for second in codes_of[1])
