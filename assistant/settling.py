"""What stays open is left out of the garbage collector's rounds."""

from __future__ import annotations

import gc


def settle() -> None:
    """Have the collector look through new objects alone from now on.

    A library's objects live as long as the process, and going through them again and again is a
    part of an answer's time. What was settled before and is let go of meanwhile, such as a library
    that was opened anew, is freed first.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
