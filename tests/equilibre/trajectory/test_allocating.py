"""Sharing the lines of a plan between activities: an example by hand, then nothing is ever lost."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.trajectory.activities import KEYS, Activity, CommonCost
from equilibre.trajectory.allocating import (
    Allocation,
    Part,
    Portfolio,
    faults,
    lay_out,
    total,
    without_activity,
    without_line,
)
from equilibre.trajectory.hypotheses import Line, Month, TrajectoryPlan


def plan(*lines: Line) -> TrajectoryPlan:
    return TrajectoryPlan(
        first_month=Month(2027, 1), years=1, opening_cash=0, opening_equity=0, lines=lines, scenarios=()
    )


def line(key: str, side: Any, amount: int, nature: str = "") -> Line:
    return Line(key=key, label=key.capitalize(), side=side, amount=amount, nature=nature)


PLAN = plan(
    line("ville", "resource", 6_000_000, "subventionnement"),
    line("ventes", "resource", 3_600_000, "revenus_activite"),
    line("salaires", "cost", 5_000_000),
    line("loyer", "cost", 800_000),
    line("achats", "cost", 1_000_001),
    line("assurance", "cost", 100_000),
)
TWO = (
    Activity(key="a", label="Ateliers", resources=0, direct_costs=0, hours=1_200, surface=60, share=0.5),
    Activity(key="b", label="Accueil", resources=0, direct_costs=0, hours=800, surface=20, share=0.5),
)
SHARED = Portfolio(
    activities=TWO,
    by_lines=True,
    allocations=(
        Allocation(line="ville", way="parts", parts=(Part(activity="b", share=0.4),)),
        Allocation(line="ventes", way="parts", parts=(Part(activity="a", share=1.0),)),
        Allocation(line="salaires", way="heures"),
        Allocation(line="loyer", way="commun", by="surface"),
        Allocation(
            line="achats",
            way="parts",
            parts=(Part(activity="a", share=0.5), Part(activity="b", share=0.4999)),
        ),
    ),
)


def test_lines_shared_by_hand() -> None:
    assert faults(PLAN, SHARED) == ()
    laid = lay_out(PLAN, SHARED)
    a, b = laid.activities
    # 60 000 × 40 % to the second; sales to the first, and they are a price.
    assert (a.resources, a.sales, b.resources, b.sales) == (3_600_000, 3_600_000, 2_400_000, 0)
    # 50 000 × 1 200 ÷ 2 000 + 10 000,01 × 0,5 ÷ 0,9999.
    assert (a.direct_costs, b.direct_costs) == (3_000_000 + 500_051, 2_000_000 + 499_950)
    assert laid.common == (
        CommonCost(key="loyer", label="Loyer", amount=800_000, by="surface"),
        CommonCost(key="assurance", label="Assurance", amount=100_000, by="couts_directs"),
    )
    assert laid.common_resources == 3_600_000
    assert [one.key for one in laid.untold] == ["assurance"]
    assert laid.read().result == 9_600_000 - 6_900_001


def test_typed_amounts_leave_the_rest_of_the_plan_in_common() -> None:
    typed = (
        msgspec.structs.replace(TWO[0], resources=4_000_000, direct_costs=3_000_000),
        msgspec.structs.replace(TWO[1], resources=500_000, direct_costs=1_100_000),
    )
    told = Portfolio(activities=typed, common_by="heures")
    laid = lay_out(PLAN, told)
    assert laid.common == (CommonCost(key="communs", label="Coûts communs", amount=2_800_001, by="heures"),)
    assert laid.common_resources == 5_100_000
    assert laid.read().result == total(PLAN, "resource") - total(PLAN, "cost")
    assert (laid.untold, laid.unweighed) == ((), ())


def test_more_than_the_plan_is_told() -> None:
    rich = Portfolio(activities=(msgspec.structs.replace(TWO[0], resources=9_600_001),))
    (found,) = faults(PLAN, rich)
    assert (found.kind, found.key, found.field) == ("activity", "", "resources")
    assert "96\u202f000\u00a0€" in found.message and "complétez vos lignes" in found.remedy
    assert faults(PLAN, msgspec.structs.replace(rich, by_lines=True)) == ()


@pytest.mark.parametrize("shares", [(0.7, 0.4), (-0.1, 0.5)])
def test_shares_that_make_no_whole_are_told_at_their_line(shares: tuple[float, float]) -> None:
    parts = tuple(Part(activity=key, share=share) for key, share in zip("ab", shares, strict=True))
    told = (Allocation(line="ville", way="parts", parts=parts),)
    wrong = Portfolio(activities=TWO, by_lines=True, allocations=told)
    assert [(one.kind, one.key, one.field) for one in faults(PLAN, wrong)] == [
        ("allocation", "ville", "parts")
    ]


def test_a_key_that_weighs_nothing_leaves_the_line_in_common() -> None:
    bare = tuple(msgspec.structs.replace(one, hours=0.0) for one in TWO)
    laid = lay_out(PLAN, msgspec.structs.replace(SHARED, activities=bare))
    assert [one.key for one in laid.unweighed] == ["salaires"]
    assert next(one for one in laid.common if one.key == "salaires").amount == 5_000_000


def test_what_leaves_takes_its_parts_along() -> None:
    alone = without_activity(SHARED, "b")
    assert [one.key for one in alone.activities] == ["a"]
    ville = alone.of("ville")
    assert ville is not None and ville.parts == ()
    assert without_line(SHARED, "ville").of("ville") is None
    assert lay_out(PLAN, alone).read().result == 9_600_000 - 6_900_001


LINES = st.lists(
    st.tuples(
        st.sampled_from(["resource", "cost"]),
        st.integers(0, 10**9),
        st.sampled_from(["parts", "heures", "surface", "commun", None]),
        st.floats(0, 0.5),
        st.floats(0, 0.5),
        st.sampled_from(KEYS),
    ),
    max_size=8,
)
NUMBER = st.floats(0, 5_000)


@given(rows=LINES, hours=st.tuples(NUMBER, NUMBER), surfaces=st.tuples(NUMBER, NUMBER))
def test_the_whole_is_the_plan(
    rows: list[Any], hours: tuple[float, float], surfaces: tuple[float, float]
) -> None:
    lines = [line(f"l{rank}", row[0], row[1]) for rank, row in enumerate(rows)]
    told = tuple(
        Allocation(
            line=f"l{rank}",
            way=way,
            by=by,
            parts=(Part(activity="a", share=one), Part(activity="b", share=two)),
        )
        for rank, (_, _, way, one, two, by) in enumerate(rows)
        if way
    )
    both = tuple(
        msgspec.structs.replace(one, hours=hour, surface=surface)
        for one, hour, surface in zip(TWO, hours, surfaces, strict=True)
    )
    found = plan(*lines)
    portfolio = Portfolio(activities=both, by_lines=True, allocations=told)
    assert faults(found, portfolio) == ()
    laid = lay_out(found, portfolio)
    assert sum(one.resources for one in laid.activities) + laid.common_resources == total(found, "resource")
    assert sum(one.direct_costs for one in laid.activities) + sum(one.amount for one in laid.common) == total(
        found, "cost"
    )
    assert laid.read().result == total(found, "resource") - total(found, "cost")
    assert len(laid.untold) == len(lines) - len(told)
