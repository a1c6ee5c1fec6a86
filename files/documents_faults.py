"""What is said of a document that can't be added, or of a stored one that can't be used."""

from __future__ import annotations


class DocumentError(Exception):
    """A document that can't be used, in one sentence: where, what, what to do.

    >>> print(DocumentError("policy.pdf", "holds no text", "Make it searchable first."))
    policy.pdf: holds no text. Make it searchable first.

    Attributes:
        where: The file, or the stored document.
        problem: What is wrong with it.
        mend: What to do about it.
    """

    def __init__(self, where: str, problem: str, mend: str) -> None:
        self.where, self.problem, self.mend = where, problem, mend
        super().__init__(f"{where}: {problem}. {mend}")


def unwritable(problem: OSError) -> DocumentError:
    """What is said where the folder of the user's data can't be written."""
    return DocumentError(
        "the document store",
        f"can't be written ({problem.strerror or problem})",
        "Make room on the disk or choose another folder with KNEAD_HOME; nothing was changed.",
    )


def unreadable(where: str, problem: OSError) -> DocumentError:
    """What is said of a file that the system doesn't open."""
    return DocumentError(
        where, f"can't be read ({problem.strerror or problem})", "Check the file and its rights."
    )
