"""The last gate: a sentence is shown only where all that it states stands in its supports."""

from assistant.verify.gate import why_falls, why_text_falls
from assistant.verify.ground import Ground, warm
from assistant.verify.surfaces import around_stands, text_stands

__all__ = ["Ground", "around_stands", "text_stands", "warm", "why_falls", "why_text_falls"]
