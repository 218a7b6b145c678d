"""Checks of a FEC line by line: layout, empty cells, accounts, amounts, dates (T03–T21, S01, S04, S05,
S11–S13)."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from equilibre.accounts.anomalies import ITEMS_PER_CODE
from equilibre.accounts.books import NORMAL, Books, day_of
from equilibre.accounts.dates import as_integer
from equilibre.accounts.exercice import Period, read_name
from equilibre.accounts.fec_amounts import AMOUNTS, OddAmount, read_odd
from equilibre.accounts.fec_columns import LEGAL, Header
from equilibre.accounts.fec_table import FOREIGN, hash_of, is_side, scan
from equilibre.accounts.findings import UNIFORM, Findings, shown_account, shown_number
from equilibre.accounts.ragged import Ragged

if TYPE_CHECKING:
    import polars as pl

_VITAL = ("EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "EcritureLib")
_WANTED = ("JournalCode", "JournalLib", "PieceRef", "PieceDate", "ValidDate")
_PAIRS = (("CompAuxNum", "CompAuxLib"), ("EcritureLet", "DateLet"))


@dataclass(frozen=True)
class _RowCheck:
    """Rows that ``mask`` tells are counted under ``code``; ``read`` says which text of the line may be
    shown."""

    code: str
    mask: pl.Expr
    field: str
    read: Callable[[str], str] | None = None
    listed: int = 100


def check_name(name: str, period: Period, findings: Findings) -> None:
    """The file's name against the regulated form and against the exercice; nothing when there is no name."""
    if not name:
        return
    said = read_name(name)
    if not said.legal or said.closing is None:
        findings.add("T01")
    if said.closing is not None and said.closing != period.closing:
        findings.add(
            "S24",
            read=f"{said.closing:%d/%m/%Y}",
            detail=f" : l’exercice lu se termine le {period.closing:%d/%m/%Y}",
        )
    if said.closing is not None and not valid_siren(said.siren):
        findings.add("S02", read=shown_number(said.siren))
    if not name.lower().endswith(".txt"):
        findings.add("S03")


def valid_siren(text: str) -> bool:
    """Nine digits whose Luhn sum is a multiple of ten (INSEE)."""
    if len(text) != 9 or not (text.isascii() and text.isdigit()) or not text.strip("0"):
        return False
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(text)]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def check_layout(header: Header, findings: Findings) -> None:
    """The header itself: separator, names, order, missing columns."""
    at = max(header.line + 1, 1)
    if header.separator not in "\t|":
        findings.add("T03", line=at)
    named = {name: header.names[i] for name, i in header.columns.items()}
    if header.line < 0:
        findings.add("T04", line=1, detail=" (pas de ligne de titres : l’ordre officiel a été suivi)")
    else:
        odd = [n for n, printed in named.items() if not _spelled(printed, n)]
        for name in (*odd, *header.duplicated):
            findings.add("T04", line=at, field=name)
    for name in header.missing:
        findings.add("T06" if name in _VITAL else "T07", line=at, field=name)
    order = [*LEGAL[:11], *(("Montant", "Sens") if header.signed else LEGAL[11:13]), *LEGAL[13:]]
    printed = [named[n] for n in sorted(named, key=lambda n: header.columns[n]) if n in order]
    if printed != [n for n in order if n in named]:
        findings.add("S01", line=at)


def _spelled(printed: str, name: str) -> bool:
    """Whether the administration's tool would know this title: any case, é and è as e."""
    return printed.lower().replace("é", "e").replace("è", "e") == name.lower()


def check_rows(books: Books, ragged: Ragged, period: Period, findings: Findings) -> None:
    """Every line-level check: one aggregation counts them all, lines are fetched only for those that fail."""
    _ragged(books, ragged, findings)
    checks = [
        *_empty_cells(books),
        *_accounts(books),
        *_dates(books, period),
        *_amounts(books),
        *_pairs(books),
    ]
    frame = books.frame
    if not checks:
        return
    counts = frame.select(c.mask.sum().alias(str(i)) for i, c in enumerate(checks)).row(0)
    for check, count in zip(checks, counts, strict=True):
        if count:
            _tell(books, check, int(count), findings)
    _odd_amounts(books, findings)
    _foreign(books, findings)


