"""« Plus tard »: a step moves with those that need it, within the deadline, on a free day."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from equilibre.pathway.plans import Item, Plan, Reason, Step, Traveller
from equilibre.pathway.postponing import postpone

START = dt.date(2027, 1, 4)
DAY = dt.timedelta(days=1)


def made(days: list[int], *, needs: dict[int, int] | None = None, deadline: int | None = None) -> Plan:
    """Steps « /0/ », « /1/ »… due so many days after the start."""
    traveller = Traveller(
        audience="gouvernance", variant="petite", objective="agir", pace="4h", start=START,
        deadline=None if deadline is None else START + deadline * DAY,
    )  # fmt: skip
    steps = tuple(
        Step(
            item=Item(
                key=f"/{n}/", title=str(n), needs=(f"/{(needs or {})[n]}/",) if n in (needs or {}) else ()
            ),
            rank=n + 1,
            due=START + day * DAY,
            minutes=15,
            reasons=(Reason(code="x", text="x"),),
        )
        for n, day in enumerate(days)
    )
    return Plan(traveller=traveller, steps=steps, left_out=(), minutes=15 * len(days), sentence="")


def dates(plan: Plan) -> dict[str, int]:
    """Key → days after the start."""
    return {step.item.key: (step.due - START).days for step in plan.steps}


def test_one_step_moves_and_the_order_follows() -> None:
    after = postpone(made([1, 4, 9]), "/0/")
    assert dates(after) == {"/1/": 4, "/0/": 8, "/2/": 9}
    assert [step.rank for step in after.steps] == [1, 2, 3]


def test_what_needs_it_moves_too_and_no_day_is_taken_twice() -> None:
    after = postpone(made([1, 4, 8], needs={1: 0}), "/0/")
    assert dates(after) == {"/2/": 8, "/0/": 9, "/1/": 11}


def test_the_deadline_holds() -> None:
    assert dates(postpone(made([1, 9], deadline=9), "/0/")) == {"/0/": 8, "/1/": 9}
    assert dates(postpone(made([1, 4], deadline=6), "/0/")) == {"/1/": 4, "/0/": 6}
    last = made([1, 6], deadline=6)
    assert postpone(last, "/1/") == last
    assert postpone(last, "/9/") == last


@given(st.lists(st.integers(0, 40), min_size=1, max_size=8, unique=True), st.data())
def test_always_later_within_the_deadline_needs_first(days: list[int], data: st.DataObject) -> None:
    days = sorted(days)
    count = len(days)
    needs = {n: data.draw(st.integers(0, n - 1)) for n in range(1, count) if data.draw(st.booleans())}
    plan = made(days, needs=needs, deadline=days[-1] + data.draw(st.integers(0, 20)))
    key = f"/{data.draw(st.integers(0, count - 1))}/"
    after = postpone(plan, key)
    assert postpone(plan, key) == after
    assert set(dates(after)) == set(dates(plan))
    assert len(set(dates(after).values())) == count
    assert all(step.due <= plan.traveller.deadline for step in after.steps if plan.traveller.deadline)
    if after != plan:
        assert dates(after)[key] > dates(plan)[key]
    for child, parent in needs.items():
        assert dates(after)[f"/{parent}/"] < dates(after)[f"/{child}/"]
