"""What is said of a file of claims that can't be used."""

from __future__ import annotations

from files.faults import OwnFileError


class ClaimFileError(OwnFileError):
    """A file of claims, or of findings, that can't be used."""


def unreadable(where: str, problem: OSError) -> ClaimFileError:
    """What is said of a file that the system doesn't open."""
    if isinstance(problem, FileNotFoundError):
        return ClaimFileError(where, "is not there", "Name a file of claims.")
    if isinstance(problem, IsADirectoryError):
        return ClaimFileError(where, "is a folder", "Name a file of claims.")
    return ClaimFileError(
        where, f"can't be read ({problem.strerror or problem})", "Make it readable."
    )
