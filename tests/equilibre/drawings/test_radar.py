"""The radar: a ring for « à initier », a hollow dot for what nobody knows, words that never collide."""

from __future__ import annotations

import itertools
import math

import pytest
from svg_reading import collisions, every, outside, words

from equilibre.diagnosis.questionnaire import DimensionCode
from equilibre.diagnosis.results import DimensionReading
from equilibre.drawings import palette
from equilibre.drawings.drawing import Variant
from equilibre.drawings.radar import LEVELS, UNKNOWN, radar

NAMES: tuple[tuple[DimensionCode, str, str], ...] = (
    ("projet", "Projet et gouvernance", "Projet"),
    ("richesses_humaines", "Richesses humaines", "Richesses humaines"),
    ("financements", "Financements", "Financements"),
    ("alliances", "Alliances", "Alliances"),
    ("coherence", "Cohérence", "Cohérence"),
    ("anticipation", "Anticipation", "Anticipation"),
    ("valorisation", "Valorisation et confiance", "Valorisation"),
)
VARIANTS: tuple[Variant, ...] = ("page", "print", "phone")


def readings(*levels: float | None) -> tuple[DimensionReading, ...]:
    """Seven dimensions at these levels."""
    return tuple(
        DimensionReading(
            code=code,
            label=label,
            short=short,
            level=level,
            word=UNKNOWN if level is None else LEVELS[int(level)],
            scored=0 if level is None else 4,
            asked=6,
        )
        for (code, label, short), level in zip(NAMES, levels, strict=True)
    )


KNOWN = readings(2, 1.5, 1, 3, 0.5, 0, 1)
PARTLY = readings(2, 1.5, None, 3, 0.5, None, 1)
NOTHING = readings(*[None] * 7)


@pytest.mark.parametrize("variant", VARIANTS)
def test_its_words_stay_inside_and_apart_whatever_the_levels(variant: Variant) -> None:
    for now, then in itertools.product((KNOWN, PARTLY, NOTHING, readings(*[0] * 7)), (None, PARTLY)):
        drawing = radar(now, then, variant=variant)
        if variant != "print":
            assert outside(drawing.svg) == []
            assert collisions(drawing.svg) == []
        said = [word.text for word in words(drawing.svg)]
        assert all(level in said for level in LEVELS)
        assert not any("…" in word for word in said)


def distance(circle: object, centre: tuple[float, float]) -> float:
    x, y = (float(circle.get(name)) for name in ("cx", "cy"))  # type: ignore[attr-defined]
    return math.hypot(x - centre[0], y - centre[1])


def test_the_lowest_level_is_a_ring_and_what_is_unknown_is_hollow_inside_it() -> None:
    circles = every(radar(readings(0, None, 1, 1, 1, 1, 3)).svg, "circle")
    rings, dots = circles[:4], circles[4:11]
    centre = (float(rings[0].get("cx", 0)), float(rings[0].get("cy", 0)))
    radii = [float(ring.get("r", 0)) for ring in rings]
    assert radii == sorted(radii)
    assert distance(dots[0], centre) == pytest.approx(radii[0], abs=0.2)
    assert distance(dots[6], centre) == pytest.approx(radii[3], abs=0.2)
    assert distance(dots[1], centre) < radii[0] * 0.6
    assert dots[1].get("fill") == "none" and dots[0].get("fill") == palette.TOKENS["financement"]


def test_nothing_is_drawn_across_what_is_unknown() -> None:
    def outlines(*levels: float | None) -> int:
        paths = every(radar(readings(*levels)).svg, "path")
        return sum((one.get("d") or "").count("L") for one in paths if one.get("stroke-width") == "2.4")

    assert outlines(1, 1, 1, 1, 1, 1, 1) == 6
    assert outlines(1, 1, None, 1, 1, 1, 1) == 4
    assert outlines(*[None] * 7) == 0


def test_the_sentence_says_what_is_known_and_never_a_sum() -> None:
    assert radar(KNOWN).sentence == (
        "Le plus avancé\u00a0: «\u00a0Alliances\u00a0» (moteur). "
        "Le moins avancé\u00a0: «\u00a0Anticipation\u00a0» (à initier)."
    )
    assert radar(PARTLY).sentence.endswith(
        "Nous ne savons pas encore\u00a0: «\u00a0Financements\u00a0» et «\u00a0Anticipation\u00a0»."
    )
    assert radar(NOTHING).sentence == "Vos réponses ne disent pas encore où vous en êtes."
    assert "au même niveau\u00a0: en cours" in radar(readings(*[1] * 7)).sentence


def test_the_table_gives_the_coverage_and_the_time_before() -> None:
    table = radar(PARTLY).table
    assert table.header == ("Sujet", "Niveau", "Réponses avec un niveau")
    assert table.rows[2] == ("Financements", UNKNOWN, "0 sur 6")
    with_before = radar(PARTLY, KNOWN, before="en 2025").table
    assert with_before.header[-1] == "En 2025"
    assert with_before.rows[2] == ("Financements", UNKNOWN, "0 sur 6", "en cours")


def test_the_time_before_is_dashed_and_named_in_the_key() -> None:
    alone, compared = radar(KNOWN), radar(KNOWN, PARTLY, before="en 2025")
    assert "en 2025" in [word.text for word in words(compared.svg)]
    assert "stroke-dasharray" in compared.svg and "stroke-dasharray" not in alone.svg
