"""The table of a FEC as books: dates, accounts, entries, and which entries open or close the exercice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from equilibre.accounts.beside import Beside
from equilibre.accounts.dates import as_integer
from equilibre.accounts.fec_plan import DATES
from equilibre.accounts.fec_table import DateColumn, Table, date_column, order_of_days

if TYPE_CHECKING:
    import polars as pl

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
_FEW_NUMBERS = 500
"""EcritureNum tells nothing when it changes less than once in so many lines."""


@dataclass
class Books:
    """``frame``: the table's, plus ``day`` (AAAAMMJJ, null when unreadable), ``net`` (cents, debit minus
    credit, 0 when unreadable), ``entry`` (number of the entry) and ``role`` (NORMAL, OPENING, CLOSING)."""

    table: Table
    frame: pl.DataFrame
    dates: dict[str, DateColumn]
    accounts: list[str]
    """Code of CompteNum → number without inner spaces."""
    key: EntryKey = KEYS[0]
    together: bool = True
    """The lines of each entry follow one another."""
    entries: int = 0
    """The largest entry number."""
    starts: pl.Series | None = None
    """Row of the frame where each entry starts, when lines are together and no line was left out since."""
    unbalanced: pl.DataFrame = field(init=False)
    """Entries whose debit and credit differ: ``entry``, ``gap`` (cents), ``line`` of their first line."""
    special: bool = False
    """Whether some entry opens or closes."""
    odd_openings: list[int] = field(default_factory=list)
    """First lines of entries of an opening journal that hold classes 6 or 7."""

    @property
    def date_column(self) -> str:
        """The column that dates the entries: EcritureDate, or what stands for it when it is absent."""
        return next(c for c in ("EcritureDate", "PieceDate", "ValidDate") if self.table.has(c))

    @property
    def opened(self) -> bool:
        """Whether à-nouveaux were found."""
        return self.special and bool((self.frame["role"] == OPENING).any())

    def by_code(self, column: str, values: list[object], dtype: object) -> pl.Expr:
        """A value per code of a dictionary, spread over the rows."""
        import polars as pl

        return pl.lit(pl.Series(values, dtype=dtype)).gather(pl.col(column))  # type: ignore[arg-type]

    def on(self, test: list[bool]) -> pl.Expr:
        """Rows whose account passes a test given per code of CompteNum."""
        import polars as pl

        return self.by_code("CompteNum", list(test), pl.Boolean)

    def in_entries(self, entries: pl.Series, columns: list[str]) -> pl.DataFrame:
        """Some columns of every line of some entries (``entry`` among them)."""
        import polars as pl

        chosen = pl.repeat(value=False, n=self.entries + 1, dtype=pl.Boolean, eager=True)
        chosen = chosen.scatter(entries.unique(), values=True)
        return self.frame.select(columns).filter(chosen.gather(self.frame["entry"]))


def keep_books(table: Table, beside: Beside) -> Books:
    """Derive dates, amounts and entries. Roles come with ``closing.find_roles``."""
    import polars as pl

    order = order_of_days(table)
    said_first = next(c for c in ("EcritureDate", "PieceDate", "ValidDate") if table.has(c))
    others = {
        c: beside.start(date_column, table, c, order) for c in DATES if table.has(c) and c != said_first
    }
    dates = {said_first: date_column(table, said_first, order)}
    accounts = ["".join(word.split()) for word in table.words["CompteNum"]]
    books = Books(table, table.frame, dates, accounts)
    books.frame = table.frame.with_columns(
        day_of(books, books.date_column).alias("day"),
        (pl.col("Debit").fill_null(0) - pl.col("Credit").fill_null(0)).alias("net"),
    )
    _number_entries(books)
    books.dates.update({c: found() for c, found in others.items()})
    return books


def day_of(books: Books, column: str) -> pl.Expr:
    """The dates of a column as integers AAAAMMJJ, null when unreadable."""
    import polars as pl

    known = books.dates[column]
    days = [None if p.day is None else as_integer(p.day) for p in known.parsed]
    if not known.integers:
        return books.by_code(column, list(days), pl.Int32)
    if days == known.keys:
        return pl.col(column)
    return pl.col(column).replace_strict(known.keys, days, default=None, return_dtype=pl.Int32)


def _number_entries(books: Books) -> None:
    """The first key of KEYS that balances every entry, or failing that the one that leaves fewest out."""
    usable = [k for k in KEYS if all(books.table.has(c) for c in k)]
    if _few_numbers(books):
        usable = [k for k in usable if "EcritureNum" not in k] or usable
    best: _Entries | None = None
    for key in usable or [(books.date_column,)]:
        found = _entries(books.frame, key)
        if best is None or found.gaps.height < best.gaps.height:
            best, books.key = found, key
        if not found.gaps.height:
            break
    assert best is not None
    books.frame = books.frame.with_columns(best.entry.alias("entry"))
    books.entries, books.starts, books.unbalanced = best.count, best.starts, best.gaps
    books.together = best.starts is not None


def _few_numbers(books: Books) -> bool:
    if not books.table.has("EcritureNum"):
        return True
    numbers = books.frame["EcritureNum"]
    changes = int((numbers != numbers.shift(1)).sum()) + 1
    return numbers.len() > 8 and changes <= max(1, numbers.len() // _FEW_NUMBERS)


@dataclass(frozen=True)
class _Entries:
    entry: pl.Series
    count: int
    gaps: pl.DataFrame
    starts: pl.Series | None


def _entries(frame: pl.DataFrame, key: EntryKey) -> _Entries:
    """Entries for a key: runs of lines first, since they mostly follow one another; when some run does not
    balance and its key comes back later, all the lines of a key make one entry."""
    runs = _runs(frame, key)
    if not runs.gaps.height:
        return runs
    merged = _merged(frame, key, runs)
    return merged if merged is not None and merged.gaps.height < runs.gaps.height else runs


def _runs(frame: pl.DataFrame, key: EntryKey) -> _Entries:
    import polars as pl

    changed = pl.repeat(value=False, n=frame.height, dtype=pl.Boolean, eager=True).scatter(0, values=True)
    for column in key:
        values = frame[column]
        changed = changed | values.ne_missing(values.shift(1))
    starts = changed.arg_true()
    through = frame["net"].cum_sum().gather(starts.shift(-1, fill_value=frame.height) - 1)
    gap = through.diff().scatter(0, through[0])
    wrong = (gap.abs() > 1).arg_true()
    gaps = pl.DataFrame(
        {
            "entry": wrong.cast(pl.UInt32) + 1,
            "gap": gap.gather(wrong),
            "line": frame["line"].gather(starts.gather(wrong)),
        }
    )
    return _Entries(changed.cum_sum(), starts.len(), gaps, starts)


def _merged(frame: pl.DataFrame, key: EntryKey, runs: _Entries) -> _Entries | None:
    """Runs of a same key as one entry; None when no key comes back."""
    import polars as pl

    assert runs.starts is not None
    numbers = pl.int_range(1, runs.count + 1, dtype=pl.UInt32, eager=True).alias("entry")
    first = frame.select(key)[runs.starts].with_columns(numbers)
    to = first.select(pl.col("entry").min().over(key))["entry"]
    if to.n_unique() == first.height:
        return None
    entry = to.gather(runs.entry - 1).alias("entry")
    sums = (
        frame.select("line", "net", entry)
        .group_by("entry")
        .agg(pl.col("net").sum().alias("gap"), pl.col("line").min())
        .filter(pl.col("gap").abs() > 1)
    )
    return _Entries(entry, runs.count, sums.sort("line"), None)
