"""What is said of a document that can't be added, or of a stored one that can't be used."""

from __future__ import annotations

from files.faults import OwnFileError, cannot_write


class DocumentError(OwnFileError):
    """A document that can't be used, in one sentence: where, what, what to do.

    >>> print(DocumentError("policy.pdf", "holds no text", "Make it searchable first."))
    policy.pdf: holds no text. Make it searchable first.
    """


def unwritable(problem: OSError) -> DocumentError:
    """What is said where the folder of the user's data can't be written."""
    return DocumentError("the document store", *cannot_write(problem))


def unreadable(where: str, problem: OSError) -> DocumentError:
    """What is said of a file that the system doesn't open."""
    return DocumentError(
        where, f"can't be read ({problem.strerror or problem})", "Check the file and its rights."
    )
