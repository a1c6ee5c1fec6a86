"""What is stated of one service whose code is looked for."""

from __future__ import annotations

from typing import NamedTuple


class Described(NamedTuple):
    """What is stated of one service; what is not stated stays empty and is never assumed.

    Attributes:
        techniques: Ids of the techniques named, the most exact first.
        goals: Ids of the purposes and findings named.
        regions: Ids of the regions treated or adjusted, in the order named.
        region_count: A number of regions stated as such, where they are not named.
        muscles: Ids of the muscles named.
        muscle_count: A number of muscles stated as such.
        payer: A payer's id, or None.
        stated: Values of facts of `knowledge/asks.yaml`, by the fact's name.
        asked: Codes that are asked about for this service.
        named: The code whose own name the service goes by, where no technique is named.
    """

    techniques: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    region_count: int | None = None
    muscles: tuple[str, ...] = ()
    muscle_count: int | None = None
    payer: str | None = None
    stated: tuple[tuple[str, str], ...] = ()
    asked: tuple[str, ...] = ()
    named: str | None = None
