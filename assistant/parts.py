"""A message that asks several things, answered as that many turns of one conversation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from assistant.answer import Answer, Statement
from assistant.context import Context
from assistant.joined import Placed, again, joined, on_it, passages_in, unanswered
from assistant.reading.asked_parts import asked_parts, premise
from assistant.reading.asking import heart
from assistant.reading.facts import Facts
from assistant.reading.reader import Reader
from assistant.turns.case import Case
from assistant.turns.conversation import Conversation
from assistant.turns.leave import leave
from assistant.verify import Ground, why_text_falls
from knowledge.library import Library
from knowledge.records import Passage
from retrieval.tokens import tokens_of

Answered = Callable[[str, Conversation], tuple[Case, Answer]]


def in_parts(
    case: Case, earlier: Conversation, reader: Reader, answered: Answered, context: Context
) -> tuple[Case, Answer] | None:
    """The answer to a message that asks several things: to each in its order, then why.

    What one part tells holds for the others, as in a conversation. A part that names nothing waits
    for one that does: "how many units, and which code is 38 minutes of massage?".

    Args:
        case: The case of the whole message.
        earlier: The conversation before it.
        reader: Reads words by the library's names.
        answered: Answers a part on from a conversation.
        context: The library.

    Returns:
        The case with what all the parts ask for, and their answer; None where one thing is asked.
    """
    library = context.library
    if case.groups or case.was is not None:
        return None
    question = heart(case.facts.question, library.words)
    first = _taken_for_granted(question, earlier, reader, answered, library)
    if first is not None:
        supposed, question, held = first
        earlier = leave(*held, masked=False, library=library)
    asked = asked_parts(question, library.words.asking_words)
    if first is None and len(asked) == 1:
        return None
    told: dict[int, tuple[Case, Answer]] = {}
    for place in _order(asked, reader):
        told[place] = answered(asked[place], earlier)
        earlier = leave(*told[place], masked=False, library=library)
    parts = [told[place] for place in range(len(asked))]
    if first is not None:
        parts, asked = [held, *parts], (supposed, *asked)
    if first is not None and all(_on_a_false_ground(held[1], one) for one, _ in parts[1:]):
        return held
    if any(_of_what_is_refused(one, *before, library) for before, (one, _) in pairwise(parts)):
        return None
    asked = tuple(_as_typed(question, case.facts) for question in asked)
    answers = _answers(parts, asked, -1 if first else 0, library)
    if len(answers) < _SEVERAL or all(a.status != "answered" for _, a in answers):
        if first is None:
            return _alike(parts)
        named = reader.read(asked[-1]).names_something
        return parts[-1] if named and parts[-1][1].status == "answered" else held
    intents = dict.fromkeys(i for one, _ in parts for i in one.intents)
    ground = Ground(case.ground, context)
    whole = joined(answers, partial(_holds, ground=ground))
    return case.with_(intents=tuple(intents)), whole


def _as_typed(question: str, facts: Facts) -> str:
    """A thing asked in the words as they were typed, where their spelling was mended."""
    mended, typed = facts.question.split(), facts.typed.split()
    words = dict(zip(mended, typed, strict=True)) if len(mended) == len(typed) else {}
    return " ".join(words.get(word, words.get(word.rstrip("?"), word)) for word in question.split())


def _taken_for_granted(
    question: str, earlier: Conversation, reader: Reader, answered: Answered, library: Library
) -> tuple[str, str, tuple[Case, Answer]] | None:
    """What a message takes for granted, what it asks on that ground, and the answer to the ground.

    Nothing where the ground is none of a rule that is held here.
    """
    found = premise(question, library.words.asking_words)
    if found is None or _on_the_ground(reader.read(found[1]), library):
        return None
    facts = reader.read(found[0])
    paid = facts.services and facts.payers
    if not (facts.codes or facts.modifiers or facts.topics or facts.methods or paid):
        return None
    case, answer = answered(found[0], earlier)
    # What holds as it is said need not be told.
    open_ = answer.asks or case.intents[:1] == ("units",) or answer.headline.startswith("Yes")
    told = answer.status == "answered" and (not open_ or answer.headline.startswith("No"))
    leads = {key for t in case.topics for key in library.topics[t].lead}
    supports = {s for lead in answer.leading for s in lead.supports}
    led = any(p.key in leads for p in passages_in(supports, library))
    held = answer.calculations or "coverage" in case.intents or led
    return (*found, (case, answer)) if told and held and on_it(case, answer, library) else None


def _on_a_false_ground(ground: Answer, case: Case) -> bool:
    """Whether a part that names nothing asks only on a ground that doesn't hold."""
    named = case.facts.names_something or case.intents not in (("explain",), ("pair", "explain"))
    return ground.headline.startswith("No") and not named


