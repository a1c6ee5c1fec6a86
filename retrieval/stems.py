"""Words folded to the form they are searched by: American spelling, then a light stem.

The stem is cautious and its own inverse is never needed: a word of the text and a word of the
question only have to fold alike. Codes, numbers and modifiers never come here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.senses import folded

_VOWEL = re.compile(r"[aeiouy]")
_BRITISH = (
    (re.compile(r"oedem"), "edem"),
    (re.compile(r"paed"), "ped"),
    (re.compile(r"(an)?aesth"), r"\1esth"),
    (re.compile(r"haem"), "hem"),
    (re.compile(r"oesoph"), "esoph"),
    (re.compile(r"aetiol"), "etiol"),
    (re.compile(r"manoeuvr"), "maneuver"),
    (re.compile(r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|able$)"), "or"),
    (re.compile(r"(?<=[^aeiou])tre(?=$|s$|d$)"), "ter"),
    (re.compile(r"isation(?=s?$)"), "ization"),
    (re.compile(r"(?<=[a-z]{4})is(?=(?:e|ed|es|ing|er|ers|able)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{4})ys(?=(?:e|ed|es|ing|er|ers)$)"), "yz"),
)
_SAME = {
    "practise": "practice",
    "practised": "practice",
    "practising": "practice",
    "licence": "license",
    "defence": "defense",
    "programme": "program",
    "judgement": "judgment",
    "cheque": "check",
    "used": "use",
    "uses": "use",
    "using": "use",
    "paid": "pay",
    "min": "minute",
    "mins": "minute",
    "hr": "hour",
    "hrs": "hour",
    "tx": "treatment",
}
_WHOLE = frozenset({"united"})
"""Words that would fold into another one that matters here: a payer's name is no unit."""

_ENDINGS = (
    ("ization", "iz", 3),
    ("ation", "", 4),
    ("ative", "", 4),
    ("ator", "", 4),
    ("ment", "", 5),
    ("able", "", 3),
    ("ate", "", 4),
    ("tion", "t", 3),
    ("sion", "s", 3),
)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The form that a word is searched by.

    Args:
        word: One word in small letters.

    >>> stem("mobilisation") == stem("mobilization") == stem("mobilizing")
    True
    >>> [stem(word) for word in ("billed", "billing", "bills", "oedema")]
    ['bil', 'bil', 'bil', 'edema']
    """
    word = _SAME.get(word, word)
    if len(word) <= 3 or word in _WHOLE:
        return word
    for pattern, american in _BRITISH:
        word = pattern.sub(american, word)
    return _SENSE.get(found := _ending(_past(_singular(word))), found)


def _singular(word: str) -> str:
    """Without a plural's or a third person's `s`."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _past(word: str) -> str:
    """Without `ed`, `ing` or `ly`, where a word is left."""
    for ending in ("edly", "ingly", "ed", "ing", "ly"):
        left = word.removesuffix(ending)
        if left != word and len(left) >= 3 and _VOWEL.search(left):
            return left + "e" if left.endswith(("at", "iz", "bl")) else left
    return word


def _ending(word: str) -> str:
    """Without a noun's ending, a last `e`, a doubled letter; a last `y` as `i`."""
    for ending, instead, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)] + instead
            break
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


_SENSE = {}
_SENSE.update({stem(word): stem(first) for word, first in folded().items()})
stem.cache_clear()
