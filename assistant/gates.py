"""The gates of the field: what is no question of it.

They look at words; a score comes last and only where the words don't speak.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from assistant.answers.passage_subject import answering
from assistant.context import Context, Found
from assistant.draft import Block, Line, refusal
from assistant.field import elsewhere, of_a_rule
from assistant.finding import searched_text
from assistant.intents.signs import puts_a_question
from assistant.turns.case import Case
from knowledge.library import Library

LONGEST = 20_000


def scope_gate(case: Case, library: Library) -> Block | None:
    """A refusal where the words are no question of this field.

    Args:
        case: The case.
        library: The knowledge base.
    """
    question = case.facts.question.strip()
    if not any(t.kind != "sign" for t in case.facts.tokens):
        return _out(
            "No question stands there. Ask about massage and manual therapy billing codes, "
            "for example how many units some minutes make."
        )
    if len(question) > LONGEST:
        return _out(f"The question is too long to read: write it in at most {LONGEST} characters.")
    language = case.facts.language
    if language and not (case.codes and case.timed):
        return _out(
            f"The question seems to be in {language}; English is what is read here, so "
            "please ask it in English."
        )
    if case.wants("greeting", "thanks", "help") and not _asks_something(case, library):
        return _out(_polite(case))
    return _out(_ELSEWHERE) if elsewhere(case, library) == "yes" else None


_out = partial(refusal, status="out_of_scope")


def language_note(case: Case) -> Line | None:
    """What is said beside an answer to a question that isn't in English.

    Args:
        case: The case.
    """
    if not case.facts.language:
        return None
    return Line(
        f"The question seems to be in {case.facts.language}; English is what is read here, so "
        "check that it was read as it was meant.",
        (),
    )


_ELSEWHERE = (
    "That is another subject: this assistant answers US billing-code questions about massage and "
    "manual therapy, and nothing else."
)
_SURELY_NEAR = {"open": 0.24, "far": 0.3}
"""A question whose words don't show its field belongs to it where a passage answers it so much:
its nearness in meaning times the share of the question's words that it holds."""


_ASKING = ("yes_no", "definition", "why", "who", "compare")
_NEARER = {"asked": 0.04, "computed": 0.12}
"""A question is of another subject where it comes so much nearer, in meaning, to one that people
ask of other subjects than to any passage; more for a note, from which something is computed."""


_BESIDE = 1
"""So few words beside a service's name leave it a note of that service."""


def doubt_gate(case: Case, hits: Sequence[Found], context: Context) -> Block | None:
    """A refusal where the question is nearer to another subject, or nothing found is near it.

    Args:
        case: The case.
        hits: What the search found.
        context: The library.
    """
    if "pair" in case.intents and len(case.codes) > 1:
        return None
    if _nearer_elsewhere(case, hits, context):
        return _out(_ELSEWHERE)
    least = _SURELY_NEAR.get(elsewhere(case, context.library))
    noted = case.facts.claimed_units or _noted(case, context.library)
    if least is None or noted or answering(hits) >= least:
        return None
    return _out(_ELSEWHERE)


def _nearer_elsewhere(case: Case, hits: Sequence[Found], context: Context) -> bool:
    """Whether a question that names no code comes nearer to another subject than to a passage."""
    facts = case.facts
    if case.goes_on or facts.codes or facts.modifiers or facts.improper or case.sources:
        return False
    if facts.claimed_units or (facts.services and (case.timed or _named_alone(case))):
        return False
    library = context.library
    if "billing" in facts.scope and "explain" not in case.intents and _of_own_name(case, library):
        return False
    topics = [library.topics[t] for t in facts.topics]
    told_of = any(not topic.held or topic.headline for topic in topics)
    paid = facts.services and library.subjects.play(facts.topics, "whether_paid")
    if paid or of_a_rule(case) or ("billing" in facts.scope and told_of):
        return False
    here = max((h.similarity or 0.0 for h in hits), default=0.0)
    told = facts.scope & {"billing", "counted"} or not case.wants(*_ASKING)
    noted = told or (facts.services and case.wants("choice"))
    computed = noted and not set(case.intents) <= {"explain"}
    least = _NEARER["computed" if computed else "asked"]
    return bool(here) and context.elsewhere(searched_text(case, context.library)) - here >= least


def _noted(case: Case, library: Library) -> bool:
    """Whether a service of its own name is noted and nothing is asked: "gait training, surgery"."""
    named = {s.technique for s in case.facts.services if s.technique}
    beside = len(named) > 1 and case.wants("beside")
    return _of_own_name(case, library) and bool(beside or not case.wants(*_ASKING))


def _of_own_name(case: Case, library: Library) -> bool:
    """Whether a service is named by a name that is none of daily life's."""
    named = (s.technique for s in case.facts.services if s.technique)
    return any(not library.techniques[t].weak for t in named)


def _named_alone(case: Case) -> bool:
    """Whether hardly more stands in the question than services' names."""
    named = {n for s in case.facts.services for n in range(s.first, s.last + 1)}
    words = [n for n, t in enumerate(case.facts.tokens) if t.kind == "word" and n not in named]
    return len(words) <= _BESIDE


def _polite(case: Case) -> str:
    """An answer to small talk."""
    if "thanks" in case.facts.wants:
        return "You're welcome. Ask on whenever there is another code, unit or modifier question."
    return (
        "Hello. Ask about US billing codes for massage and manual therapy: units, code choice, "
        "code pairs, modifiers, documentation, or what a source says."
    )


def _asks_something(case: Case, library: Library) -> bool:
    """Whether the words hold more than small talk."""
    facts = case.facts
    held = facts.codes or facts.services or facts.topics or facts.payers or facts.modifiers
    answers = case.follows and (facts.stated or facts.regions or facts.bare or facts.loose)
    words = [t for t in facts.tokens if t.kind == "word"]
    going_on = case.follows and len(words) > 4
    asks = case.follows and "thanks" in facts.wants and puts_a_question(facts.question)
    billing = bool(facts.scope & {"billing", "counted"}) and len(words) > 3
    told, said = {t.text.lower() for t in words}, library.words
    # Help alone is wanted, and nothing is named that it is wanted with: "can you help me?".
    plain = told <= {*said.courtesy, *said.courtesy_marks, *said.helped_with}
    figures = any(t.kind in ("code", "number") for t in facts.tokens)
    if "help" in told and plain and not figures:
        return False
    return bool(held or answers or going_on or asks or billing) or len(words) > 12
