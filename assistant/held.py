"""The gate of the library: a question of this field on what the library does not hold.

It looks at codes, payers, states, years and subjects; a score comes last and only where none of
these speaks (`nearest.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.passage_subject import answering, answers
from assistant.context import Context, Found
from assistant.draft import Block, not_held
from assistant.intents.limits import amounts_in
from assistant.intents.signs import wants_code
from assistant.missing import missing_of, said
from assistant.nearest import show_nearest
from assistant.reading.asking import sentences
from assistant.speak import cite
from assistant.turns.case import Case
from knowledge.library import Library

COMPUTED = frozenset(
    {"what_if", "units", "minutes_for", "mue", "pair", "choice", "documentation", "ask_payer"}
)
_OF_ITS_OWN = 0.2
"""A named document answers on a subject that isn't held, where it does so much; see `answering`."""
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
    library = context.library
    missing = _missing(case, hits, library)
    if not missing:
        return None
    block = not_held(f"it holds nothing on {'; '.join(missing)}")
    told = (library.modifiers[m].supports[0] for m, _ in case.facts.modifiers)
    cite(block, library, *told)
    if not block.lines:
        show_nearest(block, hits, context)
    if case.facts.unheld or case.facts.states:
        cite(block, library, _WHERE)
    return block


def _missing(case: Case, hits: Sequence[Found], library: Library) -> list[str]:
    """What is asked about and isn't held, but for what is computed or told all the same."""
    last, computed = _asked_last(case, library), _computed(case, library)
    if computed - {"choice"} and not last:
        return []
    missing = last or missing_of(case, hits, library)
    subjects = {library.topics[t].missing for t in case.topics if not library.topics[t].held}
    if not missing:
        return []
    known: set[str] = set()
    judged = "modifiers" in case.intents and case.modifiers and case.facts.codes
    of_them = [h for h in hits if h.passage_key.split("/")[0] in case.documents]
    if judged or answering(of_them) >= _OF_ITS_OWN:
        known |= subjects
    distinct = {*library.claim_rules.pairs.distinct}
    if judged and {*case.modifiers} <= distinct:  # What they say is the same whoever pays.
        known |= {f"the payer {name}" for kind, name in case.facts.unheld if kind == "payer"}
    if _amount_known(case, hits, library):
        known.add(library.subjects.the("amounts").missing)
    if computed and not last:
        firm = {library.topics[t].missing for t in case.topics}
        one_held = any(c in library.codes for c in case.facts.codes)
        none = not one_held and "status" not in case.intents
        missing = [m for m in missing if m in firm or (m.startswith("code ") and none)]
    if {"status"} <= {*case.intents} <= {"status", "explain"}:
        known |= subjects if case.wants("status") else set()
        missing = [m for m in missing if not m.startswith("code ")]
    return [m for m in missing if m not in known]


def _computed(case: Case, library: Library) -> frozenset[str]:
    """What is asked for and computed from what is held, whatever isn't."""
    unheld = (t for t in case.topics if not library.topics[t].held)
    overruled = library.overruled(unheld)
    if case.wants("units") or (len(case.timed) > 1 and case.wants("what_bill")):
        overruled -= {"units"}
    computed = (COMPUTED & {*case.intents}) - overruled
    elsewhere = case.facts.states or case.facts.unheld
    no_choice = elsewhere and not (wants_code(case) or case.follows)
    return computed - {"choice"} if no_choice else computed


_WHERE = "knead-notes/not-held"
"""Where to look for what a payer or a state says."""


def _amount_known(case: Case, hits: Sequence[Found], library: Library) -> bool:
    """Whether an amount that a document claims is asked about, not what a payer pays."""
    claims = set(library.corrections["amounts"].wrong)
    told = bool(case.facts.states or case.documents)
    near = [
        h
        for h in hits[:5]
        if h.passage_key in claims
        and (h.similarity or 0) >= _ON_THE_AMOUNT
        and (told or answers(h) >= _IN_ITS_WORDS)
    ]
    amounts = amounts_in(case.facts.question)
    own = case.facts.folds & {*library.words.of_oneself}
    if (own or case.facts.payers or case.facts.unheld) and not (amounts or told):
        return False
    return said(amounts, near, library)


def _asked_last(case: Case, library: Library) -> list[str]:
    """What isn't held of the subjects that a question on codes before it comes to in the end.

    "BCBS denied 97124 as bundled with 98940. can i appeal?" asks how to appeal, not of the pair.
    """
    parts = sentences(case.facts.tokens)
    if len(parts) < _SEVERAL or "pair" not in case.intents:
        return []
    last = f" {' '.join(t.text.lower() for t in parts[-1] if t.kind != 'sign')} "
    topics = [library.topics[t] for t in case.topics if not library.topics[t].held]
    return [t.missing for t in topics if any(f" {cue} " in last for cue in t.cues)]


_SEVERAL = 2
