"""Years and months: the example redone by hand, then what must hold for any plan."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.trajectory.checking import faults
from equilibre.trajectory.deadlines import cash_runs_short
from equilibre.trajectory.flows import split
from equilibre.trajectory.hypotheses import READINGS, LeverAction, Line, Month, Reading, TrajectoryPlan
from equilibre.trajectory.projection import both, project, year_label
from equilibre.trajectory.uncertainty import draw

from .trajectory_plans import FIRST, by_hand, plans


def test_the_example_of_the_method_by_hand() -> None:
    plan = by_hand()
    assert faults(plan) == ()
    found = project(plan, plan.scenario("fil"))
    first, second = found.years
    # 60 000 + 24 000 + 36 720 ; 84 000 × 1,03 + 18 000 × 36 720 ÷ 36 000
    assert (first.resources, first.costs) == (12_072_000, 8_652_000 + 1_836_000)
    assert first.result == 1_584_000
    assert first.equity == 4_584_000
    # 36 000 × 1,02² = 37 454,40 ; 84 000 × 1,03² = 89 115,60 ; 18 000 × 37 454,40 ÷ 36 000
    assert (second.resources, second.costs) == (12_145_440, 8_911_560 + 1_872_720)
    # January: the last 30 % of the base year come in; March is the lowest point, before the 70 % of April.
    january = 2_000_000 + 1_800_000 + 200_000 + 306_000 - 721_000 - 153_000
    assert found.monthly_cash[0] == january
    assert found.monthly_cash[2] == january + 2 * (200_000 + 306_000 - 721_000 - 153_000)
    assert found.lowest_month == Month(2027, 3)
    assert found.opening_receivable == 1_800_000 + 3 * 200_000
    assert found.years[0].by_status == {"acquis": 9_672_000, "demande": 2_400_000}


def test_only_what_is_acquired() -> None:
    plan = by_hand()
    readings = both(plan, plan.scenario("choisi"))
    whole, acquired = readings["tout"], readings["acquis"]
    assert acquired.years[0].resources == 9_672_000
    # Seven months of the first year at half speed, its costs in both readings.
    formation = next(one for one in whole.lines if one.key == "formation.ressource")
    assert formation.years == (6 * 50_000, 6 * 50_000 + 6 * 100_000)
    assert acquired.years[0].costs == whole.years[0].costs
    assert acquired.lowest < whole.lowest


def test_what_the_base_year_left_to_be_paid_is_owed_in_both_readings() -> None:
    plan = by_hand()
    readings = both(plan, plan.scenario("fil"))
    whole, acquired = readings["tout"], readings["acquis"]
    # The Région is only asked for, but it still owes 3 × 2 000 of last year.
    assert whole.monthly_cash[:3] == acquired.monthly_cash[:3]
    assert whole.monthly_cash[3] - acquired.monthly_cash[3] == 200_000
    assert acquired.opening_receivable == whole.opening_receivable == 2_400_000
    assert "region" not in {one.key for one in acquired.lines}
    # So is what it left to pay to whom works for it.
    bound = tuple(
        msgspec.structs.replace(one, follows="region", delay=2) if one.key == "achats" else one
        for one in plan.lines
    )
    found = project(msgspec.structs.replace(plan, lines=bound), plan.scenario("fil"), "acquis")
    assert found.opening_payable == 2 * 150_000
    assert "achats" not in {one.key for one in found.lines}


def test_a_cut_and_a_wait() -> None:
    plan = by_hand()
    calm, shaken = project(plan, plan.scenario("choisi")), project(plan, plan.scenario("prudent"))
    assert shaken.years[0].resources == calm.years[0].resources
    assert calm.years[1].resources - shaken.years[1].resources == 1_800_000
    assert shaken.monthly_cash[4] < calm.monthly_cash[4]
    assert shaken.monthly_cash[5] == calm.monthly_cash[5]


def test_the_quote_part_of_an_old_grant_stays_inside_equity() -> None:
    # A grant of past years is in the opening equity (account 13): its quote-part only moves to the result.
    old = Line(key="vieille", label="Quote-part", side="resource", amount=160_000, cash=False)
    plan = msgspec.structs.replace(by_hand(), lines=(*by_hand().lines, old))
    bare, found = (project(one, one.scenario("fil")) for one in (by_hand(), plan))
    for before, after in zip(bare.years, found.years, strict=True):
        assert after.result == before.result + 160_000
        assert (after.equity, after.cash) == (before.equity, before.cash)
        assert after.granted == -160_000


def test_a_month_of_spending_is_a_month_of_what_is_paid() -> None:
    worn = Line(key="usure", label="Dotations", side="cost", amount=2_400_000, cash=False)
    plan = msgspec.structs.replace(by_hand(), lines=(*by_hand().lines, worn))
    bare, found = (project(one, one.scenario("fil"), "acquis") for one in (by_hand(), plan))
    assert found.years[0].costs == bare.years[0].costs + 2_400_000
    assert found.years[0].spent == bare.years[0].spent == bare.years[0].costs
    assert found.years[0].cash_months == bare.years[0].cash_months
    assert cash_runs_short(plan, found) == cash_runs_short(by_hand(), bare)
    drawn = [draw(one, one.scenario("fil"), seed=1, draws=50).under_a_month for one in (by_hand(), plan)]
    assert drawn[0] == drawn[1]


def test_years_that_do_not_begin_in_january() -> None:
    assert year_label(Month(2026, 9)) == "2026-2027"
    assert Month(2027, 1).plus(-1) == Month(2026, 12)


@given(total=st.integers(0, 10**12), parts=st.integers(1, 60))
def test_parts_add_up_and_are_even(total: int, parts: int) -> None:
    found = split(total, parts)
    assert int(found.sum()) == total
    assert int(found.max() - found.min()) <= 1


@settings(max_examples=150, deadline=None)
@given(plan=plans(), reading=st.sampled_from(READINGS))
def test_the_balance_holds_every_month_and_every_year(plan: TrajectoryPlan, reading: Reading) -> None:
    assert faults(plan) == ()
    found = project(plan, plan.scenarios[0], reading)
    closing = found.monthly_cash[-1] + found.receivable - found.payable - found.years[-1].equity
    closing += found.fixed_assets - found.debt
    opening = plan.opening_cash + found.opening_receivable - found.opening_payable - plan.opening_equity
    opening -= found.opening_debt
    assert closing + found.never_paid == opening
    equity = plan.opening_equity
    for rank, year in enumerate(found.years):
        assert year.resources == sum(one.years[rank] for one in found.lines if one.side == "resource")
        assert year.costs == sum(one.years[rank] for one in found.lines if one.side == "cost")
        assert year.resources == sum(year.natures.values()) == sum(year.by_status.values())
        equity += year.result + year.granted
        assert year.equity == equity
        months = found.monthly_cash[rank * 12 : rank * 12 + 12]
        assert (year.cash, year.lowest_cash) == (months[-1], min(months))


@settings(max_examples=60, deadline=None)
@given(plan=plans(), reading=st.sampled_from(READINGS))
def test_a_lever_of_zero_changes_nothing_and_order_does_not_matter(
    plan: TrajectoryPlan, reading: Reading
) -> None:
    before = project(plan, plan.scenarios[0], reading)
    idle = LeverAction(key="rien", label="Rien", starts=FIRST, yearly=0)
    scenario = msgspec.structs.replace(
        plan.scenarios[0], actions=("rien", *plan.scenarios[0].actions), shocks=plan.scenarios[0].shocks[::-1]
    )
    other = msgspec.structs.replace(plan, actions=(*plan.actions, idle), scenarios=(scenario,))
    after = project(other, scenario, reading)
    assert after.monthly_cash == before.monthly_cash
    assert [year.result for year in after.years] == [year.result for year in before.years]
