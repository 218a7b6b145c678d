"""The days when one looks again at what was decided."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from equilibre.facilitation.again import AGAIN, dates

day = dt.date


def test_the_same_day_or_the_last_of_a_shorter_month() -> None:
    assert dates(day(2027, 3, 12), (12, 6, 6)) == (day(2027, 9, 12), day(2028, 3, 12))
    assert dates(day(2027, 8, 31), (6,)) == (day(2028, 2, 29),)
    assert dates(day(2027, 12, 31), AGAIN) == (
        day(2028, 6, 30), day(2028, 12, 31), day(2029, 12, 31), day(2030, 12, 31),
    )  # fmt: skip


@given(st.dates(day(2000, 1, 1), day(2100, 1, 1)), st.integers(0, 60))
def test_always_that_many_months_later(on: dt.date, months: int) -> None:
    (found,) = dates(on, (months,))
    assert (found.year - on.year) * 12 + found.month - on.month == months
    assert found.day <= on.day
