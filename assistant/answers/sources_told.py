"""Naming what an answer rests on, who holds otherwise, and a document that says nothing of it."""

from __future__ import annotations

from assistant.answers.choice import answer_choice
from assistant.answers.disagreements import disagreements
from assistant.context import Context
from assistant.draft import Block, Line
from assistant.reading.text import tokens
from assistant.speak import cite, held_by, marked, spoken
from assistant.turns.case import Case
from coding_tools.trace import Calculation, Step
from coding_tools.wording import capital, listed
from knowledge.library import Library
from knowledge.records import Conflict, Passage, Source, Technique
from retrieval.tokens import tokens_of

_MOST = 5


def answer_sources(case: Case, context: Context) -> Block | None:
    """The sources of the last answer, or the two sides where it is asked who holds otherwise.

    A source that says what is asked about goes first: "where does that 13 come from?".

    Args:
        case: The case; its conversation holds what the last answer cited.
        context: The library and what the user added.
    """
    cited = [k for k in case.earlier.cited if k in context.library.passages]
    if not cited:
        return None
    disputed = _disputed(case, cited, context)
    if disputed and case.wants("governs", "disagree"):
        return (_governing if case.wants("governs") else _sides)(disputed, context)
    wrong = [k for k in cited if k in context.library.corrected]
    claims = [*_claims(disputed, context), *wrong]
    numbers = any(t.kind == "number" for t in case.facts.tokens)
    said = _saying_it(case, [*claims, *cited] if numbers else [*cited, *claims], context)
    passages = [context.passage(k) for k in dict.fromkeys([*said[:1], *cited])][:_MOST]
    block = Block("sources")
    if said:
        block.headline = _claim(passages[0], context)
        block.conflicts += disputed[:1]
    by_source: dict[str, list[str]] = {}
    for passage in passages:
        by_source.setdefault(named_source(passage, context.source(passage)), []).append(passage.at)
    told = "; ".join(f"{s}, {', '.join(dict.fromkeys(at))}" for s, at in by_source.items())
    named = _named_beside(case, passages, context)
    if block.headline is None or named:
        none = case.wants("disagree")
        rests = f"{'that' if case.part else 'the last answer'} rests on {told}."
        opening = f"No disagreement on it is held: {rests}" if none else capital(rests)
        opening = f"Not by {listed(named)}: {rests}" if named else opening
        block.headline = listed_sources(opening, passages, block)
    block.lines += [_told(passage, context) for passage in passages]
    return block


def _named_beside(case: Case, passages: list[Passage], context: Context) -> list[str]:
    """Whom a turn names, where nothing of theirs is in what it asks of: "does CMS say so?"."""
    facts, sources = case.facts, [context.source(p) for p in passages]
    named = [context.library.sources[s].publisher for s in facts.sources]
    ours = facts.payers and any(s.authority == "regulator" for s in sources)
    if ours or any(s.publisher in named for s in sources):
        return []
    return named + [facts.question[s.start : s.end] for s in facts.slots if s.kind == "payer"]


def _disputed(case: Case, cited: list[str], context: Context) -> list[str]:
    """The disagreements that the last answer showed, or that it took a side in."""
    shown = [c for c in case.earlier.conflicts if c in context.library.conflicts]
    return shown or disagreements(case, cited, [], context.library)


def _of_sides(disputed: list[str], context: Context) -> list[str]:
    """The passages of the sides of disagreements."""
    conflicts = [context.library.conflicts[c] for c in disputed]
    return [key for c in conflicts for side in c.sides for key in side.passages]


def _claims(disputed: list[str], context: Context) -> list[str]:
    """The passages of sides on which what governs does not rest: a claim's, before its denial's."""
    conflicts = [context.library.conflicts[c] for c in disputed]
    governing = {key for c in conflicts for key in c.supports}
    return [k for k in _of_sides(disputed, context) if k not in governing]


def _sides(disputed: list[str], context: Context) -> Block:
    """Who holds what in the disagreement that the last answer was on, and what governs."""
    conflict: Conflict = context.library.conflicts[disputed[0]]
    block = Block("sources", conflicts=disputed[:1])
    passages = [context.passage(k) for k in _of_sides(disputed[:1], context)]
    sides = " ".join(held_by(side, context) for side in conflict.sides)
    block.headline = listed_sources(
        f"Sources disagree on {conflict.topic}. {sides}", passages, block
    )
    block.say(conflict.governs, *conflict.supports)
    block.lines += [_told(passage, context) for passage in passages]
    return block


