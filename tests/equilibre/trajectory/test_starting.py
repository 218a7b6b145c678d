"""From a model to the base year: to the cent, nothing promised, nothing that does not repeat."""

from __future__ import annotations

import msgspec
import pytest

from equilibre.examples import fictitious_dossier
from equilibre.model.build import build_model
from equilibre.model.results import SocioEconomicModel
from equilibre.trajectory.checking import faults
from equilibre.trajectory.hypotheses import Month, Scenario
from equilibre.trajectory.projection import both
from equilibre.trajectory.starting import left_out, starting_plan


@pytest.fixture(scope="module")
def model() -> SocioEconomicModel:
    return build_model(fictitious_dossier())


def test_every_cent_is_there_or_said_to_be_left_out(model: SocioEconomicModel) -> None:
    plan = starting_plan(model)
    totals = model.last.totals
    assert faults(plan) == ()
    assert sum(one.amount for one in plan.lines if one.side == "resource") == totals.products - left_out(
        model
    )
    assert sum(one.amount for one in plan.lines if one.side == "cost") == totals.charges
    assert left_out(model) == 300_000, "the fonds dédiés used that year"
    assert plan.first_month == Month(2026, 1)
    assert (plan.opening_cash, plan.opening_equity) == (2_376_759, 2_615_004)
    assert {one.key for one in plan.lines if not one.cash} == {"r08.ecriture", "autres.dotations"}


def test_nothing_is_acquired_until_somebody_says_so(model: SocioEconomicModel) -> None:
    plan = starting_plan(model)
    readings = both(plan, Scenario(key="fil", label="Au fil de l’eau"))
    assert readings["acquis"].years[0].resources == 160_000
    assert readings["tout"].years[0].resources == 8_809_000
    assert readings["tout"].years[0].result == 8_809_000 - 9_008_500


def test_products_alone_are_refused(model: SocioEconomicModel) -> None:
    silent = msgspec.structs.replace(model.last, costs=())
    with pytest.raises(ValueError, match="costs"):
        starting_plan(msgspec.structs.replace(model, exercices=(silent,)))
