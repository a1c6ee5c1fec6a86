"""Whether a text may hold anything personal at all: cheap, and never wrong in saying no.

Most questions hold no word and no number that a recogniser could begin with. They pass this one
expression and cost microseconds; Presidio is loaded when the first one doesn't. Each line is what
some recogniser cannot do without; tests hold it to that.
"""

from __future__ import annotations

import re

from assistant.personal_patterns import STATE

_NEEDED = (
    # Birth: the words, or an age beside a date.
    r"birth|born|\bb-?day|d\W{0,2}o\W{0,2}b(?![a-z])|\bb\. ?[\dA-Za-z]",
    r"(?:\bage|\bturn(?:s|ed|ing)|\by\W{0,2}o\b|year|yr).{0,30}\d",
    # Numbers by their shape: Medicare's, social security, telephone; five digits alone are a code.
    r"\d[a-z][a-z\d]\d[- ]?[a-z][a-z\d]\d[- ]?[a-z]{2}\d\d",
    r"\d{3}[-. ]\d{2}[-. ]\d{4}",
    r"\d{3}\)?[-. /]{0,2}\d{3}[-. ]?\d{4}|\d{3}[-. ]\d{4}|\+\d[\d ().-]{6}|\d{7}",
    # Numbers by the word before them.
    r"\b(?:mbi|hicn?|ssn|ss ?#|soc(?:ial)?\.? sec|last (?:4|four)|zip)",
    r"\b(?:ids?|identifier|number|numbers|nums?|nos?|nbr|m\.?r\.?n|acct|account|icn|dcn)\b|#",
    r"\b(?:member|policy|subscriber|group|enrollee|beneficiary|claim)[\s:=#]{1,3}(?:(?:is|was) )?"
    r"\w*-?\w*\d",
    # Places to reach somebody.
    r"@|[\[(]at[\])]|\bp\.? ?o\.? ?box|\bpob\b|post office box",
    r"\d[a-z]? .{1,80}\b(?:st(?:reet)?|ave(?:nue)?|boulevard|blvd|lane|ln|road|rd|drive|dr|court|ct"
    r"|way|place|pl|circle|cir|terrace|ter|trail|trl|parkway|pkwy|highway|hwy|square|sq|loop|alley"
    r"|crescent)\b",
    rf"(?-i:{STATE}),?\s{{1,2}}\d{{5}}\b",
    # Names.
    r"\b(?:mrs|mr|mx|ms|miss|mister|dr|doctor|prof|professor|rev|reverend|sgt|sergeant|capt|captain)\b",
    r"\b(?:patients?|pts?|clients?|member|insured|subscriber|beneficiary|enrollee|guarantor"
    r"|policy ?holder|spouse|claimant|dependent|names?|named|re\b)",
)
_ANY = re.compile("|".join(_NEEDED), re.I | re.S)


def may_be_personal(text: str) -> bool:
    """Whether the recognisers have to look at a text; False only where they would find nothing.

    Args:
        text: A text, cleaned.

    >>> may_be_personal("20 min of 97140 and 15 min of 97110, how many units?")
    False
    >>> may_be_personal("DOB 7/2/1948")
    True
    """
    return _ANY.search(text) is not None
