"""Checks of a FEC entry by entry and account by account (T22, S06–S10, S14–S23)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from equilibre.accounts.books import CLOSING, NORMAL, OPENING, Books
from equilibre.accounts.fec_checks import empty
from equilibre.accounts.fec_table import LARGEST_NUMBER, scan
from equilibre.accounts.findings import Findings, shown_account
from equilibre.accounts.totals import AccountLine, Regime
from equilibre.formatting import euros_exact
from equilibre.reference import labels

if TYPE_CHECKING:
    import polars as pl

_SUSPENSE = ("47", "58", "672", "772")
_GAPS_LISTED = 100


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
    if books.unbalanced is not None and books.unbalanced.height:
        rows = books.unbalanced.sort("line")
        for line, gap in rows.select("line", "gap").head(100).iter_rows():
            findings.add(
                "S07", line=at(line), field=books.key[0], detail=f" : écart de {euros_exact(abs(gap))}"
            )
        findings.count_only("S07", rows.height - 100)


def check_entries(books: Books, findings: Findings) -> None:
    """One-line entries, copies, closing and opening entries."""
    import polars as pl

    at = books.table.lines.physical
    entries = books.frame.group_by("entry").agg(
        pl.len().alias("size"), pl.col("line").min(), pl.col("role").first(), pl.col("net").abs().sum()
    )
    alone = entries.filter((pl.col("size") == 1) & (pl.col("net") != 0) & (pl.col("role") == NORMAL)).sort(
        "line"
    )
    findings.add_lines("S15", alone.height, [(at(n), "") for n in alone["line"].head(100).to_list()])
    closed = entries.filter(pl.col("role") == CLOSING).sort("line")
    findings.add_lines("S16", closed.height, [(at(n), "") for n in closed["line"].head(100).to_list()])
    for line in books.odd_openings:
        findings.add("S17", line=at(line), field="CompteNum")
    carried = entries.filter(pl.col("role") == OPENING)
    if carried.height:
        first = int(carried["line"].min())  # type: ignore[arg-type]
        before = entries.filter((pl.col("line") < first) & (pl.col("role") == NORMAL))
        if before.height:
            findings.add("S10", line=at(first), detail=f" : {before.height} écritures viennent avant")
    _copies(books, findings)


def _copies(books: Books, findings: Findings) -> None:
    """Entries with the same journal, date, piece, labels, accounts and amounts."""
    import polars as pl

    table = books.table
    if not table.has("PieceRef") or not table.has("EcritureLib"):
        return
    signature = pl.struct("CompteNum", "net", "EcritureLib").hash().reinterpret(signed=True)
    whole = (
        books.frame.filter(pl.col("role") == NORMAL)
        .select("entry", "line", "day", "PieceRef", "net", signature.alias("signature"))
        .group_by("entry")
        .agg(
            pl.col("signature").sum(),
            pl.col("line").min(),
            pl.col("day").first(),
            pl.col("PieceRef").first(),
            pl.len().alias("size"),
        )
        .filter(pl.col("size") > 1)
    )
    blank = empty(books, "PieceRef")
    if blank is not None:
        whole = whole.filter(~blank)
    again = whole.filter(pl.struct("signature", "day", "PieceRef", "size").is_duplicated()).sort("line")
    seen: dict[tuple[object, ...], int] = {}
    for line, *key in again.select("line", "signature", "day", "PieceRef", "size").iter_rows():
        first = seen.setdefault(tuple(key), line)
        if first != line:
            at = table.lines.physical
            findings.add("S23", line=at(line), detail=f" (celle de la ligne {at(first)})")


def check_numbering(books: Books, findings: Findings) -> None:
    """Gaps and come-backs of EcritureNum, per journal when journals number apart; chronological order."""
    import polars as pl

    if not books.table.has("EcritureNum"):
        return
    starts = books.frame.filter(
        pl.col("EcritureNum").ne_missing(pl.col("EcritureNum").shift(1))
        | (pl.col("entry") != pl.col("entry").shift(1)).fill_null(value=True)
    )
    numbered = _numbers(books, starts)
    if numbered is None or not numbered.height:
        return
    schemes = [["prefix"], ["prefix", "JournalCode"]] if books.table.has("JournalCode") else [["prefix"]]
    outcomes = [_sequence(numbered, scheme) for scheme in schemes]
    best = min(outcomes, key=lambda o: o[0].height + o[1].height)
    gaps, doubles = best
    at = books.table.lines.physical
    if gaps.height + doubles.height > max(20, numbered.height // 2):
        findings.add("S08", detail=" : les numéros ne forment pas une suite")
    else:
        for line, before, number in gaps.sort("line").select("line", "before", "number").iter_rows():
            findings.add("S08", line=at(line), field="EcritureNum", read=f"{number} après {before}")
        for line, number in doubles.sort("line").select("line", "number").iter_rows():
            findings.add("S08", line=at(line), field="EcritureNum", read=f"{number} déjà utilisé")
    _chronology(books, starts, findings)


def _numbers(books: Books, starts: pl.DataFrame) -> pl.DataFrame | None:
    """The number and the prefix of each entry's EcritureNum: itself, or the digits that end it."""
    import polars as pl

    columns = [c for c in ("line", "EcritureNum", "JournalCode", "entry") if c in starts.columns]
    if books.table.plan.numbered:
        plain = starts.select(columns).filter(pl.col("EcritureNum").abs() < LARGEST_NUMBER)
        return plain.with_columns(
            pl.col("EcritureNum").alias("number"), pl.lit(0, dtype=pl.UInt64).alias("prefix")
        )
    table = books.table
    names = [f"c{i}" for i in range(len(table.header.names))]
    text = pl.col(f"c{table.header.columns['EcritureNum']}").str.strip_chars()
    parts = (
        scan(table.body, table.header, names)
        .select(
            "line",
            text.str.extract(r"(\d{1,15})$").cast(pl.Int64, strict=False).alias("number"),
            text.str.replace(r"\d{1,15}$", "").hash().alias("prefix"),
        )
        .collect(engine="streaming")
    )
    return starts.select(columns).join(parts, on="line", how="left").filter(pl.col("number").is_not_null())


