"""What a pair edit knows of modifiers, and what opens it: `pairs` of `claim_rules.yaml`."""

from __future__ import annotations

from knowledge.records import Record


class PairWords(Record):
    """The groups of modifiers that a pair edit knows.

    Attributes:
        distinct: Modifiers for a distinct service; one of them on a line.
        evaluation: The modifier of a separately identifiable evaluation.
        excluded: Modifiers that take a line out of a pair edit.
        assistants: Modifiers that let one code stand on two lines.
        manipulation: Families whose regions decide a pair.
        visits: Families that the evaluation modifier belongs to.
        by_time: Column 1 codes whose edit a separate time alone opens, and not another region;
            over which column 2 codes, where not over all.
        general: The modifier that says no more than that a service is distinct.
        region: The exact modifier for another region.
        time: The exact modifier for a separate encounter.
        powerless: Modifiers that don't open a pair edit, though they are taken for it.
        gone: The indicator of a row that never rules.
    """

    distinct: tuple[str, ...]
    evaluation: str
    excluded: tuple[str, ...]
    assistants: tuple[str, ...]
    manipulation: tuple[str, ...]
    visits: tuple[str, ...]
    by_time: dict[str, tuple[str, ...]]
    general: str
    region: str
    time: str
    powerless: tuple[str, ...]
    gone: int

    def opened_by(self, column1: str, column2: str, manipulates: bool) -> frozenset[str]:
        """What makes the two services distinct: another `region`, a separate `time`, or either.

        Args:
            column1: The code that is paid.
            column2: The code that is denied.
            manipulates: Whether column 1 is a manipulation, whose regions decide.
        """
        if manipulates:
            return frozenset({"region"})
        over = self.by_time.get(column1)
        if over is not None and (not over or column2 in over):
            return frozenset({"time"})
        return frozenset({"region", "time"})
