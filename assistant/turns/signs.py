"""Signs in a turn's words of what it does with the facts before it."""

from __future__ import annotations

import re

_MIN = r"(?: min(?:ute)?s?)?"
NEW_TOPIC = re.compile(
    r"\b(different|another|new|other|unrelated) (topic|question|subject|case|patient|matter)\b"
    r"|\bunrelated\b|\bnext (question|patient)\b|\bchange of (topic|subject)\b",
    re.I,
)
CORRECTED = re.compile(
    rf"(\d+){_MIN},? (?:and )?not (\d+)|not (\d+){_MIN},? (?:but )?(\d+)"
    rf"|(\d+){_MIN} (?:instead of|rather than) (\d+)",
    re.I,
)
DROPPING = re.compile(
    r"\b(without|drop|dropping|leave out|leaving out|remove|minus|forget|skip|not counting"
    r"|take away|except)\b|\b(leave|leaving|take|taking)\b.{1,40}\b(out|off|away)\b",
    re.I,
)
REPLACING = re.compile(r"\b(instead|had it been|if it (was|were|had)|rather)\b", re.I)
ADDING = re.compile(
    r"\b(also|too|as well|on top|in addition|added|add|another|additional|plus|extra)\b", re.I
)
ADDS = re.compile(r"^\W*(plus|and|also)\b|\b(too|as well|in addition|on top)\b", re.I)
SWAP = re.compile(r"\b(swap|switch|the other way (a?round)|reverse|exchange)\b", re.I)
RETURNS = re.compile(r"\b(back|return|returning) to\b|\bas for\b|\bearlier\b", re.I)
MEANT = re.compile(r"\b(i meant|meant|wrong code|wrong one|should (have been|be)|actually)\b", re.I)
INSIDE = re.compile(
    r"\bof (that|those|it|them|which|these|the \d+)\b|\binclud|\b(last|first|final) \d+", re.I
)
THAT_WAY = re.compile(
    r"\b(that|this|the same) way\b|\ball the same\b|\banyway\b|\bby that\b|\bcount it so\b", re.I
)
DOUBTED = re.compile(
    r"\b(is|was) (that|this|it|there) (a |the |really |even )?"
    r"(rule|right|true|correct|so|law|real)\b"
    r"|\bis that how\b|\bdoes that (hold|exist|count)\b|\btrue\?|\bis there (a|any|such)\b",
    re.I,
)
PLACES = {
    "first": 0, "former": 0, "1st": 0, "second": 1, "latter": 1, "2nd": 1, "third": 2, "3rd": 2,
    "last": -1,
}  # fmt: skip
