"""The lines of a FEC as a table of small integers: one streaming pass, text kept only as codes and hashes.

Nothing here judges: columns that cannot be read are null, and ``fec_checks`` says so. Each text column of few
values becomes a code with its dictionary (dates, accounts, journals: looked at once per value); each column of
many values becomes a hash (EcritureNum, PieceRef, EcritureLib, EcritureLet); amounts become cents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from equilibre.accounts.amounts import AmountError, DecimalMark, decimal_mark, is_blank, parse_amount
from equilibre.accounts.fec_columns import Header
from equilibre.accounts.lines import Lines
from equilibre.accounts.options import Limits
from equilibre.errors import ReadError

if TYPE_CHECKING:
    import polars as pl

CODED = (
    "JournalCode",
    "JournalLib",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceDate",
    "DateLet",
    "ValidDate",
    "Idevise",
    "Sens",
)
HASHED = ("EcritureNum", "PieceRef", "EcritureLib", "EcritureLet")
AMOUNTS = ("Debit", "Credit", "Montant")
ANALYTIC = "Analytique"
_SAMPLE_LINES = 400
_FAST = re.compile(r"[+-]?[0-9]*([,.])[0-9]{2}", re.ASCII)
_NOT_DIGITS = "[\\s\u00a0\u202f\u2007\u2009'’€]"
_SIDES = {"d": 1, "c": -1, "+1": 1, "-1": -1, "1": 1, "debit": 1, "credit": -1, "débit": 1, "crédit": -1}


@dataclass
class Table:
    """One row per data line.

    ``frame``: ``line`` (0-based line of the body), ``length`` (bytes of its cells), a code per CODED column, a
    hash per HASHED column, ``debit`` and ``credit`` in cents (null when unreadable), ``over`` (too many cells),
    ``foreign`` (Montantdevise filled). ``words``: column → texts by code, stripped.
    """

    frame: pl.DataFrame
    words: dict[str, list[str]]
    header: Header
    lines: Lines
    mark: DecimalMark
    fast: bool
    blank_count: int = 0
    blank_lines: list[int] = field(default_factory=list)
    odd_amounts: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """Amount column → (line, text) of the cells that needed a closer look and could not be read."""

    def has(self, column: str) -> bool:
        """Whether the file has this column."""
        return column in self.header.columns

    def cells(self, line: int) -> list[str]:
        """The cells of one line, as printed."""
        return self.lines.text(line).split(self.header.separator)

    def cell(self, line: int, column: str) -> str:
        """The text of one cell, as printed; empty when the line is short or the column absent."""
        found = self.cells(line)
        position = self.header.columns.get(column, -1)
        return found[position] if 0 <= position < len(found) else ""


@dataclass(frozen=True)
class _Plan:
    """How to read the amounts and which columns are padded, decided on a sample."""

    mark: DecimalMark
    fast: bool
    padded: frozenset[str]


def read_table(body: bytes, header: Header, limits: Limits, numbers: list[int] | None = None) -> Table:
    """Parse the lines under the header. ``numbers``: original line of each line, when they differ.

    Raises ReadError when there is no line, or too many.
    """
    plan = _plan(body, header)
    frame, words = _scan(body, header, plan)
    if frame.height > limits.lines:
        raise ReadError(
            "trop_de_lignes",
            "Ce fichier a trop de lignes",
            read=f"{frame.height} lignes",
            expected=f"au plus {limits.lines} lignes",
            remedy="Déposez un seul exercice par fichier.",
        )
    table = Table(frame, words, header, Lines(body, numbers), plan.mark, plan.fast)
    _drop_blank(table)
    _settle_amounts(table)
    return table


def _plan(body: bytes, header: Header) -> _Plan:
    rows = [line.split(header.separator) for line in _sample(body, header)]
    width = len(header.names)
    rows = [r for r in rows if len(r) >= width - 1]
    texts = [
        r[header.columns[c]]
        for c in AMOUNTS
        if c in header.columns
        for r in rows
        if header.columns[c] < len(r)
    ]
    found = [_FAST.fullmatch(t) for t in texts if t not in ("", "0")]
    marks = {m.group(1) for m in found if m}
    fast = all(found) and len(marks) <= 1
    mark: DecimalMark = ","
    if fast and marks == {"."}:
        mark = "."
    elif not fast:
        mark = decimal_mark(t for t in texts if not is_blank(t)) or ","
    padded = frozenset(
        c
        for c in HASHED
        if c in header.columns
        and any(
            r[header.columns[c]] != r[header.columns[c]].strip() for r in rows if len(r) > header.columns[c]
        )
    )
    return _Plan(mark, fast, padded)


def _sample(body: bytes, header: Header) -> list[str]:
    """Lines from the start, the middle and the end."""
    lines: list[str] = []
    for share in (0.0, 0.33, 0.66, 0.95):
        start = int(len(body) * share)
        chunk = body[start : start + (1 << 16)].decode("utf-8", "replace").split("\n")
        first = header.line + 1 if share == 0.0 else 1
        lines += [line.rstrip("\r") for line in chunk[first:-1][:_SAMPLE_LINES]]
    return lines


def _scan(body: bytes, header: Header, plan: _Plan) -> tuple[pl.DataFrame, dict[str, list[str]]]:
    """The streaming pass. Every name of the file is replaced by its position, so nothing can collide."""
    import polars as pl

    width = len(header.names)
    names = [f"c{i}" for i in range(width)]
    where = {c: pl.col(f"c{i}") for c, i in header.columns.items()}
    if header.analytic is not None:
        where[ANALYTIC] = pl.col(f"c{header.analytic}")
    dictionaries = {c: pl.Categories.random() for c in (*CODED, ANALYTIC) if c in where}
    out = [pl.col("line"), pl.sum_horizontal(pl.col(n).str.len_bytes() for n in names).alias("length")]
    out += [where[c].cast(pl.Categorical(d)).to_physical().alias(c) for c, d in dictionaries.items()]
    for c in HASHED:
        if c in where:
            text = where[c].str.strip_chars() if c in plan.padded else where[c]
            out.append(text.hash().alias(c))
    for c in AMOUNTS:
        if c in where:
            out += _amount(where[c], c, plan)
    if "Montantdevise" in where:
        out.append((where["Montantdevise"] != "").alias("foreign"))
    out.append((pl.col("over") != "").alias("over"))
    scan = pl.scan_csv(
        body,
        schema={**dict.fromkeys(names, pl.String), "over": pl.String},
        separator=header.separator,
        quote_char=None,
        has_header=False,
        skip_lines=header.line + 1,
        row_index_name="line",
        row_index_offset=header.line + 1,
        empty_string_is_null=False,
        extra_columns="ignore",
        missing_columns="insert",
    )
    frame = scan.select(out).collect(engine="streaming")
    words = {c: [_clean(w) for w in d.to_series().to_list()] for c, d in dictionaries.items()}
    return frame, words


def _clean(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").strip()


def _amount(text: pl.Expr, name: str, plan: _Plan) -> list[pl.Expr]:
    """Cents of the common form of the file; null for every other text, looked at one by one afterwards."""
    import polars as pl

    mark = plan.mark or ","
    zero = (text == "") | (text == "0")
    if plan.fast:
        cents = text.str.replace(mark, "", literal=True).cast(pl.Int64, strict=False)
        return [pl.when(text.str.slice(-3, 1) == mark).then(cents).when(zero).then(0).alias(name)]
    body = text.str.replace_all(_NOT_DIGITS, "")
    negative = body.str.contains(r"^-|-$|^\(.*\)$")
    body = body.str.strip_chars("+-()")
    other = "." if mark == "," else ","
    grouped = rf"^\d{{1,3}}(?:\{other}\d{{3}})+(?:\{mark}\d*)?$"
    body = (
        pl.when(body.str.contains(grouped))
        .then(body.str.replace_all(other, "", literal=True))
        .otherwise(body)
    )
    digits = body.str.replace(mark, "", literal=True).cast(pl.Int64, strict=False)
    cents = (
        pl.when(body.str.contains(rf"^\d*\{mark}\d\d$"))
        .then(digits)
        .when(body.str.contains(r"^\d{1,15}$"))
        .then(digits * 100)
        .when(body.str.contains(rf"^\d+\{mark}\d$"))
        .then(digits * 10)
        .when(text.str.strip_chars() == "")
        .then(0)
    )
    signed = pl.when(negative).then(-cents).otherwise(cents)
    trimmed = text.str.strip_chars()
    return [
        signed.alias(name),
        text.str.contains(".", literal=True).alias(f"{name}_point"),
        (trimmed.str.contains("\\d[\\s\u00a0\u202f]+\\d") | (trimmed.str.count_matches("[ .,]") > 1)).alias(
            f"{name}_group"
        ),
    ]


def _drop_blank(table: Table) -> None:
    """Blank lines, and lines of separators only, are counted and left out."""
    import polars as pl

    blank = table.frame.filter(pl.col("length") == 0)
    if blank.height:
        table.blank_count = blank.height
        table.blank_lines = blank["line"].head(100).to_list()
        table.frame = table.frame.filter(pl.col("length") > 0)


def _settle_amounts(table: Table) -> None:
    """Read one by one the amounts that the common form did not cover, then Montant and Sens as two sides."""
    import polars as pl

    for name in AMOUNTS:
        if name not in table.frame.columns:
            continue
        column = table.frame[name]
        odd = column.is_null() | (column.abs() > 10**15)
        if odd.any():
            table.frame = table.frame.with_columns(_one_by_one(table, name, odd).alias(name))
    if table.header.signed:
        amount, sign = pl.col("Montant"), _signs(table)
        table.frame = table.frame.with_columns(
            pl.when(sign == 1).then(amount).otherwise(0).alias("Debit"),
            pl.when(sign == -1).then(amount).otherwise(0).alias("Credit"),
        ).drop("Montant")


def _signs(table: Table) -> pl.Expr:
    """+1 for a debit, -1 for a credit, null when Sens says neither."""
    import polars as pl

    sides = pl.Series([_SIDES.get(w.lower()) for w in table.words["Sens"]], dtype=pl.Int8)
    return pl.lit(sides).gather(pl.col("Sens"))


def _one_by_one(table: Table, name: str, odd: pl.Series) -> pl.Series:
    import polars as pl

    rows = odd.arg_true()
    lines = table.frame["line"].gather(rows).to_list()
    values: list[int | None] = []
    unread: list[tuple[int, str]] = []
    for line in lines:
        text = table.cell(line, name)
        try:
            values.append(0 if not text.strip() else parse_amount(text, table.mark))
        except AmountError:
            values.append(None)
            unread.append((line, text))
    table.odd_amounts[name] = unread
    return table.frame[name].scatter(rows, pl.Series(values, dtype=pl.Int64))
