"""The hard gates: what is no question of this field, and what the library does not hold.

They look at words, codes, payers, states, years and subjects; a score comes last and only where
none of these speaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.context import Context, Found
from assistant.draft import Block, Line
from assistant.reading.language import other_language
from assistant.speak import spoken
from assistant.turns.case import Case
from knowledge.library import Library

LONGEST = 20_000
_THERAPY_CODE = re.compile(r"^9[78]\d{3}$")
COMPUTED = frozenset(
    {"what_if", "units", "minutes_for", "mue", "pair", "choice", "documentation", "ask_payer"}
)


def scope_gate(case: Case) -> Block | None:
    """A refusal where the words are no question of this field.

    Args:
        case: The case.
    """
    question = case.facts.question.strip()
    if not any(t.kind != "sign" for t in case.facts.tokens):
        return _out(
            "No question stands there. Ask about massage and manual therapy billing codes, "
            "for example how many units some minutes make."
        )
    if len(question) > LONGEST:
        return _out(
            f"The question is too long to read: write it in at most {LONGEST} characters.",
        )
    language = other_language(case.facts.tokens)
    if language and not (case.codes and len(case.facts.wants) > 2):
        return _out(
            f"The question seems to be in {language}; English is what is read here, so "
            "please ask it in English."
        )
    if case.facts.wants & {"greeting", "thanks", "help"} and not _asks_something(case):
        return _out(_polite(case))
    return _out(_ELSEWHERE) if _elsewhere(case) == "yes" else None


_ELSEWHERE = (
    "That is another subject: this assistant answers US billing-code questions about massage and "
    "manual therapy, and nothing else."
)
_ON_THE_AMOUNT = 0.6
"""An amount that a document claims is asked about where its passage is this near."""
_SURELY_NEAR = 0.68
"""A question whose words don't show its field belongs to it where a passage is this near."""


def doubt_gate(case: Case, hits: Sequence[Found]) -> Block | None:
    """A refusal where the words leave the field open and nothing that was found is near.

    Args:
        case: The case.
        hits: What the search found.
    """
    if _elsewhere(case) != "open":
        return None
    best = max((h.similarity or 0.0 for h in hits), default=0.0)
    return None if best >= _SURELY_NEAR else _out(_ELSEWHERE)


def _out(text: str) -> Block:
    """A refusal with its sentence."""
    block = Block("gate", refused="out_of_scope")
    block.headline = Line(text, ())
    return block


def _polite(case: Case) -> str:
    """An answer to small talk."""
    if "thanks" in case.facts.wants:
        return "You're welcome. Ask on whenever there is another code, unit or modifier question."
    return (
        "Hello. Ask about US billing codes for massage and manual therapy: units, code choice, "
        "code pairs, modifiers, documentation, or what a source says."
    )


def _asks_something(case: Case) -> bool:
    """Whether the words hold more than small talk."""
    facts = case.facts
    held = facts.codes or facts.services or facts.topics or facts.payers or facts.modifiers
    words = [t for t in facts.tokens if t.kind == "word"]
    return bool(held) or ("billing" in facts.scope and len(words) > 3) or len(words) > 12


def _elsewhere(case: Case) -> str:
    """Whether the question is on another subject: `yes`, `no`, or `open` for the search to say."""
    facts = case.facts
    billing = "billing" in facts.scope
    if case.follows and "elsewhere" not in facts.scope:
        return "no"
    if facts.codes or facts.modifiers or facts.timed_services or facts.improper:
        return "no"
    if "elsewhere" in facts.scope and not billing:
        return "yes"
    if "other_medicine" in facts.scope and "field" not in facts.scope and not facts.services:
        return "yes"
    documents = any(s in case.sources for s in case.called)
    if facts.topics or facts.payers or documents or {"units", "choice"} & set(case.intents):
        return "no"
    if billing and (facts.services or facts.goals):
        return "no"
    if facts.services and facts.wants & {"definition", "choice"}:
        return "no"
    named = facts.unheld or facts.states or facts.providers or facts.generic_payer
    if billing and ("field" in facts.scope or named):
        return "no"
    return "open" if billing or "field" in facts.scope or facts.services or facts.goals else "yes"


