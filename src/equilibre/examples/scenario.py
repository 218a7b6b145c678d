"""The shape of ``fictitious.toml``: what the invented association earns, spends, is promised and is paid."""

from __future__ import annotations

import datetime as dt
from importlib import resources

import msgspec

from equilibre.accounts.totals import PayerKind


class ThirdParty(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Someone who pays or is paid. ``kind`` is empty for suppliers."""

    label: str
    kind: PayerKind | None = None
    institutional: bool = False


class OpeningBalance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A balance brought forward into the first exercice, euros, debit minus credit."""

    account: str
    amount: int
    third_party: str = ""


class Flow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A yearly amount (euros, one per exercice) spread over twelve months and some days of each month."""

    account: str
    amounts: tuple[int, ...]
    weights: tuple[int, ...]
    days: tuple[int, ...]
    third_party: str = ""
    paid_after: int = 0
    """Days between the invoice and the bank; 0 for a cash flow."""


class Payroll(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Twelve equal months; ``gross`` is euros a year, shares are of the gross."""

    gross: tuple[int, ...]
    employee_share: float
    employer_share: float
    training_share: float
    pay_day: int
    contributions_day: int


class GrantLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A promise of money, recorded on ``receivable`` when notified, then paid in one or several times."""

    account: str
    receivable: str
    third_party: str
    amount: int
    notified: dt.date
    payments: tuple[tuple[dt.date, int], ...]


class PlainEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A two-line entry, euros."""

    date: dt.date
    journal: str
    label: str
    debit: str
    credit: str
    amount: int
    debit_third_party: str = ""
    credit_third_party: str = ""


class Allocation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When the general assembly allocates the result of the year before."""

    dates: tuple[dt.date, ...]


class Budget(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A forecast on the plan of the Cerfa 12156: labels and euros; 0 is the heading of a group."""

    year: int
    charges: tuple[tuple[str, int], ...]
    products: tuple[tuple[str, int], ...]
    in_kind_charges: tuple[tuple[str, int], ...]
    in_kind_products: tuple[tuple[str, int], ...]


class Scenario(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole data file."""

    name: str
    siren: str
    years: tuple[int, ...]
    bank: str
    accounts: dict[str, str]
    third_parties: dict[str, ThirdParty]
    opening: tuple[OpeningBalance, ...]
    receipts: tuple[Flow, ...]
    invoices: tuple[Flow, ...]
    purchases: tuple[Flow, ...]
    expenses: tuple[Flow, ...]
    payroll: Payroll
    grants: tuple[GrantLine, ...]
    entries: tuple[PlainEntry, ...]
    allocation: Allocation
    budget: Budget


def load_scenario() -> Scenario:
    """Read the shipped data file (a mistake in it is a programming error and raises msgspec's own)."""
    text = resources.files("equilibre.examples").joinpath("fictitious.toml").read_bytes()
    return msgspec.toml.decode(text, type=Scenario)
