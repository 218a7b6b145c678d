"""Mixes of actions: checked against every subset, explained when nothing fits."""

from __future__ import annotations

import math
from itertools import combinations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.trajectory.hypotheses import LeverAction, Scenario, TrajectoryPlan
from equilibre.trajectory.projection import project
from equilibre.trajectory.search import Aim, search

from .trajectory_plans import AS_IT_IS, FIRST, by_hand


def action(key: str, yearly: int, **more: object) -> LeverAction:
    return msgspec.convert({"key": key, "label": key, "starts": FIRST, "yearly": yearly, **more}, LeverAction)


def with_actions(*actions: LeverAction) -> TrajectoryPlan:
    plan = by_hand()
    return msgspec.structs.replace(plan, actions=actions, scenarios=(AS_IT_IS,))


@settings(max_examples=40, deadline=None)
@given(
    yearly=st.lists(st.integers(0, 3_000_000), min_size=1, max_size=5),
    etp=st.lists(st.integers(0, 4), min_size=5, max_size=5),
    aim=st.integers(0, 6_000_000),
)
def test_the_least_effort_is_the_least_of_all_subsets(yearly: list[int], etp: list[int], aim: int) -> None:
    plan = with_actions(*(action(f"a{rank}", cents, etp=etp[rank] / 10) for rank, cents in enumerate(yearly)))
    asked = Aim(year=1, result=aim, etp=0.6)
    fitting = []
    for size in range(len(yearly) + 1):
        for chosen in combinations(plan.actions, size):
            scenario = Scenario(key="x", label="x", actions=tuple(one.key for one in chosen))
            posts = sum(one.etp for one in chosen)
            if posts <= 0.6 + 1e-9 and project(plan, scenario).years[1].result >= aim:
                fitting.append((posts, len(chosen)))
    found = search(plan, AS_IT_IS, asked)
    if not fitting:
        assert found.mixes == ()
        return
    best = found.mixes[0]
    assert best.etp == pytest.approx(min(posts for posts, _ in fitting), abs=1e-6)
    told = project(plan, Scenario(key="x", label="x", actions=best.actions)).years[1]
    assert best.result == told.result >= aim


def test_mixes_differ_and_say_what_holds_them_back() -> None:
    plan = with_actions(
        action("ventes", 2_000_000, etp=0.5, chance=0.5),
        action("dons", 2_000_000, etp=0.3, cost_once=500_000, chance=0.9),
        action("alliance", 2_000_000, etp=0.6, chance=0.95),
    )
    found = search(plan, AS_IT_IS, Aim(year=1, result=2_500_000, etp=0.6))
    assert [(one.actions, one.tastes) for one in found.mixes] == [
        (("dons",), ("effort", "result")), (("alliance",), ("certainty",)), (("ventes",), ()),
    ]  # fmt: skip
    assert "result" in found.mixes[0].binding


@settings(max_examples=40, deadline=None)
@given(
    yearly=st.lists(st.integers(0, 3_000_000), min_size=1, max_size=5),
    chances=st.lists(st.integers(1, 10), min_size=5, max_size=5),
    etp=st.lists(st.integers(0, 4), min_size=5, max_size=5),
    aim=st.integers(0, 6_000_000),
)
def test_what_a_mix_is_said_to_be_the_best_of_is_true(
    yearly: list[int], chances: list[int], etp: list[int], aim: int
) -> None:
    plan = with_actions(
        *(
            action(f"a{rank}", cents, chance=chances[rank] / 10, etp=etp[rank] / 10)
            for rank, cents in enumerate(yearly)
        )
    )
    mixes = search(plan, AS_IT_IS, Aim(year=1, result=aim, etp=0.6)).mixes
    fitting = []
    for size in range(len(yearly) + 1):
        for chosen in combinations(plan.actions, size):
            told = project(plan, Scenario(key="x", label="x", actions=tuple(one.key for one in chosen)))
            if sum(one.etp for one in chosen) <= 0.6 + 1e-9 and told.years[1].result >= aim:
                fitting.append((told.years[1].result, math.prod(one.chance for one in chosen)))
    assert bool(mixes) == bool(fitting)
    assert len(mixes) <= 3 and len({one.actions for one in mixes}) == len(mixes)
    said = [taste for one in mixes for taste in one.tastes]
    assert len(said) == len(set(said))
    for rank, one in enumerate(mixes):
        if "result" in one.tastes:
            assert one.result == max(result for result, _ in fitting)
        if "certainty" in one.tastes:
            assert one.chance == pytest.approx(max(chance for _, chance in fitting))
        if not one.tastes:
            assert not any(set(before.actions) <= set(one.actions) for before in mixes[:rank])


def test_needs_and_exclusions_hold() -> None:
    plan = with_actions(
        action("a", 3_000_000, needs=("b",), etp=0.1),
        action("b", 0, etp=0.4),
        action("c", 3_000_000, etp=0.2, excludes=("a",)),
    )
    for mix in search(plan, AS_IT_IS, Aim(year=1, result=2_000_000)).mixes:
        assert "a" not in mix.actions or "b" in mix.actions
        assert not {"a", "c"} <= set(mix.actions)


def test_dependence_counts_the_new_resources_too() -> None:
    plan = with_actions(action("ventes", 4_000_000, etp=0.2))
    before = project(plan, AS_IT_IS).years[1]
    asked = 6_000_000 / (before.resources + 4_000_000) + 0.001
    found = search(plan, AS_IT_IS, Aim(year=1, dependence=asked))
    assert found.mixes[0].actions == ("ventes",)
    assert found.mixes[0].largest_share <= asked
    assert found.mixes[0].binding == ("dependence",)


def test_nothing_fits_and_the_smallest_loosening_is_told() -> None:
    plan = with_actions(action("ventes", 2_000_000, etp=0.7), action("dons", 1_000_000, etp=0.4))
    base = project(plan, AS_IT_IS).years[1].result
    found = search(plan, AS_IT_IS, Aim(year=1, result=base + 2_000_000, etp=0.5))
    assert found.mixes == ()
    told = {one.limit: one for one in found.loosenings}
    assert told["etp"].needed == pytest.approx(0.7)
    assert told["etp"].actions == ("ventes",)
    assert round(told["result"].needed) == base + 1_000_000
    assert told["result"].actions == ("dons",)


def test_nothing_to_do_is_an_answer() -> None:
    plan = with_actions(action("ventes", 2_000_000, etp=0.7))
    found = search(plan, AS_IT_IS, Aim(year=0))
    assert [one.actions for one in found.mixes] == [()]
    with pytest.raises(ValueError, match="year"):
        search(plan, AS_IT_IS, Aim(year=9))
