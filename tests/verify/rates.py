"""The rates of the last gate: true sentences that stand, mutants that fall.

    python -m tests.verify.rates [--every N]

Without an option every passage, every statement and every step of a calculation that the
assistant makes of the questions of `evals/cases` is tried; `--every 10` tries one in ten.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from zlib import crc32

from assistant import Assistant
from assistant.context import Context
from evals.case_files import read_folder
from knowledge.library import bundled
from tests.verify.exclusions import why_same
from tests.verify.mutant_kinds import mutants
from tests.verify.mutants import Mutant
from tests.verify.said import Said, answers, passages, sentences


@dataclass
class Rates:
    """What became of true sentences and of their mutants.

    Attributes:
        stood: True sentences that stand.
        fell: True sentences that fall, each with why.
        rejected: Mutants that fall.
        survived: Mutants that stand though their support doesn't state them.
        excluded: Mutants left out, by the rule that leaves them out.
    """

    stood: int = 0
    fell: list[tuple[str, str]] = field(default_factory=list)
    rejected: int = 0
    survived: list[tuple[Mutant, str]] = field(default_factory=list)
    excluded: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        true, made = self.stood + len(self.fell), self.rejected + len(self.survived)
        return (
            f"{self.stood} of {true} true sentences stand ({self.stood / max(true, 1):.2%}); "
            f"{self.rejected} of {made} mutants fall ({self.rejected / max(made, 1):.3%}), "
            f"{self.excluded.total()} left out"
        )


def try_all(told: Iterable[Said], context: Context) -> Rates:
    """Every sentence, and every mutant of one that stands, put to the gate.

    Args:
        told: True sentences.
        context: The library.
    """
    rates = Rates()
    for said in told:
        ground = said.ground(context)
        why = said.falls(ground)
        if why is not None:
            rates.fell.append((said.text, why))
            continue
        rates.stood += 1
        tried = {said.text}
        for mutant in mutants(said.text):
            if mutant.text in tried:
                continue
            tried.add(mutant.text)
            rule = why_same(said.text, mutant, said.calculations, said.asked)
            if rule is not None:
                rates.excluded[rule] += 1
            elif said.falls(ground, mutant.text) is None:
                rates.survived.append((mutant, said.text))
            else:
                rates.rejected += 1
    return rates


def sample(assistant: Assistant, every: int) -> list[Said]:
    """What the assistant says to one case in so many, each sentence once.

    Which they are is told by each case's id alone, so that a new case changes no other's part.

    Args:
        assistant: The assistant.
        every: One case in so many.
    """
    all_cases = (case for file in read_folder() for case in file.cases)
    cases = [case for case in all_cases if crc32(case.id.encode()) % every == 0]
    found: dict[tuple[object, ...], Said] = {}
    for answer, asked in answers(assistant, cases):
        for said in sentences(answer, asked):
            told = tuple(c.id for c in (*said.citations, *said.calculations))
            found.setdefault((said.text, told), said)
    return list(found.values())


def main() -> None:
    """Print the rates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, metavar="N")
    every = parser.parse_args().every
    assistant = Assistant.open()
    context = Context(bundled())
    told = {
        "passages": list(passages(context.library))[::every],
        "statements and steps": sample(assistant, every),
    }
    for name, ones in told.items():
        rates = try_all(ones, context if name == "passages" else assistant.context)
        print(f"{name}: {rates}")
        for text, why in rates.fell:
            print(f"  fell: {text} | {why}")
        for mutant, text in rates.survived:
            print(f"  stood: {mutant.text} | {mutant.change} | {text}")
        for rule, count in rates.excluded.items():
            print(f"  left out {count}: {rule}")


if __name__ == "__main__":
    main()
