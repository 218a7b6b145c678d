"""Who paid, when a sheet or a budget names funders: institutions get a key and a kind, the rest is a sum."""

from __future__ import annotations

from collections.abc import Iterable

from equilibre.accounts.totals import Payer
from equilibre.reference import labels

WITH_PAYERS = ("70", "73", "74", "75")


def named_payers(
    received: Iterable[tuple[str, str, int]],
) -> tuple[tuple[Payer, ...], dict[str, str], int]:
    """From (label, product account, cents) to payers by decreasing amount, their names, and cents unresolved.

    Only a label that names an institution makes a payer: a label may otherwise hold the name of a person.
    Names are returned apart, for the time of the request (``Reading.payer_names``).
    """
    sums: dict[str, dict[str, int]] = {}
    shown: dict[str, str] = {}
    unresolved = 0
    for label, account, amount in received:
        if not account.startswith(WITH_PAYERS):
            continue
        kind, institutional = labels.payer_kind(label)
        if not institutional or not account.startswith(("73", "74", "755", "7542", "706")):
            unresolved += amount
            continue
        key = labels.normalise(label)
        shown.setdefault(key, label.strip()[:120])
        amounts = sums.setdefault(key, {})
        amounts[account] = amounts.get(account, 0) + amount
    ranked = sorted(sums.items(), key=lambda pair: (-sum(pair[1].values()), pair[0]))
    payers, names = [], {}
    for rank, (key, amounts) in enumerate(ranked, start=1):
        kind, institutional = labels.payer_kind(shown[key])
        payers.append(Payer(key=f"f{rank}", kind=kind, institutional=institutional, amounts=amounts))
        names[f"f{rank}"] = shown[key]
    return tuple(payers), names, unresolved
