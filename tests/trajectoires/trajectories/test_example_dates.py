"""The fictitious association, opened on any day: nothing in it is late, what it says done is past."""

from __future__ import annotations

import datetime as dt

import pytest

from equilibre.trajectory.checking import faults
from equilibre.trajectory.deadlines import latest_start
from equilibre.trajectory.hypotheses import Month
from harness.client import ScanningClient
from harness.trajectories import open_trajectory
from trajectoires.trajectories.domain.queries.deciding import decisions, tasks, upcoming
from trajectoires.trajectories.domain.queries.reading import deciding
from trajectoires.trajectories.domain.queries.steps import walked
from trajectoires.trajectories.domain.starting import example

DAYS = (
    dt.date(2026, 11, 27),
    dt.date(2026, 12, 31),
    dt.date(2027, 1, 1),
    dt.date(2027, 5, 13),
    dt.date(2027, 11, 27),
    dt.date(2028, 2, 29),
    dt.date(2031, 12, 30),
)


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.django_db
def test_nothing_is_late_on_the_day_it_is_opened(on: dt.date) -> None:
    saved = example(on)
    plan = saved.plan
    assert faults(plan) == ()
    assert plan.first_month == Month(on.year, 1)
    told = decisions(saved, today=on)
    assert len(told.open) == 3 and told.closed == ()
    assert not any(one.late or one.watch_late for one in told.open)
    assert not any(one.late or one.review_due for one in tasks(saved, today=on))
    assert not any(line.late for line in upcoming(saved, today=on))
    assert not any(one.late for one in walked(saved, on).steps)
    for scenario in plan.scenarios:
        read = deciding(plan, scenario, today=on)
        assert len(read) == len(scenario.actions)
        assert not any(past for one in read for _, _, past in one.latest), scenario.label


@pytest.mark.parametrize("on", DAYS)
def test_what_it_starts_with_can_still_be_done(on: dt.date) -> None:
    saved = example(on)
    for action in saved.plan.actions:
        assert action.starts > Month(on.year, on.month)
        last = latest_start(saved.plan, saved.scenario(), action, "acquis")
        assert action.key not in saved.scenario().actions or (last is not None and action.starts <= last)
    done = [one for one in saved.workspace.outputs if one.status == "fait"]
    assert done and all(one.on is not None and one.on <= on for one in done)


def test_the_same_association_whatever_the_day() -> None:
    first, later = example(dt.date(2026, 11, 27)), example(dt.date(2027, 11, 29))
    assert [one.amount for one in first.plan.lines] == [one.amount for one in later.plan.lines]
    ends = [
        (one.ends.plus(12), two.ends)
        for one, two in zip(first.plan.lines, later.plan.lines, strict=True)
        if one.ends is not None
    ]
    assert ends and all(moved == found for moved, found in ends)
    assert first.source == later.source == "2025"


@pytest.mark.django_db
def test_the_page_says_that_its_dates_follow_the_day(client: ScanningClient) -> None:
    text = client.get(open_trajectory().url()).page.text
    assert "ses dates partent du jour où l’exemple a été ouvert" in text
