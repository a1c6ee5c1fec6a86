"""A service of an earlier turn that turns out to be done another way."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.facts import Service
from assistant.turns.case import Case
from knowledge.library import Library


def done_otherwise(service: Service, case: Case, library: Library) -> Service:
    """A service done another way than was said: mechanical traction, and then "by hand".

    Args:
        service: A service of an earlier turn.
        case: The case, with this turn's own facts.
        library: The knowledge base.
    """
    if service in case.facts.services or service.technique is None:
        return service
    for technique in library.techniques.values():
        value = case.facts.stated.get(technique.fact or "")
        if technique.rule != "by_fact" or value not in technique.codes:
            continue
        told = {o.code for o in technique.codes[value]}
        others = {o.code for k, held in technique.codes.items() if k != value for o in held}
        own = {service.code} if service.code else library.technique_codes[service.technique]
        if own & (others - told) and technique.id in service.technique:
            return replace(service, code=None, technique=technique.id)
    return service
