"""The lines of a FEC as a table of small integers: one streaming pass, text kept only as codes and hashes.

Nothing here judges: what cannot be read is null, and the checks say so. Each text column of few values
becomes a code with its dictionary (accounts, journals: looked at once per value); each column of many values
becomes a hash (PieceRef, EcritureLib, EcritureLet); amounts become cents, legal dates stay integers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from equilibre.accounts.amounts import MAX_CENTS
from equilibre.accounts.dates import DateOrder, ParsedDate, day_order, parse_date
from equilibre.accounts.fec_amounts import AMOUNTS, OddAmount, amount_columns, read_odd
from equilibre.accounts.fec_columns import Header
from equilibre.accounts.fec_plan import DATES, HASHED, Plan, make_plan
from equilibre.accounts.lines import Lines
from equilibre.accounts.options import Limits
from equilibre.errors import ReadError

if TYPE_CHECKING:
    import polars as pl

CODED = ("JournalCode", "JournalLib", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib", "Sens")
FOREIGN = "Montantdevise"
ANALYTIC = "Analytique"
LARGEST_NUMBER = 10**12
"""EcritureNum is an integer below this bound, a hash beyond it."""
_ROUNDING = 0.02
"""A float of euros times a hundred is further than this from a whole number only with a third decimal."""
_DOUBTED = 5_000
"""Amounts out of form after which most must have been readable."""
_UNIT = "\x1f"
_SIDES = {"d": 1, "c": -1, "+1": 1, "-1": -1, "1": 1, "debit": 1, "credit": -1, "débit": 1, "crédit": -1}


@dataclass(frozen=True)
class DateColumn:
    """The different dates of a column. ``keys``: what a row holds (a code, or the integer AAAAMMJJ itself);
    an empty cell is null in a column of integers."""

    keys: list[int]
    texts: list[str]
    parsed: list[ParsedDate]
    integers: bool


@dataclass
class Table:
    """One row per data line.

    ``frame``: ``line`` (0-based line of the body), a code per CODED column, a hash per HASHED column
    (EcritureNum: the number itself when it is one), an integer or a code per date column, ``Debit`` and
    ``Credit`` in cents (null when unreadable), ``foreign`` (Montantdevise filled), and ``over`` (too many
    cells) unless the plan is strict: a separator too many inside a line then made the parser fail.
    """

    frame: pl.DataFrame
    words: dict[str, list[str]]
    """Coded column → texts by code, stripped. Two codes may share a text."""
    header: Header
    lines: Lines
    plan: Plan
    body: bytes
    blank_count: int = 0
    blank_lines: list[int] = field(default_factory=list)
    odd_amounts: dict[str, list[OddAmount]] = field(default_factory=dict)
    """Amount column → the cells that needed a closer look."""
    replaced: dict[int, list[str]] = field(default_factory=dict)
    """Cells of the lines that were repaired."""

    def has(self, column: str) -> bool:
        """Whether the file has this column."""
        return column in self.header.columns

    def cells(self, line: int) -> list[str]:
        """The cells of one line, as printed or as repaired."""
        if line in self.replaced:
            return self.replaced[line]
        return self.lines.text(line).split(self.header.separator)

    def cell(self, line: int, column: str) -> str:
        """The text of one cell; empty when the line is short or the column absent."""
        found = self.cells(line)
        position = self.header.columns.get(column, -1)
        return found[position] if 0 <= position < len(found) else ""


def parse_table(
    body: bytes, header: Header, limits: Limits, numbers: list[int] | None = None, *, strict: bool = True
) -> Table:
    """Parse the lines under the header. ``numbers``: original line of each line, when they differ.

    Raises ReadError when there are too many lines, and ``polars.exceptions.ComputeError`` when a strict
    column holds something else, or when the body is no UTF-8.
    """
    plan = make_plan(body, header, strict=strict)
    frame, words = _scan(body, header, plan)
    if frame.height > limits.lines:
        raise ReadError(
            "trop_de_lignes",
            "Ce fichier a trop de lignes",
            read=f"{frame.height} lignes",
            expected=f"au plus {limits.lines} lignes",
            remedy="Déposez un seul exercice par fichier.",
        )
    table = Table(frame, words, header, Lines(body, numbers), plan, body)
    _drop_blank(table)
    return table


def _scan(body: bytes, header: Header, plan: Plan) -> tuple[pl.DataFrame, dict[str, list[str]]]:
    """The streaming pass. Names of the file are replaced by positions, so that none can collide."""
    import polars as pl

    names = [f"c{i}" for i in range(len(header.names))]
    where = {c: pl.col(f"c{i}") for c, i in header.columns.items()}
    if header.analytic is not None:
        where[ANALYTIC] = pl.col(f"c{header.analytic}")
    types: dict[str, pl.DataType | type[pl.DataType]] = {}
    dictionaries = {}
    out = []
    for c in (*CODED, *DATES, ANALYTIC):
        if c not in where:
            continue
        if plan.integer(c):
            types[c] = pl.Int32
            out.append(where[c].alias(c))
        else:
            dictionaries[c] = pl.Categories.random()
            out.append(where[c].cast(pl.Categorical(dictionaries[c])).to_physical().alias(c))
    for c in HASHED:
        if c in where:
            types[c] = pl.Int64 if plan.integer(c) else pl.String
            out.append(where[c].alias(c) if plan.integer(c) else _hashed(where[c], c, plan))
    for c in (*AMOUNTS, FOREIGN):
        if c in where and plan.float_amounts:
            types[c] = pl.Float64
            out.append(where[c].alias(c))
        elif c in where:
            out += (
                [(where[c] != "").alias("foreign")]
                if c == FOREIGN
                else amount_columns(where[c], c, plan.form)
            )
    if not plan.strict:
        out.append((pl.col("over") != "").alias("over"))
    schema = {f"c{header.columns[c]}": dtype for c, dtype in types.items()}
    columns = names if plan.strict else [*names, "over"]
    frame = (
        scan(body, header, columns, schema, comma=plan.float_amounts).select(out).collect(engine="streaming")
    )
    if plan.float_amounts:
        frame = _floats_to_cents(frame)
    start = header.line + 1
    lines = pl.int_range(start, start + frame.height, dtype=pl.UInt32, eager=True).alias("line")
    frame = frame.insert_column(0, lines)
    return frame, {c: [clean(w) for w in d.to_series().to_list()] for c, d in dictionaries.items()}


def scan(
    body: bytes,
    header: Header,
    names: list[str],
    types: dict[str, pl.DataType | type[pl.DataType]] | None = None,
    *,
    comma: bool = False,
) -> pl.LazyFrame:
    """The lines under the header, as text but for ``types``."""
    import polars as pl

    return pl.scan_csv(
        body,
        schema={name: (types or {}).get(name, pl.String) for name in names},
        separator=header.separator,
        quote_char=None,
        has_header=False,
        skip_lines=header.line + 1,
        empty_string_is_null=False,
        extra_columns="ignore",
        missing_columns="insert",
        decimal_comma=comma,
    )


def _floats_to_cents(frame: pl.DataFrame) -> pl.DataFrame:
    """Euros as floats → cents; null when there is a third decimal or no plausible number, 0 when empty.

    Raises InvalidOperationError on a cell that says « nan » (the file is then read again as text).
    """
    out = [_cents(frame[c]).alias(c) for c in AMOUNTS if c in frame.columns]
    if FOREIGN in frame.columns:
        out.append(frame[FOREIGN].is_not_null().alias("foreign"))
    return frame.with_columns(out).drop(FOREIGN, strict=False)


def _cents(euros: pl.Series) -> pl.Series:
    import polars as pl

    hundred = euros * 100
    cents = hundred.round(0)
    gap = hundred - cents
    if _within(gap, _ROUNDING) and _within(cents, MAX_CENTS):
        return cents.cast(pl.Int64).fill_null(0)
    odd = (gap.abs() >= _ROUNDING) | (cents.abs() > MAX_CENTS) | ~hundred.is_finite()
    whole = cents.fill_null(0).set(odd.fill_null(value=False), None)
    return whole.cast(pl.Int64)


def _within(values: pl.Series, bound: float) -> bool:
    least, most = values.min(), values.max()
    return least is None or (-bound < float(str(least)) and float(str(most)) < bound)


def clean(text: str) -> str:
    """A cell without padding; no-break spaces as spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").strip()


