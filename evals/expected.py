"""What a turn of a case expects of its answer; one small record for each key."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    StrictStr,
    model_validator,
)

Status = Literal["answered", "needs_fact", "not_supported", "out_of_scope"]
Method = Literal["cms", "cpt_midpoint", "full_15", "min_13"]
Verdict = Literal["never_together", "modifier_allowed", "no_edit", "not_loaded"]


def _compiles(pattern: str) -> str:
    """A pattern that is a regular expression."""
    try:
        re.compile(pattern)
    except re.error as problem:
        raise ValueError(f"{pattern!r} is no regular expression ({problem})") from None
    return pattern


def _listed(value: Any) -> Any:
    """One object as a list of one."""
    return [value] if isinstance(value, dict) else value


Pattern = Annotated[StrictStr, AfterValidator(_compiles), Field(min_length=1)]
Group = Annotated[tuple[Pattern, ...], Field(min_length=1)]
Code = Annotated[StrictStr, Field(pattern=r"^[0-9A-Z]{5}$")]
Count = Annotated[StrictInt, Field(ge=0)]
Split = dict[Code, Count]


class Part(BaseModel):
    """A frozen part of a case that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class UnitsWanted(Part):
    """A count by one method: exactly `units`, one of `any_of`, or a `total`.

    Attributes:
        method: How the units are counted.
        units: The one split that may stand, in units by code.
        any_of: Splits of which one must stand among those allowed.
        total: Units of the day, where the split doesn't matter.
        untimed: Codes that may be left out or carry one unit.
    """

    method: Method
    units: Split | None = None
    any_of: tuple[Split, ...] = ()
    total: Count | None = None
    untimed: tuple[Code, ...] = ()

    @model_validator(mode="after")
    def _one_of_three(self) -> Self:
        """Units, any_of or a total, and no two of them."""
        given = (self.units is not None) + bool(self.any_of) + (self.total is not None)
        if given != 1:
            raise ValueError("write one of units, any_of and total")
        return self


class PairWanted(Part):
    """A pair's verdict, and the code that a modifier would stand on."""

    codes: tuple[Code, Code]
    verdict: Verdict
    modifier_on: Code | None = None


class ChoiceWanted(Part):
    """One of several sets of chosen codes, or a dispute that is shown."""

    codes: tuple[Annotated[tuple[Code, ...], Field(min_length=1)], ...] = ()
    disputed: Literal[True] | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        """Codes or a dispute, and not both."""
        if bool(self.codes) == bool(self.disputed):
            raise ValueError("write either codes or disputed")
        return self


class CodeStatusWanted(Part):
    """Whether a code is active, and what replaced it."""

    code: Code
    status: Literal["active", "deleted", "unknown"]
    replaced_by: tuple[Code, ...] = ()


class Expect(Part):
    """Everything that one turn's answer must hold; an empty one expects a well-formed answer.

    >>> Expect.model_validate({"units": {"method": "cms", "units": {"97140": 1}}}).units[0].units
    {'97140': 1}
    """

    status: Annotated[tuple[Status, ...], Field(min_length=1)] | None = None
    units: Annotated[tuple[UnitsWanted, ...], BeforeValidator(_listed)] = ()
    pair: Annotated[tuple[PairWanted, ...], BeforeValidator(_listed)] = ()
    choice: Annotated[tuple[ChoiceWanted, ...], BeforeValidator(_listed)] = ()
    code_status: Annotated[tuple[CodeStatusWanted, ...], BeforeValidator(_listed)] = ()
    say: tuple[Group, ...] = ()
    not_say: tuple[Pattern, ...] = ()
    cites: tuple[Group, ...] = ()
    conflict: Pattern | None = None
    asks: Pattern | None = None


PARTS: dict[str, type[Part]] = {
    "expect": Expect,
    "units": UnitsWanted,
    "pair": PairWanted,
    "choice": ChoiceWanted,
    "code_status": CodeStatusWanted,
}
"""The record behind each key, to say which keys are known."""