def _tell(books: Books, check: _RowCheck, count: int, findings: Findings) -> None:
    table, height = books.table, books.frame.height
    if count == height and height > UNIFORM and check.read is None:
        findings.add(check.code, field=check.field, detail=" sur toutes les lignes", count=count)
        return
    lines = books.frame.filter(check.mask)["line"].head(min(check.listed, 100)).to_list()
    items = [
        (table.lines.physical(n), check.read(table.cell(n, check.field)) if check.read else "") for n in lines
    ]
    findings.add_lines(check.code, count, items, field=check.field)


def _ragged(books: Books, ragged: Ragged, findings: Findings) -> None:
    table = books.table
    at = table.lines.physical
    if table.blank_count:
        findings.add_lines("T10", table.blank_count, [(at(n), "") for n in table.blank_lines])
    if ragged.trailing:
        findings.add("T05", line=max(table.header.line + 1, 1))
    width = len(table.header.names)
    dropped, repaired = set(ragged.dropped), set(ragged.repaired)
    findings.count_only("T11", len(ragged.lines) - ITEMS_PER_CODE)
    for number, cells in itertools.islice(ragged.lines.items(), ITEMS_PER_CODE):
        how = ""
        if number in dropped:
            how = " : elle n’a pas pu être comptée"
        elif number in repaired:
            how = " : elle a été recollée"
        findings.add("T11", line=at(number), read=f"{cells} colonnes au lieu de {width}", detail=how)


def _empty_cells(books: Books) -> list[_RowCheck]:
    found = []
    for column in (*_VITAL, *_WANTED):
        mask = empty(books, column)
        if mask is not None:
            found.append(_RowCheck("T12" if column in _VITAL else "T13", mask, column))
    return found


def empty(books: Books, column: str) -> pl.Expr | None:
    """Rows where a column is empty; None when the column is absent or never empty."""
    import polars as pl

    table = books.table
    if not table.has(column):
        return None
    if column in table.words:
        codes = [code for code, word in enumerate(table.words[column]) if not word]
        if not codes:
            return None
        return pl.col(column) == codes[0] if len(codes) == 1 else pl.col(column).is_in(codes)
    if table.plan.integer(column):
        return pl.col(column).is_null() if books.frame[column].null_count() else None
    return pl.col(column) == hash_of("")


def _accounts(books: Books) -> list[_RowCheck]:
    import polars as pl

    found = []
    bad = [c for c, n in enumerate(books.accounts) if n and not (n[:3].isdecimal() and len(n) >= 3)]
    if bad:
        found.append(_RowCheck("T14", pl.col("CompteNum").is_in(bad), "CompteNum", shown_account))
    outside = [c for c, n in enumerate(books.accounts) if n[:1] in ("0", "9")]
    if outside:
        found.append(_RowCheck("S22", pl.col("CompteNum").is_in(outside), "CompteNum", shown_account))
    return found


def _dates(books: Books, period: Period) -> list[_RowCheck]:
    import polars as pl

    found = []
    for column, dates in books.dates.items():
        failed: dict[str, list[int]] = {}
        for key, text, date in zip(dates.keys, dates.texts, dates.parsed, strict=True):
            code = _date_check(text, date.reason, date.form, known=date.day is not None)
            if code:
                failed.setdefault(code, []).append(key)
        for code, keys in sorted(failed.items()):
            listed = UNIFORM if code == "S04" else 100
            found.append(_RowCheck(code, pl.col(column).is_in(keys), column, shown_number, listed))
    days = [d.day for d in books.dates[books.date_column].parsed if d.day is not None]
    if any(not period.opening <= d <= period.closing for d in days):
        inside = pl.col("day").is_between(as_integer(period.opening), as_integer(period.closing))
        mask = ~inside & (pl.col("role") == NORMAL)
        found.append(_RowCheck("S11", mask, books.date_column, shown_number))
    if books.table.has("ValidDate") and books.date_column == "EcritureDate":
        early = (day_of(books, "ValidDate") < pl.col("day")).fill_null(value=False)
        found.append(_RowCheck("S12", early, "ValidDate", shown_number))
    return found


