"""From an assumption to months: what is due each month (accrual) and what is paid each month (cash).

Arrays of integer cents. Rounding happens once a year; the months are slices of the year that add up to it.
Formulas and a worked example: docs/method-trajectory.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from equilibre.trajectory.hypotheses import (
    MONTHS_IN_YEAR,
    LeverAction,
    Line,
    Payment,
    ResourceStatus,
    Shock,
    Side,
    TrajectoryPlan,
)

Cents = NDArray[np.int64]
HALF = 0.5 + 1e-5
"""Half a cent goes up, whatever the noise of floats: the formulas of the workbook give the same cents."""


@dataclass(frozen=True)
class Flow:
    """A line of the projection, month by month. ``due`` and ``paid``: cents, one entry a month."""

    key: str
    label: str
    side: Side
    nature: str
    status: ResourceStatus
    action: str
    """Key of the lever action it comes from; empty for a line of the plan."""
    cash: bool
    due: Cents
    paid: Cents
    opening_due: int
    """Cents due before the first month and paid after it."""
    etp: tuple[float, ...] = ()
    """Full-time equivalents it pays, one a year."""
    capital: bool = False
    """Money that moves without being a resource or a cost: a purchase, a loan, its principal, a grant."""
    opening_paid: Cents | None = None
    """The part of ``paid`` that the base year left to be paid; None when it left nothing."""
    owed_only: bool = False
    """The reading leaves this line out: only what the base year left to be paid is here."""

    def owed(self) -> Flow | None:
        """What the base year left to be paid, alone: owed whatever the status of the line. None: nothing."""
        if self.opening_paid is None or not self.opening_due:
            return None
        return replace(self, due=np.zeros_like(self.due), paid=self.opening_paid, etp=(), owed_only=True)

    @property
    def closing_due(self) -> int:
        """Cents due and not yet paid at the end. Zero for what is never paid, and for capital."""
        if self.capital or not self.cash:
            return 0
        return self.opening_due + int(self.due.sum()) - int(self.paid.sum())

    @property
    def sign(self) -> int:
        """+1 for a resource, −1 for a cost."""
        return 1 if self.side == "resource" else -1


_STEPS = np.arange(MONTHS_IN_YEAR + 1, dtype=np.int64)


def to_cents(value: float) -> int:
    """The nearest cent, half a cent up."""
    return math.floor(value + HALF)


def split(total: int, parts: int) -> Cents:
    """So many parts that differ by a cent at most and add up to the total."""
    steps = np.arange(parts + 1, dtype=np.int64)
    return np.diff(total * steps // parts)


def months_of(years: list[int]) -> Cents:
    """The twelve months of each of these years, one after the other: ``split`` of each."""
    edges = np.array(years, dtype=np.int64)[:, None] * _STEPS // MONTHS_IN_YEAR
    return (edges[:, 1:] - edges[:, :-1]).ravel()


def shared(total: int, shares: tuple[float, ...]) -> list[int]:
    """Parts in these proportions (adding up to 1), rounded so that they add up to the total."""
    edges = [0, *np.floor(np.cumsum(shares) * total + HALF).astype(int).tolist()]
    edges[-1] = total
    return [after - before for before, after in pairwise(edges)]


def flow_of_line(plan: TrajectoryPlan, line: Line, followed: Flow | None, shocks: tuple[Shock, ...]) -> Flow:
    """The months of a line, shocks included. ``followed``: the flow of the resource that moves it."""
    yearly = [_amount(line, year) for year in range(plan.years)]
    if followed is not None:
        base = _followed_amount(plan, line)
        yearly = [
            to_cents(amount * int(followed.due[_year(year)].sum()) / base)
            for year, amount in enumerate(yearly)
        ]
    due = months_of(yearly)
    due[~_active(plan, line)] = 0
    cut = _cut(plan, line.key, due, shocks)
    before = split(line.amount, MONTHS_IN_YEAR) if line.starts is None else np.zeros(MONTHS_IN_YEAR, np.int64)
    new, owed, opening = np.zeros_like(cut), np.zeros_like(cut), 0
    if line.cash:
        # One year after the other: what the base year left to be paid is told apart to the cent.
        owed, opening = _paid(np.concatenate((before, new)), line.delay, line.payments, plan.months)
        new, _ = _paid(np.concatenate((np.zeros_like(before), cut)), line.delay, line.payments, plan.months)
        new, owed = (_postponed(plan, line.key, part, shocks) for part in (new, owed))
    return Flow(
        key=line.key, label=line.label, side=line.side, nature=line.nature, status=line.status, action="",
        cash=line.cash, due=cut, paid=new + owed, opening_due=opening, opening_paid=owed,
        etp=tuple(line.etp * (1.0 + line.volume) ** (year + 1) for year in range(plan.years)),
    )  # fmt: skip


def flows_of_action(plan: TrajectoryPlan, action: LeverAction) -> tuple[Flow, ...]:
    """What an action brings (« à rechercher » until somebody says otherwise) and what it costs."""
    start = action.starts.since(plan.first_month)
    end = plan.months if action.ends is None else action.ends.since(plan.first_month) + 1
    income = np.zeros(plan.months, np.int64)
    cost = np.zeros(plan.months, np.int64)
    monthly_cost = split(action.cost_yearly, MONTHS_IN_YEAR)
    for month in range(max(start, 0), min(end, plan.months)):
        cost[month] += monthly_cost[(month - start) % MONTHS_IN_YEAR]
    if 0 <= start < plan.months:
        cost[start] += action.cost_once
    first = start + action.delay
    for month in range(max(first, 0), min(end, plan.months)):
        year, rank = divmod(month - first, MONTHS_IN_YEAR)
        reached = to_cents(action.yearly * action.ramp[min(year, len(action.ramp) - 1)])
        income[month] = split(reached, MONTHS_IN_YEAR)[rank]
    shared_fields: dict[str, Any] = {
        "nature": action.nature,
        "action": action.key,
        "cash": True,
        "opening_due": 0,
    }
    active = [_active_share(start, end, year) for year in range(plan.years)]
    return (
        Flow(
            key=f"{action.key}.ressource", label=action.label, side="resource", status="a_rechercher",
            due=income, paid=income.copy(), **shared_fields,
        ),
        Flow(
            key=f"{action.key}.charge", label=action.label, side="cost", status="acquis",
            due=cost, paid=cost.copy(), etp=tuple(action.etp * share for share in active), **shared_fields,
        ),
    )  # fmt: skip


def _year(year: int) -> slice:
    return slice(year * MONTHS_IN_YEAR, (year + 1) * MONTHS_IN_YEAR)


def _amount(line: Line, year: int) -> int:
    """Cents for the whole of a projected year: the base year is the one before the first."""
    return to_cents(line.amount * ((1.0 + line.indexation) * (1.0 + line.volume)) ** (year + 1))


def _followed_amount(plan: TrajectoryPlan, line: Line) -> int:
    return next(one.amount for one in plan.lines if one.key == line.follows)


def _active(plan: TrajectoryPlan, line: Line) -> NDArray[np.bool_]:
    months = np.arange(plan.months)
    start = 0 if line.starts is None else line.starts.since(plan.first_month)
    end = plan.months if line.ends is None else line.ends.since(plan.first_month) + 1
    return (months >= start) & (months < end)


def _active_share(start: int, end: int, year: int) -> float:
    first, last = year * MONTHS_IN_YEAR, (year + 1) * MONTHS_IN_YEAR
    return max(0, min(end, last) - max(start, first)) / MONTHS_IN_YEAR


def _window(plan: TrajectoryPlan, shock: Shock) -> slice:
    start = max(shock.starts.since(plan.first_month), 0)
    end = plan.months if shock.ends is None else shock.ends.since(plan.first_month) + 1
    return slice(min(start, plan.months), max(min(end, plan.months), 0))


def _cut(plan: TrajectoryPlan, key: str, due: Cents, shocks: tuple[Shock, ...]) -> Cents:
    left = due.astype(np.float64)
    for shock in shocks:
        if shock.kind == "cut" and key in shock.lines:
            left[_window(plan, shock)] *= 1.0 - shock.share
    return np.floor(left + HALF).astype(np.int64)


def _paid(due: Cents, delay: int, payments: tuple[Payment, ...], months: int) -> tuple[Cents, int]:
    """Payments of the projected months, and what the base year left to be paid in them.

    ``due``: the base year, then the projected months. The base year was paid by the same rule.
    """
    paid = np.zeros(MONTHS_IN_YEAR + months + 2 * MONTHS_IN_YEAR, np.int64)
    if payments:
        shares = tuple(one.share for one in payments)
        for year in range(len(due) // MONTHS_IN_YEAR):
            total = int(due[_year(year)].sum())
            for one, cents in zip(payments, shared(total, shares), strict=True):
                paid[year * MONTHS_IN_YEAR + one.month - 1] += cents
    else:
        paid[delay : delay + len(due)] = due
    opening = int(due[:MONTHS_IN_YEAR].sum()) - int(paid[:MONTHS_IN_YEAR].sum())
    return paid[MONTHS_IN_YEAR : MONTHS_IN_YEAR + months], opening


def _postponed(plan: TrajectoryPlan, key: str, paid: Cents, shocks: tuple[Shock, ...]) -> Cents:
    left = paid
    for shock in shocks:
        if shock.kind == "delay" and key in shock.lines and shock.months:
            window = _window(plan, shock)
            moved = left[window].copy()
            left = left.copy()
            left[window] = 0
            target = slice(window.start + shock.months, window.start + shock.months + len(moved))
            room = left[target]
            room += moved[: len(room)]
    return left