def _sequence(numbered: pl.DataFrame, scheme: list[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Gaps (number, the one before) and numbers that come back, within each sequence."""
    import polars as pl

    ordered = numbered.sort(*scheme, "number", "line").with_columns(
        pl.col("number").shift(1).over(scheme).alias("before")
    )
    gaps = ordered.filter(pl.col("number") - pl.col("before") > 1)
    doubles = ordered.filter(pl.col("number") == pl.col("before"))
    return gaps, doubles


def _chronology(books: Books, starts: pl.DataFrame, findings: Findings) -> None:
    import polars as pl

    by = ["JournalCode"] if books.table.has("JournalCode") else []
    number, day = pl.col("EcritureNum"), pl.col("day")
    before = (number.shift(1), day.shift(1))
    if by:
        before = (number.shift(1).over(by), day.shift(1).over(by))
    later = starts.filter((pl.col("role") == NORMAL) & day.is_not_null()).filter(
        (number > before[0]) & (day < before[1])
    )
    if later.height and books.table.plan.numbered:
        at = books.table.lines.physical
        items = [(at(n), "") for n in later["line"].head(100).to_list()]
        findings.add_lines("S09", later.height, items, field=books.date_column)


def check_labels(books: Books, findings: Findings) -> None:
    """One account, one label; one journal, one label. The labels themselves are never repeated."""
    import polars as pl

    for code, label in (("CompteNum", "CompteLib"), ("JournalCode", "JournalLib")):
        if not (books.table.has(code) and books.table.has(label)):
            continue
        words = books.table.words
        pairs = books.frame.group_by(code, label).agg(pl.col("line").min())
        found: dict[str, dict[str, int]] = {}
        for one, other, line in pairs.iter_rows():
            text = words[label][other]
            if text:
                found.setdefault(words[code][one], {}).setdefault(text, line)
        for name, texts in sorted(found.items()):
            if name and len(texts) > 1:
                line = max(texts.values())
                read = shown_account(name) if code == "CompteNum" else ""
                detail = f" ({len(texts)} libellés)"
                findings.add(
                    "S14", line=books.table.lines.physical(line), field=label, read=read, detail=detail
                )


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
