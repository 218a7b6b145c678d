"""The obligations as their page and their file show them: two queries, the rest computed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from equilibre.formatting import month as month_words
from trajectoires.pages.models import Source
from trajectoires.support.domain.obligations import AHEAD, Answers, Due, Rule, add_months, concerns, dues
from trajectoires.support.domain.queries.directory import sources_of
from trajectoires.support.models import Obligation


@dataclass(frozen=True)
class Entry:
    """An obligation with a day (``due``), or with its delay after an event (``delay``)."""

    obligation: Obligation
    source: Source | None
    due: Due | None = None
    delay: str = ""


@dataclass(frozen=True)
class Agenda:
    """``dated`` by day; ``monthly`` and ``special`` with the next day only; ``events`` without any."""

    today: dt.date
    until: dt.date
    dated: list[Entry]
    monthly: list[Entry]
    special: list[Entry]
    events: list[Entry]

    @property
    def months(self) -> list[tuple[str, list[Entry]]]:
        """The dated entries, month by month."""
        by_month = groupby(self.dated, key=lambda entry: f"{_day(entry):%Y-%m}")
        return [(month_words(key), list(entries)) for key, entries in by_month]


def agenda(*, answers: Answers, today: dt.date) -> Agenda:
    """What these answers make due from today, ``AHEAD`` months long."""
    rows = [row for row in Obligation.objects.all() if concerns(when=row.when, facts=answers.facts)]
    sources = sources_of({row.source_key for row in rows if row.source_key})
    made = [entry for row in rows for entry in _entries(row, sources.get(row.source_key), answers, today)]
    own = [entry for entry in made if entry.due and not entry.obligation.special]
    return Agenda(
        today=today,
        until=add_months(today, AHEAD),
        dated=sorted((e for e in own if e.obligation.rule != "monthly"), key=_order),
        monthly=sorted((e for e in own if e.obligation.rule == "monthly"), key=_order),
        special=sorted((e for e in made if e.due and e.obligation.special), key=_order),
        events=sorted(
            (e for e in made if not e.due), key=lambda e: (e.obligation.special, e.obligation.title)
        ),
    )


def _entries(row: Obligation, source: Source | None, answers: Answers, today: dt.date) -> Iterator[Entry]:
    """Every day of what is dated; the next one only of what comes each month or is a special case."""
    rule = Rule(row.rule, row.month, row.day, row.months, row.days)
    if row.rule == "event":
        yield Entry(row, source, delay=delay_words(row.months or 0, row.days or 0))
        return
    found = dues(rule=rule, closing=answers.closing, today=today)
    only_next = row.special or row.rule == "monthly"
    for due in found[:1] if only_next else found:
        yield Entry(row, source, due=due)


def delay_words(months: int, days: int) -> str:
    """« dans les 3 mois », « dans l’année », « dans les 45 jours », « sans délai »."""
    parts = []
    if months and months % 12 == 0:
        parts.append("l’année" if months == 12 else f"les {months // 12}\u00a0ans")
    elif months:
        parts.append("le mois" if months == 1 else f"les {months}\u00a0mois")
    if days:
        parts.append("le jour" if days == 1 else f"les {days}\u00a0jours")
    return f"dans {' et '.join(parts)}" if parts else "sans délai"


def _day(entry: Entry) -> dt.date:
    assert entry.due is not None
    return entry.due.date


def _order(entry: Entry) -> tuple[dt.date, str]:
    return _day(entry), entry.obligation.title
