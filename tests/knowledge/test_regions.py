"""The regions that manipulation codes count, and the words for them."""

from __future__ import annotations

import pytest

from knowledge.library import Library

SPINAL = {
    "cervical": ["neck", "atlanto-occipital"],
    "thoracic": ["upper back", "mid back", "costovertebral"],
    "lumbar": ["low back"],
    "sacral": ["sacrum", "tailbone"],
    "pelvic": ["sacroiliac", "si joint", "ilium"],
}
OTHERS = {
    "head": ["jaw", "tmj"],
    "lower extremity": ["hip", "thigh", "it band", "knee", "leg", "calf", "ankle", "foot"],
    "upper extremity": [
        *("shoulder", "rotator cuff", "arm", "elbow", "golfer's elbow", "tennis elbow"),
        *("forearm", "wrist", "hand", "carpal tunnel"),
    ],
    "rib cage": ["anterior ribs", "costosternal"],
    "abdomen": ["abdomen"],
}


def test_there_are_five_spinal_regions_and_five_others(library: Library) -> None:
    assert {r.id for r in library.regions.values() if r.spinal} == set(SPINAL)
    assert {r.id for r in library.regions.values() if not r.spinal} == set(OTHERS)


@pytest.mark.parametrize("region", [*SPINAL, *OTHERS])
def test_a_word_names_its_region_and_no_other(region: str, library: Library) -> None:
    for word in {**SPINAL, **OTHERS}[region]:
        named = {r.id for r in library.regions.values() if word in map(str.lower, r.names)}
        assert named == {region}, word


@pytest.mark.parametrize(
    ("muscle", "regions"),
    [
        ("quadratus lumborum", {"lumbar"}),
        ("psoas", {"lumbar", "lower extremity"}),
        ("gluteals", {"pelvic", "lower extremity"}),
        ("piriformis", {"pelvic", "lower extremity"}),
    ],
)
def test_a_muscle_lies_in_its_regions(muscle: str, regions: set[str], library: Library) -> None:
    assert set(library.muscles[muscle].regions) == regions


@pytest.mark.parametrize("muscle", ["trapezius", "latissimus", "psoas", "gluteals", "piriformis"])
def test_a_muscle_that_crosses_regions_is_asked_about(muscle: str, library: Library) -> None:
    assert len(library.muscles[muscle].regions) > 1


def test_the_back_names_no_region(library: Library) -> None:
    named = {name for region in library.regions.values() for name in region.names}
    assert "back" in library.unclear_regions
    assert set(library.unclear_regions) & named == set()
