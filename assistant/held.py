"""The gates of the library: what is a question of this field that the library does not answer.

They look at codes, payers, states, years and subjects; a score comes last and only where none of
these speaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.nearness import answers
from assistant.answers.passage_subject import off_its_codes
from assistant.answers.unheld import asked_last
from assistant.context import Context, Found
from assistant.draft import Block, Line
from assistant.gates import answering
from assistant.intents.signs import wants_code
from assistant.intents.threshold import THRESHOLD, amounts_in
from assistant.nearest import show_nearest, unanswered
from assistant.speak import spoken_key
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.records import Passage

COMPUTED = frozenset(
    {"what_if", "units", "minutes_for", "mue", "pair", "choice", "documentation", "ask_payer"}
)
_OF_ITS_OWN = 0.2
"""A named document answers on a subject that isn't held, where it does so much; see `answering`."""
_ON_THE_STATE = 0.2
"""A question on a state is answered where a passage naming it answers so much."""
_ON_THE_AMOUNT = 0.6
"""An amount that a document claims is asked about where its passage is this near."""
_IN_ITS_WORDS = 0.35
"""And, where neither a document nor a place is named, answers so much."""


def coverage_gate(case: Case, context: Context, hits: Sequence[Found]) -> Block | None:
    """A refusal where a code, payer, state, modifier, year or subject asked about isn't held.

    Args:
        case: The case.
        context: The library.
        hits: What the search found.
    """
    topics = [context.library.topics[t] for t in case.topics]
    overruled = context.library.overruled(topic.id for topic in topics if not topic.held)
    overruled -= {"units"} if case.wants("units") else set()
    computed = (COMPUTED & set(case.intents)) - overruled
    if (case.facts.states or case.facts.unheld) and not (wants_code(case) or case.follows):
        computed -= {"choice"}
    last = asked_last(case, context.library)
    if computed - {"choice"} and not last:
        return None
    missing = last or _missing(case, hits, context.library)
    judged = "modifiers" in case.intents and case.modifiers and case.facts.codes
    if judged or _told_by_document(case, hits):
        missing = [m for m in missing if m not in _subjects(case, context.library)]
    if _amount_known(case, hits, context.library):
        missing = [m for m in missing if m != context.library.topics["fees"].missing]
    if computed and not last:
        firm = {t.missing for t in topics}
        none = not any(c in context.library.codes for c in case.facts.codes)
        missing = [m for m in missing if m in firm or (m.startswith("code ") and none)]
    if set(case.intents) <= {"status", "explain"} and "status" in case.intents:
        own = _subjects(case, context.library) if case.wants("status") else set()
        missing = [m for m in missing if m not in own and not m.startswith("code ")]
    if not missing:
        return None
    block = Block("gate", refused="not_supported")
    told = f"This is not covered by the library: it holds nothing on {'; '.join(missing)}."
    block.headline = Line(told, ())
    show_nearest(block, hits, context)
    if case.facts.unheld or case.facts.states:
        block.say(spoken_key(_WHERE, context.library), _WHERE)
    return block


_WHERE = "knead-notes/not-held"
"""Where to look for what a payer or a state says."""


def _told_by_document(case: Case, hits: Sequence[Found]) -> bool:
    """Whether a document that is asked about by name speaks of just what is asked."""
    named = set(case.sources) & set(case.called)
    return answering([h for h in hits if h.passage_key.split("/")[0] in named]) >= _OF_ITS_OWN


def _subjects(case: Case, library: Library) -> set[str]:
    """What is missing of the subjects of a question that are not held."""
    return {library.topics[t].missing for t in case.topics if not library.topics[t].held}


def _amount_known(case: Case, hits: Sequence[Found], library: Library) -> bool:
    """Whether an amount that a document claims is asked about, not what a payer pays."""
    claims = set(library.corrections["amounts"].wrong)
    told = bool(case.facts.states or set(case.sources) & set(case.called))
    near = [
        h
        for h in hits[:5]
        if h.passage_key in claims
        and (h.similarity or 0) >= _ON_THE_AMOUNT
        and (told or answers(h) >= _IN_ITS_WORDS)
    ]
    amounts = re.findall(r"\$ ?(\d[\d,]*)", case.facts.question)
    if not amounts and not case.facts.states and (case.facts.payers or case.facts.unheld):
        return False
    return _said(amounts, near, library)


def _missing(case: Case, hits: Sequence[Found], library: Library) -> list[str]:
    """What the question asks about and the library doesn't hold, in words."""
    facts = case.facts
    told: list[str] = []
    documents = any(s in case.sources for s in case.called)
    over = library.overruled(case.topics)
    for topic_id in case.topics:
        topic = library.topics[topic_id]
        if topic.held or topic_id in over or (topic_id == "fees" and documents):
            continue
        told.append(topic.missing)
    payers = {name for payer in library.payers.values() for name in payer.names}
    for kind, name in facts.unheld:
        if kind == "payer":
            told.append(f"the payer {name}")
        elif kind == "modifier" and name.lower() not in payers:
            told.append(f"modifier {name}")
        elif kind == "diagnosis" and "." in name and not _passage_names(name, library):
            told.append(f"the diagnosis code {name}")
    if not any(library.topics[t].anywhere for t in case.topics):
        states = [s for s in facts.states if not _state_held(s, case, hits, library)]
        told += [f"{state.title()}'s rules" for state in states]
    unknown = [c for c in facts.codes if c not in library.codes and c not in library.pairs.scope]
    told += [f"code {code}" for code in unknown]
    told += [f"what is paid for {code}" for code in _uncovered(case, library)]
    if (
        facts.year is not None
        and _ON_THRESHOLD["modifiers" in case.intents] & set(case.topics)
        and facts.year not in library.thresholds
    ):
        told.append(f"the year {facts.year}")
    fees = library.topics["fees"].missing
    if facts.codes and _PAYS.search(facts.question) and not _uncovered(case, library):
        told.append(fees)
    amounts = amounts_in(facts.question)
    of_money = THRESHOLD.isdisjoint(case.topics) and "fees" not in library.overruled(case.topics)
    if amounts and of_money and not _said(amounts, hits, library):
        told.append(fees)
    return list(dict.fromkeys(told))


