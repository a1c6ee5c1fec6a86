"""How many words the library's families write out, which every start reads and every question."""

from knowledge.library import bundled

MOST = 25_000
"""Cues in all; they were 20,000 when this was written, and 120,000 doubled the start."""


def test_families_write_out_no_more_cues_than_a_start_can_read():
    library = bundled()
    named = (*library.topics.values(), *library.improper.values())
    assert sum(len(one.cues) for one in named) < MOST
