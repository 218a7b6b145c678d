"""Sums of the books of a FEC: balance of each account by month, lowest cash, analytical totals."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from equilibre.accounts.books import EPOCH, NORMAL, OPENING, Books
from equilibre.accounts.exercice import Evidence, Period
from equilibre.accounts.fec_table import ANALYTIC
from equilibre.accounts.totals import AccountLine, AnalyticLine, Regime
from equilibre.reference import chart, labels

if TYPE_CHECKING:
    pass


def evidence_of(books: Books) -> Evidence | None:
    """What the dates of the entries show; None when no entry has a readable date."""
    import polars as pl

    dated = books.frame.filter(pl.col("day").is_not_null()).group_by("role", "day").agg(pl.len())
    if not dated.height:
        return None
    months: dict[dt.date, int] = {}
    openings: set[dt.date] = set()
    closings: set[dt.date] = set()
    days: list[dt.date] = []
    for row in dated.to_dicts():
        day = EPOCH + dt.timedelta(days=row["day"])
        if row["role"] == OPENING:
            openings.add(day)
            continue
        days.append(day)
        if row["role"] == NORMAL:
            month = day.replace(day=1)
            months[month] = months.get(month, 0) + row["len"]
        else:
            closings.add(day)
    if not months:
        only = sorted(openings | closings)
        months = {only[0].replace(day=1): 1}
        days = only
    return Evidence(months, min(days), max(days), tuple(sorted(openings)), tuple(sorted(closings)))


def keep_period(books: Books, period: Period) -> None:
    """Leave out the lines of other exercices, when the file holds several."""
    import polars as pl

    if not period.others:
        return
    start = (period.opening - EPOCH).days
    recent = pl.col("day").fill_null(start) >= start
    carried = (pl.col("role") == OPENING) & (pl.col("day") >= start - 31)
    books.frame = books.frame.filter(recent | carried)


def account_lines(books: Books, period: Period, names: dict[str, str]) -> tuple[AccountLine, ...]:
    """Opening, movement and months of each account, sorted by number.

    A line whose date cannot be read counts in the month of the line before it; one that is dated outside the
    exercice counts in the nearest month of it (both are listed as anomalies).
    """
    import polars as pl

    first, last = _month_index(period.opening), _month_index(period.closing)
    months = [None if p.day is None else _month_index(p.day) for p in books.dates[books.date_column]]
    month = books.by_code(books.date_column, list(months), pl.Int32)
    sums = (
        books.frame.filter(pl.col("role") <= OPENING)
        .with_columns(month.forward_fill().fill_null(first).clip(first, last).alias("month"))
        .group_by("CompteNum", "role", "month")
        .agg(pl.col("net").sum())
    )
    opening: dict[str, int] = {}
    moved: dict[str, dict[str, int]] = {}
    for code, role, index, net in sums.sort("month").iter_rows():
        number = books.accounts[code]
        by_month = moved.setdefault(number, {})
        if role == OPENING:
            opening[number] = opening.get(number, 0) + net
        else:
            key = f"{index // 12}-{index % 12 + 1:02d}"
            by_month[key] = by_month.get(key, 0) + net
    return tuple(
        AccountLine(
            number=number,
            label=names.get(number, ""),
            opening=opening.get(number, 0),
            months=moved[number],
            movement=sum(moved[number].values()),
            hints=labels.match_hints(names.get(number, "")) if number[:1] in ("6", "7", "8") else (),
        )
        for number in sorted(moved)
        if number
    )


def _month_index(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def account_labels(books: Books, regime: Regime) -> dict[str, str]:
    """The label of each account: the file's most frequent one, else the chart's."""
    import polars as pl

    found: dict[str, str] = {}
    if books.table.has("CompteLib"):
        pairs = books.frame.group_by("CompteNum", "CompteLib").agg(pl.len(), pl.col("line").min())
        for code, lib, _, _ in pairs.sort("len", "line", descending=[True, False]).iter_rows():
            label = books.table.words["CompteLib"][lib]
            if label:
                found.setdefault(books.accounts[code], label)
    for number in books.accounts:
        if number and number not in found:
            entry = chart.lookup(number, regime)
            found[number] = entry.label if entry else ""
    return found


def lowest_cash(books: Books, period: Period) -> tuple[dt.date, int] | None:
    """Lowest balance of class 5 at the end of a day; None without à-nouveaux or without class 5."""
    import polars as pl

    if not books.opened:
        return None
    cash = books.by_code("CompteNum", [n[:1] == "5" for n in books.accounts], pl.Boolean)
    start = (period.opening - EPOCH).days
    end = (period.closing - EPOCH).days
    rows = books.frame.filter(cash & (pl.col("role") <= OPENING))
    if not rows.height:
        return None
    days = (
        rows.with_columns(
            pl.when(pl.col("role") == OPENING)
            .then(start)
            .otherwise(pl.col("day").forward_fill().clip(start, end))
            .fill_null(start)
            .alias("day")
        )
        .group_by("day")
        .agg(pl.col("net").sum())
        .sort("day")
        .with_columns(pl.col("net").cum_sum())
    )
    day, amount = days.row(int(days["net"].arg_min() or 0))
    return EPOCH + dt.timedelta(days=day), amount


def analytic_lines(books: Books) -> tuple[AnalyticLine, ...]:
    """Totals of classes 6, 7 and 8 by analytical code, when the file has such a column and it is filled."""
    import polars as pl

    if ANALYTIC not in books.frame.columns:
        return ()
    words = books.table.words[ANALYTIC]
    filled = books.by_code(ANALYTIC, [bool(w) for w in words], pl.Boolean)
    result = books.by_code("CompteNum", [n[:1] in ("6", "7", "8") for n in books.accounts], pl.Boolean)
    sums = (
        books.frame.filter(filled & result & (pl.col("role") == NORMAL))
        .group_by(ANALYTIC, "CompteNum")
        .agg(pl.col("net").sum())
    )
    merged: dict[tuple[str, str], int] = {}
    for code, account, net in sums.iter_rows():
        key = (words[code], books.accounts[account])
        merged[key] = merged.get(key, 0) + net
    return tuple(AnalyticLine(code=c, account=a, amount=v) for (c, a), v in sorted(merged.items()))