def _uncovered(case: Case, library: Library) -> list[str]:
    """The codes known by name alone whose coverage is asked for, and no passage speaks of it."""
    if not case.wants("coverage") or case.intents != ("explain",):
        return []
    named = [c for c in case.facts.codes if c in library.codes and not library.codes[c].status]
    spoken = {c for p in library.passages.values() if p.payers for c in p.codes}
    return [code for code in named if code not in spoken]


_ON_THRESHOLD = {True: {"therapy-threshold"}, False: THRESHOLD}
"""Subjects that a year's threshold is asked of, where KX is judged on a line or not."""
_PAYS = re.compile(
    r"\bwhat(?:'s| does| do| will| would| did) (?:the |my |your )?[\w'-]+(?: [\w'-]+)? "
    r"(?:pay|reimburse)(?:\W*$| (?:me |us )?(?:for|on|per) (?:a |one )?(?:unit|\d{5}))",
    re.I,
)
"""What a payer pays for a code that is named, in words that speak of no amount."""


def _said(amounts: Sequence[str], hits: Sequence[Found], library: Library) -> bool:
    """Whether a passage that was found names every amount."""
    found = [library.passages[h.passage_key] for h in hits if h.passage_key in library.passages]
    return any(all(f"${amount}" in p.text for amount in amounts) for p in found)


def _passage_names(name: str, library: Library) -> bool:
    """Whether a passage names a code that is no billing code."""
    return any(name.upper() in p.text for p in library.passages.values())


def _state_held(state: str, case: Case, hits: Sequence[Found], library: Library) -> bool:
    """Whether a passage that speaks of a state, or a reader's comment, is on what is asked."""
    for number, hit in enumerate(hits):
        passage = library.passages.get(hit.passage_key)
        if passage is None or answers(hit) < _ON_THE_STATE or off_its_codes(passage, case, library):
            continue
        commented = number == 0 and passage.authority == "comment"
        if _names(passage, state) or (commented and _commented(state, library)):
            return True
    return False


def _names(passage: Passage, state: str) -> bool:
    """Whether a passage, or a question that it answers, names a state."""
    return state in " ".join((passage.text, *passage.topics, *passage.asked)).lower()


def _commented(state: str, library: Library) -> bool:
    """Whether a reader's comment speaks of a state."""
    found = library.passages.values()
    return any(p.authority == "comment" and _names(p, state) for p in found)


def score_gate(case: Case, hits: Sequence[Found], context: Context) -> Block | None:
    """A refusal where nothing found comes near enough; the last gate and the softest.

    Args:
        case: The case.
        hits: What the search found, the nearest first.
        context: The library.
    """
    library = context.library
    led = any(library.topics[t].lead for t in case.topics)
    if case.intents != ("explain",) or case.follows or led or not hits:
        return None
    return unanswered(hits, context) if _far(case, hits, library) else None


_ANSWERS = 0.15
"""A question of this field is answered where a passage answers it so much; see `answering`."""
_SHORT = 16
"""A longer question tells a story, of whose words a passage that answers it holds few."""
_OF_A_DOCUMENT = 0.05
"""A document that is named shares its subject with the question, so less is asked of its words."""
_NEAR, _SURE = 0.5, 0.42
"""A passage answers where it is so near in meaning; less where the question names its subject."""


def _far(case: Case, hits: Sequence[Found], library: Library) -> bool:
    """Whether nothing that was found answers."""
    facts = case.facts
    best = max((h.similarity or 0.0 for h in hits), default=0.0)
    if set(case.sources) & set(case.called):
        return _beside_document(case, hits, library) or answering(hits) < _OF_A_DOCUMENT
    sure = bool(facts.topics or facts.sources or facts.modifiers or (facts.codes and facts.wants))
    if best and best < (_SURE if sure else _NEAR):
        return True
    words = sum(t.kind == "word" for t in facts.tokens)
    return not sure and not facts.codes and words <= _SHORT and answering(hits) < _ANSWERS


def _beside_document(case: Case, hits: Sequence[Found], library: Library) -> bool:
    """Whether a document is asked about a code or technique that none of its passages names."""
    named = set(case.sources) & set(case.called)
    found = (library.passages.get(h.passage_key) for h in hits)
    passages = [p for p in found if p is not None and p.source in named]
    codes = {*case.facts.codes}
    return bool(codes) and all(codes.isdisjoint(p.codes) for p in passages)
