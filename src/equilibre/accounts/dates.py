"""Dates as accounting software writes them: one text in, one day and what was unusual about it out."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Literal, NamedTuple

DateForm = Literal["legale", "separee", "jour_mois_annee", "serie", "vide", "illisible"]
DateOrder = Literal["jma", "mja"]

_ISO = re.compile(r"([0-9]{4})[/\-. ]?([0-9]{1,2})[/\-. ]?([0-9]{1,2})")
_DMY = re.compile(r"([0-9]{1,2})[/\-. ]([0-9]{1,2})[/\-. ]([0-9]{4}|[0-9]{2})")
_DMY_BLOCK = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_TIME = re.compile(r"(?:T|\s+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$")
_SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?")
_SERIAL_ORIGIN = dt.date(1899, 12, 30)
_SERIAL_RANGE = (25_569, 73_050)
"""Excel serials accepted: from 1970 to 2099."""


class ParsedDate(NamedTuple):
    """``day`` is None when nothing was read; ``reason``: "" or « hors_calendrier », « siecle », « zero »."""

    day: dt.date | None
    form: DateForm
    reason: str = ""


@lru_cache(maxsize=20_000)
def parse_date(text: str, order: DateOrder = "jma") -> ParsedDate:
    """Read AAAAMMJJ, ISO, JJ/MM/AAAA, JJMMAAAA, an Excel serial, each with or without a time. Never raises.

    ``order`` is « mja » only when the whole column proves it (a second number above twelve, never a first).
    """
    body = text.strip().replace("\u00a0", " ").strip("'\"")
    if not body:
        return ParsedDate(None, "vide")
    body = _TIME.sub("", body)
    if not body.strip("0 /-."):
        return ParsedDate(None, "illisible", "zero")
    if len(body) == 8 and body.isascii() and body.isdigit():
        return _eight_digits(body)
    found = _ISO.fullmatch(body)
    if found and len(body) > 8 - 2 and not body.isdigit():
        return _day(int(found[1]), int(found[2]), int(found[3]), "separee")
    found = _DMY.fullmatch(body)
    if found:
        year = int(found[3]) if len(found[3]) == 4 else 2000 + int(found[3])
        day, month = int(found[1]), int(found[2])
        if order == "mja":
            day, month = month, day
        return _day(year, month, day, "jour_mois_annee")
    found = _SERIAL.fullmatch(body)
    if found and _SERIAL_RANGE[0] <= int(found[1]) <= _SERIAL_RANGE[1]:
        return ParsedDate(_SERIAL_ORIGIN + dt.timedelta(days=int(found[1])), "serie")
    return ParsedDate(None, "illisible")


def _eight_digits(body: str) -> ParsedDate:
    """AAAAMMJJ first; JJMMAAAA when the first reading is no date of the last and present centuries."""
    legal = _day(int(body[:4]), int(body[4:6]), int(body[6:]), "legale")
    if legal.day is not None:
        return legal
    found = _DMY_BLOCK.fullmatch(body)
    if found and body[4:6] in ("19", "20"):
        other = _day(int(found[3]), int(found[2]), int(found[1]), "jour_mois_annee")
        if other.day is not None:
            return other
    return legal


def _day(year: int, month: int, day: int, form: DateForm) -> ParsedDate:
    if not 1900 <= year <= 2099:
        return ParsedDate(None, form, "siecle")
    try:
        return ParsedDate(dt.date(year, month, day), form)
    except ValueError:
        return ParsedDate(None, form, "hors_calendrier")


def day_order(texts: list[str]) -> DateOrder:
    """Whether a column of « a/b/aaaa » is day first (French) or month first, from values above twelve."""
    first = second = False
    for text in texts:
        found = _DMY.fullmatch(_TIME.sub("", text.strip()))
        if found:
            first = first or int(found[1]) > 12
            second = second or int(found[2]) > 12
    return "mja" if second and not first else "jma"


def month_end(day: dt.date) -> dt.date:
    """The last day of a day's month."""
    following = dt.date(day.year + (day.month == 12), day.month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of that month."""
    index = day.year * 12 + day.month - 1 + months
    first = dt.date(index // 12, index % 12 + 1, 1)
    return first.replace(day=min(day.day, month_end(first).day))


def as_integer(day: dt.date) -> int:
    """2024-03-31 → 20240331, which sorts and compares as dates do."""
    return day.year * 10_000 + day.month * 100 + day.day


def from_integer(number: int) -> dt.date:
    """20240331 → 2024-03-31."""
    return dt.date(number // 10_000, number // 100 % 100, number % 100)
