"""What is said of a file of claims that can't be used."""

from __future__ import annotations


class ClaimFileError(Exception):
    """A file of claims, or of findings, that can't be used.

    Attributes:
        where: The file's name.
        problem: What is wrong with it.
        mend: What to do instead.
    """

    def __init__(self, where: str, problem: str, mend: str) -> None:
        self.where, self.problem, self.mend = where, problem, mend
        super().__init__(f"{where}: {problem}. {mend}")


def unreadable(where: str, problem: OSError) -> ClaimFileError:
    """What is said of a file that the system doesn't open."""
    if isinstance(problem, FileNotFoundError):
        return ClaimFileError(where, "is not there", "Name a file of claims.")
    if isinstance(problem, IsADirectoryError):
        return ClaimFileError(where, "is a folder", "Name a file of claims.")
    return ClaimFileError(
        where, f"can't be read ({problem.strerror or problem})", "Make it readable."
    )
