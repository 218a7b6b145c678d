"""The chart of accounts of associations, dated by regime: an account number in, what it is out.

Data: ``data/chart_of_accounts.csv``. A row without regime holds for all. The lookup takes the longest prefix
after removing trailing zeros, padded back to three digits (860000 → 860, 641100 → 6411).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from equilibre.accounts.totals import Regime
from equilibre.reference.shipped import ReferenceDataError, document, table

Side = Literal["charge", "produit", "cvn_charge", "cvn_produit", "bilan"]
LABEL_REQUIRED = "libelle_requis"
"""Tag of a row that the number alone cannot tell (7780): only a label rule uses it."""
REGIME_REQUIRED = "regime_requis"
"""Tag of a number that software used freely before its regime (747): never read outside it."""

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class ChartEntry:
    """A row of the chart. ``line``: default resource line (products); ``could_be``: other ones that hold."""

    prefix: str
    label: str
    side: Side
    pillar: str
    lever: str
    nature: str
    note: str
    line: str = ""
    could_be: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    regimes: tuple[Regime, ...] = ()
    other_regime: bool = False
    """The number belongs to another regime than the one asked: it is read, and said."""


@dataclass(frozen=True)
class RegimeInfo:
    """A regime of the chart, with the first opening date that it governs."""

    code: Regime
    label: str
    since: dt.date
    source: str
    status: str


@lru_cache(maxsize=1)
def regimes() -> tuple[RegimeInfo, ...]:
    """The regimes, oldest first."""
    rows = document("regimes.toml")["regime"]
    return tuple(
        RegimeInfo(code=r["code"], label=r["label"], since=r["from"], source=r["source"], status=r["status"])
        for r in rows
    )


def regime_for(opening: dt.date) -> Regime:
    """The regime that governs an exercice, by its opening date."""
    known = regimes()
    return next((r.code for r in reversed(known) if r.since <= opening), known[0].code)


@lru_cache(maxsize=1)
def entries() -> tuple[ChartEntry, ...]:
    """Every row of the chart, in order of number."""
    return tuple(_entry(row) for row in table("chart_of_accounts.csv"))


def _entry(row: dict[str, str]) -> ChartEntry:
    if not _DIGITS.fullmatch(row["prefix"]) or not row["label"] or not row["side"]:
        raise ReferenceDataError(f"chart of accounts: incomplete row {row!r}")
    if row["side"] == "produit" and not row["line"]:
        raise ReferenceDataError(f"chart of accounts: product {row['prefix']} without a resource line")
    return ChartEntry(
        prefix=row["prefix"],
        label=row["label"],
        side=row["side"],  # type: ignore[arg-type]
        pillar=row["pillar"],
        lever=row["lever"],
        nature=row["nature"],
        note=row["note"],
        line=row["line"],
        could_be=tuple(row["could_be"].split()),
        tags=tuple(row["tags"].split()),
        regimes=tuple(row["regimes"].split()),  # type: ignore[arg-type]
    )


@lru_cache(maxsize=1)
def _by_prefix() -> dict[str, tuple[ChartEntry, ...]]:
    found: dict[str, tuple[ChartEntry, ...]] = {}
    for entry in entries():
        if LABEL_REQUIRED not in entry.tags:
            found[entry.prefix] = (*found.get(entry.prefix, ()), entry)
    return found


def significant(number: str) -> str:
    """The leading digits of a number without trailing zeros, padded back to three: « 860000 » → « 860 »."""
    match = _DIGITS.match(number.strip())
    digits = match.group() if match else ""
    stripped = digits.rstrip("0")
    return stripped.ljust(min(3, len(digits)), "0")


def lookup(number: str, regime: Regime) -> ChartEntry | None:
    """What an account is under a regime, or None when no prefix is known (a number without digits).

    A row of another regime answers only when the regime itself knows nothing finer than a class or a
    two-digit account (a 777 in 2025 stays a quote-part); ``other_regime`` then says so.
    """
    return _lookup(significant(number), regime)


@lru_cache(maxsize=4096)
def _lookup(key: str, regime: Regime) -> ChartEntry | None:
    inside: ChartEntry | None = None
    outside: ChartEntry | None = None
    for length in range(1, len(key) + 1):
        for entry in _by_prefix().get(key[:length], ()):
            if not entry.regimes or regime in entry.regimes:
                inside = entry
            elif REGIME_REQUIRED not in entry.tags:
                outside = entry
    if outside is not None and len(outside.prefix) > 2 and (inside is None or len(inside.prefix) <= 2):
        return ChartEntry(**{**outside.__dict__, "other_regime": True})
    return inside
