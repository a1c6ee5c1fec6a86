"""The last gate: a sentence is shown only where all that it states stands in its supports."""

from assistant.verify.gate import stands, stands_text, why_falls, why_text_falls
from assistant.verify.ground import Ground

__all__ = ["Ground", "stands", "stands_text", "why_falls", "why_text_falls"]
