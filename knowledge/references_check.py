"""Checking what the files say of each other: every citation and every name is held."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from knowledge.claims_check import finding_supports
from knowledge.contents import Library
from knowledge.reading import KnowledgeError, each_held, one_of
from knowledge.records import MethodStep
from knowledge.records.subjects import SINGLE_ROLES, Role


def check_references(library: Library) -> None:
    """Refuse a citation of no passage, and a name of nothing that is held.

    Args:
        library: The knowledge base.

    Raises:
        KnowledgeError: The first fault found, with the file, the key and the mend.
    """
    _citations(library)
    named = (library.tables_of,)
    each_held(named, library.payers, "library.yaml", "tables_of", "is no payer")
    _tables(library)
    _purposes(library)
    _subjects(library)
    _methods(library)
    for conflict in library.conflicts.values():
        each_held(conflict.topics, library.topics, "conflicts.yaml", conflict.id, "is no topic")
        each_held(conflict.codes, library.codes, "conflicts.yaml", conflict.id, "is no code")
        beside = f"{conflict.id}: pair_with"
        each_held(
            conflict.pair_with, conflict.codes, "conflicts.yaml", beside, "is none of `codes`"
        )
        if len(conflict.sides) < 2:
            raise KnowledgeError(
                "conflicts.yaml", conflict.id, "has one side", "Write two or more."
            )
    for place in (*library.muscles.values(), *library.spans.values()):
        each_held(place.regions, library.regions, "regions.yaml", place.id, "is no region")


def _tables(library: Library) -> None:
    """The tables speak of codes that are held."""
    status = "tables/code_status.csv"
    for code in library.codes.values():
        each_held(code.replaced_by, library.codes, status, code.code, "is a code in no row")
        further = (code.further,) if code.further else ()
        each_held(further, library.codes, "codes.yaml", f"{code.code}: further", "is no code")
    for edit in library.pairs.rows():
        each_held(
            (edit.column1, edit.column2),
            library.pairs.scope,
            "tables/ncci_ptp_2024q3.csv",
            f"{edit.column1} with {edit.column2}",
            "is not in ncci_scope.txt, so that the row is never read",
        )


def _purposes(library: Library) -> None:
    """Each purpose points to a side, and each side to a code."""
    for goal in library.goals.values():
        if goal.side not in library.sides:
            raise KnowledgeError(
                "goals.yaml", f"{goal.id}: side", "is no side", one_of(library.sides)
            )
    for side in library.sides.values():
        named = tuple(filter(None, (side.code, side.leans)))
        each_held(named, library.codes, "goals.yaml", side.id, "is no code")
        each_held(side.against, library.sides, "goals.yaml", f"{side.id}: against", "is no side")


def _subjects(library: Library) -> None:
    """What topics, documentation and providers name is held."""
    codes = set(library.codes) | library.pairs.scope
    for topic in library.topics.values():
        where = topic.id
        each_held(topic.over, library.topics, "topics.yaml", f"{where}: over", "is no topic")
        each_held(topic.payers, library.payers, "topics.yaml", f"{where}: payers", "is no payer")
        each_held(
            topic.providers, library.providers, "topics.yaml", f"{where}: providers", "is none"
        )
        each_held(topic.codes, library.codes, "topics.yaml", f"{where}: codes", "is no code")
        state = tuple(filter(None, (topic.state,)))
        each_held(state, library.states, "topics.yaml", f"{where}: state", "is no state")
        each_held(
            topic.or_about, library.topics, "topics.yaml", f"{where}: or_about", "is no topic"
        )
    _roles(library)
    for group in library.documentation.values():
        items = (*group.items, *group.ask_payer)
        named = (*group.codes, *(code for item in items for code in item.beside))
        each_held(named, codes, "documentation.yaml", group.id, "is a code in no table")
        payers = tuple(payer for item in items for payer in item.payers)
        each_held(payers, library.payers, "documentation.yaml", group.id, "is no payer")
    for provider in library.providers.values():
        plan = tuple(filter(None, (provider.therapy_plan,)))
        where = f"{provider.id}: therapy_plan"
        each_held(plan, library.modifiers, "providers.yaml", where, "is no modifier")
        own = tuple(filter(None, (provider.own, provider.usual)))
        where = f"{provider.id}: own, usual"
        each_held(own, library.techniques, "providers.yaml", where, "is no technique")


def _roles(library: Library) -> None:
    """Each role that the program asks for is played, and those of one subject by just one."""
    for role in get_args(Role):
        players = [topic.id for topic in library.topics.values() if role in topic.roles]
        if not players or (len(players) > 1 and role in SINGLE_ROLES):
            told = f"is played by {', '.join(players) or 'no topic'}"
            how = "one topic" if role in SINGLE_ROLES else "each topic that plays it"
            mend = f"Write `roles: [{role}]` at {how}."
            raise KnowledgeError("topics.yaml", f"roles: {role}", told, mend)


def _methods(library: Library) -> None:
    """Every step of a method's count is licensed, and the method is named in a sentence."""
    for method in library.methods.values():
        for step in get_args(MethodStep):
            if not method.supports.get(step):
                raise KnowledgeError(
                    "methods.yaml",
                    f"{method.id}: supports: {step}",
                    "is missing",
                    f"Write `{step}: [source/local-name]`.",
                )
        if not method.says.get("within"):
            raise KnowledgeError(
                "methods.yaml", f"{method.id}: says: within", "is missing", "Write `within: ...`."
            )


