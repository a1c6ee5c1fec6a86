"""Which of the passages found are worth saying, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answers.passage_asked import settled
from assistant.answers.passage_scores import (
    SURE_LEAD,
    in_lead_order,
    leading,
    near_ones,
    scores_of,
    strongest_first,
)
from assistant.answers.passage_subject import answers, aside, leads_search, speaks
from assistant.context import Context, Found
from assistant.turns.case import Case
from assistant.turns.cited_again import off_its_codes
from knowledge.library import Library
from knowledge.reading_words import reading_words
from knowledge.records import Correction, Passage

_SURE = 2
"""A claim that is corrected is said unasked only among so many passages."""
_MUCH = 0.45
_JUST = 0.5
"""A passage that leads by words and by meaning is just what is asked where it answers so much."""
_SAID = 3
"""So many of what the last answer rested on are what it said first."""
_BARE = 6
"""So few words that name nothing are on the subject before them, not on all of its codes."""
_SURELY = 0.7
"""A passage on another payer or code goes behind the others unless it answers so much."""


def choose(case: Case, context: Context, hits: Sequence[Found], most: int) -> list[Passage]:
    """The passages worth saying, the most direct first.

    Args:
        case: The case.
        context: The library.
        hits: What the search found, the nearest first.
        most: The most passages.
    """
    library = context.library
    if not hits:
        return []
    named = _sources_named(case, library)
    if library.subjects.play(case.topics, "of_errors") and (wrong := _erring(case, library)):
        return wrong[:most]
    pool = [h for h in hits if h.passage_key.split("/")[0] in named] or list(hits)
    asked = _just_asked(pool, case)
    leads = leading(case, library, pool)
    scores = scores_of(pool, leads, case, library)
    pool.sort(key=lambda h: -scores[h.passage_key])
    pool = in_lead_order(pool, leads)
    near = near_ones(pool, leads, case)
    held = {h.passage_key: answers(h) for h in pool}
    if named:
        keys = _with_unfound(near, 3, leads, held, case, library)
        keys.sort(key=lambda key: _of_others(key, case, library))
    else:
        if leads.get(near[0], 0.0) <= SURE_LEAD:
            near = strongest_first(near, scores, context)
        keys = _with_unfound(near, 1, leads, held, case, library)
        keys.sort(key=lambda key: _behind(key, held, leads, case, library))
        keys = _within(keys, case, library)
        if keys[0] in leads and (case.facts.topics or not case.follows):
            keys = [k for k in keys if k in leads or _on_it(k, held, case, library)]
    found: list[Passage] = []
    for key in dict.fromkeys(keys):
        passage = context.passage(key)
        sure = key == asked
        beside = sure or key in leads or not off_its_codes(passage, case, library)
        told = sure or speaks(passage, case, library)
        if told and (beside or not found) and _may(passage, case, library, found):
            found.append(passage)
    return found[:most]


def _erring(case: Case, library: Library) -> list[Passage]:
    """Of each correction of a named document the first passage that errs, on what is asked."""
    sources = case.documents
    told = (
        [key for key in correction.wrong if key.split("/")[0] in sources]
        for correction in library.corrections.values()
    )
    found = [library.passages[key] for key in dict.fromkeys(keys[0] for keys in told if keys)]
    on_it = [p for p in found if not {*p.topics}.isdisjoint(case.facts.topics)]
    return on_it or found


def _sources_named(case: Case, library: Library) -> set[str]:
    """The sources of which the question asks what they say, by their names."""
    if _of_documents(case, library):
        return set()
    return {s for s in case.sources if s in library.sources and library.sources[s].called}


def _of_documents(case: Case, library: Library) -> bool:
    """Whether the documents themselves are asked about, not what one says of a service."""
    worth = library.subjects.play(case.topics, "document_worth") and not case.facts.services
    return worth or library.subjects.play(case.topics, "of_documents")


def _with_unfound(
    near: list[str],
    front: int,
    leads: Mapping[str, float],
    held: Mapping[str, float],
    case: Case,
    library: Library,
) -> list[str]:
    """The near passages with those that weren't found: a subject's leads, what a code is.

    They go behind the first of the near ones, or before them where these answer little.
    """
    unfound = [k for k in leads if k not in held]
    of_documents = _of_documents(case, library)
    led = near[0] == next(iter(leads), None)
    weak = unfound and held[near[0]] < _MUCH
    others = case.wants("other_payer")
    said = case.follows and unfound and (others or unfound[0] in case.earlier.cited)
    if front == 1 and not led and (of_documents or weak or said):
        front = 0
    keys = [*near[:front], *unfound, *near[front:2]]
    defining = _defining(case, library)
    if defining and _plainly(case, library):
        return [*defining, *keys, *near[2:]]
    return [*keys, *defining[:1], *near[2:]]


def _defining(case: Case, library: Library) -> list[str]:
    """The passages that say what the codes asked about are."""
    asked = case.wants("definition", "yes_no", "compare")
    other = case.documents or case.wants("documentation") or settled(case, library)
    if other or not asked or not case.facts.codes:
        return []
    held = (library.codes[c] for c in case.codes if c in library.codes)
    return list(dict.fromkeys(key for code in held for key in code.supports))


def _plainly(case: Case, library: Library) -> bool:
    """Whether just what codes are or how they differ is asked: hardly a word says more."""
    held = (library.codes[c] for c in case.codes if c in library.codes)
    own = {word for code in held for name in code.names for word in name.split()}
    known = reading_words("defining") | own
    further = [t for t in case.facts.tokens if t.kind == "word" and t.fold not in known]
    return case.wants("compare", "definition") and len(further) <= 1


def _behind(
    key: str, held: Mapping[str, float], leads: Mapping[str, float], case: Case, library: Library
) -> tuple[bool, bool, bool]:
    """Whether a passage goes behind: on another payer, code or subject, or off its claim."""
    passage = library.passage(key)
    off = held.get(key, 0.0) < _SURELY and aside(passage, case, library, key in leads)
    astray = held.get(key, 0.0) < _SURELY and _off_the_subject(key, case, library)
    off = off or (key.endswith("/about") and case.follows)
    comment = passage.authority == "comment" and key not in library.corrected
    off = off or (comment and bool(leads) and key not in leads)
    return off, astray, _off_its_claim(key, case, library)


def _within(keys: list[str], case: Case, library: Library) -> list[str]:
    """The passages on the subject that a turn goes on within, else those of the last answer."""
    if not case.follows or "pair" in case.earlier.intents:
        return keys
    said = [k for k in case.earlier.cited if k in library.passages]
    on_it = [k for k in keys if not _off_the_subject(k, case, library)]
    if _bare(case) and all(_of_others(k, case, library) for k in on_it):
        on_it = [k for k in said if not _of_others(k, case, library)]
    return on_it or said or keys


def _bare(case: Case) -> bool:
    """Whether a following turn of a few words names nothing."""
    few = sum(t.kind != "sign" for t in case.facts.tokens) <= _BARE
    return few and not (case.facts.topics or case.facts.slots)


def _off_the_subject(key: str, case: Case, library: Library) -> bool:
    """Whether a turn that names nothing goes on within a subject, and a passage is on another."""
    named = case.facts.topics or case.facts.slots
    passage = library.passage(key)
    if not case.follows or named or not case.topics:
        return False
    if key in case.earlier.cited[:_SAID] or any(key in library.topics[t].lead for t in case.topics):
        return False
    other_codes = _bare(case) or {*case.codes}.isdisjoint(passage.codes)
    return other_codes and {*case.topics}.isdisjoint(passage.topics)


def _of_others(key: str, case: Case, library: Library) -> bool:
    """Whether a passage speaks of other codes alone than those that the question names."""
    return bool(case.codes) and off_its_codes(library.passage(key), case, library)


def _on_it(key: str, held: Mapping[str, float], case: Case, library: Library) -> bool:
    """Whether a passage is on a subject of the question or the one before, or answers much."""
    subjects = {*case.topics, *(case.earlier.topics if case.follows else ())}
    return held.get(key, 0.0) >= _MUCH or not subjects.isdisjoint(library.passage(key).topics)


def _just_asked(pool: Sequence[Found], case: Case) -> str | None:
    """The passage that leads by words and by meaning, where the question names no state."""
    if case.facts.states or case.unheld_payer:
        return None
    first = (h.passage_key for h in pool if leads_search(h) and answers(h) >= _JUST)
    return next(first, None)


def _may(passage: Passage, case: Case, library: Library, found: list[Passage]) -> bool:
    """Whether a weak passage may be said: a reader's comment, or a claim that is corrected.

    It may where it is asked for. Else a comment must be all there is, or a corrected claim among
    the nearest and asked about; and a corrected claim stays out behind other answers.
    """
    if passage.source in case.sources or "comment" in case.facts.question.lower():
        return True
    if library.subjects.only_if_asked(passage.topics) - {*case.topics}:
        return False
    corrected = passage.key in library.corrected
    if corrected and case.facts.improper and "$" in passage.text:
        return False  # no undated amount where a code is wished for by what it pays
    if passage.authority == "comment" and found and not corrected:
        return False
    if found and _off_its_claim(passage.key, case, library):
        return False
    return not corrected or len(found) < _SURE


def _off_its_claim(key: str, case: Case, library: Library) -> bool:
    """Whether a passage is corrected in something that the question isn't on."""
    corrections = library.corrected.get(key, ())
    return bool(corrections) and not any(brings_up(c, case) for c in corrections)


def brings_up(correction: Correction, case: Case) -> bool:
    """Whether a question is on the claim that is corrected, not on what else stands beside it.

    Args:
        correction: The correction.
        case: The case.
    """
    return not correction.about or not case.facts.folds.isdisjoint(correction.about)
