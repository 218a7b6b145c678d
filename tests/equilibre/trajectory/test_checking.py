"""Absurd or contradictory input is explained at its place."""

from __future__ import annotations

import msgspec
import pytest

from equilibre.trajectory.checking import faults
from equilibre.trajectory.hypotheses import LeverAction, Line, Month, Payment, Scenario, Shock, TrajectoryPlan

from .trajectory_plans import FIRST, by_hand

replace = msgspec.structs.replace


def of(plan: TrajectoryPlan) -> list[tuple[str, str, str]]:
    return [(one.kind, one.key, one.field) for one in faults(plan)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", -1),
        ("indexation", 9.0),
        ("volume", -1.5),
        ("delay", -2),
        ("chance", 1.2),
        ("ends", Month(2020, 1)),
        ("payments", (Payment(3, 0.5),)),
        ("payments", (Payment(30, 1.0),)),
        ("follows", "rien"),
    ],
)
def test_a_line_says_its_field(field: str, value: object) -> None:
    line = Line(key="x", label="Une charge", side="cost", amount=100, starts=FIRST)
    plan = replace(by_hand(), lines=(*by_hand().lines, replace(line, **{field: value})))
    found = [one for one in faults(plan) if one.key == "x"]
    assert found
    assert {one.field for one in found} == {field}
    assert all("Une charge" in one.message and one.remedy.endswith(".") for one in found)


def test_an_amount_that_grows_beyond_what_can_be_counted_is_told_before_it_is_computed() -> None:
    sold = Line(key="v", label="V", side="resource", amount=9 * 10**8, indexation=1.0, volume=1.0)
    bought = Line(key="a", label="A", side="cost", amount=9 * 10**8, follows="v")
    plan = replace(by_hand(), years=10, lines=(sold, bought), actions=(), shocks=(), scenarios=())
    assert of(plan) == []
    more = tuple(replace(one, amount=10**10) for one in plan.lines)
    assert of(replace(plan, lines=more)) == [("line", "v", "amount"), ("line", "a", "amount")]
    assert of(replace(plan, lines=more, years=2)) == []


def test_actions_that_wait_for_themselves_or_for_nobody() -> None:
    a = LeverAction(key="a", label="A", starts=FIRST, yearly=1, needs=("b",))
    b = LeverAction(key="b", label="B", starts=FIRST, yearly=1, needs=("a",))
    alone = LeverAction(key="c", label="C", starts=FIRST, yearly=-1, needs=("z",), delay=-1, ramp=())
    plan = replace(by_hand(), actions=(a, b, alone), scenarios=())
    assert {("action", "a", "needs"), ("action", "b", "needs")} <= set(of(plan))
    assert {one[2] for one in of(plan) if one[1] == "c"} == {"yearly", "needs", "delay", "ramp"}


def test_a_scenario_says_what_is_missing_and_what_clashes() -> None:
    a = LeverAction(key="a", label="A", starts=FIRST, yearly=1, needs=("b",))
    b = LeverAction(key="b", label="B", starts=FIRST, yearly=1, excludes=("c",))
    c = LeverAction(key="c", label="C", starts=FIRST, yearly=1)
    plan = replace(
        by_hand(),
        actions=(a, b, c),
        shocks=(Shock(key="s", label="S", kind="cut", lines=("rien",), starts=FIRST),),
        scenarios=(
            Scenario(key="un", label="Un", actions=("a",)),
            Scenario(key="deux", label="Deux", actions=("b", "c")),
            Scenario(key="trois", label="Trois", actions=("disparue",)),
        ),
    )
    assert [one for one in of(plan) if one[0] == "scenario"] == [
        ("scenario", "un", "actions"),
        ("scenario", "deux", "actions"),
        ("scenario", "trois", "actions"),
    ]
    assert ("shock", "s", "lines") in of(plan)


def test_the_plan_itself() -> None:
    empty = TrajectoryPlan(first_month=Month(2027, 13), years=0, opening_cash=0, opening_equity=0, lines=())
    assert of(empty) == [("plan", "", "years"), ("plan", "", "first_month"), ("plan", "", "lines")]
    twice = replace(by_hand(), lines=(*by_hand().lines, by_hand().lines[0]))
    assert ("line", "ville", "key") in of(twice)
