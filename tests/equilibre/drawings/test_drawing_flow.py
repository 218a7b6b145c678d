"""The flow: bands as wide as their euros, words that never collide, another form on the phone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from svg_reading import collisions, every, outside, words

import model_fixtures as fixtures
from equilibre.drawings.drawing import Variant
from equilibre.drawings.flow import MOST_NODES, flow_svg
from equilibre.model.results import FlowNode, SocioEconomicModel

K = fixtures.K


def nodes(*amounts: int, color: str = "subventionnement") -> tuple[FlowNode, ...]:
    return tuple(
        FlowNode(code=f"R{i:02d}", label=f"Ligne {i} au libellé assez long", amount=a, color=color)
        for i, a in enumerate(amounts)
    )


def model(into: tuple[FlowNode, ...], out: tuple[FlowNode, ...]) -> SocioEconomicModel:
    return fixtures.model(fixtures.exercice(flow_in=into, flow_out=out))


def test_bands_are_as_tall_as_their_euros() -> None:
    svg = flow_svg(model(nodes(60 * K, 30 * K, 10 * K), nodes(100 * K))).svg
    tall = sorted(float(r.get("height", 0)) for r in every(svg, "rect") if r.get("x"))
    assert tall[3] == pytest.approx(tall[2] / 0.6, abs=0.2)
    assert tall[1] == pytest.approx(tall[2] / 2, abs=0.2)
    assert tall[0] == pytest.approx(tall[2] / 6, abs=0.2)


def test_every_line_has_its_label_and_its_euros() -> None:
    told = [word.text for word in words(flow_svg(fixtures.model()).svg)]
    for label, amount in (
        ("Cotisations", "7\u00a0k€"),
        ("Personnel", "74\u00a0k€"),
        ("Mis en réserve", "8\u00a0k€"),
    ):
        assert label in told
        assert amount in told
    assert "133\u00a0k€" in told


def test_small_lines_beyond_the_most_are_drawn_as_one_and_listed_in_the_table() -> None:
    many = nodes(*(K * (50 - i) for i in range(14)))
    drawing = flow_svg(model(many, nodes(100 * K)))
    assert any(word.text == f"{14 - MOST_NODES + 1} autres ressources" for word in words(drawing.svg))
    assert len([row for row in drawing.table.rows if row[0] == "Ressource"]) == 14


def test_products_alone_leave_the_right_side_unpublished() -> None:
    drawing = flow_svg(model(fixtures.flow_in(), ()))
    assert "n’est pas publié" in drawing.sentence
    assert "n’est pas publié" in " ".join(word.text for word in words(drawing.svg))
    assert [row for row in drawing.table.rows if row[0] == "Emploi"] == []


def test_the_phone_has_bars_of_the_same_lines() -> None:
    page, phone = flow_svg(fixtures.model()), flow_svg(fixtures.model(), variant="phone")
    assert phone.table == page.table
    told = [word.text for word in words(phone.svg)]
    assert {"D’où vient l’argent", "Où il va", "Subventions publiques", "61\u00a0k€"} <= set(told)
    bars = [
        float(r.get("width", 0)) for r in every(phone.svg, "rect") if r.get("x") and r.get("height") == "11"
    ]
    assert len(bars) == 10
    assert max(bars) == pytest.approx(344)


def test_the_share_of_reserves_is_not_a_product() -> None:
    into = (
        *fixtures.flow_in(),
        FlowNode(code="puise", label="Puisé dans les réserves", amount=900 * K, color="neutre"),
    )
    sentence = flow_svg(model(into, fixtures.flow_out())).sentence
    assert sentence.startswith(
        "Sur 133\u202f000\u00a0€ de produits en 2024, «\u00a0Subventions publiques\u00a0» apporte 46\u00a0%"
    )


amounts = st.lists(st.integers(1, 10**9), min_size=1, max_size=14)


@settings(max_examples=60, deadline=None)
@given(amounts, amounts, st.sampled_from(["page", "phone"]))
def test_labels_never_collide_and_bands_stay_inside(
    into: list[int], out: list[int], variant: Variant
) -> None:
    svg = flow_svg(model(nodes(*into), nodes(*out)), variant=variant).svg
    assert collisions(svg) == []
    assert outside(svg) == []
    height = float(next(every(svg, "svg").__iter__()).get("viewBox", "").split()[3])
    for rect in every(svg, "rect"):
        if rect.get("y"):
            assert -0.5 <= float(rect.get("y", 0)) <= height
            assert float(rect.get("y", 0)) + float(rect.get("height", 0)) <= height + 0.5
