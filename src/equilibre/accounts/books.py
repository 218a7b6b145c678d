"""The table of a FEC as books: days, accounts, entries, and which entries open or close the exercice."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from equilibre.accounts.dates import DateOrder, ParsedDate, day_order, parse_date
from equilibre.accounts.fec_table import Table

if TYPE_CHECKING:
    import polars as pl

EPOCH = dt.date(1970, 1, 1)
DATES = ("EcritureDate", "PieceDate", "DateLet", "ValidDate")
NORMAL, OPENING, CLOSING = 0, 1, 2
EntryKey = tuple[str, ...]
KEYS: tuple[EntryKey, ...] = (
    ("EcritureNum", "JournalCode", "EcritureDate"),
    ("EcritureNum", "JournalCode"),
    ("EcritureNum",),
    ("JournalCode", "EcritureDate", "PieceRef"),
    ("JournalCode", "EcritureDate"),
)
"""What can tell entries apart. The text asks for EcritureNum; the finest key that balances every entry is
kept, since many files number by journal, by month, or not at all (accounting practice)."""


@dataclass
class Books:
    """``frame``: the table's, plus ``day`` (days since 1970, null when unreadable), ``net`` (cents, debit
    minus credit, 0 when unreadable), ``entry`` (dense number of the entry) and ``role`` (NORMAL, OPENING,
    CLOSING)."""

    table: Table
    frame: pl.DataFrame
    dates: dict[str, list[ParsedDate]]
    """Date column → what each code of its dictionary is."""
    order: DateOrder
    accounts: list[str]
    """Code of CompteNum → number without inner spaces."""
    key: EntryKey = KEYS[0]
    unbalanced: pl.DataFrame | None = None
    """Entries whose debit and credit differ: ``entry``, ``gap`` (cents), ``line`` of their first line."""
    odd_openings: list[int] = field(default_factory=list)
    """First lines of entries of an opening journal that hold classes 6 or 7."""

    @property
    def date_column(self) -> str:
        """The column that dates the entries: EcritureDate, or what stands for it when it is absent."""
        return next(c for c in ("EcritureDate", "PieceDate", "ValidDate") if self.table.has(c))

    @property
    def opened(self) -> bool:
        """Whether à-nouveaux were found."""
        return bool((self.frame["role"] == OPENING).any())

    def by_code(self, column: str, values: list[object], dtype: object) -> pl.Expr:
        """A value per code of a dictionary, spread over the rows."""
        import polars as pl

        return pl.lit(pl.Series(values, dtype=dtype)).gather(pl.col(column))  # type: ignore[arg-type]


def keep_books(table: Table) -> Books:
    """Derive days, amounts and entries. Roles are all NORMAL until ``closing.find_roles``."""
    import polars as pl

    texts = [w for c in DATES if table.has(c) for w in table.words[c]]
    order = day_order(texts)
    dates = {c: [parse_date(w, order) for w in table.words[c]] for c in DATES if table.has(c)}
    accounts = ["".join(w.split()) for w in table.words["CompteNum"]]
    books = Books(table, table.frame, dates, order, accounts)
    days = [None if p.day is None else (p.day - EPOCH).days for p in dates[books.date_column]]
    books.frame = table.frame.with_columns(
        books.by_code(books.date_column, list(days), pl.Int32).alias("day"),
        (pl.col("Debit").fill_null(0) - pl.col("Credit").fill_null(0)).alias("net"),
    )
    _number_entries(books)
    return books


def _number_entries(books: Books) -> None:
    """Choose the first key of KEYS that balances every entry, or failing that the one that leaves fewest
    out."""
    best: tuple[int, EntryKey, pl.DataFrame, pl.DataFrame] | None = None
    usable = [k for k in KEYS if all(books.table.has(c) for c in k)]
    if _constant_numbers(books):
        usable = [k for k in usable if "EcritureNum" not in k] or usable
    for key in usable or [(books.date_column,)]:
        frame, unbalanced = _entries(books.frame, key)
        if best is None or unbalanced.height < best[0]:
            best = (unbalanced.height, key, frame, unbalanced)
        if not unbalanced.height:
            break
    assert best is not None
    _, books.key, books.frame, books.unbalanced = best


def _constant_numbers(books: Books) -> bool:
    """EcritureNum tells nothing: hardly any value for a whole file."""
    if not books.table.has("EcritureNum"):
        return True
    rows = books.frame.height
    return rows > 8 and int(books.frame["EcritureNum"].n_unique()) <= max(1, rows // 500)


def _entries(frame: pl.DataFrame, key: EntryKey) -> tuple[pl.DataFrame, pl.DataFrame]:
    """``entry`` numbers for a key, and the entries that do not balance.

    Lines of one entry mostly follow one another: runs first; when some run does not balance and its key comes
    back later, all the lines of a key make one entry.
    """
    import polars as pl

    changed = pl.any_horizontal(pl.col(c).ne_missing(pl.col(c).shift(1)) for c in key)
    frame = frame.with_columns(changed.cum_sum().cast(pl.UInt32).alias("entry"))
    gaps = _gaps(frame)
    if gaps.height:
        first = frame.filter(pl.col("entry") != pl.col("entry").shift(1, fill_value=0)).select(*key, "entry")
        dense = first.select(pl.col("entry").min().over(key))["entry"]
        if dense.n_unique() != first.height:
            merged = frame.with_columns(pl.lit(dense).gather(pl.col("entry") - 1).alias("entry"))
            merged_gaps = _gaps(merged)
            if merged_gaps.height < gaps.height:
                frame, gaps = merged, merged_gaps
    if gaps.height:
        where = frame.group_by("entry").agg(pl.col("line").min())
        gaps = gaps.join(where, on="entry").sort("line")
    return frame, gaps


def _gaps(frame: pl.DataFrame) -> pl.DataFrame:
    """Entries whose debit and credit differ by more than a cent."""
    import polars as pl

    sums = frame.group_by("entry").agg(pl.col("net").sum().alias("gap"))
    return sums.filter(pl.col("gap").abs() > 1)
