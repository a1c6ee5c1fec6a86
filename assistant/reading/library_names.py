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
    for method in library.methods.values():
        yield "method", method.id, method.names
        yield "label", method.id, method.labels
    yield from (("payer", payer.id, payer.names) for payer in library.payers.values())
    yield from (("provider", one.id, one.names) for one in library.providers.values())
    yield from (("region", region.id, region.names) for region in library.regions.values())
    yield from (("muscle", muscle.id, muscle.names) for muscle in library.muscles.values())
    yield from (("span", span.id, span.names) for span in library.spans.values())
    yield from (("source", source.id, source.names) for source in library.sources.values())
    yield from (("goal", goal.id, goal.names) for goal in library.goals.values())
    yield from (("unheld_payer", name, (name,)) for name in library.unheld_payers)
    yield from (("generic_payer", name, (name,)) for name in library.generic_payers)
    yield from (("unclear_region", name, (name,)) for name in library.unclear_regions)
    yield from (("state", state, names) for state, names in library.states.items())
    for fact in library.asks.values():
        for value, told in fact.values.items():
            yield "stated", f"{fact.id}={value}", told.names
    yield "words", "affirm", library.words.affirm
    yield "words", "deny", library.words.deny
    yield from (("scope", scope, words) for scope, words in library.scope.items())
    for kind, id_, cues in _cues(library):
        yield kind, id_, [c for c in cues if " + " not in c]


def _cues(library: Library) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Every subject and wish, with the words that bring it up."""
    yield from (("topic", topic.id, topic.cues) for topic in library.topics.values())
    yield from (("improper", wish.id, wish.cues) for wish in library.improper.values())
    yield from (("want", want, cues) for want, cues in library.intents.items())


def cues_in_parts(library: Library) -> tuple[PartedCue, ...]:
    """Cues of several parts that stand anywhere in a question, each with its kind and id.

    Args:
        library: The knowledge base.
    """
    return tuple(
        (
            (kind, id_),
            tuple((*name_words(p), *["?"] * p.endswith("?")) for p in cue.split(" + ")),
        )
        for kind, id_, cues in _cues(library)
        for cue in cues
        if " + " in cue
    )