def _hashed(text: pl.Expr, name: str, plan: Plan) -> pl.Expr:
    import polars as pl

    if name in plan.padded:
        text = text.str.strip_chars()
    code = text.hash().reinterpret(signed=True)
    if name == "EcritureNum" and plan.numbered:
        number = text.cast(pl.Int64, strict=False)
        code = pl.when(number.abs() < LARGEST_NUMBER).then(number).otherwise(code)
    return code.alias(name)


@lru_cache(maxsize=8)
def hash_of(text: str) -> int:
    """The hash that a cell of a HASHED column with this text has (numbers aside)."""
    import polars as pl

    return int(pl.Series([text]).hash().reinterpret(signed=True)[0])


def is_side(word: str) -> bool:
    """Whether a value of Sens says debit or credit."""
    return word.lower() in _SIDES


def _drop_blank(table: Table) -> None:
    """Blank lines, and lines of separators or spaces only, are counted and left out."""
    import polars as pl

    empty = [code for code, word in enumerate(table.words.get("CompteNum", [])) if not word]
    if not empty:
        return
    frame = table.frame
    without = frame.filter(pl.col("CompteNum").is_in(empty))
    for column in without.columns:
        if column in table.words:
            codes = [code for code, word in enumerate(table.words[column]) if not word]
            without = without.filter(pl.col(column).is_in(codes))
        elif column in (*HASHED, *DATES):
            without = without.filter(pl.col(column).is_null() | (pl.col(column) == hash_of("")))
        elif column in AMOUNTS:
            without = without.filter(pl.col(column).fill_null(0) == 0)
    if without.height:
        table.blank_count = without.height
        table.blank_lines = without["line"].head(100).to_list()
        table.frame = frame.filter(~pl.col("line").is_in(without["line"].implode()))


