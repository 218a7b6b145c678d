"""Sums of the books of a FEC: balance of each account by month, lowest cash, analytical totals."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from equilibre.accounts.books import CLOSING, NORMAL, OPENING, Books
from equilibre.accounts.dates import add_months, as_integer, from_integer
from equilibre.accounts.exercice import Evidence, Period
from equilibre.accounts.fec_table import ANALYTIC
from equilibre.accounts.totals import AccountLine, AnalyticLine, Regime
from equilibre.reference import chart, labels

if TYPE_CHECKING:
    import polars as pl


def monthly_sums(books: Books) -> pl.DataFrame:
    """Net and number of lines by account (code), role and month (AAAAMM).

    A line whose date cannot be read counts in the month of the line before it.
    """
    import polars as pl

    day = pl.col("day")
    if books.frame["day"].null_count():
        day = day.forward_fill().backward_fill()
    columns = books.frame.select("CompteNum", day, "net", *(["role"] if books.special else []))
    keys = ["CompteNum", "day", *(["role"] if books.special else [])]
    daily = columns.group_by(keys).agg(pl.col("net").sum(), pl.len().alias("lines"))
    role = pl.col("role") if books.special else pl.lit(NORMAL, dtype=pl.Int8)
    return daily.group_by("CompteNum", role.alias("role"), (pl.col("day") // 100).alias("month")).agg(
        pl.col("net").sum(), pl.col("lines").sum()
    )


def evidence_of(books: Books, sums: pl.DataFrame) -> Evidence | None:
    """What the dates of the entries show; None when no entry has a readable date."""
    import polars as pl

    if books.frame["day"].null_count() == books.frame.height:
        return None
    dated = books.frame.select("role", "day")
    special = dated.filter(pl.col("role") != NORMAL).unique() if books.special else dated.clear()
    days: dict[int, list[dt.date]] = {OPENING: [], CLOSING: []}
    for role, day in special.drop_nulls().iter_rows():
        days[role].append(from_integer(day))
    normal = dated.filter(pl.col("role") != OPENING)["day"] if books.special else dated["day"]
    lines = sums.filter(pl.col("role") == NORMAL).group_by("month").agg(pl.col("lines").sum())
    months = {from_integer(month * 100 + 1): count for month, count in lines.iter_rows()}
    if normal.null_count() == normal.len() or not months:
        bounds = sorted(days[OPENING] + days[CLOSING])
        months = {bounds[0].replace(day=1): 1}
    else:
        bounds = [from_integer(int(str(normal.min()))), from_integer(int(str(normal.max())))]
    openings, closings = (tuple(sorted(days[role])) for role in (OPENING, CLOSING))
    return Evidence(months, bounds[0], bounds[-1], openings, closings)


def keep_period(books: Books, period: Period) -> None:
    """Leave out the lines of other exercices, when the file holds several."""
    import polars as pl

    start = as_integer(period.opening)
    recent = pl.col("day").fill_null(start) >= start
    eve = as_integer(add_months(period.opening, -1))
    carried = (pl.col("role") == OPENING) & (pl.col("day") >= eve)
    books.frame = books.frame.filter(recent | carried)
    books.starts = None


def account_lines(
    books: Books, period: Period, names: dict[str, str], sums: pl.DataFrame
) -> tuple[AccountLine, ...]:
    """Opening, movement and months of each account, sorted by number. ``sums``: see ``monthly_sums``.

    A line dated outside the exercice counts in the nearest month of it (it is listed as an anomaly).
    """
    import polars as pl

    first, last = as_integer(period.opening) // 100, as_integer(period.closing) // 100
    within = sums.filter(pl.col("role") <= OPENING).select(
        "CompteNum", "role", pl.col("month").clip(first, last), "net"
    )
    opening: dict[str, int] = {}
    moved: dict[str, dict[str, int]] = {}
    for code, role, index, net in within.sort("month").iter_rows():
        number = books.accounts[code]
        by_month = moved.setdefault(number, {})
        if role == OPENING:
            opening[number] = opening.get(number, 0) + net
        else:
            key = f"{index // 100}-{index % 100:02d}"
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


def label_pairs(books: Books, code: str, label: str) -> pl.DataFrame | None:
    """Each pair of a code and a label: the two codes, ``len`` (lines), ``line`` (the first or the last).

    None when the file lacks one of the two columns.
    Most files have one label per code: one pass verifies it, and only the others are counted.
    """
    import polars as pl

    if not (books.table.has(code) and books.table.has(label)):
        return None
    codes, texts = books.frame[code], books.frame[label]
    size = len(books.table.words[code])
    rows = pl.int_range(books.frame.height, dtype=pl.UInt32, eager=True)
    last = pl.repeat(None, size, dtype=pl.UInt32, eager=True).scatter(codes, rows)
    usual = texts.gather(last)
    if bool((usual.gather(codes) == texts).all()):
        known = last.is_not_null()
        return pl.DataFrame(
            {
                code: pl.int_range(size, dtype=pl.UInt32, eager=True).filter(known),
                label: usual.filter(known),
                "len": pl.repeat(1, int(known.sum()), dtype=pl.UInt32, eager=True),
                "line": books.frame["line"].gather(last.filter(known)),
            }
        )
    return (
        books.frame.select(code, label, "line")
        .group_by(code, label)
        .agg(pl.len(), pl.col("line").min())
        .sort("len", "line", descending=[True, False])
    )


def account_labels(books: Books, regime: Regime, pairs: pl.DataFrame | None) -> dict[str, str]:
    """The label of each account: the file's most frequent one (``pairs``: see ``label_pairs``), else the
    chart's."""
    found: dict[str, str] = {}
    for code, lib, _, _ in pairs.iter_rows() if pairs is not None else ():
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
    cash = books.on([n[:1] == "5" for n in books.accounts])
    start, end = as_integer(period.opening), as_integer(period.closing)
    rows = books.frame.select("CompteNum", "role", "day", "net").filter(cash & (pl.col("role") <= OPENING))
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
    return from_integer(day), amount


def analytic_lines(books: Books) -> tuple[AnalyticLine, ...]:
    """Totals of classes 6, 7 and 8 by analytical code, when the file has such a column and it is filled."""
    import polars as pl

    if ANALYTIC not in books.frame.columns:
        return ()
    words = books.table.words[ANALYTIC]
    filled = books.by_code(ANALYTIC, [bool(w) for w in words], pl.Boolean)
    result = books.on([n[:1] in ("6", "7", "8") for n in books.accounts])
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
