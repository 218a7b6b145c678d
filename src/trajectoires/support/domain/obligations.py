"""The dates of an obligation: a rule, a closing date and a day give days. Pure, and no clock here.

A delay in months ends on the day of the same number, or on the last day of a month that has none: the rule of
the code of civil procedure (article 641), and the more careful one for a deadline. A date that falls on a
Saturday or a Sunday is kept as it is and says so: which texts push it to the next working day is not ours to
guess.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

AHEAD = 15
"""How many months are shown."""


@dataclass(frozen=True)
class Closing:
    """The day on which each exercice closes; without a day, the last of the month."""

    month: int = 12
    day: int | None = None

    def on(self, year: int) -> dt.date:
        """That day, in a year."""
        last = calendar.monthrange(year, self.month)[1]
        return dt.date(year, self.month, last if self.day is None else min(self.day, last))

    @property
    def is_civil(self) -> bool:
        """The exercice is the year."""
        return self.month == 12 and self.day in (None, 31)


@dataclass(frozen=True)
class Rule:
    """``fixed`` (month, day), ``monthly`` (day), ``after_close`` (months, days), ``event`` (no date)."""

    kind: str
    month: int | None = None
    day: int | None = None
    months: int | None = None
    days: int | None = None


@dataclass(frozen=True, order=True)
class Due:
    """A day, and the exercice it follows where there is one."""

    date: dt.date
    closed: dt.date | None = None

    @property
    def weekend(self) -> str:
        """« samedi », « dimanche » or nothing."""
        return {5: "samedi", 6: "dimanche"}.get(self.date.weekday(), "")


@dataclass(frozen=True)
class Answers:
    """What the visitor said. « public » and « receipts » count money of one year, each on its own."""

    closing: Closing = Closing()
    employer: str = "non"
    public: str = "oui"
    receipts: str = "non"

    @property
    def facts(self) -> frozenset[str]:
        """The answers as codes of ``enums.FACTS``."""
        said = {
            "employeur": self.employer in ("oui", "50"),
            "employeur-moins-50": self.employer == "oui",
            "employeur-50": self.employer == "50",
            "subventions": self.public in ("oui", "plus"),
            "subventions-153": self.public == "plus",
            "recus": self.receipts in ("oui", "plus"),
            "dons-153": self.receipts == "plus",
            "exercice-civil": self.closing.is_civil,
            "exercice-decale": not self.closing.is_civil,
        }
        return frozenset(code for code, holds in said.items() if holds)


def concerns(*, when: Iterable[str], facts: frozenset[str]) -> bool:
    """Nothing asked, or one of the alternatives holds whole (« recus+exercice-civil »)."""
    alternatives = list(when)
    return not alternatives or any(set(one.split("+")) <= facts for one in alternatives)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same number in a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def dues(*, rule: Rule, closing: Closing, today: dt.date, ahead: int = AHEAD) -> list[Due]:
    """Every day of the rule from ``today`` to ``ahead`` months later, both included, in order."""
    end = add_months(today, ahead)
    return sorted(due for due in _all(rule, closing, today, end) if today <= due.date <= end)


def _all(rule: Rule, closing: Closing, today: dt.date, end: dt.date) -> Iterator[Due]:
    if rule.kind == "fixed" and rule.month and rule.day:
        for year in range(today.year, end.year + 1):
            yield Due(Closing(rule.month, rule.day).on(year))
    elif rule.kind == "monthly" and rule.day:
        for step in range(_months_between(today, end) + 1):
            first = add_months(today.replace(day=1), step)
            yield Due(Closing(first.month, rule.day).on(first.year))
    elif rule.kind == "after_close":
        months, days = rule.months or 0, rule.days or 0
        earliest = today.year - 1 - (months + days // 28 + 11) // 12
        for year in range(earliest, end.year + 1):
            closed = closing.on(year)
            yield Due(add_months(closed, months) + dt.timedelta(days=days), closed)


def _months_between(start: dt.date, end: dt.date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month
