"""The tree for one organisation: what is lit comes from its accounts, and a doubt never takes a leaf away."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import model_fixtures as fixtures
from equilibre.diagnosis import bank
from equilibre.examples import fictitious_dossier
from equilibre.model.build import build_model
from equilibre.model.dossier import Partner
from equilibre.model.results import AccountShare, SocioEconomicModel
from equilibre.reference.levers import levers, prerequisites
from equilibre.trajectory.levers import MIXED, Situation, lever_tree, situation_of, uses_of


@pytest.fixture(scope="module")
def model() -> SocioEconomicModel:
    return build_model(fictitious_dossier())


def test_the_example_lights_what_its_accounts_show(model: SocioEconomicModel) -> None:
    partners = fictitious_dossier().exercices[-1].partners or ()
    uses = {use.lever: use.amount for use in uses_of(model.last, partners)}
    resources = {line.line: line.amount for line in model.last.resources}
    for line, lever in (("R01", "FI0"), ("R06", "FI1a-fonctionnement"), ("R13", "FI3c"), ("R11", "FI3f")):
        assert uses[lever] == resources[line]
    assert uses["RH1"] == 5_222_500
    assert {"RH2-terrain", "AL3"} <= set(uses)
    assert "FI1c" not in uses
    tree = lever_tree(model, situation_of(model), partners)
    assert tree.of("FI3c").verb == "intensifier"
    assert tree.of("FI1c").verb == "diversifier"
    assert tree.of("FI1c").gesture == levers()["FI1c"].diversify


def line(code: str, *accounts: tuple[str, int]) -> Any:
    """A resource line made of these accounts."""
    one = fixtures.resources()[0]
    shares = tuple(AccountShare(number=number, label=number, amount=cents) for number, cents in accounts)
    return msgspec.structs.replace(one, line=code, amount=sum(s.amount for s in shares), accounts=shares)


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ((("754200", 500), ("755100", 300)), {"FI1b-entreprise": 500, "FI1b-fondation": 300}),
        ((("754200", 500),), {"FI1b-entreprise": 500}),
        ((("740000", 500),), {"FI1b-entreprise": None, "FI1b-fondation": None}),
    ],
)
def test_a_line_of_two_levers_is_told_apart_by_its_accounts_or_says_it_cannot(
    accounts: tuple[tuple[str, int], ...], expected: dict[str, int | None]
) -> None:
    uses = uses_of(fixtures.exercice(resources=(line("R04", *accounts),)))
    found = {use.lever: use for use in uses if use.lever.startswith("FI")}
    assert {key: use.amount for key, use in found.items()} == expected
    assert all((use.note == MIXED.replace(" :", "\u00a0:")) == (use.amount is None) for use in found.values())


def test_what_no_leaf_names_is_said(model: SocioEconomicModel) -> None:
    tree = lever_tree(model, Situation())
    assert "Quote-part de subventions d’investissement" in tree.unplaced
    assert not tree.help_first
    short = msgspec.structs.replace(model, exercices=(msgspec.structs.replace(model.last, cash_alert=True),))
    assert lever_tree(short, Situation()).help_first


def test_a_confirmed_answer_opens_and_a_doubt_says_why() -> None:
    unknown = lever_tree(None, Situation()).of("FI1b-entreprise")
    assert unknown.standing == "a_confirmer"
    assert "rescrit" in unknown.reasons[0].text
    opened = lever_tree(None, Situation(criteria={"recus_fiscaux": "rescrit"})).of("FI1b-entreprise")
    assert (opened.standing, opened.reasons) == ("ouvert", ())
    circle = lever_tree(
        None, Situation(criteria={"qui_beneficie": "cercle", "recus_fiscaux": "sans_rescrit"})
    )
    assert circle.of("FI1b-entreprise").standing == "a_preparer"
    assert "à faire confirmer" in circle.of("FI1b-entreprise").reasons[0].text
    market = lever_tree(
        None, Situation(criteria={"marche": "entreprises"}, confirmed={"statuts_vente": True})
    )
    assert [one.prerequisite for one in market.of("FI3f").reasons] == ["impots_commerciaux"]
    assert "4 P" in market.of("FI3f").reasons[0].text


def test_employees_and_use(model: SocioEconomicModel) -> None:
    assert situation_of(model).employer is True
    without = lever_tree(None, Situation(employer=False))
    assert without.of("RH1").standing == "a_preparer"
    assert without.of("FI1d").standing == "a_preparer"
    assert lever_tree(None, Situation(employer=True)).of("RH1").standing == "ouvert"
    # The subsidy already comes: its first step was passed. Its twin has to be checked.
    tree = lever_tree(model, Situation())
    assert tree.of("FI1a-fonctionnement").standing == "ouvert"
    alliance = Partner(key="a", name="Réseau", alliance="positionnement")
    assert lever_tree(model, Situation(), (alliance,)).of("AL1").use is not None


def test_the_criteria_are_those_of_the_diagnosis() -> None:
    choices = {one.key: {choice.code for choice in one.choices} for one in bank.criteria()}
    assert "rescrit" in choices["recus_fiscaux"]
    assert "cercle" in choices["qui_beneficie"]
    assert "entreprises" in choices["marche"]


@given(
    criteria=st.dictionaries(
        st.sampled_from(["recus_fiscaux", "qui_beneficie", "marche", "benevoles"]),
        st.sampled_from(["rescrit", "non", "cercle", "entreprises", "inconnu"]),
    ),
    employer=st.sampled_from([True, False, None]),
    confirmed=st.dictionaries(st.sampled_from(sorted(prerequisites())), st.booleans()),
)
def test_no_situation_takes_a_lever_away(
    criteria: dict[str, str], employer: bool | None, confirmed: dict[str, bool]
) -> None:
    tree = lever_tree(None, Situation(criteria=criteria, employer=employer, confirmed=confirmed))
    assert [one.lever.code for one in tree.branches] == list(levers())
    for one in tree.branches:
        assert (one.standing == "ouvert") == (not one.reasons)
        assert all(reason.text and reason.source for reason in one.reasons)
        assert not any(confirmed.get(reason.prerequisite) for reason in one.reasons)
