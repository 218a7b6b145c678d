"""The dates of an obligation: by hand on awkward days, then for any rule, closing and day."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectoires.support import enums
from trajectoires.support.domain.obligations import (
    AHEAD,
    Answers,
    Closing,
    Due,
    Rule,
    add_months,
    concerns,
    dues,
)

TODAY = dt.date(2026, 11, 26)
CIVIL = Closing()
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31))
CLOSINGS = st.builds(Closing, st.integers(1, 12), st.none() | st.integers(1, 31))
RULES = st.one_of(
    st.builds(Rule, st.just("fixed"), month=st.integers(1, 12), day=st.integers(1, 31)),
    st.builds(Rule, st.just("monthly"), day=st.integers(1, 31)),
    st.builds(Rule, st.just("after_close"), months=st.integers(0, 60), days=st.none() | st.integers(0, 366)),
    st.builds(Rule, st.just("event"), months=st.integers(0, 60)),
)


def days(rule: Rule, closing: Closing = CIVIL, today: dt.date = TODAY) -> list[str]:
    return [due.date.isoformat() for due in dues(rule=rule, closing=closing, today=today)]


def test_after_a_civil_exercice() -> None:
    found = dues(rule=Rule("after_close", months=6), closing=Closing(), today=TODAY)
    assert found == [Due(dt.date(2027, 6, 30), dt.date(2026, 12, 31))]


@pytest.mark.parametrize(
    ("closing", "months", "expected"),
    [
        (Closing(8, 31), 6, ["2027-02-28"]),  # there is no 31st of February
        (Closing(6, 30), 6, ["2026-12-30", "2027-12-30"]),  # same number: the careful day, not the 31st
        (Closing(2, None), 12, ["2027-02-28"]),
        (Closing(9, 15), 3, ["2026-12-15", "2027-12-15"]),
        (Closing(12, 31), 14, ["2027-02-28"]),
    ],
)
def test_ends_of_months(closing: Closing, months: int, expected: list[str]) -> None:
    assert days(Rule("after_close", months=months), closing) == expected


def test_a_delay_ends_on_the_29th_of_a_leap_february() -> None:
    after = Rule("after_close", months=6)
    assert days(after, Closing(8, 31), dt.date(2027, 3, 1)) == ["2028-02-29"]


def test_the_end_of_february_closes_on_the_29th_of_a_leap_year() -> None:
    assert Closing(2).on(2028) == dt.date(2028, 2, 29)
    assert Closing(2, 31).on(2027) == dt.date(2027, 2, 28)


def test_a_day_of_the_year_and_of_each_month() -> None:
    assert days(Rule("fixed", month=1, day=15)) == ["2027-01-15", "2028-01-15"]
    assert days(Rule("fixed", month=11, day=26)) == ["2026-11-26", "2027-11-26"]  # today counts
    every = days(Rule("monthly", day=31))
    assert every[:4] == ["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"]
    assert len(every) == AHEAD


def test_a_weekend_is_kept_and_said() -> None:
    saturday, monday = Due(dt.date(2028, 1, 15)), Due(dt.date(2028, 1, 17))
    assert (saturday.weekend, monday.weekend) == ("samedi", "")
    assert days(Rule("fixed", month=1, day=15), today=dt.date(2028, 1, 1))[0] == "2028-01-15"


def test_an_event_has_no_date() -> None:
    assert days(Rule("event", months=3)) == []


@given(RULES, CLOSINGS, DAYS)
def test_dates_are_in_order_once_and_within_the_months_shown(
    rule: Rule, closing: Closing, today: dt.date
) -> None:
    found = dues(rule=rule, closing=closing, today=today)
    shown = [due.date for due in found]
    assert shown == sorted(set(shown))
    assert all(today <= day <= add_months(today, AHEAD) for day in shown)


@given(RULES.filter(lambda rule: rule.kind != "event"), CLOSINGS, DAYS)
def test_no_date_is_forgotten(rule: Rule, closing: Closing, today: dt.date) -> None:
    """Fifteen months hold each day of the year at least once, and fifteen or sixteen of each month."""
    found = dues(rule=rule, closing=closing, today=today)
    least, most = (14, 16) if rule.kind == "monthly" else (1, 2)
    assert least <= len(found) <= most


@given(CLOSINGS, DAYS, st.integers(0, 60))
def test_a_delay_follows_its_own_exercice(closing: Closing, today: dt.date, months: int) -> None:
    for due in dues(rule=Rule("after_close", months=months), closing=closing, today=today):
        assert due.closed is not None
        assert due.closed == closing.on(due.closed.year)
        assert due.date == add_months(due.closed, months)


@given(DAYS, st.integers(0, 120))
def test_months_keep_the_number_or_take_the_last_day(day: dt.date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == min(day.day, calendar.monthrange(later.year, later.month)[1])


@given(DAYS, CLOSINGS, RULES)
def test_tomorrow_loses_today_and_nothing_else(today: dt.date, closing: Closing, rule: Rule) -> None:
    now = {due.date for due in dues(rule=rule, closing=closing, today=today)}
    tomorrow = today + dt.timedelta(days=1)
    after = {due.date for due in dues(rule=rule, closing=closing, today=tomorrow)}
    assert now - after <= {today}
    assert all(day > add_months(today, AHEAD) for day in after - now)


def test_what_concerns_whom() -> None:
    employer = Answers(employer="oui").facts
    assert concerns(when=[], facts=frozenset())
    assert concerns(when=["employeur"], facts=employer)
    assert not concerns(when=["employeur-50"], facts=employer)
    gifts = Answers(closing=Closing(6, 30), receipts="oui").facts
    assert concerns(when=["recus+exercice-decale"], facts=gifts)
    assert not concerns(when=["recus+exercice-civil"], facts=gifts)
    assert concerns(when=["subventions-153", "dons-153"], facts=Answers(receipts="plus").facts)


@given(
    CLOSINGS, st.sampled_from(sorted(enums.EMPLOYERS)), st.sampled_from(sorted(enums.PUBLIC_MONEY)),
    st.sampled_from(sorted(enums.RECEIPTS)),
)  # fmt: skip
def test_facts_are_known_and_do_not_contradict(
    closing: Closing, employer: str, public: str, receipts: str
) -> None:
    facts = Answers(closing, employer, public, receipts).facts
    assert facts <= set(enums.FACTS)
    assert len(facts & {"exercice-civil", "exercice-decale"}) == 1
    assert len(facts & {"employeur-50", "employeur-moins-50"}) == ("employeur" in facts)
    assert ("subventions-153" in facts) <= ("subventions" in facts)
