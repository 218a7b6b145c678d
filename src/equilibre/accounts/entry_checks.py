"""Checks of a FEC entry by entry and account by account (T22, S06–S10, S14–S23)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from equilibre.accounts.books import CLOSING, NORMAL, OPENING, Books
from equilibre.accounts.fec_table import LARGEST_NUMBER, hash_of, scan
from equilibre.accounts.findings import Findings, shown_account
from equilibre.accounts.totals import AccountLine, Regime
from equilibre.formatting import euros_exact
from equilibre.reference import labels

if TYPE_CHECKING:
    import polars as pl

_SUSPENSE = ("47", "58", "672", "772")
_HEAD_COLUMNS = ("entry", "line", "role", "day", "EcritureNum", "JournalCode", "PieceRef")
_BROKEN = 20
"""Breaks beyond which, and beyond half of the entries, numbers are no sequence at all."""
_ODD = 0x1E3779B97F4A7C15
_PRIME = 0x2127599BF4325C37


def check_balance(books: Books, findings: Findings) -> None:
    """Total debit against total credit, then each entry."""
    import polars as pl

    debit, credit = books.frame.select(pl.col("Debit").sum(), pl.col("Credit").sum()).row(0)
    if debit != credit:
        gap = f" : écart de {euros_exact(abs(debit - credit))}"
        read = f"{euros_exact(debit)} au débit, {euros_exact(credit)} au crédit"
        findings.add("T22", detail=gap, read=read)
        findings.add("S06", detail=gap, read=read)
    at = books.table.lines.physical
    rows = books.unbalanced.sort("line")
    for line, gap in rows.select("line", "gap").head(100).iter_rows():
        detail = f" : écart de {euros_exact(abs(gap))}"
        findings.add("S07", line=at(line), field=books.key[0], detail=detail)
    findings.count_only("S07", rows.height - 100)


def check_entries(books: Books, heads: pl.DataFrame, findings: Findings) -> None:
    """One-line entries, closing and opening entries, copies. ``heads``: see ``entry_heads``."""
    import polars as pl

    at = books.table.lines.physical
    single = heads.filter((pl.col("size") == 1) & (pl.col("role") == NORMAL))["line"]
    alone = (
        books.frame.filter(pl.col("line").is_in(single.implode()) & (pl.col("net") != 0))["line"]
        if (single.len())
        else single
    )
    findings.add_lines("S15", alone.len(), [(at(n), "") for n in alone.head(100).to_list()])
    closed = heads.filter(pl.col("role") == CLOSING)["line"]
    findings.add_lines("S16", closed.len(), [(at(n), "") for n in closed.head(100).to_list()])
    for line in books.odd_openings:
        findings.add("S17", line=at(line), field="CompteNum")
    carried = heads.filter(pl.col("role") == OPENING)["line"]
    if carried.len():
        first = int(carried.min() or 0)  # type: ignore[arg-type]
        before = heads.filter((pl.col("line") < first) & (pl.col("role") == NORMAL)).height
        if before:
            findings.add("S10", line=at(first), detail=f" : {before} écritures viennent avant")
    _copies(books, heads, findings)


def entry_heads(books: Books) -> pl.DataFrame:
    """The first line of each entry of the exercice read, in the order of the file: the frame's columns that
    checks need, and ``size`` (lines of the entry)."""
    frame, starts = books.frame.select(c for c in _HEAD_COLUMNS if c in books.frame.columns), books.starts
    if not books.together:
        frame = frame.sort("entry", "line")
    if starts is None:
        starts = (frame["entry"] != frame["entry"].shift(1)).fill_null(value=True).arg_true()
    heads = frame[starts].with_columns((starts.shift(-1, fill_value=frame.height) - starts).alias("size"))
    return heads if books.together else heads.sort("line")


def _copies(books: Books, heads: pl.DataFrame, findings: Findings) -> None:
    """Entries with the same date, piece, labels, accounts and amounts, under another number."""
    import polars as pl

    if not books.table.has("PieceRef") or not books.table.has("EcritureLib"):
        return
    # Odd factors spread what is added: two different keys meet by chance once in 2^64.
    place = (pl.col("PieceRef") * _ODD + pl.col("day").fill_null(0).cast(pl.Int64) * _PRIME).alias("key")
    named = pl.col("PieceRef") != hash_of("")
    entries = heads.filter((pl.col("role") == NORMAL) & (pl.col("size") > 1) & named).select(
        "entry", "line", place
    )
    if entries["key"].n_unique() == entries.height:
        return
    alike = entries.filter(pl.col("key").is_duplicated())
    signed = (
        books.in_entries(alike["entry"], ["entry", "CompteNum", "net", "EcritureLib"])
        .select("entry", _signature(books).alias("signature"))
        .group_by("entry")
        .agg(pl.col("signature").sum())
    )
    whole = alike.join(signed, on="entry").select("line", pl.col("key") + pl.col("signature")).sort("line")
    seen: dict[int, int] = {}
    at = books.table.lines.physical
    for line, key in whole.filter(pl.col("key").is_duplicated()).iter_rows():
        first = seen.setdefault(key, line)
        if first != line:
            findings.add("S23", line=at(line), detail=f" (celle de la ligne {at(first)})")


def _signature(books: Books) -> pl.Expr:
    """A number per line whose sum over an entry tells its accounts, amounts and labels (wrapping)."""
    import polars as pl

    accounts = pl.Series(books.accounts, dtype=pl.String).hash().reinterpret(signed=True)
    return pl.lit(accounts).gather(pl.col("CompteNum")) * pl.col("net") + pl.col("EcritureLib")


def check_numbering(books: Books, heads: pl.DataFrame, findings: Findings) -> None:
    """Gaps and come-backs of EcritureNum, per journal when journals number apart; chronological order."""
    import polars as pl

    if not books.table.has("EcritureNum"):
        return
    if books.table.plan.numbered:
        numbers, days = heads["EcritureNum"], heads["day"]
        follows = bool((numbers.diff() == 1).all())
        sorted_days = not bool((days.diff() < 0).any())
        if follows and sorted_days and not numbers.null_count():
            return
    numbered = _numbers(books, heads)
    if not numbered.height:
        return
    schemes = [["prefix"], ["prefix", "JournalCode"]] if books.table.has("JournalCode") else [["prefix"]]
    outcomes = [_sequence(numbered, scheme) for scheme in schemes]
    gaps, doubles = min(outcomes, key=lambda o: o[0].height + o[1].height)
    at = books.table.lines.physical
    if gaps.height + doubles.height > max(_BROKEN, numbered.height // 2):
        findings.add("S08", detail=" : les numéros ne forment pas une suite")
    else:
        for line, before, number in gaps.select("line", "before", "number").head(100).iter_rows():
            findings.add("S08", line=at(line), field="EcritureNum", read=f"{number} après {before}")
        for line, number in doubles.select("line", "number").head(100).iter_rows():
            findings.add("S08", line=at(line), field="EcritureNum", read=f"{number} déjà utilisé")
        findings.count_only("S08", max(0, gaps.height - 100) + max(0, doubles.height - 100))
    if books.table.plan.numbered:
        _chronology(books, heads.filter(pl.col("role") == NORMAL), findings)


def _numbers(books: Books, heads: pl.DataFrame) -> pl.DataFrame:
    """The number and the prefix of each entry's EcritureNum: itself, or the digits that end it."""
    import polars as pl

    columns = [c for c in ("line", "EcritureNum", "JournalCode") if c in heads.columns]
    if books.table.plan.numbered:
        plain = heads.select(columns).filter(pl.col("EcritureNum").abs() < LARGEST_NUMBER)
        return plain.with_columns(pl.col("EcritureNum").alias("number"), pl.lit(0).alias("prefix"))
    table = books.table
    names = [f"c{i}" for i in range(len(table.header.names))]
    text = pl.col(f"c{table.header.columns['EcritureNum']}").str.strip_chars()
    parts = (
        scan(table.body, table.header, names)
        .with_row_index("line", table.header.line + 1)
        .select(
            "line",
            text.str.extract(r"(\d{1,15})$").cast(pl.Int64, strict=False).alias("number"),
            text.str.replace(r"\d{1,15}$", "").hash().alias("prefix"),
        )
        .collect(engine="streaming")
    )
    return heads.select(columns).join(parts, on="line", how="left").filter(pl.col("number").is_not_null())


