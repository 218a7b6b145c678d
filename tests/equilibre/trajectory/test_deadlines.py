"""The date after which it is too late."""

from __future__ import annotations

import datetime as dt

import pytest

from equilibre.trajectory.deadlines import Delay, cash_runs_short, last_responsible_date, last_start
from equilibre.trajectory.hypotheses import Month
from equilibre.trajectory.projection import project

from .trajectory_plans import by_hand

NOTICE = (Delay(label="convoquer le conseil", days=15), Delay(label="préavis du bail", days=92))


def test_every_delay_is_taken_off_one_after_the_other() -> None:
    found = last_responsible_date(
        "Quitter le local", needed_on=dt.date(2027, 6, 30), delays=NOTICE, today=dt.date(2027, 1, 10)
    )
    assert found.decide_by == dt.date(2027, 3, 15)
    assert not found.too_late
    late = last_responsible_date(
        "Quitter le local", needed_on=dt.date(2027, 6, 30), delays=NOTICE, today=dt.date(2027, 3, 16)
    )
    assert late.too_late
    with pytest.raises(ValueError, match="negative"):
        last_responsible_date(
            "x",
            needed_on=dt.date(2027, 6, 30),
            delays=(Delay(label="x", days=-1),),
            today=dt.date(2027, 1, 1),
        )


def test_an_action_must_bring_its_first_euro_before_cash_runs_short() -> None:
    plan = by_hand()
    acquired = project(plan, plan.scenario("fil"), "acquis")
    short = cash_runs_short(plan, acquired)
    assert short is not None
    rank = short.since(plan.first_month)
    costs = acquired.years[rank // 12].spent
    assert acquired.monthly_cash[rank] * 12 < costs
    assert all(
        cash * 12 >= acquired.years[month // 12].spent
        for month, cash in enumerate(acquired.monthly_cash[:rank])
    )
    assert last_start(plan, acquired, plan.actions[0]) == short.plus(-5)


def test_cash_that_lasts_leaves_no_deadline() -> None:
    plan = by_hand()
    rich = project(plan, plan.scenario("fil"))
    if cash_runs_short(plan, rich) is None:
        assert last_start(plan, rich, plan.actions[0]) is None
    assert Month(2027, 1) < Month(2027, 2)
