"""Grants announced as receivables, then paid: matched by lettering, else by payer and amount (field rule
17)."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass

from equilibre.accounts.totals import GrantFlow

_COMBINED_AT_MOST = 6
"""Payments tried together to make the amount of one grant."""
_ROUTINE = 24
"""Movements beyond which a payer's receivables are an account current, not grants to be pieced together."""


@dataclass(frozen=True)
class Movement:
    """A line on a receivable account of one payer. ``amount``: cents, debit positive. ``letter``: 0 for
    none."""

    day: dt.date
    amount: int
    letter: int
    paid: bool
    """The entry also moves class 5: money came in."""


def match_grants(movements: list[Movement], closing_month: dt.date) -> tuple[GrantFlow, ...]:
    """Grants announced before ``closing_month`` (its first day) with their payments, in order of date.

    A grant without any matched payment is given too, with no payments: it is still to be received.
    """
    announced = [m for m in movements if m.amount > 0 and m.day < closing_month]
    payments = [m for m in movements if m.amount < 0 and m.paid]
    tries = _COMBINED_AT_MOST if len(movements) <= _ROUTINE else 0
    flows: list[GrantFlow] = []
    used: set[int] = set()
    for letter in dict.fromkeys(m.letter for m in announced if m.letter):
        debits = [m for m in announced if m.letter == letter]
        credits = [p for p in payments if p.letter == letter]
        used.update(id(p) for p in credits)
        if len(debits) == 1:
            flows.append(_flow(debits[0], credits))
        else:
            flows += _by_amount(debits, credits, set(), tries)
    flows += _by_amount([m for m in announced if not m.letter], payments, used, tries)
    return tuple(sorted(flows, key=lambda f: (f.notified, f.amount)))


def _by_amount(
    announced: list[Movement], payments: list[Movement], used: set[int], tries: int
) -> list[GrantFlow]:
    """Each grant takes the payment of its amount, else the first few later ones that add up to it."""
    of_amount: dict[int, list[Movement]] = {}
    for payment in payments:
        of_amount.setdefault(-payment.amount, []).append(payment)
    flows = []
    for grant in sorted(announced, key=lambda m: m.day):
        same = of_amount.get(grant.amount, ())
        chosen = next(([p] for p in same if id(p) not in used and p.day >= grant.day), [])
        if not chosen and tries:
            later = [p for p in payments if id(p) not in used and p.day >= grant.day]
            chosen = _combination(grant.amount, later[:tries])
        used.update(id(p) for p in chosen)
        flows.append(_flow(grant, chosen))
    return flows


def _combination(amount: int, payments: list[Movement]) -> list[Movement]:
    for size in range(2, len(payments) + 1):
        for some in itertools.combinations(payments, size):
            if -sum(p.amount for p in some) == amount:
                return list(some)
    return []


def _flow(grant: Movement, payments: list[Movement]) -> GrantFlow:
    paid = tuple(sorted((p.day, -p.amount) for p in payments if p.day >= grant.day))
    return GrantFlow(notified=grant.day, amount=grant.amount, payments=paid)