def coverage_gate(case: Case, context: Context, hits: Sequence[Found]) -> Block | None:
    """A refusal where a code, payer, state, modifier, year or subject asked about isn't held.

    Args:
        case: The case.
        context: The library.
        hits: What the search found.
    """
    topics = [context.library.topics[t] for t in case.topics]
    overruled = {o for topic in topics if not topic.held for o in topic.over}
    computed = (COMPUTED & set(case.intents)) - overruled
    if computed - {"choice"}:
        return None
    missing = _missing(case, context.library)
    if _amount_known(hits, context.library):
        missing = [m for m in missing if m != context.library.topics["fees"].missing]
    if computed:
        firm = {context.library.topics[t].missing for t in case.topics}
        missing = [m for m in missing if m in firm]
    if "status" in case.intents:
        missing = [m for m in missing if not m.startswith("code ")]
    if not missing:
        return None
    block = Block("gate", refused="not_supported")
    block.headline = Line(
        f"This is not covered by the library: it holds nothing on {'; '.join(missing)}.", ()
    )
    nearest = next(iter(hits), None)
    if nearest is not None:
        passage = context.passage(nearest.passage_key)
        source = context.library.sources.get(passage.source)
        if source is not None and not _dragging(passage.text):
            block.lines.append(
                Line(
                    f"The nearest passage, which doesn't answer it: {spoken(passage, source)}",
                    (passage.key,),
                )
            )
    return block


def _amount_known(hits: Sequence[Found], library: Library) -> bool:
    """Whether an amount that a document claims is what the question is about."""
    claims = set(library.corrections["amounts"].wrong)
    return any(h.passage_key in claims and (h.similarity or 0) >= _ON_THE_AMOUNT for h in hits[:5])


def _dragging(text: str) -> bool:
    """Whether a nearest passage would bring in money or another place than was asked about."""
    return "$" in text


def _missing(case: Case, library: Library) -> list[str]:
    """What the question asks about and the library doesn't hold, in words."""
    facts = case.facts
    told: list[str] = []
    documents = any(s in case.sources for s in case.called)
    over = {o for t in case.topics for o in library.topics[t].over}
    for topic_id in case.topics:
        topic = library.topics[topic_id]
        if topic.held or topic_id in over or (topic_id == "fees" and documents):
            continue
        told.append(topic.missing)
    for kind, name in facts.unheld:
        if kind == "payer":
            told.append(f"the payer {name}")
        elif kind == "modifier":
            told.append(f"modifier {name}")
    states = [s for s in facts.states if not _state_held(s, library)]
    told += [f"{state.title()}'s rules" for state in states]
    unknown = [c for c in facts.codes if c not in library.codes and c not in library.pairs.scope]
    told += [f"code {code}" for code in unknown]
    if (
        facts.year is not None
        and "therapy-threshold" in case.topics
        and facts.year not in library.thresholds
    ):
        told.append(f"the year {facts.year}")
    return list(dict.fromkeys(told))


def _state_held(state: str, library: Library) -> bool:
    """Whether a passage speaks of a state."""
    return any(state in p.text.lower() for p in library.passages.values())


def score_gate(case: Case, hits: Sequence[Found], context: Context) -> Block | None:
    """A refusal where nothing found comes near enough; the last gate and the softest.

    Args:
        case: The case.
        hits: What the search found, the nearest first.
        context: The library.
    """
    led = any(context.library.topics[t].lead for t in case.topics)
    if case.intents != ("explain",) or case.follows or led:
        return None
    best = max((h.similarity or 0.0 for h in hits), default=0.0)
    facts = case.facts
    sure = bool(facts.topics or facts.sources or facts.modifiers or (facts.codes and facts.wants))
    if best == 0.0 or best >= (0.42 if sure else 0.5):
        return None
    block = Block("gate", refused="not_supported")
    block.headline = Line(
        "This is not covered by the library: no passage that it holds answers this question.", ()
    )
    nearest = next(iter(hits), None)
    if nearest is not None:
        passage = context.passage(nearest.passage_key)
        source = context.library.sources.get(passage.source)
        if source is not None and not _dragging(passage.text):
            told = f"The nearest passage, which doesn't answer it: {spoken(passage, source)}"
            block.lines.append(Line(told, (passage.key,)))
    return block
