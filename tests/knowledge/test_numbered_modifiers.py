"""The numbers that a question may mean as a modifier are those of the modifiers held."""

from knowledge.library import bundled
from knowledge.reading_words import reading_words


def test_the_modifiers_written_as_numbers_are_all_listed():
    held = {name for name in bundled().modifiers if name.isdigit()}
    assert reading_words("numbered_modifiers") == held
