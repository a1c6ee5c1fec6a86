"""The error of a file or a store of the user's: a clear sentence of what, where and what to do."""

from __future__ import annotations


class OwnFileError(Exception):
    """A file or store of the user's that can't be used, in one sentence.

    Attributes:
        where: The file, its line, or the store.
        problem: What is wrong there.
        mend: What to do about it.
    """

    def __init__(self, where: str, problem: str, mend: str) -> None:
        self.where, self.problem, self.mend = where, problem, mend
        super().__init__(f"{where}: {problem}. {mend}")


def cannot_write(problem: OSError) -> tuple[str, str]:
    """The problem and the mend where the folder of the user's data can't be written."""
    return (
        f"can't be written ({problem.strerror or problem})",
        "Make room on the disk or choose another folder with KNEAD_HOME; nothing was changed.",
    )
