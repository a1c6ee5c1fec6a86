"""The names that a library knows, with what each names, as the words they are matched by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.reading.text import tokens
from knowledge.library import Library

PartedCue = tuple[tuple[str, str], tuple[tuple[str, ...], ...]]
"""The kind and id of a cue, and the words of each of its parts."""


def name_words(name: str) -> list[str]:
    """A name as the folded words it is matched by.

    >>> name_words("8-minute rule"), name_words("workers' comp")
    (['8', 'minute', 'rule'], ['worker', 'comp'])
    """
    return [t.fold for t in tokens(name) if t.kind != "sign"]


def names_of(library: Library) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Every name with its kind and what it names.

    Args:
        library: The knowledge base.
    """
    for technique in library.techniques.values():
        yield "technique", technique.id, technique.names
    for code in library.codes.values():
        yield "code", code.code, code.names
        yield "short", code.code, code.short
    for payer in library.payers.values():
        yield "payer", payer.id, payer.names
    for provider in library.providers.values():
        yield "provider", provider.id, provider.names
    for region in library.regions.values():
        yield "region", region.id, region.names
    for muscle in library.muscles.values():
        yield "muscle", muscle.id, muscle.names
    for span in library.spans.values():
        yield "span", span.id, span.names
    for method in library.methods.values():
        yield "method", method.id, method.names
        yield "label", method.id, method.labels
    for source in library.sources.values():
        yield "source", source.id, source.names
    for name in library.unheld_payers:
        yield "unheld_payer", name, (name,)
    for name in library.generic_payers:
        yield "generic_payer", name, (name,)
    for state, names in library.states.items():
        yield "state", state, names
    yield from (("unclear_region", name, (name,)) for name in library.unclear_regions)
    for goal in library.goals.values():
        yield "goal", goal.id, goal.names
    for fact in library.asks.values():
        for value, told in fact.values.items():
            yield "stated", f"{fact.id}={value}", told.names
    yield "words", "affirm", library.words.affirm
    yield "words", "deny", library.words.deny
    for scope, cues in library.scope.items():
        yield "scope", scope, cues
    for want, cues in library.intents.items():
        yield "want", want, [c for c in cues if " + " not in c]
    for topic in library.topics.values():
        yield "topic", topic.id, [c for c in topic.cues if " + " not in c]
    for wish in library.improper.values():
        yield "improper", wish.id, [c for c in wish.cues if " + " not in c]


def cues_in_parts(library: Library) -> tuple[PartedCue, ...]:
    """Cues of several parts that stand anywhere in a question, each with its kind and id.

    Args:
        library: The knowledge base.
    """
    cues = [("topic", t.id, c) for t in library.topics.values() for c in t.cues]
    cues += [("improper", w.id, c) for w in library.improper.values() for c in w.cues]
    cues += [("want", want, c) for want, found in library.intents.items() for c in found]
    return tuple(
        ((kind, id_), tuple(tuple(name_words(part)) for part in cue.split(" + ")))
        for kind, id_, cue in cues
        if " + " in cue
    )