def _sequence(numbered: pl.DataFrame, scheme: list[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Gaps (a number and the one before) and numbers that come back within each sequence, in file order."""
    import polars as pl

    same = pl.all_horizontal(pl.col(c) == pl.col(c).shift(1) for c in scheme)
    ordered = numbered.sort(*scheme, "number", "line").with_columns(
        pl.when(same).then(pl.col("number").shift(1)).alias("before")
    )
    gaps = ordered.filter(pl.col("number") - pl.col("before") > 1)
    doubles = ordered.filter(pl.col("number") == pl.col("before"))
    return gaps.sort("line"), doubles.sort("line")


def _chronology(books: Books, entries: pl.DataFrame, findings: Findings) -> None:
    """Entries of a journal with a greater number than the one before, yet an earlier date."""
    import polars as pl

    number, day = pl.col("EcritureNum"), pl.col("day")
    same = pl.lit(value=True)
    if books.table.has("JournalCode"):
        entries = entries.sort("JournalCode", "line")
        same = pl.col("JournalCode") == pl.col("JournalCode").shift(1)
    back = entries.filter(same & (number > number.shift(1)) & (day < day.shift(1))).sort("line")
    at = books.table.lines.physical
    items = [(at(n), "") for n in back["line"].head(100).to_list()]
    findings.add_lines("S09", back.height, items, field=books.date_column)


def check_labels(books: Books, code: str, label: str, pairs: pl.DataFrame | None, findings: Findings) -> None:
    """One account (or journal), one label. ``pairs``: see ``label_pairs``. No label is ever repeated."""
    words = books.table.words
    found: dict[str, dict[str, int]] = {}
    for one, other, _, line in pairs.iter_rows() if pairs is not None else ():
        if words[label][other]:
            found.setdefault(words[code][one], {}).setdefault(words[label][other], line)
    for name, texts in sorted(found.items()):
        if name and len(texts) > 1:
            read = shown_account(name) if code == "CompteNum" else ""
            detail = f" ({len(texts)} libellés)"
            at = books.table.lines.physical(max(texts.values()))
            findings.add("S14", line=at, field=label, read=read, detail=detail)


def check_accounts(accounts: tuple[AccountLine, ...], regime: Regime, findings: Findings) -> None:
    """Accounts that should be nil, balanced or absent: S18–S21."""
    for line in accounts:
        number = line.number
        if number.startswith(_SUSPENSE) and line.balance:
            findings.add(
                "S18", field="CompteNum", read=f"{shown_account(number)} : {euros_exact(abs(line.balance))}"
            )
        if number.startswith("79") and regime == "anc2025" and line.movement:
            findings.add("S20", field="CompteNum", read=shown_account(number))
        if regime != "anc2025" and line.movement and _too_early(line):
            findings.add("S21", field="CompteNum", read=shown_account(number))
    used = sum(a.movement for a in accounts if a.number.startswith("86"))
    given = -sum(a.movement for a in accounts if a.number.startswith("87"))
    if used != given:
        findings.add("S19", read=f"{euros_exact(used)} en 86, {euros_exact(given)} en 87")


def _too_early(line: AccountLine) -> bool:
    """649; 747 and 757 only when their label says what the 2025 chart made of them (free numbers before)."""
    plain = labels.normalise(line.label)
    if line.number.startswith("649"):
        return True
    if line.number.startswith("747"):
        return "quote part" in plain or "investissement" in plain
    return line.number.startswith("757") and "cession" in plain
