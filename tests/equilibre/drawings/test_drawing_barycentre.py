"""The two triangles: where dots are, what is not measured, what is joined."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from svg_reading import collisions, every, outside, words

import model_fixtures as fixtures
from equilibre.drawings.barycentre import natures_svg, pillars_svg
from equilibre.drawings.drawing import Variant
from equilibre.drawings.triangle_frame import LAYOUTS
from equilibre.model.results import SocioEconomicModel

UNKNOWN = "nous ne savons pas encore"


def texts(svg: str) -> list[str]:
    return [word.text for word in words(svg)]


def years(*rows: tuple[str, tuple[int | None, int | None, int | None], bool]) -> SocioEconomicModel:
    """A model with these pillars, one row per exercice: label, thousands of euros, joined or not."""
    return fixtures.model(
        *(
            fixtures.exercice(
                label,
                pillars=fixtures.pillars(*amounts),
                pillars_point=fixtures.point(label, *amounts, joins=joins),
            )
            for label, amounts, joins in rows
        )
    )


def natures_of(*rows: tuple[str, tuple[int, int, int, int, int]]) -> SocioEconomicModel:
    return fixtures.model(
        *(
            fixtures.exercice(
                label,
                natures=fixtures.natures(*amounts),
                natures_point=fixtures.point(label, amounts[0], amounts[1], amounts[2], joins=rank > 0),
            )
            for rank, (label, amounts) in enumerate(rows)
        )
    )


def discs(svg: str) -> list[tuple[float, float, float]]:
    return [tuple(float(c.get(k, 0)) for k in ("cx", "cy", "r")) for c in every(svg, "circle")]  # type: ignore[misc]


def test_the_dot_is_the_barycentre_of_the_corners() -> None:
    svg = pillars_svg(years(("2024", (100, 100, 100), False))).svg
    left, right, top = LAYOUTS["page"].corners
    x, y = (left[0] + right[0] + top[0]) / 3, (left[1] + right[1] + top[1]) / 3
    assert any(abs(cx - x) < 0.1 and abs(cy - y) < 0.1 for cx, cy, _ in discs(svg))


def test_the_corners_are_people_money_and_shared_means() -> None:
    told = texts(pillars_svg(fixtures.model()).svg)
    for word in (
        "Richesses humaines",
        "des personnes",
        "Financement",
        "des moyens financés",
        "Alliances",
        "des moyens partagés",
    ):
        assert word in told
    assert any("les euros qui paient des personnes" in word for word in told)
    assert {"104\u00a0k€ · 55\u00a0%", "59\u00a0k€ · 31\u00a0%", "27\u00a0k€ · 14\u00a0%"} <= set(told)


def test_areas_are_on_one_scale() -> None:
    svg = pillars_svg(years(("2024", (90, 40, 10), False))).svg
    radii = sorted((r for _, _, r in discs(svg)), reverse=True)
    dot = radii[0] if radii[0] < 18 else radii[1]
    assert any(abs(r - dot * (90 / 140) ** 0.5) < 0.15 for r in radii)
    assert any(abs(r - dot * (40 / 140) ** 0.5) < 0.15 for r in radii)


def test_what_nobody_told_is_hollow_and_never_zero() -> None:
    drawing = pillars_svg(years(("2024", (80, 60, None), False)))
    told = texts(drawing.svg)
    assert UNKNOWN in told
    assert not any(re.match(r"0\b", word) for word in told)
    assert not any("%" in word for word in told)
    dashed = [p for p in every(drawing.svg, "path") if p.get("stroke-dasharray")]
    top = LAYOUTS["page"].corners[2]
    assert any(f"L{top[0]:g} {top[1]:g}" in (p.get("d") or "") for p in dashed)
    hollow = [c for c in every(drawing.svg, "circle") if c.get("class") == "f-paper" and c.get("stroke")]
    assert len(hollow) == 1
    assert UNKNOWN in drawing.sentence
    assert drawing.table.rows[0][3] == UNKNOWN


def test_a_corner_known_in_part_says_at_least() -> None:
    pillars = fixtures.pillars(80, 60, 10)
    people = fixtures.replaced(
        pillars[0], complete=False, missing="Nous ne savons pas encore\u00a0: le bénévolat."
    )
    point = fixtures.replaced(
        fixtures.point("2024", 80, 60, 10), hollow=True, unmeasured=(0,), note=people.missing
    )
    drawing = pillars_svg(
        fixtures.model(fixtures.exercice(pillars=(people, *pillars[1:]), pillars_point=point))
    )
    assert "au moins 80\u00a0k€" in texts(drawing.svg)
    assert "nous ne savons pas encore tout" in drawing.sentence
    assert drawing.sentence.count("ne savons pas") == 1


def test_a_path_joins_only_what_may_be_joined() -> None:
    far = (("2022", (150, 20, 20), False), ("2023", (40, 150, 30), True))
    joined = pillars_svg(years(*far)).svg
    apart = pillars_svg(years(far[0], ("2023", (40, 150, 30), False))).svg
    assert any("Q" in (p.get("d") or "") for p in every(joined, "path"))
    assert not any("Q" in (p.get("d") or "") for p in every(apart, "path"))


def test_a_path_never_jumps_over_an_exercice_without_a_dot() -> None:
    model = years(
        ("2022", (150, 20, 20), False), ("2023", (None, None, None), True), ("2024", (30, 150, 30), True)
    )
    assert not any("Q" in (p.get("d") or "") for p in every(pillars_svg(model).svg, "path"))


def test_close_dots_are_shown_again_through_a_magnifier() -> None:
    model = years(
        ("2022", (100, 60, 20), False), ("2023", (102, 61, 20), True), ("2024", (105, 60, 21), True)
    )
    svg = pillars_svg(model).svg
    assert any(word.startswith("le chemin, ×") for word in texts(svg))
    assert collisions(svg) == []
    wide = years(("2022", (150, 20, 20), False), ("2023", (20, 150, 20), True))
    assert not any("le chemin" in word for word in texts(pillars_svg(wide).svg))


def test_alliances_without_a_euro_are_counted_beside() -> None:
    pillars = fixtures.pillars(80, 60, 10)
    counted = (*pillars[:2], fixtures.replaced(pillars[2], without_euro=2))
    svg = pillars_svg(fixtures.model(fixtures.exercice(pillars=counted))).svg
    assert "+\u00a02 alliances sans euro" in texts(svg)


def test_payroll_above_the_money_is_said() -> None:
    point = fixtures.replaced(
        fixtures.point("2024", 80, 0, 10), note="Les personnes coûtent plus que les produits"
    )
    model = fixtures.model(fixtures.exercice(pillars=fixtures.pillars(80, 0, 10), pillars_point=point))
    assert pillars_svg(model).sentence.endswith("Les personnes coûtent plus que les produits.")


def test_only_the_natures_and_no_dominant_are_territories() -> None:
    told = texts(natures_svg(fixtures.model()).svg)
    assert {"Soutiens", "Investissement sociétal", "Revenus d’activité", "aucune dominante"} <= set(told)
    assert not any(word in " ".join(told).lower() for word in ("hybride", "cofinancement", "service public"))


def test_members_are_printed_outside_the_triangle() -> None:
    told = texts(natures_svg(fixtures.model()).svg)
    assert "Hors du triangle\u00a0:" in told
    assert "Membres, 7\u00a0k€ · 5\u00a0%" in told


@pytest.mark.parametrize("told", [True, False])
def test_without_societal_investment_the_base_is_an_axis_and_says_why(told: bool) -> None:
    model = natures_of(("2023", (80, 0, 20, 5, 0)), ("2024", (60, 0, 40, 5, 0)))
    if not told:
        last = fixtures.replaced(
            model.last, natures_point=fixtures.replaced(model.last.natures_point, unmeasured=(1,))
        )
        model = fixtures.replaced(model, exercices=(model.exercices[0], last))
    drawing = natures_svg(model)
    foot = " ".join(texts(drawing.svg))
    assert "Un axe plutôt qu’un triangle" in foot
    assert ("personne n’a encore dit" in foot) is not told
    assert "aucune dominante" not in foot
    assert "Investissement sociétal" not in foot


def test_the_natures_sentence_splits_soutiens_public_and_private() -> None:
    sentence = natures_svg(fixtures.model()).sentence
    assert "63\u202f200\u00a0€ sont publics et 15\u202f800\u00a0€ privés" in sentence
    assert "soutiens (subventions, mécénat, dons)" in sentence


def test_soutiens_of_one_origin_are_said_as_such() -> None:
    natures = fixtures.natures(60, 0, 40, 0, 0)
    public = (fixtures.replaced(natures[0], public_amount=60 * fixtures.K, private_amount=0), *natures[1:])
    model = fixtures.model(fixtures.exercice(natures=public))
    assert "Ces soutiens sont tous publics." in natures_svg(model).sentence


def test_a_dot_that_cannot_be_placed_says_why() -> None:
    model = years(("2024", (None, None, None), False))
    drawing = pillars_svg(model)
    assert drawing.sentence == (
        "En 2024, le point ne peut pas être placé\u00a0: pour les richesses humaines, le financement et "
        "les alliances, nous ne savons pas encore."
    )
    assert not any("2024" in word for word in texts(drawing.svg))


def test_an_earlier_exercice_can_be_the_one_drawn() -> None:
    model = fixtures.model()
    drawing = pillars_svg(model, exercice=model.exercices[1])
    assert len(drawing.table.rows) == 2
    assert drawing.sentence.startswith("En 2023,")


amounts = st.tuples(st.integers(1, 400), st.integers(1, 400), st.integers(0, 400))


@settings(max_examples=40, deadline=None)
@given(st.lists(amounts, min_size=1, max_size=4), st.sampled_from(["page", "phone"]))
def test_labels_never_collide(rows: list[tuple[int, int, int]], variant: Variant) -> None:
    model = years(*((str(2020 + i), row, i > 0) for i, row in enumerate(rows)))
    svg = pillars_svg(model, variant=variant).svg
    assert collisions(svg) == []
    assert outside(svg) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(amounts, min_size=1, max_size=4), st.booleans(), st.sampled_from(["page", "phone"]))
def test_labels_of_natures_never_collide(
    rows: list[tuple[int, int, int]], axis: bool, variant: Variant
) -> None:
    model = natures_of(*((str(2020 + i), (a, 0 if axis else c, b, 7, 3)) for i, (a, b, c) in enumerate(rows)))
    svg = natures_svg(model, variant=variant).svg
    assert collisions(svg) == []
    assert outside(svg) == []
