"""From a model to the base year: to the cent, nothing promised, nothing that does not repeat."""

from __future__ import annotations

import msgspec
import pytest

from equilibre.examples import fictitious_dossier
from equilibre.figures import Input
from equilibre.model.build import build_model
from equilibre.model.results import SocioEconomicModel
from equilibre.trajectory.checking import faults, unending
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


def with_grants_left(model: SocioEconomicModel, *left: int) -> SocioEconomicModel:
    """The same with these cents in accounts 13; none of them: no account 13 at all."""
    equity = model.last.figures["bilan.fonds_propres"]
    kept = tuple(one for one in equity.inputs if not one.ref.startswith("13"))
    told = tuple(Input(kind="compte", ref="131000", label="Subventions", value=cents) for cents in left)
    figures = {
        **model.last.figures,
        "bilan.fonds_propres": msgspec.structs.replace(equity, inputs=(*kept, *told)),
    }
    last = msgspec.structs.replace(model.last, figures=figures)
    return msgspec.structs.replace(model, exercices=(*model.exercices[:-1], last))


def test_a_quote_part_ends_when_nothing_is_left_of_its_grant(model: SocioEconomicModel) -> None:
    written = next(one for one in starting_plan(model).lines if one.key == "r08.ecriture")
    # 12 000 − 6 400 = 5 600 € left, 1 600 € a year: 42 months from January 2026.
    assert (written.ends, written.ends_read) == (Month(2029, 6), True)
    plan = starting_plan(model)
    years = both(plan, Scenario(key="fil", label="Au fil de l’eau"))["acquis"].years
    assert [year.resources for year in years] == [160_000, 160_000, 160_000, 80_000, 0]
    assert unending(plan) == ()
    for left in ((0,), (-100,), (6_600,)):
        # Under half a month of it: it does not come again, and the cents are said to be left out.
        over = with_grants_left(model, *left)
        assert not any(one.key == "r08.ecriture" for one in starting_plan(over).lines), left
        assert left_out(over) == 300_000 + 160_000
    short = with_grants_left(model, 20_000, 7_000)
    found = next(one for one in starting_plan(short).lines if one.key == "r08.ecriture")
    assert found.ends == Month(2026, 2) and left_out(short) == 300_000


def test_without_a_bilan_the_last_month_of_a_quote_part_is_asked(model: SocioEconomicModel) -> None:
    bare = msgspec.structs.replace(model.last, figures={})
    for unsaid in (with_grants_left(model), msgspec.structs.replace(model, exercices=(bare,))):
        plan = starting_plan(unsaid)
        (found,) = unending(plan)
        assert (found.key, found.ends, found.ends_read) == ("r08.ecriture", None, False)
        assert faults(plan) == (), "it can be computed all the same"


def test_products_alone_are_refused(model: SocioEconomicModel) -> None:
    silent = msgspec.structs.replace(model.last, costs=())
    with pytest.raises(ValueError, match="costs"):
        starting_plan(msgspec.structs.replace(model, exercices=(silent,)))
