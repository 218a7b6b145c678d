"""What the file alone could not say: whose accounts these are, and whether they happened."""

from __future__ import annotations

import msgspec

from equilibre.accounts.totals import AccountTotals

PERIMETER = "perimetre"
REALISED = "realise_ou_previsionnel"


def told(totals: AccountTotals, *, question: str, choice: str) -> AccountTotals:
    """The totals once the user said it. Questions of the model change nothing here."""
    if question == PERIMETER and choice in ("organisation", "action"):
        return msgspec.structs.replace(totals, perimeter=choice)
    if question == REALISED and choice == "previsionnel":
        return msgspec.structs.replace(totals, basis="budget")
    if question == REALISED and choice == "realise" and totals.basis == "budget":
        return msgspec.structs.replace(totals, basis="engagement")
    return totals
