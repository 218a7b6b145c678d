"""Signs in the accounts of whose books they are: a company's, or which software wrote the file."""

from __future__ import annotations

from equilibre.accounts.fec_columns import Header
from equilibre.accounts.totals import AccountLine

_ASSOCIATION = (
    "740",
    "741",
    "742",
    "743",
    "744",
    "745",
    "746",
    "748",
    "753",
    "754",
    "755",
    "756",
    "102",
    "103",
)
_ACCRUALS = ("40", "41", "44", "46", "48")
_CAPITAL = ("1011", "1012", "1013", "101", "108", "104", "455", "457")


def looks_like_company(accounts: tuple[AccountLine, ...]) -> bool:
    """Share capital or an owner's account, and nothing that only associations have (soutiens, dons,
    cotisations)."""
    numbers = [a.number for a in accounts if a.balance or a.movement]
    owned = any(n.startswith(_CAPITAL) for n in numbers)
    social = any(n.startswith(_ASSOCIATION) for n in numbers)
    return owned and not social


def cash_basis(accounts: tuple[AccountLine, ...], header: Header) -> bool:
    """A cash-basis file: one of its own columns (DateRglt, ModeRglt), and nobody owes or is owed."""
    layout = {"DateRglt", "ModeRglt"} & set(header.names)
    return bool(layout) and not any(a.number.startswith(_ACCRUALS) for a in accounts)


def producer_of(header: Header, name: str, first_cells: list[str]) -> str:
    """A guess at the software from its known habits; empty when nothing shows."""
    names = set(header.names)
    lowered = name.lower()
    if {"DateLimitReglmt", "NumFacture", "FichierFacture"} & names:
        return "Dolibarr"
    if "assofec" in lowered or ("MontantDevise" in names and header.separator == "\t"):
        return "Paheko"
    odoo = header.separator == "|" and any(c.startswith((" 0000", "-0000")) for c in first_cells)
    return "Odoo" if odoo or "nonofficial" in lowered else ""
