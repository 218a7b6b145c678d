"""The map of activities: full and hollow, nothing drawn that nobody said, words inside and apart."""

from __future__ import annotations

import msgspec
import pytest
from svg_reading import NS, collisions, every, outside, parse, words
from tests.equilibre.trajectory.test_activities_map import common, workshops

from equilibre.drawings.drawing import Variant
from equilibre.drawings.matrix_map import NOT_SAID, matrix_map_svg
from equilibre.trajectory.activities import Activity, read_activities

VARIANTS: tuple[Variant, ...] = ("page", "print", "phone")


def crowded() -> tuple[Activity, ...]:
    """Ten activities, some at the same place, with long names that are markup."""
    return tuple(
        Activity(
            key=f"a{rank}",
            label=f"<b>Activité & compagnie</b> numéro {rank} " + "longue " * rank,
            resources=1_000_000 * (rank % 4),
            direct_costs=700_000 * (rank % 3 + 1),
            usefulness=1 + 3 * (rank % 4),
        )
        for rank in range(10)
    )


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("activities", [workshops(), crowded(), workshops()[:1]], ids=["three", "ten", "one"])
def test_words_stay_inside_and_apart(activities: tuple[Activity, ...], variant: Variant) -> None:
    drawing = matrix_map_svg(read_activities(activities, common()), variant=variant)
    root = parse(drawing.svg)
    assert root.get("role") == "img"
    assert [root.find(NS + tag).text for tag in ("title", "desc")] == [drawing.title, drawing.description]  # type: ignore[union-attr]
    if variant != "print":
        assert outside(drawing.svg) == []
        assert collisions(drawing.svg) == []


def test_full_hollow_and_what_nobody_said() -> None:
    drawing = matrix_map_svg(read_activities(workshops(), common(), common_resources=200_000))
    discs = every(drawing.svg, "circle")
    assert len(discs) == 2, "the third activity was not voted on"
    assert [disc.get("stroke-dasharray") for disc in discs] == [None, "5 3"]
    # The area follows what is spent: 30 000 € and 11 000 €.
    first, second = (float(disc.get("r", 0)) for disc in discs)
    assert (first / second) ** 2 == pytest.approx(30 / 11, rel=0.02)
    assert "Location de la salle" not in {word.text for word in words(drawing.svg)}
    assert drawing.table.rows[2][:2] == ("Location de la salle", NOT_SAID)
    assert drawing.table.rows[0][4] == "10\u202f000\u00a0€"
    assert "son utilité n’a pas encore été dite" in drawing.sentence
    assert drawing.sentence.endswith("le résultat est de −3\u202f420\u00a0€.")
    for mark in (" :", " %", " €", "« ", " »"):
        assert mark not in drawing.sentence


def test_nothing_said_draws_nothing() -> None:
    bare = tuple(msgspec.structs.replace(one, usefulness=None) for one in workshops())
    drawing = matrix_map_svg(read_activities(bare, common()))
    assert drawing.svg == ""
    assert len(drawing.table.rows) == 3
    assert matrix_map_svg(read_activities((), ())).sentence == "Aucune activité n’est indiquée."
