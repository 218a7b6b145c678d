"""The bar of answers: a figure for each level from five answers on, nothing under."""

from __future__ import annotations

import pytest
from svg_reading import collisions, every, outside, words

from equilibre.diagnosis.results import Gap
from equilibre.drawings.drawing import Variant
from equilibre.drawings.spread import DO_NOT_KNOW, spread_bar

TEXT = "Votre association tient-elle un tableau de trésorerie\u202f?"


def gap(counts: tuple[int, int, int, int] | tuple[()], nsp: int = 0) -> Gap:
    return Gap(question="a", dimension="anticipation", text=TEXT, width=1.2, counts=counts, nsp=nsp)


@pytest.mark.parametrize("variant", ["page", "print", "phone"])
def test_every_level_has_its_bar_and_its_figure(variant: Variant) -> None:
    drawing = spread_bar(gap((2, 0, 3, 1), nsp=1), variant=variant)
    if variant != "print":
        assert outside(drawing.svg) == [] and collisions(drawing.svg) == []
    assert [word.text for word in words(drawing.svg)][1::2] == ["2", "0", "3", "1", "1"]
    assert len(every(drawing.svg, "rect")) == 4
    assert drawing.table.rows[-1] == (DO_NOT_KNOW, "1")
    assert drawing.sentence == (
        "2 personnes disent «\u00a0à initier\u00a0», 3 «\u00a0structuré\u00a0» et 1 «\u00a0moteur\u00a0»"
        "\u202f; 1 ne sait pas."
    )


def test_under_the_threshold_there_is_nothing_to_draw() -> None:
    drawing = spread_bar(gap(()))
    assert drawing.svg == "" and drawing.table.rows == ()
    assert drawing.sentence == "Vos réponses diffèrent sur cette question."


def test_when_nobody_knows_it_says_so() -> None:
    assert spread_bar(gap((0, 0, 0, 0), nsp=6)).sentence == "6 ne savent pas."
