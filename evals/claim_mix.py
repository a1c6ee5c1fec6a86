"""Claim files of a realistic mix, to measure the check of claims with."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from knowledge.claims import COLUMNS

_FIRST, _DAYS = date(2024, 8, 1), 31
_PAYERS = (
    ("medicare", 34), ("uhc", 14), ("medicare_advantage", 10), ("medicaid", 6), ("va", 4),
    ("Harbor Health", 12), ("Northlake, a Mutual Plan", 8), ("Summit Benefit", 12),
)  # fmt: skip
_REGIONS = ("cervical", "thoracic", "lumbar", "sacral", "pelvic")
_LIMBS = ("upper extremity", "lower extremity")
_CHARGE = 38


def claims(number: int, seed: int = 1) -> Iterator[list[tuple[str, ...]]]:
    """Claims of a realistic mix, as rows of `COLUMNS`: one in twelve lines has something wrong.

    Args:
        number: How many lines, about.
        seed: Of the random choices.
    """
    chance = random.Random(seed)
    names, weights = zip(*_PAYERS, strict=True)
    made = 0
    claim = 0
    while made < number:
        claim += 1
        payer = chance.choices(names, weights)[0]
        on = (_FIRST + timedelta(days=chance.randrange(_DAYS))).isoformat()
        kind = chance.choices((_therapy, _chiropractic, _massage), (62, 28, 10))[0]
        lines = kind(chance, payer)
        made += len(lines)
        yield [(f"C{claim:08}", on, payer, *line) for line in lines]


def _row(
    provider: str, code: str, modifiers: str, units: int, minutes: int | None, regions: str = ""
) -> tuple[str, ...]:
    """The cells of a line, from the provider on."""
    told = "" if minutes is None else str(minutes)
    charge = f"{units * _CHARGE}.00"
    return provider, code, modifiers, str(units), told, regions, "A", charge


def _units(minutes: list[int], chance: random.Random) -> list[int]:
    """Units as Medicare counts them, one time in thirty one too many."""
    total = sum(minutes)
    units = [one // 15 for one in minutes]
    spare = (total + 7) // 15 - sum(units) if total >= 8 else 0
    for place in sorted(range(len(minutes)), key=lambda n: -(minutes[n] % 15))[:spare]:
        units[place] += 1
    if chance.random() < 1 / 30:
        units[chance.randrange(len(units))] += 1
    return [max(one, 1) for one in units]


def _therapy(chance: random.Random, payer: str) -> list[tuple[str, ...]]:
    """A physical or occupational therapist's visit."""
    provider, plan = chance.choice((("pt", "GP"), ("pt", "GP"), ("ot", "GO")))
    codes = chance.sample(("97110", "97140", "97112", "97530", "97116", "97035", "97535"),
                          chance.randint(2, 4))  # fmt: skip
    minutes = [chance.randint(10, 32) for _ in codes]
    assisted = provider == "pt" and chance.random() < 0.08
    mark = f"{plan};CQ" if assisted else plan
    rows = [
        _row("pta" if assisted else provider, code, mark if chance.random() > 0.02 else "", *one)
        for code, one in zip(codes, zip(_units(minutes, chance), minutes, strict=True), strict=True)
    ]
    if chance.random() < 0.25:
        rows.append(_row(provider, "G0283" if payer == "medicare" else "97014", plan, 1, None))
    if chance.random() < 0.1:
        rows.append(_row(provider, "97164" if provider == "pt" else "97168", plan, 1, None))
    return rows


def _chiropractic(chance: random.Random, payer: str) -> list[tuple[str, ...]]:
    """An adjustment, and at times therapy in another region."""
    count = chance.randint(1, 4)
    adjusted = chance.sample(_REGIONS, count)
    code = "98940" if count < 3 else "98941"
    provider = "md" if payer == "medicare" and chance.random() < 0.3 else "dc"
    active = "AT" if payer == "medicare" and chance.random() > 0.03 else ""
    rows = [_row(provider, code, active, 1, None, ";".join(adjusted))]
    for other in chance.sample(("97140", "97124", "97112", "97110", "97035"), chance.randint(1, 3)):
        minutes = chance.randint(8, 22)
        marks = ["GP"] if payer in ("medicare", "uhc", "va") else []
        if payer == "medicare" and provider == "dc":
            marks.append("GY")
        if other in ("97140", "97124", "97112") and chance.random() > 0.1:
            marks.append("59")
        region = chance.choice(_LIMBS) if chance.random() > 0.05 else adjusted[0]
        rows.append(_row(provider, other, ";".join(marks), 1, minutes, region))
    if chance.random() < 0.12:
        rows.append(_row(provider, "99213", "25" if chance.random() > 0.1 else "", 1, None))
    return rows


def _massage(chance: random.Random, payer: str) -> list[tuple[str, ...]]:
    """A massage therapist's session."""
    minutes = chance.choice((30, 45, 60, 60, 60, 90))
    code = "97124" if chance.random() > 0.15 else "97140"
    units = _units([minutes], chance)[0]
    plan = "GP" if payer in ("medicare", "uhc", "va") else ""
    return [_row("lmt", code, plan, units, minutes, chance.choice(_REGIONS))]


def write_claims(path: Path, number: int) -> int:
    """Write a claim file of about as many lines; gives how many it has."""
    lines = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for claim in claims(number):
            writer.writerows(claim)
            lines += len(claim)
    return lines
