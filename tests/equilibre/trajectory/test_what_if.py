"""Sliders over a scenario: nothing moved changes nothing, each moves its own lines and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.trajectory.checking import faults
from equilibre.trajectory.projection import both, project
from equilibre.trajectory.what_if import SLIDERS, movable, shocks_of, tried

from .trajectory_plans import by_hand

PLAN = by_hand()
SCENARIO = PLAN.scenarios[0]
MOVED = st.fixed_dictionaries(
    {}, optional={one.code: st.integers(one.lowest, one.highest) for one in SLIDERS}
)


def _moved(moved: dict[str, int]) -> object:
    return both(*tried(PLAN, SCENARIO, moved))


def test_nothing_moved_changes_nothing() -> None:
    assert tried(PLAN, SCENARIO, {}) == (PLAN, SCENARIO)
    assert tried(PLAN, SCENARIO, {one.code: 0 for one in SLIDERS}) == (PLAN, SCENARIO)


@given(MOVED)
def test_the_order_of_sliders_does_not_matter_and_the_plan_never_moves(moved: dict[str, int]) -> None:
    assert _moved(moved) == _moved(dict(reversed(moved.items())))
    assert by_hand() == PLAN


def test_public_support_falls_by_what_is_said_and_nothing_else_moves() -> None:
    before, after = project(PLAN, SCENARIO), project(*tried(PLAN, SCENARIO, {"publics": -50}))
    old = {line.key: line.years for line in before.lines}
    for line in after.lines:
        if line.key in ("ville", "region"):
            assert line.years == pytest.approx([cents / 2 for cents in old[line.key]], abs=12)
        else:
            assert line.years == old[line.key]


def test_waiting_moves_cash_and_no_result() -> None:
    before, after = project(PLAN, SCENARIO), project(*tried(PLAN, SCENARIO, {"attente": 3}))
    assert [year.result for year in before.years] == [year.result for year in after.years]
    assert before.opening_receivable == after.opening_receivable


def test_what_can_be_kept_has_no_fault() -> None:
    plan, _ = tried(PLAN, SCENARIO, {"publics": -20, "attente": 2})
    assert faults(plan) == faults(PLAN)


@pytest.mark.parametrize("moved", [{"publics": -51}, {"attente": 7}, {"lune": 5}])
def test_off_the_slider(moved: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="not on a slider"):
        shocks_of(PLAN, moved)


def test_only_what_the_plan_holds_can_move() -> None:
    assert {one.code for one in movable(PLAN)} <= {one.code for one in SLIDERS}
