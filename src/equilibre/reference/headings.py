"""Headings: in which line of costs, of the compte de résultat or of the bilan an account falls."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from equilibre.accounts.totals import Regime
from equilibre.figures import Status
from equilibre.reference.shipped import document


class Convention(msgspec.Struct, frozen=True, kw_only=True):
    """Who states a table, and how firmly."""

    status: Status
    source: str


class CostNature(msgspec.Struct, frozen=True, kw_only=True):
    """A nature of cost and the accounts that feed it."""

    code: str
    label: str
    prefixes: tuple[str, ...]
    words: str


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """A use of costs; ``words`` are the analytical names (lower case, no accent) that say it."""

    code: str
    label: str
    words: tuple[str, ...]
    engineering: bool


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the compte de résultat."""

    code: str
    label: str
    side: Literal["produits", "charges"]
    prefixes: tuple[str, ...]
    prefixes_anc2025: tuple[str, ...] = ()


class Restatement(msgspec.Struct, frozen=True, kw_only=True):
    """Where an account of an exercice opened before 2025 is presented beside one opened since."""

    prefix: str
    to: str
    words: str
    when_personnel: str = ""


class Mass(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the bilan en grandes masses."""

    code: str
    label: str
    side: Literal["actif", "passif"]


class Headings(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of ``headings.toml``; each table in the order in which it is presented."""

    costs: Convention
    cost: tuple[CostNature, ...]
    use: tuple[Use, ...]
    statement: Convention
    heading: tuple[Heading, ...]
    reform: Convention
    restated: tuple[Restatement, ...]
    balance_sheet: Convention
    mass: tuple[Mass, ...]


@cache
def load() -> Headings:
    """The shipped table, read once."""
    return msgspec.convert(document("headings.toml"), Headings)


def _longest(number: str, table: dict[str, str]) -> str:
    """The code of the longest prefix of ``number`` in a table, or «  »."""
    for length in range(min(len(number), 6), 0, -1):
        if (code := table.get(number[:length])) is not None:
            return code
    return ""


@cache
def _cost_table() -> dict[str, str]:
    return {p: c.code for c in load().cost for p in c.prefixes}


@cache
def _heading_table(reformed: bool) -> dict[str, str]:
    table = {p: h.code for h in load().heading for p in h.prefixes}
    if reformed:
        table |= {p: h.code for h in load().heading for p in h.prefixes_anc2025}
    return table


def cost_of(number: str) -> str:
    """The nature of cost of an account of class 6."""
    return _longest(number, _cost_table())


def heading_of(number: str, regime: Regime) -> str:
    """The heading of an account of class 6 or 7 in the presentation of its own regime."""
    return _longest(number, _heading_table(regime == "anc2025"))


def restatement_of(number: str) -> Restatement | None:
    """How an account of an exercice opened before 2025 moves in the presentation of 2025, or None."""
    by_prefix = {r.prefix: r for r in load().restated}
    found = _longest(number, {prefix: prefix for prefix in by_prefix})
    return by_prefix[found] if found else None
