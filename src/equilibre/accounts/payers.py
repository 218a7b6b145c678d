"""Who paid, as far as entries tell: the third party of the same entry, else the name of the account
itself."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from equilibre.accounts.books import NORMAL, Books
from equilibre.accounts.dates import from_integer
from equilibre.accounts.exercice import Period
from equilibre.accounts.fec_table import hash_of
from equilibre.accounts.grants import Movement, match_grants
from equilibre.accounts.totals import GrantFlow, Payer, PayerKind
from equilibre.reference import labels

if TYPE_CHECKING:
    import polars as pl

_PRODUCTS = ("70", "73", "74", "75")
_THIRD = ("41", "44", "45", "46")
_NAMED_BY_ACCOUNT = ("73", "74", "755")
_RECEIVABLES = ("441", "4417", "4487", "467")
_GRANTED = ("73", "74", "755", "13", "487")
"""What an entry that announces a grant credits."""
_NAMED_AT_MOST = 5_000
"""Third parties whose name is read, by decreasing amount."""
LISTED_AT_MOST = 500
"""Payers kept one by one, by decreasing amount; the others are summed up."""
_GRANT_ROWS = 6_000
"""Lines on receivables beyond which they are a trade, not grants: no delay is then computed."""


@dataclass
class _Found:
    """A payer while it is gathered. ``amounts``: product account → cents, credit positive."""

    name: str
    amounts: dict[str, int] = field(default_factory=dict)
    movements: list[Movement] = field(default_factory=list)


@dataclass(frozen=True)
class Payers:
    """What ``find_payers`` gives. ``names``: key → name, for payers that cannot be persons."""

    payers: tuple[Payer, ...]
    names: dict[str, str]
    unresolved: int
    beyond: int = 0
    beyond_count: int = 0


def find_payers(books: Books, period: Period, account_names: dict[str, str]) -> Payers:
    """Payers of accounts 70, 73, 74 and 75, with the grants that were announced then paid."""
    names = _Names(books, account_names)
    unresolved = 0
    products, beyond, beyond_count = _largest(_products(books))
    for account, number, label, third, net in products.iter_rows():
        key = names.key_of(books.accounts[account], number, label, third)
        if key is None:
            unresolved -= net
        else:
            amounts = names.found[key].amounts
            amounts[books.accounts[account]] = amounts.get(books.accounts[account], 0) - net
    if any(number.startswith(_RECEIVABLES) for number in books.accounts):
        _add_grants(books, names)
    found = _ranked(names.found, period, unresolved)
    return replace(found, beyond=found.beyond + beyond, beyond_count=found.beyond_count + beyond_count)


def _third_parties(books: Books, columns: list[str]) -> pl.DataFrame:
    """Per entry number (row 0 for none), the one third party of its lines of classes 41, 44, 45, 46.

    Auxiliary number and label when the file has them, else the account; null when the lines disagree.
    """
    import polars as pl

    third = books.on([n[:2] in _THIRD for n in books.accounts])
    rows = (
        books.frame.select("entry", "CompteNum", "role", *columns)
        .filter(third & (pl.col("role") == NORMAL))
        .select("entry", pl.col("CompteNum").alias("third"), *(_filled(books, c) for c in columns))
    )
    entry = pl.col("entry")
    if not books.together:
        rows = rows.sort("entry", maintain_order=True)
    again = (entry == entry.shift(1)).fill_null(value=False) | (entry == entry.shift(-1)).fill_null(
        value=False
    )
    rows = rows.with_columns(again.alias("again"))
    who = ["third", *columns]
    several = (
        rows.filter("again")
        .group_by("entry")
        .agg(*(pl.col(c).min() for c in who), *(pl.col(c).max().alias(f"{c}_max") for c in who))
        .filter(pl.all_horizontal(pl.col(c).eq_missing(pl.col(f"{c}_max")) for c in (columns or who)))
        .select("entry", *who)
    )
    known = pl.concat([rows.filter(~pl.col("again")).select("entry", *who), several])
    nobody = pl.repeat(None, books.entries + 1, dtype=pl.UInt32, eager=True)
    return pl.DataFrame([nobody.scatter(known["entry"], known[c]).alias(c) for c in who])


def _filled(books: Books, column: str) -> pl.Expr:
    """A coded column, null where it is blank."""
    import polars as pl

    words = books.table.words[column]
    if all(words):
        return pl.col(column)
    return books.by_code(
        column, [code if word else None for code, word in enumerate(words)], pl.UInt32
    ).alias(column)


def _products(books: Books) -> pl.DataFrame:
    """Product account, auxiliary number and label, third-party account (codes, null when none), net;
    summed."""
    import polars as pl

    columns = [c for c in ("CompAuxNum", "CompAuxLib") if books.table.has(c)]
    wanted = books.on([n[:2] in _PRODUCTS for n in books.accounts])
    rows = (
        books.frame.select("entry", "CompteNum", "net", "role", *columns)
        .filter(wanted & (pl.col("role") == NORMAL))
        .select("entry", "CompteNum", "net", *(_filled(books, c) for c in columns))
    )
    third = _third_parties(books, columns)[rows["entry"]]
    nothing = pl.lit(None, dtype=pl.UInt32)
    rows = rows.with_columns(
        third["third"],
        *(pl.coalesce(pl.lit(third[c]), c).alias(c) for c in columns),
        *(nothing.alias(c) for c in ("CompAuxNum", "CompAuxLib") if c not in columns),
    )
    keys = ["CompteNum", "CompAuxNum", "CompAuxLib", "third"]
    return rows.group_by(keys).agg(pl.col("net").sum()).sort(keys, nulls_last=True)


def _largest(products: pl.DataFrame) -> tuple[pl.DataFrame, int, int]:
    """The products of the payers looked at by name, then the cents and the number of the others."""
    import polars as pl

    who = ["CompAuxNum", "CompAuxLib", "third"]
    payers = products.group_by(who).agg(pl.col("net").sum().alias("paid")).sort("paid", *who)
    if payers.height <= _NAMED_AT_MOST:
        return products, 0, 0
    others = payers.tail(payers.height - _NAMED_AT_MOST)
    first = payers.head(_NAMED_AT_MOST).drop("paid")
    kept = products.join(first, on=who, how="semi", nulls_equal=True)
    return kept, -int(others["paid"].sum()), others.height


class _Names:
    """Names payers: one per auxiliary, or per account whose label names an institution."""

    def __init__(self, books: Books, account_names: dict[str, str]) -> None:
        self._books = books
        self._account_names = account_names
        self._kinds: dict[str, tuple[PayerKind, bool]] = {}
        self._keys: dict[tuple[int | None, int | None], str] = {}
        self.found: dict[str, _Found] = {}

    def key_of(self, account: str, number: int | None, label: int | None, third: int | None) -> str | None:
        """The payer of a product, added to ``found``; None when nothing names one."""
        if (number, label) in self._keys:
            return self._keys[number, label]
        words = self._books.table.words
        code = words["CompAuxNum"][number] if number is not None else ""
        name = words["CompAuxLib"][label] if label is not None else ""
        if code or name:
            key = self._add(f"nom {labels.normalise(name)}" if name else f"code {code}", name)
            self._keys[number, label] = key
            return key
        named_by = [self._books.accounts[third]] if third is not None else []
        named_by += [account] if account.startswith(_NAMED_BY_ACCOUNT) else []
        for candidate in named_by:
            name = self._account_names.get(candidate, "")
            if self._kind(name)[0] != "inconnu":
                return self._add(f"nom {labels.normalise(name)}", name)
        return None

    def _kind(self, name: str) -> tuple[PayerKind, bool]:
        if name not in self._kinds:
            self._kinds[name] = labels.payer_kind(name)
        return self._kinds[name]

    def _add(self, key: str, name: str) -> str:
        self.found.setdefault(key, _Found(name))
        return key


def _receivable_lines(books: Books) -> pl.DataFrame:
    """Lines of 441, 4417, 4487, 467 with their third party, and what else their entry moves."""
    import polars as pl

    columns = [c for c in ("CompAuxNum", "CompAuxLib") if books.table.has(c)]
    on = books.on([n.startswith(_RECEIVABLES) for n in books.accounts])
    needed = ["entry", "day", "net", "role", "CompteNum", *columns]
    needed += ["EcritureLet"] if books.table.has("EcritureLet") else []
    rows = books.frame.select(needed).filter(on & (pl.col("role") == NORMAL) & pl.col("day").is_not_null())
    if rows.height > _GRANT_ROWS:
        rows = rows.clear()
    letter = pl.col("EcritureLet") if books.table.has("EcritureLet") else pl.lit(hash_of(""))
    nothing = pl.lit(None, dtype=pl.UInt32)
    rows = rows.select(
        "entry",
        "day",
        "net",
        letter.alias("letter"),
        pl.col("CompteNum").alias("third"),
        *(_filled(books, c) for c in columns),
        *(nothing.alias(c) for c in ("CompAuxNum", "CompAuxLib") if c not in columns),
    )
    if not rows.height:
        return rows.with_columns(bank=pl.lit(value=False), grant=pl.lit(value=False), product=nothing)
    about = (
        books.in_entries(rows["entry"], ["entry", "CompteNum"])
        .select(
            "entry",
            "CompteNum",
            books.on([n[:1] == "5" for n in books.accounts]).alias("bank"),
            books.on([n.startswith(_GRANTED) for n in books.accounts]).alias("grant"),
        )
        .group_by("entry")
        .agg(
            pl.col("bank").any(),
            pl.col("grant").any(),
            pl.col("CompteNum").filter("grant").first().alias("product"),
        )
    )
    return rows.join(about, on="entry", how="left").sort("day", maintain_order=True)


def _add_grants(books: Books, names: _Names) -> None:
    """Give each payer the movements of its receivables: those that announce a grant, those that pay it."""
    rows = _receivable_lines(books)
    blank = hash_of("")
    payer_of_letter: dict[int, str] = {}
    waiting: list[tuple[Movement, int]] = []
    for row in rows.iter_rows(named=True):
        letter = 0 if row["letter"] == blank else int(row["letter"])
        day = from_integer(row["day"])
        movement = Movement(day, row["net"], letter, bool(row["bank"]))
        if row["net"] > 0 and not row["grant"]:
            continue
        product = books.accounts[row["product"]] if row["product"] is not None else ""
        key = names.key_of(product, row["CompAuxNum"], row["CompAuxLib"], row["third"])
        if key is None:
            waiting.append((movement, letter))
            continue
        names.found[key].movements.append(movement)
        if letter and row["net"] > 0:
            payer_of_letter[letter] = key
    for movement, letter in waiting:
        if letter in payer_of_letter:
            names.found[payer_of_letter[letter]].movements.append(movement)


def _ranked(found: dict[str, _Found], period: Period, unresolved: int) -> Payers:
    """Keys « f1 », « f2 »… by decreasing amount; beyond LISTED_AT_MOST payers are summed up."""
    paying = [f for f in found.values() if f.amounts]
    paying.sort(key=lambda f: -sum(f.amounts.values()))
    month = period.closing.replace(day=1)
    payers: list[Payer] = []
    names: dict[str, str] = {}
    for rank, payer in enumerate(paying[:LISTED_AT_MOST], start=1):
        key = f"f{rank}"
        kind, institutional = labels.payer_kind(payer.name)
        grants: tuple[GrantFlow, ...] = match_grants(payer.movements, month)
        payers.append(
            Payer(
                key=key,
                kind=kind,
                institutional=institutional,
                amounts=dict(sorted(payer.amounts.items())),
                grants=grants,
            )
        )
        if payer.name and (institutional or any(a.startswith(_NAMED_BY_ACCOUNT) for a in payer.amounts)):
            names[key] = payer.name
    beyond = paying[LISTED_AT_MOST:]
    return Payers(tuple(payers), names, unresolved, sum(sum(p.amounts.values()) for p in beyond), len(beyond))
