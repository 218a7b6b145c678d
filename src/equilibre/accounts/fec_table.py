"""The lines of a FEC as a table of small integers: one streaming pass, text kept only as codes and hashes.

Nothing here judges: what cannot be read is null, and the checks say so. Each text column of few values
becomes a code with its dictionary (dates, accounts, journals: looked at once per value); each column of
many values becomes a hash (EcritureNum, PieceRef, EcritureLib, EcritureLet); amounts become cents.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from equilibre.accounts.fec_amounts import (
    AMOUNTS,
    AmountForm,
    OddAmount,
    amount_columns,
    amount_form,
    out_of_form,
    read_odd,
)
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
ANALYTIC = "Analytique"
LARGEST_NUMBER = 10**12
"""EcritureNum is an integer below this bound, a hash beyond it."""
_SAMPLE_LINES = 400
_UNIT = "\x1f"
_SIDES = {"d": 1, "c": -1, "+1": 1, "-1": -1, "1": 1, "debit": 1, "credit": -1, "débit": 1, "crédit": -1}


@dataclass(frozen=True)
class Plan:
    """How to read the columns, decided on a sample and verified on every row."""

    form: AmountForm
    padded: frozenset[str]
    numbered: bool
    """EcritureNum holds plain integers."""


@dataclass
class Table:
    """One row per data line.

    ``frame``: ``line`` (0-based line of the body), ``length`` (bytes of its cells), a code per CODED
    column, a hash per HASHED column (EcritureNum: the number itself when it is one), ``Debit`` and
    ``Credit`` in cents (null when unreadable), ``over`` (too many cells), ``foreign`` (Montantdevise filled).
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


def parse_table(body: bytes, header: Header, limits: Limits, numbers: list[int] | None = None) -> Table:
    """Parse the lines under the header. ``numbers``: original line of each line, when they differ.

    Raises ReadError when there are too many lines, and ``polars.exceptions.ComputeError`` when the body is no
    UTF-8 (the caller then looks at the encoding more closely).
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
    table = Table(frame, words, header, Lines(body, numbers), plan, body)
    _drop_blank(table)
    return table


def sample_lines(body: bytes, header: Header) -> list[str]:
    """Some lines from the start, the middle and the end."""
    lines: list[str] = []
    for share in (0.0, 0.33, 0.66, 0.95):
        start = int(len(body) * share)
        chunk = body[start : start + (1 << 16)].decode("utf-8", "replace").split("\n")
        first = header.line + 1 if share == 0.0 else 1
        lines += [line.rstrip("\r") for line in chunk[first:-1][:_SAMPLE_LINES]]
    return lines


def _plan(body: bytes, header: Header) -> Plan:
    width = len(header.names)
    rows = [line.split(header.separator) for line in sample_lines(body, header)]
    rows = [row for row in rows if len(row) in (width, width + 1)]

    def column(name: str) -> list[str]:
        at = header.columns.get(name)
        return [] if at is None else [row[at] for row in rows]

    form = amount_form(text for name in AMOUNTS for text in column(name))
    padded = frozenset(c for c in HASHED if any(text != text.strip() for text in column(c)))
    numbered = all(text.strip().isdecimal() for text in column("EcritureNum") if text.strip())
    return Plan(form, padded, numbered)


def _scan(body: bytes, header: Header, plan: Plan) -> tuple[pl.DataFrame, dict[str, list[str]]]:
    """The streaming pass. Names of the file are replaced by positions, so that none can collide."""
    import polars as pl

    names = [f"c{i}" for i in range(len(header.names))]
    where = {c: pl.col(f"c{i}") for c, i in header.columns.items()}
    if header.analytic is not None:
        where[ANALYTIC] = pl.col(f"c{header.analytic}")
    dictionaries = {c: pl.Categories.random() for c in (*CODED, ANALYTIC) if c in where}
    out = [pl.col("line"), pl.sum_horizontal(pl.col(n).str.len_bytes() for n in names).alias("length")]
    out += [where[c].cast(pl.Categorical(d)).to_physical().alias(c) for c, d in dictionaries.items()]
    out += [_hashed(where[c], c, plan) for c in HASHED if c in where]
    for c in AMOUNTS:
        if c in where:
            out += amount_columns(where[c], c, plan.form)
    if "Montantdevise" in where:
        out.append((where["Montantdevise"] != "").alias("foreign"))
    out.append((pl.col("over") != "").alias("over"))
    frame = scan(body, header, [*names, "over"]).select(out).collect(engine="streaming")
    return frame, {c: [clean(w) for w in d.to_series().to_list()] for c, d in dictionaries.items()}


def scan(body: bytes, header: Header, names: list[str]) -> pl.LazyFrame:
    """The lines under the header as text columns; ``line`` is the 0-based line of the body."""
    import polars as pl

    return pl.scan_csv(
        body,
        schema=dict.fromkeys(names, pl.String),
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


def hash_of(text: str) -> int:
    """The hash that a cell of a HASHED column with this text has (numbers aside)."""
    import polars as pl

    return int(pl.Series([text]).hash().reinterpret(signed=True)[0])


def is_side(word: str) -> bool:
    """Whether a value of Sens says debit or credit."""
    return word.lower() in _SIDES


def _drop_blank(table: Table) -> None:
    """Blank lines, and lines of separators only, are counted and left out."""
    import polars as pl

    blank = table.frame.filter(pl.col("length") == 0)
    if blank.height:
        table.blank_count = blank.height
        table.blank_lines = blank["line"].head(100).to_list()
        table.frame = table.frame.filter(pl.col("length") > 0)


def replace_rows(table: Table, rows: dict[int, list[str]], dropped: set[int]) -> None:
    """Put repaired cells in place of some lines, and leave others out."""
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


def settle_amounts(table: Table) -> None:
    """Read one by one the amounts out of form, then turn Montant and Sens into two sides."""
    import polars as pl

    for name in AMOUNTS:
        if name not in table.frame.columns:
            continue
        odd = out_of_form(table.frame[name])
        if odd.any():
            rows = odd.arg_true()
            lines = table.frame["line"].gather(rows).to_list()
            cells = [read_odd(line, table.cell(line, name), table.plan.form) for line in lines]
            values = pl.Series([cell.cents for cell in cells], dtype=pl.Int64)
            table.odd_amounts[name] = cells
            table.frame = table.frame.with_columns(table.frame[name].scatter(rows, values).alias(name))
    if table.header.signed:
        sides = pl.Series([_SIDES.get(w.lower()) for w in table.words["Sens"]], dtype=pl.Int8)
        sign = pl.lit(sides).gather(pl.col("Sens"))
        table.frame = table.frame.with_columns(
            pl.when(sign == 1).then(pl.col("Montant")).otherwise(0).alias("Debit"),
            pl.when(sign == -1).then(pl.col("Montant")).otherwise(0).alias("Credit"),
        )
