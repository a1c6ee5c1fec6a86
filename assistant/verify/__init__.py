"""The last gate: a sentence is shown only where all that it states stands in its supports."""

from assistant.verify.gate import Ground, stands, stands_text, why_falls

__all__ = ["Ground", "stands", "stands_text", "why_falls"]
