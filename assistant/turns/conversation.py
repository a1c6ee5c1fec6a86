"""What a conversation carries from turn to turn: typed facts, never loose text."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from pydantic import BaseModel, ConfigDict

from knowledge.library import Library


class CarriedService(BaseModel):
    """A service of an earlier turn."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str | None = None
    technique: str | None = None
    minutes: int | None = None
    regions: tuple[str, ...] = ()


class Conversation(BaseModel):
    """The facts that a conversation has so far; it can be stored and read back.

    Attributes:
        said: The asker's words so far, masked: a number in them is the asker's own.
        question: The last question in full, for "and for massage?".
        services: Services of the question that the last answer was on.
        before: The services before the last change, for "put it back".
        past: The services before each change, the oldest first, for "back to 33" and "as at first".
        parked: The last services that had minutes, for "back to the massage".
        parked_payer: The payer of those services.
        recent_codes: Codes that were asked about or chosen, the latest first.
        stays: The code that the last pairs have in common, for "and with 97150?".
        given_by: The codes that an assistant gave, each with the assistant.
        units: The units of the one code that was counted last.
        target: The number of units whose first minute was told last.
        gone_payer: The name of a payer that it carried and that the library no longer holds, until
            an answer has said so.
        unplaced: Minutes of which it was asked last whose they are.
        asked: The fact that the last answer asked for.
        masked: Whether the user was told that something was masked.
        computed: The ids of the last answer's calculations.
        cited: The passages that the last answer rested on, those of its headline first.
        conflicts: The disagreements of the sources that it showed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    said: tuple[str, ...] = ()
    question: str = ""
    services: tuple[CarriedService, ...] = ()
    before: tuple[CarriedService, ...] = ()
    past: tuple[tuple[CarriedService, ...], ...] = ()
    parked: tuple[CarriedService, ...] = ()
    parked_payer: str | None = None
    codes: tuple[str, ...] = ()
    recent_codes: tuple[str, ...] = ()
    pair: tuple[str, str] | None = None
    stays: str | None = None
    payer: str | None = None
    unheld_payer: str | None = None
    gone_payer: str | None = None
    payer_denied: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    mentioned_methods: tuple[str, ...] = ()
    date_of_service: date | None = None
    providers: tuple[str, ...] = ()
    given_by: tuple[tuple[str, str], ...] = ()
    regions: tuple[str, ...] = ()
    region_count: int | None = None
    muscles: tuple[str, ...] = ()
    muscle_count: int | None = None
    goals: tuple[str, ...] = ()
    stated: tuple[tuple[str, str], ...] = ()
    modifiers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    units: int | None = None
    target: int | None = None
    unplaced: int | None = None
    asked: str | None = None
    masked: bool = False
    computed: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()

    @property
    def minutes(self) -> list[int]:
        """The minutes of its services, of those that have some."""
        return [s.minutes for s in self.services if s.minutes is not None]


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
        "methods": library.methods, "mentioned_methods": library.methods,
        "providers": library.providers, "regions": library.regions, "topics": library.topics,
        "muscles": {*library.muscles, *library.spans}, "goals": library.goals,
    }  # fmt: skip
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
