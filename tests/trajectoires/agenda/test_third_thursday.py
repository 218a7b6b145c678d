"""The rule of the third Thursday, over ten years, in Paris."""

from __future__ import annotations

import calendar
import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from trajectoires.agenda.domain.third_thursday import ENDS, STARTS, next_third_thursday, third_thursday
from trajectoires.agenda.paris import at_paris

MONTHS = [(year, month) for year in range(2020, 2031) for month in range(1, 13)]
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))


def test_each_month_of_ten_years_agrees_with_the_calendar() -> None:
    for year, month in MONTHS:
        thursdays = [week[3] for week in calendar.monthcalendar(year, month) if week[3]]
        assert third_thursday(year, month) == dt.date(year, month, thursdays[2])


def test_days_read_in_a_paper_calendar() -> None:
    assert [third_thursday(2026, month).day for month in range(1, 13)] == [
        15, 19, 19, 16, 21, 18, 16, 20, 17, 15, 19, 17,
    ]  # fmt: skip
    # A month that begins on a Thursday, and one that begins on a Friday: the two ends of the rule.
    assert third_thursday(2026, 1) == dt.date(2026, 1, 15)
    assert third_thursday(2026, 5) == dt.date(2026, 5, 21)


@given(DAYS)
def test_the_next_one_is_the_nearest_after(day: dt.date) -> None:
    found = next_third_thursday(after=day)
    assert found > day
    assert found == third_thursday(found.year, found.month)
    assert not [
        third_thursday(year, month) for year, month in MONTHS if day < third_thursday(year, month) < found
    ]
    assert found - day <= dt.timedelta(days=35)


@given(DAYS, st.integers(1, 5))
def test_a_day_that_is_taken_is_left_for_the_next_month(day: dt.date, count: int) -> None:
    taken: set[dt.date] = set()
    for _ in range(count):
        taken.add(next_third_thursday(after=day, taken=taken))
    assert len({(one.year, one.month) for one in taken}) == count
    assert next_third_thursday(after=day, taken=taken) > max(taken)


@given(DAYS)
def test_clocks_in_paris_show_one_o_clock_in_winter_and_in_summer(day: dt.date) -> None:
    found = next_third_thursday(after=day)
    starts, ends = at_paris(found, STARTS), at_paris(found, ENDS)
    assert starts.astimezone(ZoneInfo("Europe/Paris")).strftime("%A %H:%M") == "Thursday 13:00"
    assert ends - starts == dt.timedelta(minutes=90)
    last_sundays = [
        max(
            d
            for d in calendar.Calendar().itermonthdates(found.year, month)
            if d.month == month and d.weekday() == 6
        )
        for month in (3, 10)
    ]
    summer = last_sundays[0] <= found < last_sundays[1]
    assert starts.astimezone(dt.UTC).hour == (11 if summer else 12)
