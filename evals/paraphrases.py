"""Whether one question in other words gets the same status, codes and units."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from assistant.answer import Answer
from evals.case import Case

BASE = "base:"


def substance(answer: Answer) -> str:
    """What must not change with the words: the status, and what was computed.

    Args:
        answer: The answer.
    """
    computed = []
    for made in answer.calculations:
        kept = {
            key: made.result[key]
            for key in ("method", "units", "codes", "verdict", "code", "status")
            if key in made.result
        }
        if made.tool in ("units", "pair", "code_choice", "code_status"):
            computed.append(json.dumps([made.tool, kept], sort_keys=True))
    return json.dumps([answer.status, sorted(set(computed))])


class Paraphrases:
    """What the forms of one question came to: cases whose tag `base:NAME` names it alike."""

    def __init__(self) -> None:
        self._groups: dict[str, list[tuple[str, str]]] = {}

    def hear(self, case: Case, answers: Sequence[Answer]) -> None:
        """Keep what a case came to, where it is a form of another.

        Args:
            case: The case.
            answers: The answers to its turns.
        """
        base = next((tag for tag in case.tags if tag.startswith(BASE)), None)
        if base is not None:
            self._groups.setdefault(base, []).append((case.id, substance(answers[-1])))

    def figures(self) -> dict[str, Any] | None:
        """How many agree with most of their question's other forms; None where none was heard.

        Returns:
            `same`, `compared`, `share`, and `differing`, the ids of those that don't agree.
        """
        return agreement(list(self._groups.values())) if self._groups else None


def agreement(groups: Sequence[Sequence[tuple[str, str]]]) -> dict[str, Any]:
    """The figures for groups of ids with what each came to; a group of one is left out.

    Args:
        groups: The groups.

    >>> agreement([[("a", "1"), ("b", "1"), ("c", "2")], [("d", "1")]])["differing"]
    ['c']
    """
    compared, differing = 0, []
    for group in groups:
        if len(group) < 2:
            continue
        usual = Counter(told for _, told in group).most_common(1)[0][0]
        compared += len(group)
        differing += [id_ for id_, told in group if told != usual]
    same = compared - len(differing)
    share = round(same / compared, 4) if compared else 1.0
    return {"same": same, "compared": compared, "share": share, "differing": differing}
