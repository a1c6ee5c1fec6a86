"""What a reader of documents hands over: blocks of text with their place, made harmless.

Whatever kind of file a text came from, it is shown and kept as words alone: no markup that could
load a picture, no invisible signs, nothing that a page would run.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "text", "item", "row"]


class Block(NamedTuple):
    """A heading, a paragraph, a list item or a table row.

    Attributes:
        kind: Which of them.
        text: Its words on one line.
        at: The place that a reader looks up, such as `page 3, ¶2`.
        level: Of a heading, how deep it lies, from 1.
    """

    kind: BlockKind
    text: str
    at: str
    level: int = 0


_SCRIPT = re.compile(r"<(script|style|iframe|object|svg|template)\b.*?(?:</\1\s*>|$)", re.I | re.S)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.S)
_TAG = re.compile(
    r"</?(?:a|abbr|audio|b|base|blockquote|body|br|button|center|code|dd|div|dl|dt|em|embed|font"
    r"|footer|form|frame|h[1-6]|head|header|hr|html|i|iframe|img|image|input|li|link|main|map|meta"
    r"|nav|object|ol|option|p|param|picture|pre|q|s|script|section|select|small|source|span|strike"
    r"|strong|style|sub|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|track|u|ul|video)"
    r"(?:\s[^<>]*)?/?>",
    re.I,
)
_AIM = r"\((?:[^()\s]|\([^()\s]*\))*(?:\s[^()]*)?\)"
_IMAGE = re.compile(rf"!\[([^\[\]]*)\](?:{_AIM}|\[[^\[\]]*\])")
_LINK = re.compile(rf"\[([^\[\]]+)\]{_AIM}")
_SPACE = re.compile(r"\s+")
# Signs that show nothing: they can hide words from a reader and give them to a machine.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)


def harmless(text: str) -> str:
    r"""A text on one line as words alone.

    Pictures and links are reduced to what they are called, tags are left out, and so are signs
    that nobody sees.

    Args:
        text: Any text.

    >>> harmless("See ![logo](http://e.example/p.png?x=1) [the rule](x)\n<b>8</b> min")
    'See logo the rule 8 min'
    >>> harmless("under 8 <minutes, not> 22 mi\u200bnutes")
    'under 8 <minutes, not> 22 minutes'
    """
    text = _HIDDEN.sub("", text)
    if "<" in text:
        text = _TAG.sub(" ", _COMMENT.sub(" ", _SCRIPT.sub(" ", text)))
    if "](" in text or "][" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(sign) in _UNSEEN else sign for sign in text)
    return _SPACE.sub(" ", text).strip()


_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
