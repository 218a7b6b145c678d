"""The three repères: what can be computed, under which reading, and what is never said."""

from __future__ import annotations

import pytest
from contexts import line, whole

from equilibre.accounts.totals import AnalyticLine
from equilibre.model.dossier import ActivityInput, Choices, CostUses, HumanMeans, Partner
from equilibre.model.ratios import ATTRIBUTION, read_ratios

BOOKS = (line("741000", -10_000), line("641000", 6_000), line("606000", 3_000))
"""9 000 € of charges."""
SMIC = 11.88
"""Gross hourly SMIC at the end of 2024, euros."""


def ratios(*accounts, **more):
    read = whole(*(accounts or BOOKS), **more)
    found = read_ratios(read)
    return read, {r.code if r.scope == "organisation" else f"{r.code}:{r.activity}": r for r in found}


def test_volunteering_that_nobody_told_is_not_measured_and_never_zero():
    _, found = ratios()
    ratio = found["quatre_tiers"]
    assert (ratio.state, ratio.value, ratio.amount) == ("non_mesure", None, None)
    assert "pendant un trimestre" in ratio.text
    assert "€" not in ratio.text


def test_typed_hours_are_measured_against_the_budget():
    read, found = ratios(
        inputs={
            "means": HumanMeans(
                volunteer_hours_field=200, skills_patronage_hours=10, volunteer_certainty="mesure"
            )
        }
    )
    ratio = found["quatre_tiers"]
    assert ratio.state == "mesure"
    assert ratio.amount == round(210 * SMIC * 100)
    assert ratio.value == pytest.approx(210 * SMIC / 9_000)
    assert ratio.repere == pytest.approx(1 / 3)
    assert "proche du repère" in ratio.text
    assert read.book.get(ratio.figure).value == ratio.value


def test_booked_volunteering_is_also_in_the_accounts():
    _, found = ratios(*BOOKS, line("864000", 4_500, "Bénévolat"), line("875000", -4_500, "Bénévolat"))
    ratio = found["quatre_tiers"]
    assert ratio.state == "compte_aussi"
    assert ratio.value == pytest.approx(0.5)
    assert "porté par l’engagement" in ratio.text


@pytest.mark.parametrize("hours", [None, 1, 50, 300])
def test_missing_euros_of_volunteering_are_never_printed(hours):
    _, found = ratios(inputs={"means": HumanMeans(volunteer_hours_field=hours)})
    assert "manqu" not in found["quatre_tiers"].text


def test_engineering_is_not_computable_from_accounts_alone():
    _, found = ratios()
    ratio = found["tiers_on_top"]
    assert (ratio.state, ratio.value) == ("non_calculable", None)
    assert ratio.text.startswith("Non calculable avec vos seuls comptes")


KEY = CostUses(action=0.67, animation=0.1, pilotage=0.1, capitalisation=0.08, valorisation=0.05)


@pytest.mark.parametrize(("base", "value", "repere"), [("total", 0.33, 0.33), ("action", 33 / 67, 1 / 3)])
def test_the_typed_key_gives_the_ratio_under_the_reading_chosen(base, value, repere):
    read, found = ratios(inputs={"uses": KEY}, dossier={"choices": Choices(tiers_on_top_base=base)})
    ratio = found["tiers_on_top"]
    assert ratio.value == pytest.approx(value)
    assert ratio.repere == pytest.approx(repere)
    assert read.book.get(ratio.figure).certainty == "suppose"
    assert ("total" if base == "total" else "coût de l’action") in ratio.reading


@pytest.mark.parametrize(("elsewhere", "state"), [(1_000, "mesure"), (1_000.01, "non_calculable")])
def test_analytical_codes_may_leave_a_tenth_without_a_use(elsewhere, state):
    cents = round(elsewhere * 100)
    analytics = (
        AnalyticLine(code="action", account="641000", amount=700_000),
        AnalyticLine(code="pilotage", account="641000", amount=1_000_000 - 700_000 - cents),
        AnalyticLine(code="JARDIN", account="641000", amount=cents),
    )
    _, found = ratios(line("641000", 10_000), line("741000", -10_000), analytics=analytics)
    assert found["tiers_on_top"].state == state
    if state == "mesure":
        assert found["tiers_on_top"].value == pytest.approx(2_000 / 9_000)


def partner(**more):
    return Partner(key="p1", name="Collège", alliance="production_diffusion", **more)


@pytest.mark.parametrize(
    ("partners", "state", "words"),
    [
        (None, "non_mesure", "nous ne savons pas encore"),
        ((), "non_calculable", "pas d’action menée en alliance"),
        ((partner(),), "non_calculable", "indiquez le budget"),
    ],
)
def test_why_the_premium_is_not_computed(partners, state, words):
    _, found = ratios(inputs={"partners": partners})
    assert found["dix_plus_un"].state == state
    assert words in found["dix_plus_un"].text


def test_the_premium_has_two_lines_and_what_the_alliance_costs():
    shared = partner(shared_action_budget=10_000_000, contribution=300_000, coordination_hours=100)
    _, found = ratios(inputs={"partners": (shared,)})
    ratio = found["dix_plus_un"]
    assert ratio.amount == 1_100_000
    assert "10\u202f000\u00a0€" in ratio.text
    assert "1\u202f000\u00a0€" in ratio.text
    assert ratio.value == pytest.approx((3_000 + 100 * SMIC) / 100_000)
    assert ratio.repere == pytest.approx(0.11)


def test_a_shared_budget_without_its_cost_gives_the_premium_only():
    _, found = ratios(inputs={"partners": (partner(shared_action_budget=10_000_000),)})
    assert (found["dix_plus_un"].state, found["dix_plus_un"].value) == ("non_mesure", None)
    assert found["dix_plus_un"].amount == 1_100_000


def test_each_activity_has_the_ratios_that_its_figures_allow():
    told = ActivityInput(
        key="a", name="Jardin", resources={"R06": 500_000}, direct_costs=400_000,
        volunteer_hours=100, engineering_costs=100_000, in_alliance=True,
    )  # fmt: skip
    silent = ActivityInput(key="b", name="Café", resources={}, direct_costs=100_000)
    _, found = ratios(inputs={"activities": (told, silent)})
    assert found["quatre_tiers:Jardin"].value == pytest.approx(100 * SMIC / 4_000)
    assert found["tiers_on_top:Jardin"].value == pytest.approx(0.25)
    assert found["dix_plus_un:Jardin"].amount == 44_000
    assert not any(code.endswith("Café") for code in found)
    assert "À titre indicatif" not in found["quatre_tiers:Jardin"].reading


def test_every_ratio_of_the_organisation_says_whose_repere_it_is():
    _, found = ratios()
    for ratio in found.values():
        assert "Repère Le RAMEAU (avril 2024)" in ratio.reading
        assert "convention de la plateforme" in ratio.reading
        assert "À titre indicatif pour l’organisation" in ratio.reading
        assert ratio.status == "convention"
    assert ATTRIBUTION.startswith("Repère Le RAMEAU")


def test_no_budget_no_ratio():
    _, found = ratios(line("756000", 0), inputs={"means": HumanMeans(volunteer_hours_field=10)})
    assert found["quatre_tiers"].state == "non_calculable"
