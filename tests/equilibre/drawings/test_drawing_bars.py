"""Families, structure and cash: the shares add up, the lowest month is named."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from svg_reading import collisions, every, outside, words

import model_fixtures as fixtures
from equilibre.drawings.bars import structure_svg
from equilibre.drawings.cash import cash_svg, month_of_costs
from equilibre.drawings.families import family_bar_svg
from equilibre.model.results import CashMonth

K = fixtures.K


def texts(svg: str) -> list[str]:
    return [word.text for word in words(svg)]


def test_the_seven_families_are_there_and_their_shares_add_up() -> None:
    drawing = family_bar_svg(fixtures.model())
    told = texts(drawing.svg)
    for family in (
        "Membres",
        "Revenus d’activité",
        "Gestion d’un service public",
        "Subventions publiques",
        "Cofinancement",
        "Mobilisation privée",
        "Mixte ou hybride",
    ):
        assert family in told
    shares = [int(m.group(1)) for word in told if (m := re.fullmatch(r"(\d+)\u00a0%", word))]
    assert sum(shares) == 100
    assert "lecture proposée" in told


def test_the_mixed_family_is_a_conclusion_and_has_no_bar() -> None:
    drawing = family_bar_svg(fixtures.model())
    row = next(r for r in drawing.table.rows if r[0] == "Mixte ou hybride")
    assert row[1:] == ("quand aucune ne domine", "")
    bars = [r for r in every(drawing.svg, "rect") if r.get("x")]
    assert len(bars) == 6  # six measured shares, one of them nil, and what is outside the families


def test_a_family_that_waits_for_answers_says_so() -> None:
    family = fixtures.replaced(fixtures.family(), code=None, asks=fixtures.exercice().asks)
    drawing = family_bar_svg(fixtures.model(fixtures.exercice(family=family)))
    assert (
        drawing.sentence
        == "La famille attend votre réponse à une question\u00a0: vos comptes seuls ne décident pas."
    )
    assert not any(t.get("font-weight") == "700" for t in every(drawing.svg, "text"))


def test_the_other_reading_is_said() -> None:
    family = fixtures.replaced(fixtures.family(), other_reading="revenus_activite")
    sentence = family_bar_svg(fixtures.model(fixtures.exercice(family=family))).sentence
    assert "sur les seules ressources de l’exercice, on lirait «\u00a0revenus d’activité\u00a0»" in sentence


def test_structure_splits_soutiens_and_keeps_one_scale() -> None:
    drawing = structure_svg(fixtures.model())
    told = texts(drawing.svg)
    assert {"Soutiens publics", "Soutiens privés", "Ressources", "Charges", "2022", "2023", "2024"} <= set(
        told
    )
    rows = {(row[0], row[1]): row[2:] for row in drawing.table.rows}
    assert rows["Charges", "Personnel"] == ("74\u202f000\u00a0€",) * 3
    assert drawing.sentence.endswith("L’exercice laisse 8\u202f000\u00a0€.")


def test_structure_without_published_charges_has_resources_only() -> None:
    totals = fixtures.replaced(fixtures.exercice().totals, charges=None, result=None)
    drawing = structure_svg(fixtures.model(fixtures.exercice(totals=totals, costs=())))
    assert "Charges" not in texts(drawing.svg)
    assert "dépense" not in drawing.sentence


def test_structure_stops_at_the_exercice_asked() -> None:
    model = fixtures.model()
    assert structure_svg(model, exercice=model.exercices[1]).table.header == ("Sens", "Ligne", "2022", "2023")


def test_the_lowest_month_is_named_with_months_of_costs() -> None:
    drawing = cash_svg(fixtures.model())
    assert drawing.sentence == (
        "Au plus bas, fin mars\u00a02024, la trésorerie est de 13\u202f000\u00a0€, "
        "soit 1,3\u00a0mois de charges."
    )
    assert "au plus bas, 13\u00a0k€" in texts(drawing.svg)
    assert "un mois de charges, 10\u00a0k€" in texts(drawing.svg)


def test_months_under_one_month_of_costs_are_striped_and_counted() -> None:
    months = tuple(CashMonth(month=f"2024-{m:02d}", balance=b * K) for m, b in ((1, 20), (2, 4), (3, -3)))
    drawing = cash_svg(fixtures.model(fixtures.exercice(cash_months=months)))
    striped = [r for r in every(drawing.svg, "rect") if "prive" in (r.get("fill") or "")]
    assert len(striped) == 2
    assert "2 fins de mois passent sous un mois" in drawing.sentence
    assert "−3\u202f000\u00a0€" in drawing.sentence


def test_without_charges_there_is_no_month_of_costs() -> None:
    totals = fixtures.replaced(fixtures.exercice().totals, charges=None)
    exercice = fixtures.exercice(totals=totals)
    assert month_of_costs(exercice) is None
    drawing = cash_svg(fixtures.model(exercice))
    assert "mois de charges" not in drawing.sentence
    assert not any("un mois de charges" in word for word in texts(drawing.svg))


def test_without_months_there_is_no_picture_but_a_sentence() -> None:
    drawing = cash_svg(fixtures.model(fixtures.exercice(cash_months=())))
    assert drawing.svg == ""
    assert drawing.sentence.startswith("La trésorerie de chaque mois n’est pas")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-(10**9), 10**10), min_size=1, max_size=13), st.sampled_from(["page", "phone"]))
def test_any_months_give_a_drawing_whose_words_stay_apart(balances: list[int], variant: str) -> None:
    months = tuple(CashMonth(month=f"2024-{i % 12 + 1:02d}", balance=b) for i, b in enumerate(balances))
    svg = cash_svg(fixtures.model(fixtures.exercice(cash_months=months)), variant=variant).svg  # type: ignore[arg-type]
    assert collisions(svg) == []
    assert outside(svg) == []
