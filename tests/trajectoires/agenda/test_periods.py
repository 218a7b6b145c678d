"""When a letter is due: every moment belongs to one period, which begins on a Thursday at nine."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectoires.agenda.domain.periods import period_at
from trajectoires.agenda.enums import Rhythm
from trajectoires.agenda.paris import PARIS, at_paris

MOMENTS = st.integers(0, 11 * 365 * 24 * 3600).map(
    lambda seconds: dt.datetime(2020, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)
)


@given(MOMENTS, st.sampled_from(Rhythm))
def test_a_moment_is_in_the_period_that_last_began(now: dt.datetime, rhythm: Rhythm) -> None:
    period = period_at(rhythm=rhythm, now=now)
    begins = at_paris(period.day, dt.time(9))
    assert begins <= now
    assert now - begins < dt.timedelta(days=7 if rhythm == Rhythm.WEEKLY else 36, hours=1)
    assert period.day.weekday() == period.before.weekday() == 3
    assert period_at(rhythm=rhythm, now=begins) == period
    assert period_at(rhythm=rhythm, now=begins - dt.timedelta(seconds=1)).day == period.before
    if rhythm == Rhythm.MONTHLY:
        assert period.day.day <= 7 and period.before.day <= 7


@pytest.mark.parametrize(
    ("moment", "weekly", "monthly"),
    [
        ("2026-11-26 08:59", "2026-11-19", "2026-11-05"),
        ("2026-11-26 09:00", "2026-11-26", "2026-11-05"),
        ("2026-12-03 08:59", "2026-11-26", "2026-11-05"),
        ("2026-12-03 09:00", "2026-12-03", "2026-12-03"),
        ("2027-01-01 12:00", "2026-12-31", "2026-12-03"),
        # The first Thursday is the first of the month; before nine it is still the month before.
        ("2026-10-01 08:00", "2026-09-24", "2026-09-03"),
        # The nights when the clocks change.
        ("2026-03-29 02:30", "2026-03-26", "2026-03-05"),
        ("2026-10-25 02:30", "2026-10-22", "2026-10-01"),
    ],
)
def test_days_read_in_a_paper_calendar(moment: str, weekly: str, monthly: str) -> None:
    now = dt.datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=PARIS)
    assert period_at(rhythm=Rhythm.WEEKLY, now=now).name == weekly
    assert period_at(rhythm=Rhythm.MONTHLY, now=now).name == monthly
