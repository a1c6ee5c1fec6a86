"""Codes weighed for a service: the verdict on each, why, and by whose word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from coding_tools.trace import Step
from coding_tools.wording import listed
from knowledge.library import Library
from knowledge.records import CodeOption, Passage, Source

Verdict = Literal["fits", "does_not_fit", "disputed"]


class Candidate(NamedTuple):
    """A code that was weighed, with the passages that its verdict rests on."""

    code: str
    verdict: Verdict
    why: str
    supports: tuple[str, ...]


class Outcome(NamedTuple):
    """What a rule found: the codes weighed, the facts missing, and the steps."""

    candidates: tuple[Candidate, ...] = ()
    missing: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


def weigh(
    options: Iterable[CodeOption], verdict: Verdict, library: Library, why: str = ""
) -> tuple[Candidate, ...]:
    """Options as candidates.

    Args:
        options: The codes with their passages.
        verdict: The verdict on each.
        library: The knowledge base, for the names of the sources.
        why: The ground; who puts the service there, where it is empty.
    """
    return tuple(
        Candidate(o.code, verdict, _with_standing(why, o) or ground(o, library), o.supports)
        for o in options
    )


def _with_standing(why: str, option: CodeOption) -> str:
    """A given ground with how sure the option is, where it was not read."""
    if not why or option.standing == "verified" or option.standing in why:
        return why
    return f"{why} ({option.standing})"


def ground(option: CodeOption, library: Library) -> str:
    """Who puts a service under a code, by the names of the sources."""
    names = []
    for key in option.supports:
        passage = library.passage(key)
        source = library.sources[passage.source]
        names.append(source.author or _teller(passage, source))
    told = (
        f"as {listed(tuple(dict.fromkeys(names)))} {_have(names)}" if names else "no source named"
    )
    return f"{told} ({option.standing})" if option.standing != "verified" else told


def _teller(passage: Passage, source: Source) -> str:
    """Who says what a passage says, where its source has no author of its own."""
    if source.kind.startswith("collection"):
        return next((n for n in source.names if n in passage.text), _SEVERAL)
    return source.publisher.split(",")[0].split(" (")[0]


_SEVERAL = "publishers"
"""Who holds an opinion that a collection of them gives without a name."""


def once(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Each code once, its first mention kept."""
    found: dict[str, Candidate] = {}
    for candidate in candidates:
        found.setdefault(candidate.code, candidate)
    return tuple(found.values())


def _have(names: list[str]) -> str:
    """`has it` or `have it`."""
    return "has it" if len(set(names)) == 1 and _SEVERAL not in names else "have it"
