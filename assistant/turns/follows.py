"""Whether a turn follows on the last one, or begins anew."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.facts import Facts
from assistant.turns import signs
from assistant.turns.conversation import Conversation
from assistant.turns.figures import figures
from assistant.turns.given_minutes import tells_idle
from assistant.turns.in_full import only_names
from knowledge.library import Library

_OPENERS = frozenset(
    {"and", "but", "what", "how", "same", "sorry", "no", "yes", "also", "then", "ok",
     "okay", "fine", "or", "if", "actually", "swap", "why", "which", "who", "plus",
     "without", "drop", "so", "make", "it's", "its", "it", "that", "nope", "yep", "yeah",
     "correction", "oop", "wait", "i", "by", "wrong", "meant", "had", "the", "4", "typo", "oh",
     "ah", "hm", "hmm", "leave", "take", "please", "now", "could", "can", "only", "just",
     "even", "still", "unless", "though", "really", "does", "is", "per", "for", "with", "add",
     "instead", "not", "where"}
)  # fmt: skip


_CHANGING = frozenset(
    {"and", "plus", "also", "but", "add", "same", "sorry", "no", "now", "oop", "actually", "swap",
     "change", "replace", "remove", "switch", "exchange", "undo", "keep", "put", "back", "minus",
     "typo", "correction", "oh", "make", "leave", "take", "drop", "wait", "wrong", "forget", "skip",
     "scratch", "ignore", "exclude", "without", "then"}
)  # fmt: skip


_FILLING = frozenset(
    {"ok", "okay", "fine", "so", "well", "right", "hm", "hmm", "ah", "yes", "yeah", "great", "good",
     "thank", "thanks", "you", "alright", "cool"}
)  # fmt: skip


_POINTING = frozenset(
    {"it", "that", "those", "these", "this", "they", "them", "both", "same", "other", "second",
     "first", "latter", "former", "instead", "two", "one", "either", "there"}
)  # fmt: skip


_OF_ITS_OWN = frozenset({"status", "definition", "documentation", "coverage", "mue"})
_GOING_ON = _POINTING | frozenset(
    {"and", "but", "also", "then", "instead", "more", "even", "still", "plus", "together", "with"}
)


_ONWARD = frozenset({"why", "source", "beside", "both", "change"})


def _own_question(facts: Facts, words: Sequence[str]) -> bool:
    """Whether a turn asks something of its own about what it names: "Is 97005 valid?"."""
    for changing in (signs.SUPPOSED, signs.MEANT, signs.RETURNS, signs.DROPPING, signs.RENAMED):
        if changing.search(facts.question):
            return False
    named = facts.services or facts.codes
    allowed = facts.providers and facts.wants & {"who", "yes_no"} and not facts.timed_services
    asks = (facts.wants & _OF_ITS_OWN or allowed) and not facts.wants & _ONWARD
    return bool(named and asks and len(words) > 2 and not set(words) & _GOING_ON)


_REMARK = 16
_FEW = 4
_NAMED = 8
_BARE = 2


def _of_the_pair(facts: Facts, earlier: Conversation, library: Library) -> bool:
    """Whether a turn says something of a service of the pair before it, and of no other code."""
    codes = set(earlier.codes)
    own = facts.services
    held = [
        s
        for s in own
        if s.code in codes or (s.technique and library.technique_codes[s.technique] & codes)
    ]
    other = [s for s in own if s.code is not None and s.code not in codes]
    swapped = bool(signs.IN_PLACE.search(facts.question))
    told = not other or swapped
    return bool(held) and told and not any(s.minutes is not None for s in own)


def _restates(facts: Facts, earlier: Conversation) -> bool:
    """Whether the minutes that a turn gives are some of those before it: "6 minutes of 97035?"."""
    held = [(s.code, s.technique, s.minutes) for s in earlier.services]
    timed = [s for s in facts.services if s.minutes is not None]
    again = all(
        any(m == s.minutes and (s.code or s.technique) in (c, t) for c, t, m in held) for s in timed
    )
    return bool(timed) and again and len(held) > len(timed)


def _only_who(facts: Facts, words: Sequence[str]) -> bool:
    """Whether a turn only names who pays or who gives it: "and TRICARE?", "a PTA?"."""
    kinds = {s.kind for s in facts.slots}
    who = bool(kinds) and kinds <= {"payer", "provider"}
    return who and len(words) <= _NAMED and only_names(facts)


def elliptic(facts: Facts) -> bool:
    """Whether a turn only names a code or a service: "97035?", "and ultrasound?".

    Args:
        facts: The turn's facts.
    """
    words = [t for t in facts.tokens if t.kind in ("word", "number", "code")]
    named = bool(facts.services or facts.codes)
    named = named and len(words) <= _FEW
    return named and not facts.wants - {"beside", "pair"} and not facts.topics


def follows_on(facts: Facts, earlier: Conversation, library: Library) -> bool:
    """Whether a turn follows on the last one, rather than beginning anew.

    Args:
        facts: The turn's facts.
        earlier: The conversation before it.
        library: The knowledge base.
    """
    others = facts.stated.get("patients") and earlier.services and not facts.timed_services
    if signs.NEW_TOPIC.search(facts.question) and not (others and not facts.loose):
        return False
    words = [t.fold for t in facts.tokens if t.kind in ("word", "number", "code")]
    counted = any(s.minutes is not None for s in earlier.services)
    of_the_count = _restates(facts, earlier) or signs.GETS.search(facts.question)
    if counted and of_the_count and len(words) <= _REMARK and not facts.payers:
        return True
    if not words or _own_question(facts, words):
        return False
    if _only_who(facts, words):
        return bool(earlier.codes or earlier.services or earlier.question)
    if (
        "pair" in earlier.intents
        and _of_the_pair(facts, earlier, library)
        and len(words) <= _REMARK
    ):
        return True
    if counted and facts.services and signs.PART_OF.search(figures(facts.tokens)):
        return len(words) <= _REMARK
    if counted and tells_idle(facts) and not (facts.services or "?" in facts.question):
        return len(words) <= _REMARK
    if counted and facts.methods and not (facts.services or facts.codes or facts.loose):
        return True
    named = facts.payers or facts.services or facts.codes or facts.methods or facts.unheld
    told = facts.bare or facts.stated or facts.regions
    if facts.wants & {"greeting", "thanks"} and len(words) <= 4 and not (named or told):
        return False
    if signs.RETURNS.search(facts.question) and earlier.parked:
        return True
    if signs.MEANT.search(facts.question) and earlier.services and len(words) <= 20:
        return True
    placed = facts.stated.keys() & {"region_relation", "distinct"} and "pair" in earlier.intents
    few = len(words) <= (_FEW if "?" in facts.question else _NAMED)
    if placed and few and not (facts.services or facts.codes):
        return True
    if len(words) <= _BARE and earlier.codes and not named and facts.wants:
        return True
    if signs.SUPPOSED.search(facts.question) and facts.services and len(words) <= _REMARK:
        return True
    opener = next((w for w in words if w not in _FILLING), words[0])
    full = len({s.technique or s.code for s in facts.services}) >= 2 or any(
        s.minutes is not None for s in facts.services
    )
    opened = bool({words[0], opener} & _OPENERS) and len(words) <= 24
    pointing = bool(set(words) & _POINTING)
    topics = {*facts.topics} - library.overruled(earlier.topics)
    own = bool(facts.services or facts.codes or topics or facts.improper)
    asked_back = earlier.asked is not None and len(words) <= 12
    only = bool(facts.services) and len(words) <= _NAMED and not facts.wants - {"beside"}
    if not full and (elliptic(facts) or (only and "choice" in earlier.intents)):
        return True
    adds = earlier.services and signs.ADDING.search(facts.question) and len(words) <= 14
    if full and adds:
        return True
    before = {s.technique for s in earlier.services} | {s.code for s in earlier.services}
    again = all(s.technique in before or s.code in before for s in facts.services)
    told_of = any(s.technique in before or s.code in before for s in facts.services)
    if earlier.asked and told_of and not facts.timed_services and "?" not in facts.question:
        return len(words) <= _NAMED
    if facts.services and again and counted and not full and "units" in facts.wants:
        return len(words) <= _NAMED
    asks = facts.wants - {"yes_no", "beside", "change", "claimed"}
    if full and again and len(words) <= _NAMED and not (asks or facts.payers or facts.unheld):
        return True
    if signs.DROPPING.search(facts.question) and facts.services and again and not full:
        return len(words) <= _REMARK
    if full and opener not in _CHANGING:
        return bool(signs.CORRECTED.search(facts.question) or signs.SUPPOSED.search(facts.question))
    if opener in _CHANGING:
        return len(words) <= 30
    if not own:
        return len(words) <= 16 or (opened and pointing)
    if opened and (pointing or len(words) <= 8):
        return True
    if earlier.services and facts.bare and signs.INSIDE.search(facts.question):
        return True
    far = 10 if facts.services or facts.codes else 16
    return asked_back or (pointing and len(words) <= far)
