"""Investments, their grants and loans: what they do to the result, to equity and to cash, to the cent.

A purchase, a loan, its principal and an investment grant move money without being a resource or a cost.
What the result sees is depreciation, the quote-part of grants (at the pace of depreciation) and interest.
Schedules are in months, from the month of use on: a convention of the platform, where accounts count days.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
import numpy as np

from equilibre.trajectory.flows import Cents, Flow, split
from equilibre.trajectory.hypotheses import (
    MONTHS_IN_YEAR,
    Investment,
    InvestmentGrant,
    Loan,
    Month,
    Reading,
    ResourceStatus,
    Side,
    TrajectoryPlan,
)


class Instalment(msgspec.Struct, frozen=True, kw_only=True):
    """A month of a loan; cents."""

    month: Month
    interest: int
    principal: int
    left: int
    """Still to repay after this month."""

    @property
    def paid(self) -> int:
        """What leaves the bank that month."""
        return self.interest + self.principal


class Chance(msgspec.Struct, frozen=True, kw_only=True):
    """A grant or a loan that may not come, and the flows that go with it."""

    key: str
    label: str
    chance: float
    public: bool
    flows: tuple[str, ...]


@dataclass(frozen=True)
class Financing:
    """What investments and loans add to a projection. Arrays: cents, one entry a projected month."""

    flows: tuple[Flow, ...]
    granted: Cents
    """What they add to equity beside the result: grants when they are recorded, minus quote-parts."""
    receivable: int
    """Cents of grants recorded and not yet paid at the end (negative when paid before)."""
    fixed_assets: int
    debt: int
    opening_debt: int


def instalments(loan: Loan) -> tuple[Instalment, ...]:
    """The whole schedule of a loan, the first a month after it is received.

    Constant instalment ``amount × i ÷ (1 − (1 + i)^−n)`` with i a twelfth of the yearly rate and n the months
    after the deferral, rounded to the cent; the last one repays exactly what is left.
    """
    monthly = loan.rate / MONTHS_IN_YEAR
    count = loan.months - loan.deferral
    even = split(loan.amount, count).tolist()
    # 1 − (1 + i)^−n, exact even for a rate next to nothing.
    gone = -math.expm1(-count * math.log1p(monthly))
    constant = round(loan.amount * monthly / gone) if gone else 0
    left = loan.amount
    found = []
    for rank in range(loan.months):
        interest = round(left * monthly)
        if rank < loan.deferral:
            principal = 0
        elif rank == loan.months - 1:
            principal = left
        elif gone:
            principal = min(max(constant - interest, 0), left)
        else:
            principal = even[rank - loan.deferral]
        left -= principal
        found.append(
            Instalment(month=loan.received.plus(rank + 1), interest=interest, principal=principal, left=left)
        )
    return tuple(found)


def depreciation(investment: Investment) -> tuple[tuple[Month, int], ...]:
    """Cents of each month of use, adding up to the cost; empty for what is not depreciated."""
    return _spread(investment, investment.cost)


def quote_parts(investment: Investment, grant: InvestmentGrant) -> tuple[tuple[Month, int], ...]:
    """Cents of the grant that go to the result each month, at the pace of depreciation."""
    return _spread(investment, grant.amount)


def financing_of(plan: TrajectoryPlan, actions: Iterable[str], reading: Reading) -> Financing:
    """The investments and loans of a scenario: those of its actions, and those that follow none.

    « Acquis seulement » leaves out the grants and the loans that are not acquired; purchases stay.
    """
    chosen = {"", *actions}
    return _financing(
        plan,
        [one for one in plan.investments if one.action in chosen],
        [one for one in plan.loans if one.action in chosen],
        reading,
    )


def financing_for(plan: TrajectoryPlan, action: str) -> Financing:
    """What one action alone brings with it, everything included."""
    return _financing(
        plan,
        [one for one in plan.investments if one.action == action],
        [one for one in plan.loans if one.action == action],
        "tout",
    )


def purchases(plan: TrajectoryPlan, action: str) -> int:
    """Cents of the investments that an action needs."""
    return sum(one.cost for one in plan.investments if one.action == action)


def chances(plan: TrajectoryPlan) -> tuple[Chance, ...]:
    """Grants and loans that are not acquired, or paid by a public funder: what a draw may take away."""
    found = []
    for one in plan.investments:
        for rank, grant in enumerate(one.grants, start=1):
            keys = (f"{one.key}.subvention-{rank}", f"{one.key}.quote-part-{rank}")
            if grant.status != "acquis" or grant.public:
                chance = 1.0 if grant.status == "acquis" else grant.chance
                found.append(
                    Chance(key=keys[0], label=grant.label, chance=chance, public=grant.public, flows=keys)
                )
    for loan in plan.loans:
        if loan.status != "acquis" and not _running(plan, loan):
            keys3 = (f"{loan.key}.emprunt", f"{loan.key}.capital", f"{loan.key}.interets")
            found.append(
                Chance(key=keys3[0], label=loan.label, chance=loan.chance, public=False, flows=keys3)
            )
    return tuple(found)


def _spread(investment: Investment, total: int) -> tuple[tuple[Month, int], ...]:
    if not investment.life:
        return ()
    first = investment.in_use or investment.bought
    return tuple(
        (first.plus(rank), cents) for rank, cents in enumerate(split(total, investment.life).tolist())
    )


def _financing(
    plan: TrajectoryPlan, investments: list[Investment], loans: list[Loan], reading: Reading
) -> Financing:
    granted = np.zeros(plan.months, np.int64)
    flows: list[Flow] = []
    receivable = fixed_assets = debt = opening_debt = 0
    for one in investments:
        worn = _months(plan, depreciation(one))
        flows.append(
            _capital(plan, f"{one.key}.achat", one.label, "cost", [(one.bought, one.cost)], one.action)
        )
        flows.append(_written(f"{one.key}.dotation", one.label, "cost", "autres", worn, one.action))
        fixed_assets += one.cost - int(worn.sum())
        for rank, grant in enumerate(one.grants, start=1):
            if not _counted(grant.status, reading):
                continue
            taken, given = _grant(plan, one, grant, rank)
            flows += [given, taken]
            recorded = min(one.bought, grant.paid).since(plan.first_month)
            granted[recorded] += grant.amount
            granted -= taken.due
            receivable += grant.amount - int(given.paid.sum())
    for loan in loans:
        if _counted(loan.status, reading) or _running(plan, loan):
            opening, closing, moved = _loan(plan, loan)
            flows += moved
            opening_debt += opening
            debt += closing
    return Financing(
        flows=tuple(flows), granted=granted, receivable=receivable, fixed_assets=fixed_assets, debt=debt,
        opening_debt=opening_debt,
    )  # fmt: skip


def _grant(plan: TrajectoryPlan, one: Investment, grant: InvestmentGrant, rank: int) -> tuple[Flow, Flow]:
    """The quote-parts, then the payment of a grant."""
    parts = _months(plan, quote_parts(one, grant))
    return (
        _written(
            f"{one.key}.quote-part-{rank}", grant.label, "resource", "subventionnement", parts, one.action,
            grant.status,
        ),
        _capital(
            plan, f"{one.key}.subvention-{rank}", grant.label, "resource", [(grant.paid, grant.amount)],
            one.action, grant.status,
        ),
    )  # fmt: skip


def _loan(plan: TrajectoryPlan, loan: Loan) -> tuple[int, int, list[Flow]]:
    """Debt on the eve of the first month, debt at the end, and what moves between them."""
    schedule = instalments(loan)
    started = _running(plan, loan)
    opening = loan.amount - sum(one.principal for one in schedule if one.month < plan.first_month)
    repaid = _capital(
        plan, f"{loan.key}.capital", loan.label, "cost", [(one.month, one.principal) for one in schedule],
        loan.action, loan.status,
    )  # fmt: skip
    interest = _months(plan, [(one.month, 0 if started else one.interest) for one in schedule])
    flows = [
        _capital(
            plan, f"{loan.key}.emprunt", loan.label, "resource", [(loan.received, loan.amount)], loan.action,
            loan.status,
        ),
        repaid,
        Flow(
            key=f"{loan.key}.interets", label=loan.label, side="cost", nature="autres", status="acquis",
            action=loan.action, cash=True, due=interest, paid=interest.copy(), opening_due=0,
        ),
    ]  # fmt: skip
    # Not yet received, nothing of it was repaid: what is owed then is its amount.
    return opening if started else 0, opening - int(repaid.paid.sum()), flows


def _running(plan: TrajectoryPlan, loan: Loan) -> bool:
    """Received before the first month: it is owed, whatever its status says."""
    return loan.received < plan.first_month


def _counted(status: ResourceStatus, reading: Reading) -> bool:
    return reading == "tout" or status == "acquis"


def _months(plan: TrajectoryPlan, dated: Iterable[tuple[Month, int]]) -> Cents:
    """Dated cents on the projected months; what falls outside is left out."""
    found = np.zeros(plan.months, np.int64)
    for month, cents in dated:
        rank = month.since(plan.first_month)
        if 0 <= rank < plan.months:
            found[rank] += cents
    return found


def _capital(
    plan: TrajectoryPlan,
    key: str,
    label: str,
    side: Side,
    dated: list[tuple[Month, int]],
    action: str,
    status: ResourceStatus = "acquis",
) -> Flow:
    return Flow(
        key=key, label=label, side=side, nature="", status=status, action=action, cash=True, capital=True,
        due=np.zeros(plan.months, np.int64), paid=_months(plan, dated), opening_due=0,
    )  # fmt: skip


def _written(
    key: str,
    label: str,
    side: Side,
    nature: str,
    due: Cents,
    action: str,
    status: ResourceStatus = "acquis",
) -> Flow:
    return Flow(
        key=key, label=label, side=side, nature=nature, status=status, action=action, cash=False, due=due,
        paid=np.zeros_like(due), opening_due=0,
    )  # fmt: skip
