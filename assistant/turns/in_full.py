"""A turn made a whole question: what it only names, put into the question before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.facts import Facts, Slot
from assistant.reading.reader import Reader
from assistant.turns import signs
from assistant.turns.conversation import Conversation
from knowledge.library import Library
from knowledge.phrases import phrases
from knowledge.reading_words import reading_words

_IT = re.compile(
    r"\b(?:use|bill|report|code|charge|combine|do) (?P<done>it|this|that)\b(?= [a-z])"
    r"|\b(?:can|could|does|may|will|would) (?P<put>it|this|that)\b"
    r"(?= (?:go|be|stand|run|work)\b)"
    r"|\b(?:is|(?:bill|code|call|report|use)(?:s|d|ed)) (?P<called>it|this|that)\b(?= [a-z])",
    re.I,
)
_PAID = re.compile(
    r"\b(?:pays?|covers?|reimburses?)(?: for)? (it|that|this)\b(?! [a-z])"
    r"|\b(?:is|would) (it|that|this)(?: be)? (?:covered|paid|payable|reimbursed)\b",
    re.I,
)
_SERVICE_WORD = re.compile(r"\b(?:for|with|alongside|beside|and)\b", re.I)
_CODE = re.compile(r"\b\d{5}\b")
_ASKS_AGAIN = frozenset(
    {"explain", "coverage", "documentation", "ask_payer", "mue", "status", "modifiers", "threshold"}
)
"""Kinds of question that are put again for what a turn names; others carry typed facts."""
_WHO = re.compile(r"^\W*(?:and |so )*who\b.*\bbill", re.I)
_PASSING = frozenset({"source", "sources", "why"})
"""Asking after the answer, which leaves the question as it was."""
_IF = re.compile(r"^\W*(?:and |but |so |ok |what )*if\b", re.I)
_ON = re.compile(r"^\W*(?:and |but |so )?on\b", re.I)
"""Opens another subject of the same kind: "and on ultrasound?"."""
_LONGEST, _NAME = 12, 40
"""Most words of a turn that only names, and most letters of an answer to "which one?"."""


def asked_again(
    facts: Facts, earlier: Conversation, reader: Reader, library: Library
) -> str | None:
    """The last question with what this turn names in the place of what it named.

    "What must I write down for 97140?" and then "and for massage?" asks what must be written down
    for massage. A fact that the last question did not name is added to it.

    Args:
        facts: The turn's facts.
        earlier: The conversation before it.
        reader: Reads words by the library's names.
        library: The knowledge base.

    Returns:
        The question; None where the turn says more than names, or the last question named several
        facts of one kind, so that it is open which is meant.
    """
    last = earlier.question
    kinds = {s.kind for s in facts.slots}
    billed = not {"choice", "status"}.isdisjoint(earlier.intents) or _WHO.search(last)
    if billed and kinds == {"provider"} and len(earlier.codes) == 1:
        who = " and ".join(_texts(facts, "provider"))
        decides = "profession" in dict(earlier.stated) or _otherwise_done(facts, earlier, library)
        if only_names(facts) and len(facts.providers) == 1 and not (earlier.asked or decides):
            return (
                f"Can {'an' if who[:1].lower() in 'aeio' else 'a'} {who} bill {earlier.codes[0]}?"
            )
    kinds_again = set(earlier.intents) - _PASSING <= _ASKS_AGAIN
    if not last or earlier.minutes or not earlier.intents or not kinds_again:
        return None
    kept = "still" in facts.wants and kinds <= {"year"}
    if kept and len(facts.tokens) <= _LONGEST:
        # "Is that still so in 2026?" asks the same again; the library says when it was checked.
        return last
    named = facts.slots and only_names(facts) and "compare" not in facts.wants
    named = named and not asks_alone(facts)
    if not named or len(facts.tokens) > _LONGEST:
        return None
    if signs.IT_IS_CODE.search(facts.question) or signs.WITH_IT.search(facts.question):
        return None
    before = reader.read(last)
    if only_names(before) and any(s.technique for s in facts.services):
        return None  # A code that stood alone puts no question to what is named now.
    text, tail = last, ""
    for kind in dict.fromkeys(s.kind for s in facts.slots):
        new = " and ".join(_texts(facts, kind))
        old = [s for s in before.slots if s.kind == kind]
        if kind == "service" and old and facts.tokens and _opened_with(facts):
            return None
        if not old and (kind == "modifier" or _ON.search(facts.question)):
            return None
        adds = kind == "modifier" and not reading_words("puts_beside").isdisjoint(facts.folds)
        if not old or adds:
            tail += f" {'with' if adds else 'in' if kind == 'state' else 'for'} {new}"
        elif len(told := _compared(before, kind)) > 1:
            return None
        else:
            text = _put_into(text, told, new)
    mark = "?" if text.rstrip().endswith("?") else ""
    return f"{text.rstrip(' ?.!')}{tail}{mark}"


def _otherwise_done(facts: Facts, earlier: Conversation, library: Library) -> bool:
    """Whether who gave it makes a service another: an adjustment "by a PT instead"."""
    done = [library.techniques[s.technique] for s in earlier.services if s.technique]
    told = {f"{fact}={value}" for fact, value in facts.stated.items()}
    return any(not told.isdisjoint(technique.otherwise) for technique in done)


def _opened_with(facts: Facts) -> bool:
    """Whether what is named is put beside what was named before: "and with 97530?"."""
    opening = [t.fold for t in facts.tokens if t.fold != "and"][:1]
    return bool(opening) and opening[0] in signs.BESIDE - {"plus", "+"}


def only_names(facts: Facts) -> bool:
    """Whether a turn only names services, payers, providers and the like.

    Args:
        facts: The turn's facts.
    """
    named = {n for s in facts.slots for n in range(s.first, s.last + 1)}
    naming = reading_words("naming")
    if _IF.search(facts.question):
        naming = naming | reading_words("pays")
    return all(
        n in named or t.kind == "sign" or t.fold in naming for n, t in enumerate(facts.tokens)
    )


_TOLD = frozenset({"explain", "coverage"})
_OF_ONE = _TOLD | {"choice"}
"""Kinds of answer on one service by its name, which "it" means after them."""


def asks_alone(facts: Facts) -> bool:
    """Whether a turn that only names asks something by that: "is cupping 97140?", "what is GY?".

    Args:
        facts: The turn's facts.
    """
    done = any(s.technique for s in facts.services)
    tried = done and bool(facts.codes) and not facts.wants.isdisjoint(("yes_no", "valid"))
    tried |= bool(facts.services[2:] and phrases("massage_or_manual").search(facts.question))
    defined = "definition" in facts.wants and facts.wants <= {"definition", "yes_no"}
    return tried or (done and "choice" in facts.wants) or (defined and bool(facts.slots))


def only_who(facts: Facts) -> bool:
    """Whether a turn only names who pays or who gave it: "and TRICARE?", "a PTA?".

    Args:
        facts: The turn's facts.
    """
    kinds = {slot.kind for slot in facts.slots}
    told = kinds == {"payer"} and phrases("whose_cover").search(facts.question)
    named = bool(kinds) and kinds <= {"payer", "provider"}
    return named and (bool(told) or only_names(facts))


def within_subject(facts: Facts, earlier: Conversation) -> bool:
    """Whether a turn names a service within the subject before it: "and massage in his office?".

    Args:
        facts: The turn's facts.
        earlier: The conversation before it.
    """
    told = bool(earlier.intents) and set(earlier.intents) <= _TOLD
    return told and bool(earlier.topics) and not only_names(facts)


def _texts(facts: Facts, kind: str) -> list[str]:
    """The words of the slots of a kind."""
    slots: Sequence[Slot] = [s for s in facts.slots if s.kind == kind]
    return list(dict.fromkeys(facts.question[s.start : s.end] for s in slots))


def _compared(facts: Facts, kind: str) -> list[str]:
    """The words of the slots of a kind; of several, the one that is compared with the others."""
    told = {t.lower(): t for t in _texts(facts, kind)}
    if len(told) > 1:
        words = facts.question.lower()
        behind = re.compile(r"\b(?:like|as|than|same as|to|with) (?:the |original )?$")
        told = {t: w for t, w in told.items() if not behind.search(words[: words.index(t)])}
    return list(told.values())


def _put_into(text: str, old: Sequence[str], new: str) -> str:
    """A question with new words in the place of old ones."""
    for words in old:
        text = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", lambda _: new, text)
    return text


def in_full(question: str, earlier: Conversation, reader: Reader, library: Library) -> str:
    """A turn with what it points to in its place: the code for "it", or what was done.

    Args:
        question: The asker's words.
        earlier: The conversation before it.
        reader: Reads words by the library's names.
        library: The knowledge base.
    """
    if earlier.asked == "replaced" and (new := reader.read(earlier.said[-1]).services):
        other = reader.read(question)
        if other.services and not (other.timed_services or len(question) > _NAME):
            return f"{new[0].code} instead of {question}"  # "the ultrasound"
    done = earlier.services[0].technique if len(earlier.services) == 1 else None
    spoken_of = bool(done) and not _OF_ONE.isdisjoint(earlier.intents)
    named = library.techniques[done].name if done and spoken_of else None
    paid = _PAID.search(question)
    if paid and named:
        return _told(named, question, paid)
    if signs.ADD_ONE.search(question) and len(earlier.codes) == 1:
        added = reader.read(question)
        if added.services and not (added.timed_services or added.loose):
            return f"{question.rstrip(' ?.!')} with {earlier.codes[0]}?"
    pointed = _IT.search(question)
    if not pointed or earlier.services[1:]:
        return question
    if not pointed["put"] and _CODE.search(question):
        return question
    own = reader.read(question)
    if not own.services or own.timed_services or own.loose:
        return question
    if named and (pointed["called"] or not earlier.codes):
        return _told(named, question, pointed)
    spoken = pointed["called"] or _SERVICE_WORD.search(question)
    if len(earlier.codes) != 1 or earlier.codes[0] not in earlier.said[-1] or not spoken:
        return question
    return _told(earlier.codes[0], question, pointed)


def _told(named: str, question: str, pointing: re.Match[str]) -> str:
    """A question with what is named in the place of the word that points to it."""
    start, end = pointing.span(pointing.lastindex or 0)
    return f"{question[:start]}{named}{question[end:]}"
