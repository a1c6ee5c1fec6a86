"""What Medicare's fee schedule says of a code that it doesn't pay."""

from __future__ import annotations

from knowledge.library import Library

_FEES = "cms-pfs-2024/"
_NOT_VALID, _BUNDLED = "I", "B"


def unpaid(code: str, library: Library) -> str | None:
    """The passage on a code that Medicare's fee schedule doesn't pay; None where it pays it.

    Args:
        code: The code.
        library: The knowledge base.

    >>> from knowledge.library import bundled
    >>> unpaid("97124", bundled()), unpaid("97010", bundled())
    (None, 'cms-pfs-2024/hot-packs')
    """
    held = library.codes.get(code)
    if held is None or not held.medicare_status:
        return None
    return next((key for key in held.supports if key.startswith(_FEES)), None)


def bundled(code: str, library: Library) -> bool:
    """Whether Medicare pays a code with the services beside it and never by itself.

    Args:
        code: The code.
        library: The knowledge base.
    """
    return code in library.codes and library.codes[code].medicare_status == _BUNDLED


def stands_for_another(code: str, library: Library) -> bool:
    """Whether Medicare takes another code in the place of this one.

    Args:
        code: The code.
        library: The knowledge base.
    """
    return library.codes[code].medicare_status == _NOT_VALID
