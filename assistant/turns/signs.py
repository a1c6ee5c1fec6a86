"""Signs in a turn's words of what it does with the facts before it."""

from __future__ import annotations

import re

_MIN = r"(?: min(?:ute)?s?)?"
NEW_TOPIC = re.compile(
    r"\b(different|another|new|other|unrelated) (topic|question|subject|case|patient|matter)\b"
    r"|^\W*(?:and )?something (?:else|different)\b|\bunrelated\b|\bnext (question|patient)\b"
    r"|\bchange of (topic|subject)\b"
    r"|\b(other|another|different|one more) thing\b|\bside question\b",
    re.I,
)
CORRECTED = re.compile(
    rf"(\d+){_MIN},? (?:and )?not (\d+)|not (\d+){_MIN},? (?:but )?(\d+)"
    rf"|(\d+){_MIN} (?:instead of|rather than) (\d+)",
    re.I,
)
DROPPING = re.compile(
    r"\b(without|drop|dropping|dropped|leave out|left out|leaving out|remove|removed|minus|forget"
    r"|hadn['\u2019]t|didn['\u2019]t do|did not do|never did|cancel|cancelled|skip|skipped|omit"
    r"|omitted|not counting|taken out|take away|except|exclud\w+|ignor\w+|scratch|strike"
    r"|(?:do not|don't|not|never) (?:bill|billing|count|do|code)"
    r"|(?:lose|ditch|nix|delete|kill) (?:the|that|this|\d{5})|get rid of|cancell?ed"
    r"|(?:did not|didn['\u2019]t|never) (?:happen|take place)|nothing (?=in|for|of|on|at)"
    r"|no (?:the )?(?!wait|sorry|actually|that|this|they|there|then|make|just|only|more|need|it)"
    r"(?=[a-z]{4,}|ice\b|\d{5}))\b"
    r"|\b(leave|leaving|take|taking)\b.{1,40}\b(out|off|away)\b",
    re.I,
)
IN_PLACE = re.compile(
    r"\b(instead of|rather than|in place of|replac\w+|swap\w*|switch\w*|change\w*)\b"
    r"|\b[A-Z]?\d{4,5} for [A-Z]?\d{4,5}\b",
    re.I,
)
REPLACING = re.compile(r"\b(instead|had it been|if it (was|were|had)|rather)\b", re.I)
ADDING = re.compile(
    r"^\W*\+|\b(also|too|as well|on top|in addition|added|add|another|additional|plus|extra|forgot"
    r"|forgotten|missed|overlooked|(?:i|we|he|she|they) (?:had )?left out|there (?:was|were))\b",
    re.I,
)
ADDS = re.compile(r"^\W*(plus|and|also)\b|\b(too|as well|in addition|on top)\b", re.I)
COMPARED = re.compile(
    r"\b(under|below|less than|fewer than|shorter than|short of|over|above|more than|at least"
    r"|not even|only has|doesn't reach|isn't enough|too (few|short|little))\b",
    re.I,
)
PART_OF = re.compile(
    rf"(\d+){_MIN} (?:out )?of (?:(?:(?:those|these|the|that|my|our) )?(\d+)\b"
    r"|(?:them|it|those|these|that)\b)",
    re.I,
)
SESSIONS = re.compile(
    r"\b(sessions?|visits?|appointments?|times|twice|morning|afternoon|am|pm|parts?|split)\b", re.I
)
TOLD = re.compile(
    r"\b(told|said|says?|heard|think|thinks|thought"
    r"|claims?(?! (?:line|form|date)s?)|billed|put)\b",
    re.I,
)
THOSE = re.compile(r"(\d+|two|three|four|five) (of )?(those|these|them|such)\b", re.I)
DOUBLED = re.compile(
    r"\b(double|doubled|twice (as|the)|halve|halved|half (as|the))\b|\bhalf of (?:that|it)\W*$",
    re.I,
)
SWAP = re.compile(
    r"\b(?:other|wrong) way (a?round|about)\b|\bvice versa\b|\bmixed (?:\w+ ){0,2}up\b"
    r"|\btranspos\w*|\b(?:backwards|back to front)\b"
    r"|\b(?:on|under|to|with|against|for) the wrong (?:code|line|service|one)s\b"
    r"|\b(swap|switch|exchang|revers|flip)\w*\b(?!.*\b(for|with|by) (the )?\d{5})",
    re.I,
)
EACH = re.compile(r"\b(both|each|all|all of them|every one)\b", re.I)
EVENLY = re.compile(
    r"\bhalf\b.{1,40}\bhalf\b|\b(?:evenly|equally|fifty[- ]fifty|50[/ -]50)\b", re.I
)
GETS = re.compile(
    r"\b(who|which( of (the )?(two|three|them|these|those))?( code| one| line)?)"
    r" (gets?|has|have|earns?|receives?|takes?|should get|would get|loses?|misses|goes without)\b"
    r"|\b(?:give|gives|put|assign|move) (?:the |that )?(?:spare|extra|odd|left ?over|last|remaining"
    r"|second|third|fourth|fifth)(?: units?| one| minutes?)? (?:to|on|with)\b",
    re.I,
)
NEXT = re.compile(r"\b(the )?(one|unit|next)( one)? after( that| it)?\b|\band the next\b", re.I)
SO = re.compile(r"^\W*(so|that'?s|then|is that|which makes)\b[^?]*?\b\w+( units?)?\W*\?\W*$", re.I)
COULD_BE = re.compile(
    r"^\W*(?:(?:and|so|but|then|ok|okay) )*(?:could|can|would|might|may|shouldn't|couldn't|isn't)"
    r" (?:it|that|this|i|we)(?: not)?(?: be| make| bill| get| call it| have)? "
    r"(?:\d{1,2}|two|three|four|five|six|seven)(?: then| instead| after all)?\W*$",
    re.I,
)
"""Another number of units than was counted: "could it be 4?"."""
WAY_TO = re.compile(
    r"\b(way|how|what|when|anything|possible|able)\b.*\b(get|reach|bill|earn|have|for) (to )?"
    r"(\d{1,2}|two|three|four|five|six)( units?)?\W*$",
    re.I,
)
LEAST = re.compile(r"\b(least|fewest|minimum|start|begins?|first minute)\b", re.I)
PUT_BACK = re.compile(
    r"\b(put|add|bring|leave|keep) (it|that|them|those|this|the \w+|\d{5}) (back|in after all)\b"
    r"|\b(scrap|scratch|strike|forget|cancel) (that|it)\b|\bnever ?mind\b|\btake that back\b"
    r"|\bback in\b|\bundo\b|\b(as|like) (it|they) (was|were) before\b|\brestore\b",
    re.I,
)
AT_FIRST = re.compile(
    r"\b(?:back to|as|like|return to|restore|use|take) (?:it was |they were |in )?(?:at |the |my )*"
    r"(?:first|originals?|start|beginning|initial)\b"
    r"(?! (?:unit|visit|day|code|medicare|rule|method))",
    re.I,
)
BACK_TO = re.compile(r"\b(?:back|return|revert) (?:to|at) (?:the )?(\d+)\b", re.I)
ONLY = re.compile(r"\b(only|just|alone|nothing but|by itself|on its own)\b", re.I)
BY_ITSELF = re.compile(r"\b(it|that|this)\b.*\b(alone|by itself|on its own)\b", re.I)
RENAMED = re.compile(
    r"\b(instead|rather than|replac\w*|chang\w*|swap\w*|switch\w*|meant|not|was|were|had been"
    r"|should|wrong|wasn't|weren't|isn't|aren't"
    r"|actually|turn(ed)? into|is really)\b",
    re.I,
)
SUPPOSED = re.compile(
    r"\bwhat (if|about if|about (?=\d)|happens? (if|when|with|at)"
    r"|would happen (if|when)|changes if|would change if)\b"
    r"|\bhow (would|does|will) (it|that|the (count|total|units?)) (change|differ)\b"
    r"|\b(suppos(e|ing)( that)?|assum(e|ing)( that)?|imagine|let'?s say|had\b(?=.{1,50}\bbeen\b)"
    r"|now (?=(make|change|drop|add|swap|take)\b)|what difference would"
    r"|if (it|they|that|i|we|he|she|the|there|only) )"
    r"|\bif\b(?=.{1,60}\b(were|was|had|did|would|instead|went|counted|paid|used|got|gets?|takes?|took)\b)"
    r"|\bwould (it|that|one|two|\w+) (\w+ ){0,4}(change|matter|make a difference|differ)\b"
    r"|\bwould (one|a|an|\d+|two|three|four|five) (more|less|fewer|extra|additional)\b",
    re.I,
)
RETURNS = re.compile(
    r"\b(back|return|returning) to\b|\bas for\b"
    r"|(?<!minutes )(?<!minute )(?<!min )\bearlier\b",
    re.I,
)
MEANT = re.compile(
    r"\b(i mean|i meant|meant|(was|were) really|turn(s|ed) out|sorry|oops|correction|wrong code"
    r"|(?<!it )(?<!that )(?<!this )my (mistake|bad|error|fault)|typo|misread|mistyped"
    r"|miscounted|misspoke"
    r"|wrong one|should (have been|be)|actually)\b",
    re.I,
)
FAULTED = re.compile(
    r"\b(?:mistake|error|fault|wrong|bad|incorrect|fraud)\b.{0,12}"
    r"\b(?:to|that (?:i|we)) (?:have )?(?:bill|code|use|report|put|send)(?:ed|d)?\b",
    re.I,
)
INSIDE = re.compile(
    r"\bof (that|those|it|them|which|these|the \d+)\b|\bincl|\b(last|first|final) \d+", re.I
)
THAT_WAY = re.compile(
    r"\b(that|this|the same) way\b|\ball the same\b|\banyway\b|\bby that\b|\bcount it so\b", re.I
)
DOUBTED = re.compile(
    r"\b(is|was) (that|this|it|there) (a |the |really |even )?"
    r"(rule|right|true|correct|so|law|real|legit)\b"
    r"|\bis that how\b|\bdoes that (hold|exist|count)\b|\b(true|legit)\?"
    r"|\bis there (a|any|such)\b(?! (billable )?units?\b)",
    re.I,
)
NOW = re.compile(
    r"^\W*(?:ok |okay |and |so |but |what about |how about )*(?:right )?"
    r"(?:now|today|nowadays|currently|these days|at present)(?: then| though)?\W*$",
    re.I,
)
WHICH_OF_THEM = re.compile(
    r"^\W*(?:(?:so|and|ok|okay|then|but) )*which(?: one| of (?:them|these|those|the \w+))?"
    r" (?:for|on|do|does|should|would|goes?|is|if|when|with|applies|fits)\b",
    re.I,
)
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
MEANS = re.compile(
    r"\bwhat(?:'s| is| are| does| do| did)?\b.{0,60}\bmean\b"
    r"|\b(?:means|meaning|stands? for|explain)\b",
    re.I,
)
"""Asks what a word of the answer means."""
SAME_DAY = re.compile(r"\b(?:same|one|that) (?:day|date|visit|session)\b", re.I)
BY_THE_CLOCK = re.compile(r"\b(?:last|this|next) year\b", re.I)
"""A year that only today's date tells: no year told before is meant by it."""
BEFORE_YEAR = re.compile(r"\b(before|prior to|until) (january |jan )?(19|20)\d\d\b", re.I)
OLD_PAPER = re.compile(
    r"\b(?:from|around|circa|dated|back in)\s+(?:around |about |roughly )?(?:19|20)\d\d\b"
    r"(?=.*\b(?:nowadays|today|now|these days|any ?more|any longer|currently|current|re-?use)\b)",
    re.I | re.S,
)
"""A year that some paper is of, where it is asked what holds today."""
WITH_IT = re.compile(
    r"\b(?:with|beside|alongside|next to) (?:it|that|this)\b"
    r"|\bthe same (?:day|date|visit|session|claim)\b"
    r"|\b(?:it|that|this)(?: \w+){0,3} (?:with|beside|alongside) (?=[A-Z]?\d{4,5}\b)",
    re.I,
)
IT_IS_CODE = re.compile(
    r"\b(?:is|isn't|are|would|should|could) (?:that|this|it|these)(?: be)?"
    r"(?: (?:a|under|still|really|considered|coded|billed|called|(?:a )?part of|in))*"
    r"(?: as)? \d{5}\b"
    r"|\b(?:does|do|would) (?:that|this|it|they|these) (?:belong|count|fall|go|fit)"
    r"(?: to| under| as| in| into)? \d{5}\b"
    r"|\b(?:can|may|could|should) (?:i|we|you) (?:use|code|choose|report|bill)"
    r"(?: (?:it|this|that))?(?: (?:as|under))? \d{5}(?: (?:for|on) (?:it|this|that))? ?(?:\?|$)"
    r"|\bis \d{5} (?:ok|okay|right|correct|good|fine|allowed) (?:for|on) (?:it|this|that)\b"
    r"|\bwhy not \d{5}\b|\b\d{5} (?:is|was|would be) (?:wrong|right|correct)\b",
    re.I,
)
"""Whether a number is put forward as the code of what a turn points back to."""
ADD_ONE = re.compile(r"\b(?:can|may|could|should|do) (?:i|we) add\b", re.I)
BESIDE = frozenset({"with", "+", "plus", "together", "beside", "alongside"})
"""Words that open a turn which puts something beside what was named before."""
PLACES = {
    "first": 0, "former": 0, "1st": 0, "second": 1, "latter": 1, "2nd": 1, "third": 2, "3rd": 2,
    "last": -1, "middle": 1,
}  # fmt: skip
