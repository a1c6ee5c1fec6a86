"""A conversation read back into a library that no longer holds all that it carries.

A chat is kept for months, and an app stays open while its user adds and removes payers: the
conversation may name a payer, a technique or a subject that is gone.
"""

from __future__ import annotations

from collections.abc import Container

from assistant.turns.conversation import CarriedService, Conversation
from knowledge.library import Library


def still_held(earlier: Conversation, library: Library) -> Conversation:
    """The conversation without the names that the library doesn't hold.

    A payer that is gone is carried on as one that isn't held, so that the answer says so.

    Args:
        earlier: The conversation so far.
        library: The knowledge base as it is now.

    >>> from knowledge.library import bundled
    >>> now = still_held(Conversation(payer="harbor_health", goals=("nothing",)), bundled())
    >>> now.payer, now.unheld_payer, now.goals
    (None, 'Harbor Health', ())
    """
    named: dict[str, Container[str]] = {
        "methods": library.methods,
        "mentioned_methods": library.methods,
        "providers": library.providers,
        "regions": library.regions,
        "muscles": {*library.muscles, *library.spans},
        "goals": library.goals,
        "topics": library.topics,
    }
    changed: dict[str, object] = {}
    for field, held in named.items():
        told = getattr(earlier, field)
        if any(name not in held for name in told):
            changed[field] = tuple(name for name in told if name in held)
    for field in ("services", "before", "parked"):
        services = getattr(earlier, field)
        kept = tuple(_service(service, library) for service in services)
        if kept != services:
            changed[field] = kept
    past = tuple(tuple(_service(s, library) for s in services) for services in earlier.past)
    if past != earlier.past:
        changed["past"] = past
    if earlier.payer is not None and earlier.payer not in library.payers:
        gone = earlier.payer.replace("_", " ").title()
        changed |= {"payer": None, "unheld_payer": earlier.unheld_payer or gone, "gone_payer": gone}
    if earlier.parked_payer is not None and earlier.parked_payer not in library.payers:
        changed["parked_payer"] = None
    return earlier.model_copy(update=changed) if changed else earlier


def _service(service: CarriedService, library: Library) -> CarriedService:
    """A service without a technique or a region that is gone; its code and minutes stay."""
    changed: dict[str, object] = {}
    if service.technique is not None and service.technique not in library.techniques:
        changed["technique"] = None
    if any(region not in library.regions for region in service.regions):
        changed["regions"] = tuple(r for r in service.regions if r in library.regions)
    return service.model_copy(update=changed) if changed else service