def _citations(library: Library) -> None:
    """Every citation names a passage."""
    for file, where, keys in _cited(library):
        for key in keys:
            try:
                library.passage(key)
            except KeyError:
                raise KnowledgeError(
                    file, where, f"cites {key}, which is no passage", "Cite `source/local-name`."
                ) from None


def _cited(library: Library) -> Iterable[tuple[str, str, Iterable[str]]]:
    """Every list of citations, with its file and place."""
    for code in library.codes.values():
        yield "codes.yaml", f"{code.code}: supports", code.supports
    for technique in library.techniques.values():
        options = [o for found in technique.codes.values() for o in found]
        every = (*options, *technique.asked, *technique.excluded)
        cited = [key for option in every for key in option.supports]
        yield "techniques.yaml", technique.id, (*cited, *technique.supports, *technique.coverage)
    for goal in library.goals.values():
        yield "goals.yaml", goal.id, goal.supports
    for side in library.sides.values():
        yield "goals.yaml", side.id, (*side.supports, *filter(None, (side.not_necessary,)))
    for modifier in library.modifiers.values():
        yield "modifiers.yaml", modifier.modifier, modifier.supports
    for threshold in library.thresholds.values():
        yield "thresholds.yaml", str(threshold.year), threshold.supports
    for method in library.methods.values():
        for part, supports in method.supports.items():
            yield "methods.yaml", f"{method.id}: {part}", supports
    for payer in library.payers.values():
        rules = [key for rule in payer.rules for key in rule.supports]
        covers = [key for held in payer.covers for key in held.supports]
        yield f"payers/{payer.id}.yaml", "supports", (*payer.facts, *rules, *covers)
    for conflict in library.conflicts.values():
        sides = [key for side in conflict.sides for key in side.passages]
        yield "conflicts.yaml", conflict.id, (*sides, *conflict.supports)
    for correction in library.corrections.values():
        yield "corrections.yaml", correction.id, (*correction.wrong, *correction.supports)
    for topic in library.topics.values():
        yield "topics.yaml", topic.id, topic.lead
    for improper in library.improper.values():
        yield "improper.yaml", improper.id, improper.supports
    for group in library.documentation.values():
        for item in (*group.items, *group.ask_payer):
            yield "documentation.yaml", group.id, item.supports
    for advice in library.modifier_advice.values():
        yield "modifier_advice.yaml", advice.id, tuple(k for k in advice.supports if "{" not in k)
    for finding, supports in finding_supports(library):
        yield "findings.yaml", finding, supports


def cited_keys(library: Library) -> frozenset[str]:
    """The keys of every passage that a data file cites.

    Args:
        library: The knowledge base.
    """
    return frozenset(key for _, _, keys in _cited(library) for key in keys)