def _on_the_ground(facts: Facts, library: Library) -> bool:
    """Whether a question only asks if what stands before it holds: "can I trust that?".

    Units that are named are held against the minutes, whatever was said before.
    """
    words, asking = library.words, library.words.asking_words
    opens = {t.fold for t in facts.tokens[:1]} & {*asking.verbs, *asking.deeds}
    points = facts.folds & {*words.pointing, *words.pointing_on}
    own = facts.services or facts.codes or facts.modifiers
    return bool(facts.claimed_units or (opens and points and not own))


def _order(asked: Sequence[str], reader: Reader) -> Sequence[int]:
    """The places of the parts, those that name something first where the first one does not."""
    places = range(len(asked))
    if reader.read(asked[0]).names_something:
        return places
    return sorted(places, key=lambda n: not reader.read(asked[n]).names_something)


def _answers(
    parts: Sequence[tuple[Case, Answer]], asked: Sequence[str], start: int, library: Library
) -> list[Placed]:
    """The answer to each part, in its place, without those that an earlier one gives as well.

    A part is told to be unanswered where it names a subject and has an earlier answer again.
    """
    found: list[Placed] = []
    off: list[Placed] = []
    outside = 0
    for place, ((case, answer), question) in enumerate(zip(parts, asked, strict=True), start):
        apart = answer.status == "out_of_scope"
        little = len({*tokens_of(case.facts.question)}) < _SEVERAL  # "can you help me?"
        if _said_before(question, case, answer, found) or (apart and little):
            continue
        if apart or not on_it(case, answer, library):
            off.append((place, unanswered(answer, question)))
            outside += apart
        elif not again(answer, found):
            found.append((place, answer))
        elif _beyond(case, answer, library):
            found.append((place, unanswered(answer, question)))
    # Where one part alone is answered, the whole message is asked as one, with all its words.
    if len(found) < _SEVERAL and outside < len(off):
        return found
    return sorted([*found, *off], key=lambda f: f[0])


def _alike(parts: Sequence[tuple[Case, Answer]]) -> tuple[Case, Answer] | None:
    """The last of parts that one thing that is held of a payer answers, each."""
    asked = {(answer.headline, case.intents) for case, answer in parts}
    return parts[-1] if len(asked) == 1 and parts[0][0].intents == ("coverage",) else None


def _said_before(question: str, case: Case, answer: Answer, found: Sequence[Placed]) -> bool:
    """Whether a part that goes on asks what an answer before it says, in words of its own.

    "What are GA and GZ, and which one needs an ABN?": "GA says that an ABN is on file".
    """
    if case.intents != ("explain",) or answer.status != "answered":
        return False
    asked = {*tokens_of(question)}
    heads = (answer.headline, *(held.headline for _, held in found))
    own, *others = (len(asked.intersection(tokens_of(head))) for head in heads)
    most, share = max(others, default=0), _SHARE * len(asked)
    return most >= max(own, share, 1) and (most > own or most > share)


def _beyond(case: Case, answer: Answer, library: Library) -> bool:
    """Whether a part names a subject that is new and that its direct answer does not speak of."""
    held = passages_in((s for lead in answer.leading for s in lead.supports), library)
    fresh = {*case.facts.topics}.difference(case.earlier.topics)
    about = {t for p in held for t in p.topics} | {t for t in fresh if _led(t, held, library)}
    told = case.intents[:1] not in (("status",), ("minutes_for",))
    return case.follows and told and bool(fresh - about)


def _led(topic: str, held: Sequence[Passage], library: Library) -> bool:
    """Whether one of these passages leads on a subject."""
    return not {p.key for p in held}.isdisjoint(library.topics[topic].lead)


_SEVERAL = 2
_SHARE = 0.5
"""A passage with so many of a part's words is on it."""


def _of_what_is_refused(case: Case, refused: Case, before: Answer, library: Library) -> bool:
    """Whether a part goes on with one that is refused: "what is 62, and may two use it?".

    What points to a code that is held does not: "what does Cigna pay for 97124, and is it timed?".
    """
    return before.status == "not_supported" and not refused.codes and _points(case.facts, library)


def _points(facts: Facts, library: Library) -> bool:
    """Whether a part points to what was told, and not to a day: "the limit of this year"."""
    words = [t.fold for t in facts.tokens] + [""]
    days, pointing = library.words.asking_words.calendar, library.words.pointing
    return any(a in pointing and b not in days for a, b in pairwise(words))


def _holds(statement: Statement, answer: Answer, *, ground: Ground) -> bool:
    """Whether a sentence stands on its supports in an answer."""
    cited = [c for c in answer.citations if c.id in statement.supports]
    computed = {c.id: c for c in answer.calculations if c.id in statement.supports}
    return why_text_falls(statement.text, ground, cited, computed) is None