def _date_check(word: str, reason: str, form: str, *, known: bool) -> str:
    """The code of the check that a date's text fails, or nothing."""
    if known:
        return "" if form == "legale" else "S04"
    if not word:
        return ""
    if reason == "siecle":
        return "T19"
    return "T18" if reason == "hors_calendrier" else "T20"


def _amounts(books: Books) -> list[_RowCheck]:
    import polars as pl

    found = []
    for name in AMOUNTS:
        for suffix, code in (("point", "T15"), ("group", "T16")):
            column = f"{name}_{suffix}"
            if column in books.frame.columns:
                found.append(_RowCheck(code, pl.col(column), name, shown_number, UNIFORM))
    if books.table.header.signed:
        sides = books.table.words["Sens"]
        bad = [code for code, word in enumerate(sides) if not is_side(word)]
        if bad:
            found.append(_RowCheck("T08", pl.col("Sens").is_in(bad), "Sens"))
        found.append(_RowCheck("T21", pl.col("Montant") == 0, "Montant"))
        return found
    found.append(_RowCheck("T21", (pl.col("Debit") == 0) == (pl.col("Credit") == 0), "Debit"))
    return found


def _pairs(books: Books) -> list[_RowCheck]:
    """Information that goes by two: one filled, the other empty."""
    import polars as pl

    found = []
    for first, second in _PAIRS:
        if not (books.table.has(first) and books.table.has(second)):
            continue
        one, other = empty(books, first), empty(books, second)
        if one is None and other is None:
            continue
        false = pl.lit(value=False)
        mask = (false if one is None else one) != (false if other is None else other)
        found.append(_RowCheck("S13", mask, f"{first} et {second}"))
    return found


def _odd_amounts(books: Books, findings: Findings) -> None:
    """The cells that were read one by one: point, thousands, more than two decimals, or unreadable."""
    for name, cells in books.table.odd_amounts.items():
        _tell_cells(books, name, cells, findings, flagged=f"{name}_point" in books.frame.columns)


def _tell_cells(
    books: Books, name: str, cells: list[OddAmount], findings: Findings, *, flagged: bool = False
) -> None:
    """``flagged``: T15 and T16 were already counted for the whole column."""
    at = books.table.lines.physical
    for cell in cells:
        codes = [] if flagged else [c for c, yes in (("T15", cell.point), ("T16", cell.grouped)) if yes]
        if cell.cents is None:
            codes = ["T17"]
        elif cell.long:
            codes.append("S05")
        for code in codes:
            findings.add(code, line=at(cell.line), field=name, read=shown_number(cell.text))


def _foreign(books: Books, findings: Findings) -> None:
    """Montantdevise, mostly empty: the few cells that hold something are read apart (T15–T17, S13)."""
    import polars as pl

    table = books.table
    if not table.has(FOREIGN) or not books.frame["foreign"].any():
        return
    columns = {"text": FOREIGN, **({"currency": "Idevise"} if table.has("Idevise") else {})}
    where = {alias: pl.col(f"c{table.header.columns[c]}") for alias, c in columns.items()}
    names = [f"c{i}" for i in range(len(table.header.names))]
    cells = (
        scan(table.body, table.header, names)
        .with_row_index("line", table.header.line + 1)
        .filter(where["text"].str.strip_chars() != "")
        .select("line", *(expression.alias(alias) for alias, expression in where.items()))
        .collect(engine="streaming")
    )
    read = {text: read_odd(0, text, table.plan.form) for text in cells["text"].unique().to_list()}
    filled = [row for row in cells.iter_rows(named=True) if read[row["text"]].cents != 0]
    odd = [OddAmount(row["line"], row["text"], read[row["text"]].cents) for row in filled]
    _tell_cells(books, FOREIGN, odd, findings)
    alone = [row["line"] for row in filled if not row.get("currency", "").strip()]
    at = table.lines.physical
    items = [(at(n), "") for n in alone[:100]]
    findings.add_lines("S13", len(alone), items, field=f"{FOREIGN} et Idevise")
