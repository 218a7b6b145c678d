"""The « plan de financement »: what has to be found each year, and where it comes from. Integer cents.

Needs are purchases and principal; resources are the capacité d'autofinancement (result, plus what is written
and never paid), loans and grants. What is left is time: what is due and paid later, or earlier.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from equilibre.trajectory.flows import Flow
from equilibre.trajectory.hypotheses import MONTHS_IN_YEAR, Reading, Scenario, TrajectoryPlan
from equilibre.trajectory.projection import flows_of, project, year_label


class FinancingYear(msgspec.Struct, frozen=True, kw_only=True):
    """One exercice of the plan."""

    label: str
    investments: int
    """Purchases paid."""
    principal: int
    """Loans repaid."""
    self_financing: int
    """Result plus depreciation minus quote-parts: what the year really leaves."""
    loans: int
    """Received."""
    grants: int
    """Investment grants received."""
    timing: int
    """What payment dates add (or take): paid before it was due, or not paid yet."""
    cash_change: int
    interest: int
    """Of the plan's loans: already in the result."""

    @property
    def needs(self) -> int:
        """Purchases and principal."""
        return self.investments + self.principal

    @property
    def found(self) -> int:
        """What pays for the needs, the dates of payment apart."""
        return self.self_financing + self.loans + self.grants

    @property
    def repayment_share(self) -> float | None:
        """Principal and interest ÷ what the year leaves before interest; None when it leaves nothing."""
        before = self.self_financing + self.interest
        return (self.principal + self.interest) / before if before > 0 else None


class FinancingEffect(msgspec.Struct, frozen=True, kw_only=True):
    """What investments and loans change in one exercice, against the same scenario without them; cents."""

    label: str
    depreciation: int
    quote_parts: int
    interest: int
    result: int
    """Quote-parts − depreciation − interest."""
    equity: int
    """At the end of the year."""
    cash: int
    """At the end of the year."""


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """What pays for the purchases of a scenario, by how sure it is; cents."""

    cost: int
    acquired: int
    """Grants and loans that are acquired."""
    hoped: int
    """Grants and loans that are not."""

    @property
    def own(self) -> int:
        """What no grant and no loan pays, everything included; zero when they pay for more."""
        return max(self.cost - self.acquired - self.hoped, 0)


def coverage(plan: TrajectoryPlan, scenario: Scenario) -> Coverage:
    """Purchases of a scenario, and the grants and new loans that pay for them."""
    chosen = {"", *scenario.actions}
    bought = [one for one in plan.investments if one.action in chosen]
    borrowed = [one for one in plan.loans if one.action in chosen and one.received >= plan.first_month]
    found = [(grant.status, grant.amount) for one in bought for grant in one.grants]
    found += [(one.status, one.amount) for one in borrowed]
    acquired = sum(amount for status, amount in found if status == "acquis")
    return Coverage(
        cost=sum(one.cost for one in bought),
        acquired=acquired,
        hoped=sum(amount for _, amount in found) - acquired,
    )


def financing_effects(
    plan: TrajectoryPlan, scenario: Scenario, reading: Reading = "tout"
) -> tuple[FinancingEffect, ...]:
    """What the plan's investments and loans do to a scenario, year by year. The plan has no fault."""
    bare = project(msgspec.structs.replace(plan, investments=(), loans=()), scenario, reading)
    full = project(plan, scenario, reading)
    worn = {f"{one.key}.dotation" for one in plan.investments}
    parts = {
        f"{one.key}.quote-part-{rank}"
        for one in plan.investments
        for rank, _ in enumerate(one.grants, start=1)
    }
    paid = {f"{one.key}.interets" for one in plan.loans}

    def written(keys: set[str], year: int) -> int:
        return sum(one.years[year] for one in full.lines if one.key in keys)

    return tuple(
        FinancingEffect(
            label=after.label,
            depreciation=written(worn, year),
            quote_parts=written(parts, year),
            interest=written(paid, year),
            result=after.result - before.result,
            equity=after.equity - before.equity,
            cash=after.cash - before.cash,
        )
        for year, (before, after) in enumerate(zip(bare.years, full.years, strict=True))
    )


def financing_plan(
    plan: TrajectoryPlan, scenario: Scenario, reading: Reading = "tout"
) -> tuple[FinancingYear, ...]:
    """The plan de financement of a scenario, year by year. The plan has no fault (``checking.faults``)."""
    flows = flows_of(plan, scenario, reading)
    interest = {f"{one.key}.interets" for one in plan.loans}
    borrowed = {f"{one.key}.emprunt" for one in plan.loans}
    return tuple(_year(plan, flows, year, interest=interest, borrowed=borrowed) for year in range(plan.years))


def _year(
    plan: TrajectoryPlan, flows: list[Flow], year: int, *, interest: set[str], borrowed: set[str]
) -> FinancingYear:
    months = slice(year * MONTHS_IN_YEAR, (year + 1) * MONTHS_IN_YEAR)

    def paid(chosen: Iterable[Flow]) -> int:
        return sum(int(flow.paid[months].sum()) for flow in chosen)

    spent = [flow for flow in flows if flow.capital and flow.side == "cost"]
    came = [flow for flow in flows if flow.capital and flow.side == "resource"]
    investments = paid(flow for flow in spent if flow.key.endswith(".achat"))
    loans = paid(flow for flow in came if flow.key in borrowed)
    own = sum(flow.sign * int(flow.due[months].sum()) for flow in flows if flow.cash)
    principal, grants = paid(spent) - investments, paid(came) - loans
    change = sum(flow.sign * int(flow.paid[months].sum()) for flow in flows)
    return FinancingYear(
        label=year_label(plan.first_month.plus(months.start)),
        investments=investments,
        principal=principal,
        self_financing=own,
        loans=loans,
        grants=grants,
        timing=change - (own + loans + grants - investments - principal),
        cash_change=change,
        interest=sum(int(flow.due[months].sum()) for flow in flows if flow.key in interest),
    )