def date_column(table: Table, column: str, order: DateOrder) -> DateColumn:
    """The different dates of a column, each read once."""
    if table.plan.integer(column):
        values = table.frame[column]
        distinct = values.filter(values.ne_missing(values.shift(1))).unique().drop_nulls().to_list()
        texts = [f"{value:08d}" for value in distinct]
        return DateColumn(distinct, texts, [parse_date(t, order) for t in texts], integers=True)
    words = table.words[column]
    parsed = [parse_date(_without_time(w), order) for w in words]
    return DateColumn(list(range(len(words))), words, parsed, integers=False)


def _without_time(text: str) -> str:
    """« 2024-03-31 10:12:55 » → « 2024-03-31 »: every line may have another time, few have another day."""
    timed = len(text) >= 16 and text[10] in "T " and text[13] == ":"
    return text[:10] if timed else text


def order_of_days(table: Table) -> DateOrder:
    """Day first, unless the whole file proves month first."""
    return day_order([w for c in DATES if c in table.words for w in table.words[c]])


def replace_rows(table: Table, rows: dict[int, list[str]], dropped: set[int]) -> None:
    """Put repaired cells in place of some lines, and leave others out. Raises ComputeError as parsing
    does."""
    import polars as pl

    table.frame = table.frame.filter(~pl.col("line").is_in([*rows, *dropped]))
    if not rows:
        return
    numbers = sorted(rows)
    header = table.header
    fixed = [[c.replace("\n", " ").replace(_UNIT, " ") for c in rows[n]] for n in numbers]
    body = "".join(_UNIT.join(cells) + "\n" for cells in fixed)
    small = Header(_UNIT, -1, header.names, header.columns, header.analytic)
    frame, words = _scan(body.encode("utf-8", "replace"), small, table.plan)
    recoded = [
        pl.lit(_recode(table.words[column], texts)).gather(pl.col(column)).alias(column)
        for column, texts in words.items()
    ]
    frame = frame.with_columns(pl.Series("line", numbers, dtype=pl.UInt32), *recoded)
    table.replaced.update(zip(numbers, fixed, strict=True))
    table.frame = pl.concat([table.frame, frame.select(table.frame.columns)]).sort("line")


def _recode(known: list[str], texts: list[str]) -> pl.Series:
    """Codes of texts in a dictionary, which grows by those it did not hold."""
    import polars as pl

    codes = {text: code for code, text in reversed(list(enumerate(known)))}
    for text in texts:
        if text not in codes:
            codes[text] = len(known)
            known.append(text)
    return pl.Series([codes[text] for text in texts], dtype=pl.UInt32)


def _refuse_unreadable(table: Table, name: str, cells: list[OddAmount]) -> None:
    """Raise ReadError when most of these cells are no amounts."""
    unread = [cell for cell in cells if cell.cents is None]
    if len(unread) * 2 < len(cells):
        return
    raise ReadError(
        "montants_illisibles",
        "La plupart des montants de cette colonne ne peuvent pas être lus",
        line=table.lines.physical(unread[0].line),
        field=name,
        expected="des montants comme 1234,56",
        remedy="Vérifiez que cette colonne porte bien des montants, puis exportez à nouveau le FEC.",
    )


def settle_amounts(table: Table) -> None:
    """Read one by one the amounts out of form, then turn Montant and Sens into two sides.

    Raises ReadError when a long column cannot be read: its title or its format is not what it seems.
    """
    import polars as pl

    for name in AMOUNTS:
        if name not in table.frame.columns:
            continue
        column = table.frame[name]
        odd = column.is_null() if table.plan.float_amounts else column.is_null() | (column.abs() > MAX_CENTS)
        if odd.any():
            rows = odd.arg_true()
            lines = table.frame["line"].gather(rows).to_list()
            cells = [read_odd(line, table.cell(line, name), table.plan.form) for line in lines[:_DOUBTED]]
            if len(lines) > _DOUBTED:
                _refuse_unreadable(table, name, cells)
                cells += [read_odd(n, table.cell(n, name), table.plan.form) for n in lines[_DOUBTED:]]
            values = pl.Series([cell.cents for cell in cells], dtype=pl.Int64)
            table.odd_amounts[name] = cells
            table.frame = table.frame.with_columns(column.scatter(rows, values).alias(name))
    if table.header.signed:
        sides = pl.Series([_SIDES.get(w.lower()) for w in table.words["Sens"]], dtype=pl.Int8)
        sign = pl.lit(sides).gather(pl.col("Sens"))
        table.frame = table.frame.with_columns(
            pl.when(sign == 1).then(pl.col("Montant")).otherwise(0).alias("Debit"),
            pl.when(sign == -1).then(pl.col("Montant")).otherwise(0).alias("Credit"),
        )
