"""What a conversation carries from turn to turn: typed facts, never loose text."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict


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
