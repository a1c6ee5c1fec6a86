"""Which of the recognised files make a table: each part once, and all of them."""

from __future__ import annotations

from collections.abc import Sequence

from files.cms_recognise import Known
from files.tables_faults import TableError
from files.tables_manifest import NAMES

# CMS has cut the practitioner's quarter into four files for years, for no sheet holds it all.
PARTS = 4


def choose(files: Sequence[Known]) -> tuple[list[Known], tuple[str, ...]]:
    """The files to read for one table, in the order of their parts.

    Args:
        files: The recognised files of one kind and quarter.

    Returns:
        Each part once, and what to tell the user of those left aside.

    Raises:
        TableError: A part is missing, or two files differ that say they are the same.
    """
    by_part: dict[int | None, list[Known]] = {}
    for known in files:
        by_part.setdefault(known.part, []).append(known)
    notes: list[str] = []
    chosen = {part: _one(same, notes) for part, same in by_part.items()}
    whole = chosen.pop(None, None)
    if whole and chosen:
        other = next(iter(chosen.values()))
        raise TableError(
            f"{whole.where} and {other.where}",
            f"are both of {whole.quarter.name}, one whole and one a part",
            "Add the one or the other; nothing was changed.",
        )
    if whole:
        return [whole], tuple(notes)
    numbers = {part for part in chosen if part is not None}
    missing = sorted(set(range(1, max(PARTS, *numbers) + 1)) - numbers)
    if missing:
        kind, quarter = files[0].kind, files[0].quarter.name
        raise TableError(
            f"{NAMES[kind]} of {quarter}",
            f"part{'s' if missing[1:] else ''} {_listed([f'f{part}' for part in missing])} "
            f"{'are' if missing[1:] else 'is'} missing, and a quarter is used only as a whole",
            f"Add all {max(PARTS, *numbers)} parts together; nothing was changed.",
        )
    return [chosen[part] for part in sorted(numbers)], tuple(notes)


def _one(same: list[Known], notes: list[str]) -> Known:
    """The one to read of files that say they are the same part; text before sheets.

    Raises:
        TableError: Two of them differ.
    """
    texts = [known for known in same if not known.piece.sheet] or same
    first, *others = texts
    for other in others:
        if other.piece.sha256() != first.piece.sha256():
            raise TableError(
                f"{first.where} and {other.where}",
                f"are both the same part of {first.quarter.name} and differ",
                "Add only the right one; nothing was changed.",
            )
        notes.append(f"{other.where} is the same file as {first.where}; it was read once.")
    return first


def _listed(words: list[str]) -> str:
    """Words as a list.

    >>> _listed(["f2", "f3", "f4"])
    'f2, f3 and f4'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