def listed_sources(told: str, passages: list[Passage], block: Block) -> Line:
    """A sentence that names sources, with the calculation that licenses it.

    Args:
        told: The sentence.
        passages: The passages of the sources.
        block: The block that it goes into.
    """
    keys = [p.key for p in passages]
    step = Step(told, len(keys), tuple(keys))
    held = block.compute(Calculation("sources", {"cited": keys}, {"sources": keys}, (step,)))
    return Line(told, (held, *keys))


def _governing(disputed: list[str], context: Context) -> Block:
    """What governs in the disagreement that the last answer was on, and why."""
    conflict: Conflict = context.library.conflicts[disputed[0]]
    passages = map(context.passage, conflict.supports)
    lines = [_told(passage, context) for passage in passages]
    headline = Line(conflict.governs, conflict.supports)
    return Block("sources", headline, lines, conflicts=disputed[:1])


def _saying_it(case: Case, keys: list[str], context: Context) -> list[str]:
    """Of some passages the one that holds most of what this turn asks the source of, if any."""
    after = set(context.library.words.asking_after)
    asked = {t.fold for t in case.facts.tokens if t.kind != "sign"} - after
    held = {k: asked & {t.fold for t in tokens(context.passage(k).text)} for k in keys}
    codes = set(case.facts.codes)
    best = max(keys, key=lambda key: (len(held[key]), codes == {*context.passage(key).codes}))
    numbers = {t.fold for t in case.facts.tokens if t.kind == "number"}
    return [best] if numbers <= held[best] and len(held[best]) * 2 > len(asked) else []


def _claim(passage: Passage, context: Context) -> Line:
    """What a passage says, marked where it is known to be out of date or wrong."""
    told, corrections = _told(passage, context), context.library.corrected.get(passage.key)
    return marked(passage, told.text, corrections[0]) if corrections else told


def _told(passage: Passage, context: Context) -> Line:
    """A passage's text with its source."""
    return Line(spoken(passage, context.source(passage)), (passage.key,))


def named_source(passage: Passage, source: Source) -> str:
    """A passage's source with its date and its authority.

    Args:
        passage: The passage.
        source: Its source.
    """
    when = source.published or "undated"
    authority = (passage.authority or source.authority).replace("_", " ")
    return f"{source.publisher}, {source.title} ({when}; {authority})"


def answer_silent(case: Case, context: Context) -> Block | None:
    """That nothing is held of a document on a service, what it says beside it, and the code.

    "What does KMC say about deep tissue?": it puts trigger-point work under 97140.

    Args:
        case: The case; it asks for passages alone.
        context: The library.
    """
    library, named = context.library, case.documents
    done = [library.techniques[s.technique] for s in case.services if s.technique]
    if case.intents != ("explain",) or len(named) != 1 or len(done) != 1:
        return None
    (document,), (technique,) = named, done
    if technique.rule == "none_held" or _speaks(document, technique, library):
        return None
    block = answer_choice(case.with_(sources=()), context) or Block("choice")
    sides = [
        key
        for conflict in library.conflicts.values()
        for key in (k for side in conflict.sides for k in side.passages)
        if key.startswith(f"{document}/") and not {*conflict.topics}.isdisjoint(case.topics)
    ]
    first, rest = Block("explain"), block.told
    cite(first, library, *sides[:2])
    block.lines = [*first.lines, *rest]
    called = next(iter(library.sources[document].called.values())).split(" (")[0]
    told = f"{called}, as it is held here, says nothing of {technique.name}."
    block.headline = Line(told, ())
    return block


def _speaks(document: str, technique: Technique, library: Library) -> bool:
    """Whether a passage of a document names a technique, or places it under a code."""
    sure, codes = technique.codes.get("always"), technique.codes.values()
    placed = sure if technique.rule == "leaning" and sure else [o for one in codes for o in one]
    supports = {*technique.supports, *(key for option in placed for key in option.supports)}
    names = [{*tokens_of(name)} for name in (technique.name, *technique.names)]
    return any(
        key in supports or any(name and name <= {*tokens_of(passage.text)} for name in names)
        for key, passage in library.passages.items()
        if key.startswith(f"{document}/")
    )
