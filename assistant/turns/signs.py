"""Signs in a turn's words of what it does with the facts before it."""

from __future__ import annotations

import re

from knowledge.phrases import Phrases

_MIN = r"(?: min(?:ute)?s?)?"
NEW_TOPIC = Phrases("new_topic")
DROPPING = Phrases(
    "dropping",
    r"\bno (?:the )?(?!wait|sorry|actually|that|this|they|there|then|make|just|only|more|need|it)"
    r"(?=[a-z]{4,}|ice\b|\d{5})\b"
    r"|(?<!get )(?<!gets )(?<!paid )(?<!getting )\bnothing for\b",
)
IN_PLACE = Phrases("in_place")
REPLACING = Phrases("replacing")
ADDING = Phrases("adding", r"^\W*\+")
ADDS = Phrases("adds")
COMPARED = Phrases("compared")
PART_OF = re.compile(
    rf"(\d+){_MIN} (?:out )?of (?:(?:(?:those|these|the|that|my|our) )?(\d{{1,3}})\b"
    r"|(?:them|it|those|these|that)\b)",
    re.I,
)
LENGTHS = re.compile(r"\b(?:the|those|these) (\d{1,3})\b(?!\.)")
"""Minutes, in words made figures, that point at what had them: "the 8 was ultrasound"."""
NOT_IT, ALL_ONE = Phrases("not_it"), Phrases("all_one")
SESSIONS = Phrases("sessions")
TOLD = Phrases("told", r"\bclaims?(?! (?:line|form|date)s?)\b")
THOSE = Phrases("those")
DOUBLED = Phrases("doubled")
SWAP = Phrases(
    "swap", r"\b(?:swap|switch|exchang|revers|flip)\w*\b(?!.*\b(?:for|with|by) (?:the )?\d{5})"
)
NEXT_PATIENT = Phrases("next_patient")
FIRST_PATIENT = Phrases("first_patient")
EACH = Phrases("each")
EVENLY = Phrases("evenly", r"\b50[/ -]50\b")
GETS = Phrases("gets")
NEXT = Phrases("next")
SO = re.compile(r"^\W*(so|that'?s|then|is that|which makes)\b[^?]*?\b\w+( units?)?\W*\?\W*$", re.I)
COULD_BE = Phrases("could_be")
"""Another number of units than was counted: "could it be 4?"."""
ON_A_CODE = Phrases("on_a_code")
ASKS_TO_LEAVE = Phrases("asks_to_leave")
WAY_TO = Phrases("way_to")
REACHES = Phrases("reaches")
PUT_BACK = Phrases("put_back")
AT_FIRST = Phrases("at_first")
BACK_TO = re.compile(r"\b(?:back|return|revert) (?:to|at) (?:the )?(\d+)\b", re.I)
ONLY = Phrases("only")
BY_ITSELF = Phrases("by_itself")
RENAMED = Phrases("renamed")
SUPPOSED = Phrases(
    "supposed",
    r"\bwhat about (?=\d)|\bif (?:it|they|that|i|we|he|she|the|there|only) "
    r"|\bhad\b(?=.{1,50}\bbeen\b)|\bnow (?=(?:make|change|drop|add|swap|take)\b)"
    r"|\bif\b(?=.{1,60}\b(?:were|was|had|did|would|instead|went|counted|paid|used|got|gets?|takes?|took)\b)",
)
RETURNS = Phrases("returns", r"(?<!minutes )(?<!minute )(?<!min )\bearlier\b")
MEANT = Phrases("meant", r"(?<!it )(?<!that )(?<!this )\bmy (?:mistake|bad|error|fault)\b")
FAULTED = Phrases("faulted")
INSIDE = Phrases("inside")
THAT_WAY = Phrases("that_way")
DOUBTED = Phrases(
    "doubted", r"\b(?:true|legit)\?|\bis there (?:a|any|such)\b(?! (?:billable )?units?\b)"
)
LEAST = Phrases("least")
SO_MANY_GIVEN = Phrases("so_many_given")
NOW = Phrases("now")
WHICH_OF_THEM = Phrases("which_of_them")
YEAR_BESIDE = re.compile(
    r"\b(?:(?P<after>(?:the )?year after|(?:next|following) year)"
    r"|(?:the )?year before|(?:previous|preceding) year)\W*$",
    re.I,
)
"""The year beside the one before it, which ends a turn: "and the year after?"."""
VERDICT = re.compile(
    r"\b(?:a|the) (?:flat |hard |clear )?(?:no|yes)\b(?! \w)"
    r"|^\W*(?:(?:so|ok|okay|and|then|it'?s|that'?s|is it) )*(?:no|yes)(?: then)?\s*\?"
    r"|^\W*(?:so|really|and|but really) (?:it'?s |is it )?"
    r"(?:never|always|not allowed|allowed|not ok|ok|fine)(?: then| or not)?\W*$",
    re.I,
)
"""Asks what was answered, and answers nothing itself: "so is that a no?"."""
MEANS = Phrases("means")
"""Asks what a word of the answer means."""
SAME_DAY = Phrases("same_day")
BY_THE_CLOCK = Phrases("by_the_clock")
"""A year that only today's date tells: no year told before is meant by it."""
BEFORE_YEAR = re.compile(r"\b(before|prior to|until) (january |jan )?(19|20)\d\d\b", re.I)
OLD_PAPER = re.compile(
    r"\b(?:from|around|circa|dated|back in)\s+(?:around |about |roughly )?(?:19|20)\d\d\b"
    r"(?=.*\b(?:nowadays|today|now|these days|any ?more|any longer|currently|current|re-?use)\b)",
    re.I | re.S,
)
"""A year that some paper is of, where it is asked what holds today."""
WITH_IT = Phrases(
    "with_it", r"\b(?:it|that|this)(?: \w+){0,3} (?:with|beside|alongside) (?=[A-Z]?\d{4,5}\b)"
)
IT_IS_CODE = Phrases("it_is_code")
"""Whether a number is put forward as the code of what a turn points back to."""
ADD_ONE = Phrases("add_one")
BIDS = Phrases("bids")
BESIDE = frozenset({"with", "+", "plus", "add", "together", "beside", "alongside"})
"""Words that open a turn which puts something beside what was named before."""
PLACES = {
    "first": 0, "former": 0, "1st": 0, "second": 1, "latter": 1, "2nd": 1, "third": 2, "3rd": 2,
    "last": -1, "middle": 1,
}  # fmt: skip
