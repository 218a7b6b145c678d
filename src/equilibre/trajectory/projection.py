"""A scenario, year by year and month by month. Formulas and a worked example: docs/method-trajectory.md."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from equilibre.trajectory.financing import financing_of
from equilibre.trajectory.flows import Cents, Flow, flow_of_line, flows_of_action
from equilibre.trajectory.hypotheses import (
    MONTHS_IN_YEAR,
    READINGS,
    Line,
    Month,
    Reading,
    Scenario,
    TrajectoryPlan,
)
from equilibre.trajectory.results import ProjectedLine, ProjectedYear, Projection

WATCHED = 24
"""Months over which the lowest point of cash is told."""


def project(plan: TrajectoryPlan, scenario: Scenario, reading: Reading = "tout") -> Projection:
    """The years of a scenario. The plan has no fault (``checking.faults``).

    « Acquis seulement » leaves out every resource that is not « acquis », what lever actions would bring
    included; their costs stay, because they are paid first. What the base year left to be paid is owed
    whatever the status of its line: it comes in both readings.
    """
    financing = financing_of(plan, scenario.actions, reading)
    own = _flows_of_lines(plan, scenario, reading)
    flows = [*own, *financing.flows]
    signed = sum((flow.sign * flow.paid for flow in flows), np.zeros(plan.months, np.int64))
    cash = plan.opening_cash + np.cumsum(signed)
    watched = cash[:WATCHED]
    lowest = int(watched.argmin())
    return Projection(
        scenario=scenario.key,
        label=scenario.label,
        reading=reading,
        lines=tuple(_line(flow) for flow in flows if not flow.capital and not flow.owed_only),
        years=_years(plan, flows, cash, financing.granted - _taken_back(plan, own)),
        monthly_cash=tuple(cash.tolist()),
        lowest=int(watched[lowest]),
        lowest_month=plan.first_month.plus(lowest),
        receivable=_total(flows, "resource", "closing_due") + financing.receivable,
        payable=_total(flows, "cost", "closing_due"),
        opening_receivable=_total(flows, "resource", "opening_due"),
        opening_payable=_total(flows, "cost", "opening_due"),
        never_paid=-sum(int(flow.due.sum()) for flow in own if not flow.cash and flow.side == "cost"),
        fixed_assets=financing.fixed_assets,
        debt=financing.debt,
        opening_debt=financing.opening_debt,
    )


def both(plan: TrajectoryPlan, scenario: Scenario) -> dict[Reading, Projection]:
    """The two readings that are always shown side by side."""
    return {reading: project(plan, scenario, reading) for reading in READINGS}


def flows_of(plan: TrajectoryPlan, scenario: Scenario, reading: Reading) -> list[Flow]:
    """The months of every line of a scenario, in the order of the plan, then of its actions, then what
    investments and loans add to them.
    """
    return [
        *_flows_of_lines(plan, scenario, reading),
        *financing_of(plan, scenario.actions, reading).flows,
    ]


def _flows_of_lines(plan: TrajectoryPlan, scenario: Scenario, reading: Reading) -> list[Flow]:
    shocks = tuple(one for one in plan.shocks if one.key in scenario.shocks)
    kept: dict[str, Flow] = {}
    left: dict[str, Flow | None] = {}
    for line in (
        *(one for one in plan.lines if not one.follows),
        *(one for one in plan.lines if one.follows),
    ):
        followed = kept.get(line.follows)
        flow = flow_of_line(plan, line, followed, shocks)
        # A cost that follows a resource which this reading leaves out is left out with it.
        if _counted(line, reading) and (followed is not None or not line.follows):
            kept[line.key] = flow
        else:
            left[line.key] = flow.owed()
    found = (kept.get(line.key) or left.get(line.key) for line in plan.lines)
    flows = [flow for flow in found if flow is not None]
    for action in plan.actions:
        if action.key in scenario.actions:
            income, cost = flows_of_action(plan, action)
            flows += [income, cost] if reading == "tout" else [cost]
    return flows


def _counted(line: Line, reading: Reading) -> bool:
    return line.side == "cost" or reading == "tout" or line.status == "acquis"


def _line(flow: Flow) -> ProjectedLine:
    years = flow.due.reshape(-1, MONTHS_IN_YEAR).sum(axis=1)
    return ProjectedLine(
        key=flow.key, label=flow.label, side=flow.side, nature=flow.nature, status=flow.status,
        action=flow.action, years=tuple(years.tolist()),
    )  # fmt: skip


def _total(flows: list[Flow], side: str, name: str) -> int:
    return sum(getattr(flow, name) for flow in flows if flow.side == side)


def _taken_back(plan: TrajectoryPlan, own: list[Flow]) -> Cents:
    """Quote-parts of the grants of past years, month by month: the opening equity holds them already, so that
    what they add to the result only moves inside it.
    """
    written = (flow.due for flow in own if flow.side == "resource" and not flow.cash)
    return sum(written, np.zeros(plan.months, np.int64))


def _years(
    plan: TrajectoryPlan, flows: list[Flow], cash: Cents, recorded: Cents
) -> tuple[ProjectedYear, ...]:
    """``recorded``: what investment grants add to equity beside the result, month by month."""
    years = []
    equity = plan.opening_equity
    for year in range(plan.years):
        months = slice(year * MONTHS_IN_YEAR, (year + 1) * MONTHS_IN_YEAR)
        statuses: dict[str, int] = defaultdict(int)
        natures: dict[str, int] = defaultdict(int)
        costs = spent = 0
        for flow in flows:
            if flow.capital or flow.owed_only:
                continue
            cents = int(flow.due[months].sum())
            if flow.side == "cost":
                costs += cents
                spent += cents if flow.cash else 0
            else:
                statuses[flow.status] += cents
                natures[flow.nature] += cents
        resources = sum(statuses.values())
        granted = int(recorded[months].sum())
        equity += resources - costs + granted
        lowest = int(cash[months].argmin())
        years.append(
            ProjectedYear(
                label=year_label(plan.first_month.plus(months.start)),
                resources=resources,
                costs=costs,
                spent=spent,
                result=resources - costs,
                equity=equity,
                cash=int(cash[months.stop - 1]),
                lowest_cash=int(cash[months][lowest]),
                lowest_month=plan.first_month.plus(months.start + lowest),
                etp=sum(flow.etp[year] for flow in flows if flow.etp),
                by_status=dict(statuses),
                natures=dict(natures),
                granted=granted,
            )
        )
    return tuple(years)


def year_label(first: Month) -> str:
    """« 2027 » for a calendar year, « 2027-2028 » otherwise."""
    return str(first.year) if first.month == 1 else f"{first.year}-{first.year + 1}"
