"""The exercice that a file covers: opening and closing dates, from the user, the name, or the entries."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from equilibre.accounts.dates import add_months, month_end
from equilibre.accounts.options import ReadOptions
from equilibre.errors import ReadError

_NAME = re.compile(r"(?P<siren>[0-9A-Za-z]*?)_?FEC_?(?P<date>(?:19|20)[0-9]{6})", re.IGNORECASE)
LONGEST_MONTHS = 24
"""A first exercice may last so long; beyond it the file holds several."""
_STRAY = 0.02
"""Share of lines under which months cut off from the others are stray dates, not a part of the exercice."""
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """``said_by``: « options », « nom » or « ecritures », for each bound."""

    opening: dt.date
    closing: dt.date
    opening_from: str
    closing_from: str
    notes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Labels of other exercices in the same file."""


@dataclass(frozen=True)
class FileName:
    """What a name « SirenFECAAAAMMJJ » says; empty when it is not of that form."""

    siren: str = ""
    closing: dt.date | None = None
    legal: bool = False


def read_name(name: str) -> FileName:
    """The SIREN and the closing date in a file name, wherever they stand in it. Never raises."""
    stem = PurePosixPath(name.replace("\\", "/")).name
    found = _NAME.search(stem)
    if found is None:
        return FileName()
    digits = found["date"]
    try:
        closing = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return FileName(found["siren"], None, False)
    return FileName(found["siren"], closing, bool(found["siren"]) and found.start() == 0)


@dataclass(frozen=True)
class Evidence:
    """What the entries show. ``months``: first day of month → lines, without à-nouveaux."""

    months: dict[dt.date, int]
    first: dt.date
    last: dt.date
    openings: tuple[dt.date, ...]
    """Days of à-nouveaux entries, in order."""
    closings: tuple[dt.date, ...]


def main_block(months: dict[dt.date, int]) -> tuple[dt.date, dt.date]:
    """First and last month of the exercice's bulk, leaving out stray months far from it."""
    ordered = sorted(months)
    blocks: list[list[dt.date]] = []
    for month in ordered:
        if blocks and add_months(blocks[-1][-1], 4) > month:
            blocks[-1].append(month)
        else:
            blocks.append([month])
    total = sum(months.values())
    kept = [b for b in blocks if sum(months[m] for m in b) > _STRAY * total] or [
        max(blocks, key=lambda b: sum(months[m] for m in b))
    ]
    return kept[0][0], kept[-1][-1]


def find_period(evidence: Evidence, options: ReadOptions, name: FileName) -> Period:
    """The exercice. Raises ReadError when the user's own dates make none."""
    first, last = main_block(evidence.months)
    end = month_end(last)
    openings = [d for d in evidence.openings if d <= end]
    opening, closing = options.opening, options.closing
    if opening and closing and not opening < closing:
        raise ReadError(
            "dates_inversees",
            "L’ouverture de l’exercice vient après sa clôture",
            read=f"du {opening:%d/%m/%Y} au {closing:%d/%m/%Y}",
            expected="une date d’ouverture antérieure à la date de clôture",
            remedy="Corrigez les deux dates, ou laissez-les se détecter.",
        )
    notes: list[str] = []
    opening_from = closing_from = "options"
    if closing is None:
        closing, closing_from = _closing(evidence, name, opening, openings, end)
    if opening is None:
        opening, opening_from = _opening(evidence, closing, openings, first)
    others = _others(evidence, opening, first)
    if others:
        notes.append(
            f"Ce fichier contient plusieurs exercices : seul le dernier, du {opening:%d/%m/%Y} au "
            f"{closing:%d/%m/%Y}, est lu. Non lu : {', '.join(others)}."
        )
    notes += _said(opening, closing, opening_from, closing_from)
    return Period(opening, closing, opening_from, closing_from, tuple(notes), others)


def _closing(
    evidence: Evidence, name: FileName, opening: dt.date | None, openings: list[dt.date], end: dt.date
) -> tuple[dt.date, str]:
    first = main_block(evidence.months)[0]
    named = name.closing
    if named is not None and first <= named and add_months(end, -1) < named <= add_months(end, 12):
        return named, "nom"
    if evidence.closings and add_months(end, -1) < evidence.closings[-1] <= end:
        return month_end(evidence.closings[-1]), "ecritures"
    start = opening or (first_day(openings[-1]) if openings else first)
    full_year = add_months(start, 12) - ONE_DAY
    last_day = min(evidence.last, end)
    ended = last_day == month_end(last_day)
    if not ended and last_day < full_year <= add_months(end, 1):
        return month_end(full_year), "ecritures"
    return end, "ecritures"


def first_day(day: dt.date) -> dt.date:
    """À-nouveaux dated on the eve (a month's last day) open the next day; otherwise their month opens."""
    return day + ONE_DAY if day == month_end(day) else day.replace(day=1)


def _opening(
    evidence: Evidence, closing: dt.date, openings: list[dt.date], first: dt.date
) -> tuple[dt.date, str]:
    inside = [first_day(d) for d in openings if first_day(d) < closing]
    if inside and add_months(inside[-1], LONGEST_MONTHS) > closing:
        return inside[-1], "ecritures"
    if add_months(first, LONGEST_MONTHS) <= closing or add_months(first, 18) <= closing:
        return add_months(closing + ONE_DAY, -12), "ecritures"
    full_year = add_months(closing + ONE_DAY, -12)
    return (full_year if full_year < first <= add_months(full_year, 1) else first), "ecritures"


def _others(evidence: Evidence, opening: dt.date, first: dt.date) -> tuple[str, ...]:
    """Exercices before the one that is read, by the à-nouveaux that open them or by calendar."""
    if first >= opening.replace(day=1):
        return ()
    starts = sorted({first_day(d) for d in evidence.openings if first_day(d) < opening} | {first})
    bounds = [s for i, s in enumerate(starts) if i == 0 or (s - starts[i - 1]).days > 27]
    ends = [b - ONE_DAY for b in bounds[1:]] + [opening - ONE_DAY]
    return tuple(f"du {s:%d/%m/%Y} au {e:%d/%m/%Y}" for s, e in zip(bounds, ends, strict=True) if e > s)


def _said(opening: dt.date, closing: dt.date, opening_from: str, closing_from: str) -> list[str]:
    if opening_from == closing_from == "options":
        return []
    if closing_from == "nom":
        how = "la clôture vient du nom du fichier"
    elif "ecritures" in (opening_from, closing_from):
        how = "d’après les dates des écritures ; corrigez ces dates si elles sont fausses"
    else:
        how = "d’après vos réponses"
    return [f"Exercice du {opening:%d/%m/%Y} au {closing:%d/%m/%Y} ({how})."]
