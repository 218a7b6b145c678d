"""Many draws of one scenario: reproducible, coherent with the projection, grants whole or nothing."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings

from equilibre.trajectory.hypotheses import CommonShock, LeverAction, Line, Range, Scenario, TrajectoryPlan
from equilibre.trajectory.projection import project
from equilibre.trajectory.uncertainty import draw, in_words

from .trajectory_plans import FIRST, by_hand, plans


@settings(max_examples=40, deadline=None)
@given(plan=plans())
def test_same_seed_same_draws_and_ordered_bands(plan: TrajectoryPlan) -> None:
    first = draw(plan, plan.scenarios[0], seed=7, draws=200)
    assert first == draw(plan, plan.scenarios[0], seed=7, draws=200)
    for band in first.bands:
        assert list(band.cash) == sorted(band.cash)
        assert list(band.result) == sorted(band.result)
    assert 0.0 <= first.below_zero <= 1.0
    assert first.under_a_month >= max(first.under_a_month_by_year) - 1e-9


def certain(plan: TrajectoryPlan, chance: float) -> TrajectoryPlan:
    """Nothing is left to luck: what is not acquired comes (1.0) or does not (0.0)."""
    return msgspec.structs.replace(
        plan,
        lines=tuple(msgspec.structs.replace(one, spread=Range(), chance=chance) for one in plan.lines),
        actions=tuple(msgspec.structs.replace(one, chance=chance) for one in plan.actions),
        investments=tuple(
            msgspec.structs.replace(
                one, grants=tuple(msgspec.structs.replace(grant, chance=chance) for grant in one.grants)
            )
            for one in plan.investments
        ),
        loans=tuple(msgspec.structs.replace(one, chance=chance) for one in plan.loans),
        common_shock=CommonShock(),
    )


@settings(max_examples=40, deadline=None)
@given(plan=plans())
def test_when_nothing_more_comes_every_draw_is_what_is_acquired(plan: TrajectoryPlan) -> None:
    alone = certain(plan, 0.0)
    found = draw(alone, alone.scenarios[0], seed=1, draws=20)
    years = project(alone, alone.scenarios[0], "acquis").years
    assert [band.cash for band in found.bands] == [(year.cash,) * 5 for year in years]
    assert [band.result for band in found.bands] == [(year.result,) * 5 for year in years]


@settings(max_examples=40, deadline=None)
@given(plan=plans())
def test_without_any_doubt_every_draw_is_the_projection(plan: TrajectoryPlan) -> None:
    sure = certain(plan, 1.0)
    found = draw(sure, sure.scenarios[0], seed=1, draws=20)
    years = project(sure, sure.scenarios[0]).years
    assert [band.cash for band in found.bands] == [(year.cash,) * 5 for year in years]
    assert [band.result for band in found.bands] == [(year.result,) * 5 for year in years]
    assert found.swings == ()


def test_a_grant_comes_whole_or_not_at_all() -> None:
    plan = by_hand()
    only = msgspec.structs.replace(
        plan,
        lines=tuple(one for one in plan.lines if one.key == "region"),
        common_shock=CommonShock(),
        opening_cash=0,
    )
    found = draw(only, only.scenario("fil"), seed=3, draws=4_000)
    assert found.bands[0].result[0] == 0
    assert found.bands[0].result[-1] == 2_400_000
    assert [one.key for one in found.swings] == ["region"]
    # What the base year left to be paid is known: it comes in every draw.
    assert found.bands[0].cash[0] == 3 * 200_000


def test_public_funders_fall_together() -> None:
    lines = tuple(
        Line(key=f"public{rank}", label=f"Public {rank}", side="resource", amount=1_200_000, public=True)
        for rank in range(2)
    )
    plan = TrajectoryPlan(
        first_month=FIRST,
        years=1,
        opening_cash=0,
        opening_equity=0,
        lines=lines,
        scenarios=(Scenario(key="fil", label="Fil"),),
        common_shock=CommonShock(chance=0.5, share=1.0),
    )
    found = draw(plan, plan.scenarios[0], seed=5, draws=2_000)
    # Never one without the other.
    assert set(found.bands[0].result) == {0, 2_400_000}


def test_a_new_action_does_not_move_the_draws_of_the_others() -> None:
    plan = by_hand()
    before = draw(plan, plan.scenario("fil"), seed=11, draws=500)
    more = msgspec.structs.replace(
        plan,
        actions=(*plan.actions, LeverAction(key="rien", label="Rien", starts=FIRST, yearly=0, chance=0.3)),
    )
    scenario = msgspec.structs.replace(plan.scenario("fil"), actions=("rien",))
    assert draw(more, scenario, seed=11, draws=500).bands == before.bands


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "moins d’une fois sur cent"),
        (0.31, "environ 3 fois sur 10"),
        (0.98, "plus de 9 fois sur 10"),
        (1.0, "presque toujours"),
    ],
)
def test_a_chance_in_words(share: float, words: str) -> None:
    assert in_words(share) == words
