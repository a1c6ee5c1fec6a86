"""How many words the library's families write out, which every start reads and every question."""

from knowledge.library import bundled

MOST = 16_000
"""Cues in all; 120,000 doubled the start."""


def test_families_write_out_no_more_cues_than_a_start_can_read():
    library = bundled()
    named = (*library.topics.values(), *library.improper.values())
    assert sum(len(one.cues) for one in named) < MOST
