"""What a reading gives, and what may be kept of it: totals by account and month."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from equilibre.accounts.anomalies import AnomalyReport

Regime = Literal["crc99", "anc2020", "anc2025"]
"""The chart of accounts, chosen by the opening date of the exercice."""

Basis = Literal["engagement", "tresorerie", "budget", "publie"]
"""engagement: accrual books. tresorerie: receipts and expenses. budget: forecast. publie: published lines."""

Scope = Literal["produits_et_charges", "produits_seuls"]

FileFormat = Literal["fec", "balance", "cerfa", "tableur", "tresorerie", "saisie", "passation", "publie"]

PayerKind = Literal[
    "public", "europe", "fondation", "entreprise", "particulier", "reseau", "association", "inconnu"
]


class AccountLine(msgspec.Struct, frozen=True, kw_only=True):
    """One account of one exercice. All amounts are cents, debit minus credit."""

    number: str
    """As in the file, digits first, e.g. « 706000 »."""
    label: str
    opening: int = 0
    """Balance brought forward by the à-nouveaux (classes 1–5)."""
    months: dict[str, int] = {}
    """Movement by month (« 2024-03 »), without à-nouveaux and closing entries. Empty when not dated."""
    movement: int = 0
    """Movement without à-nouveaux and closing entries; equals the sum of ``months`` when dated."""
    hints: tuple[str, ...] = ()
    """Label rules that the account's own label matched (``reference.labels``): kept when the label is not."""

    @property
    def balance(self) -> int:
        """Debit minus credit at closing, before the entries that close classes 6 and 7."""
        return self.opening + self.movement


class GrantFlow(msgspec.Struct, frozen=True, kw_only=True):
    """A grant recorded as a receivable (441, 4417, 4487, 467) and what was paid against it."""

    notified: dt.date
    amount: int
    payments: tuple[tuple[dt.date, int], ...] = ()


class Payer(msgspec.Struct, frozen=True, kw_only=True):
    """Who paid, as far as entries tell. ``name`` stays empty unless the user ticked an institutional name."""

    key: str
    """« f1 », « f2 »… by decreasing amount: « Financeur 1 » on screen when ``name`` is empty."""
    kind: PayerKind
    institutional: bool
    """Public body, foundation, company or network recognised by name: its name is proposed to be kept."""
    amounts: dict[str, int]
    """Product account → cents, credit positive."""
    name: str = ""
    grants: tuple[GrantFlow, ...] = ()


class AnalyticLine(msgspec.Struct, frozen=True, kw_only=True):
    """A total by analytical code and account (classes 6, 7, 8), cents, debit minus credit."""

    code: str
    account: str
    amount: int
    label: str = ""


class SourceInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What was read, and how: said to the user, who may overrule it."""

    name: str = ""
    sha256: str = ""
    format: FileFormat = "saisie"
    encoding: str = ""
    separator: str = ""
    lines: int = 0
    """Data lines, header and blank lines excluded."""
    producer: str = ""
    """A guess at the software, when the file shows it (« Odoo », « Paheko », « Dolibarr »)."""


class AccountTotals(msgspec.Struct, frozen=True, kw_only=True):
    """One exercice as the engine keeps it. No entry, no label of classes 4 and 5, no person's name."""

    opening: dt.date
    closing: dt.date
    regime: Regime
    basis: Basis
    scope: Scope
    accounts: tuple[AccountLine, ...]
    """Sorted by number, each number once."""
    source: SourceInfo
    payers: tuple[Payer, ...] = ()
    payers_unresolved: int = 0
    """Cents of products of 70, 73, 74, 75 for which no payer could be told."""
    payers_beyond: int = 0
    """Cents paid by payers that were told but are too small and too many to be kept one by one."""
    payers_beyond_count: int = 0
    analytics: tuple[AnalyticLine, ...] = ()
    has_balance_sheet: bool = False
    """Classes 1 to 5 were read with their opening balances: solidity can be computed."""
    openings_known: bool = True
    """False when only closing balances were read (a trial balance without its « à-nouveaux »): ``opening``
    is then 0 for lack of knowledge, and ``balance`` alone can be used."""
    cash_low: tuple[dt.date, int] | None = None
    """Lowest daily balance of class 5 over the exercice (date, cents), when entries are dated."""
    perimeter: Literal["organisation", "action", "inconnu"] = "organisation"
    """A Cerfa may be that of one action only."""
    anomalies: AnomalyReport = AnomalyReport()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of reading one file: what may be kept, and what lives only during the request."""

    totals: AccountTotals
    payer_names: dict[str, str] = {}
    """Payer key → name found in the file. Never stored; shown once so that the user ticks institutions."""
    notes: tuple[str, ...] = ()
    """French sentences on what was understood or repaired (« montants avec point décimal »…)."""
    asks: tuple[str, ...] = ()
    """Questions that the file leaves open: ``perimetre``, ``realise_ou_previsionnel``, ``mapping``."""
    other_exercices: tuple[str, ...] = ()
    """When one file holds several exercices: their labels (only the last one is in ``totals``)."""
    previous: AccountTotals | None = None
    """The exercice N-1 that a balance prints beside, closing balances only: ready to be added as its own."""
