"""Which entries open the exercice (à-nouveaux) and which close its classes 6 and 7."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from equilibre.accounts.books import CLOSING, NORMAL, OPENING, Books

if TYPE_CHECKING:
    import polars as pl

_OPENING_CODES = frozenset(
    {
        "an",
        "ran",
        "ouv",
        "ano",
        "anv",
        "anouv",
        "anouveau",
        "anouveaux",
        "rn",
        "rani",
        "aan",
        "ax",
        "x0an",
        "bo",
    }
)
_OPENING_WORDS = re.compile(
    r"\ba ?nouveau|\breports? a nouveau|\bouverture\b|\bbalance (initiale|d ouverture)|\bbilan d ouverture"
    r"|\breprise (de|des) (balance|soldes?)|\bsoldes? (initia|d ouverture)|^ran$|^a nouv"
)
_CLOSING_CODES = frozenset({"cl", "clo", "clot", "cloture", "clt", "cloext", "clex"})
_CLOSING_WORDS = re.compile(
    r"clotur|\bsolde (des comptes de )?(gestion|charges|produits)|\bdetermination du resultat"
    r"|\bresultat de l exercice|\bcalcul du resultat"
)
_LABELS_READ = 400
"""Entries whose label is read to decide: those on the first or last days that accounts alone make
possible."""


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", bare).strip()


def find_roles(books: Books) -> None:
    """Set ``books.frame["role"]``: NORMAL, OPENING or CLOSING for each line.

    An entry opens when its journal or label says so, or when it comes first, on the first day, and carries
    capital against other balance-sheet accounts. It closes when it holds nothing but classes 6, 7, 8 and 1
    with a result account, and its journal or label says so or it brings those accounts to nil.
    """
    import polars as pl

    entries = _profiles(books)
    opening = _opening_entries(books, entries)
    closing = _closing_entries(books, entries.filter(~pl.col("entry").is_in(opening)))
    books.special = bool(opening or closing)
    roles = pl.repeat(NORMAL, books.entries + 1, dtype=pl.Int8, eager=True)
    if opening:
        roles = roles.scatter(opening, OPENING)
    if closing:
        roles = roles.scatter(closing, CLOSING)
    books.frame = books.frame.with_columns(pl.lit(roles).gather(pl.col("entry")).alias("role"))


def _profiles(books: Books) -> pl.DataFrame:
    """The entries that could open or close: classes held (bits), first line, day, journal, lines."""
    import polars as pl

    bits = [_bit(number) for number in books.accounts]
    journals = books.table.words.get("JournalCode", [])
    libs = books.table.words.get("JournalLib", [])
    opens = _said(books, journals, _OPENING_CODES, libs, _OPENING_WORDS)
    closes = _said(books, journals, _CLOSING_CODES, libs, _CLOSING_WORDS)
    telling = [code for code, bit in enumerate(bits) if bit & (_RESULT_BIT | _CAPITAL_BIT)]
    journal = [c for c in ("JournalCode", "JournalLib") if books.table.has(c)]
    columns = ["entry", "CompteNum", "line", "day", *journal]
    possible = books.frame.select(columns).filter(pl.col("CompteNum").is_in(telling) | opens | closes)[
        "entry"
    ]
    return (
        books.in_entries(possible, columns)
        .with_columns(
            books.by_code("CompteNum", list(bits), pl.UInt16).alias("bits"),
            opens.alias("opens"),
            closes.alias("closes"),
        )
        .group_by("entry")
        .agg(
            pl.col("bits").bitwise_or(),
            pl.col("line").min(),
            pl.col("day").min(),
            pl.col("opens").all(),
            pl.col("closes").all(),
            pl.len().alias("size"),
        )
        .sort("line")
    )


def _said(
    books: Books, journals: list[str], codes: frozenset[str], libs: list[str], words: re.Pattern[str]
) -> pl.Expr:
    """Rows whose journal says so, by its code or by its label."""
    import polars as pl

    by_code = [code for code, word in enumerate(journals) if _plain(word).replace(" ", "") in codes]
    by_lib = [code for code, word in enumerate(libs) if words.search(_plain(word))]
    rows = pl.lit(value=False)
    if by_code:
        rows = rows | pl.col("JournalCode").is_in(by_code)
    if by_lib:
        rows = rows | pl.col("JournalLib").is_in(by_lib)
    return rows


_RESULT_BIT = 1 << 10
_CAPITAL_BIT = 1 << 11
_BALANCE_BIT = 1 << 12


def _bit(number: str) -> int:
    """Class of an account as a bit, with one for the result (12, 88, 89) and one for capital (10, 11)."""
    if not (number[:1].isascii() and number[:1].isdigit()):
        return _BALANCE_BIT << 1
    bit = 1 << int(number[0])
    if number.startswith(("12", "88", "89")):
        bit |= _RESULT_BIT
    if number.startswith(("10", "11", "12", "89")):
        bit |= _CAPITAL_BIT
    if number[0] in "2345":
        bit |= _BALANCE_BIT
    return bit


_RESULTS = (1 << 6) | (1 << 7)
_CLOSABLE = _RESULTS | (1 << 8) | (1 << 1) | _RESULT_BIT | _CAPITAL_BIT


def _label(books: Books, line: int) -> str:
    return _plain(books.table.cell(line, "EcritureLib")) if books.table.has("EcritureLib") else ""


def _opening_entries(books: Books, entries: pl.DataFrame) -> list[int]:
    import polars as pl

    balance = entries.filter((pl.col("bits") & (_RESULTS | 1 << 8)) == 0)
    found = balance.filter(pl.col("opens"))["entry"].to_list()
    mixed = entries.filter(pl.col("opens") & ((pl.col("bits") & _RESULTS) > 0))
    books.odd_openings = mixed["line"].to_list()
    # An opening journal that also holds classes 6 or 7 brings figures of the year: those lines are movements.
    first_line = int(books.frame["line"].min() or 0)  # type: ignore[arg-type]
    known = set(found)
    early = balance.filter(~pl.col("opens") & (pl.col("day") == pl.col("day").min()))
    for row in early.head(_LABELS_READ).to_dicts():
        if row["entry"] in known:
            continue
        said = bool(_OPENING_WORDS.search(_label(books, row["line"])))
        shaped = (
            not found
            and row["line"] == first_line
            and row["size"] >= 2
            and row["bits"] & _CAPITAL_BIT
            and row["bits"] & _BALANCE_BIT
        )
        if said or shaped:
            found.append(row["entry"])
    return found


def _closing_entries(books: Books, entries: pl.DataFrame) -> list[int]:
    import polars as pl

    shaped = entries.filter(
        ((pl.col("bits") & _RESULTS) > 0)
        & ((pl.col("bits") & ~pl.lit(_CLOSABLE, dtype=pl.UInt16)) == 0)
        & ((pl.col("bits") & (1 << 1 | _RESULT_BIT)) > 0)
    ).tail(_LABELS_READ)
    if not shaped.height:
        return []
    inside = books.in_entries(shaped["entry"], ["entry", "CompteNum", "net"])
    closed = inside.group_by("CompteNum").agg(pl.col("net").sum().alias("closed"))
    left = (
        books.frame.select("CompteNum", "net")
        .filter(pl.col("CompteNum").is_in(closed["CompteNum"].to_list()))
        .group_by("CompteNum")
        .agg(pl.col("net").sum().alias("left"))
        .join(closed, on="CompteNum")
    )
    nil = {
        row["CompteNum"]
        for row in left.to_dicts()
        if row["closed"] and not row["left"] and books.accounts[row["CompteNum"]][:1] in ("6", "7")
    }
    codes = inside.group_by("entry").agg(pl.col("CompteNum").unique())
    accounts_of: dict[int, list[int]] = dict(codes.iter_rows())
    found = []
    for row in shaped.to_dicts():
        said = row["closes"] or bool(_CLOSING_WORDS.search(_label(books, row["line"])))
        results = [c for c in accounts_of[row["entry"]] if books.accounts[c][:1] in ("6", "7")]
        if said or all(c in nil for c in results):
            found.append(row["entry"])
    return found
