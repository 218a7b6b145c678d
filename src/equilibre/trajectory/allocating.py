"""What activities bring and cost, typed or shared out of the lines of a plan: the whole is always the plan's.

    resources of the plan = resources of the activities + common resources
    costs of the plan     = direct costs of the activities + common costs

A part given to an activity leaves with it: it is direct. What is given to none is common, and stays when an
activity stops (field rule 27). Amounts are those of twelve months, in the euros of the base year.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from equilibre.formatting import euros, percent, typographic
from equilibre.model.costs import split
from equilibre.trajectory import activities as reading
from equilibre.trajectory.activities import (
    PRECISION,
    SHARES_AGREE,
    ActivitiesMap,
    Activity,
    AllocationKey,
    CommonCost,
    read_activities,
)
from equilibre.trajectory.checking import Fault
from equilibre.trajectory.hypotheses import Line, Side, TrajectoryPlan

Way = Literal["parts", "heures", "surface", "commun"]
"""parts: shares typed for this line. heures, surface: in proportion to what was typed of each activity.
commun: to none."""
SALES = "revenus_activite"
"""Nature of the resources that are a price paid by the unit."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """The share of a line that one activity has."""

    activity: str
    share: float
    """0–1."""


class Allocation(msgspec.Struct, frozen=True, kw_only=True):
    """How a line of the plan is shared."""

    line: str
    way: Way
    parts: tuple[Part, ...] = ()
    by: AllocationKey = "couts_directs"
    """Key that spreads the common part of a cost, for the full cost alone."""


class Portfolio(msgspec.Struct, frozen=True, kw_only=True):
    """The activities of a trajectory, and where their amounts come from."""

    activities: tuple[Activity, ...] = ()
    by_lines: bool = False
    """True: amounts come from the lines of the plan. False: they were typed."""
    allocations: tuple[Allocation, ...] = ()
    common_by: AllocationKey = "couts_directs"
    """Key of the common costs that have none of their own."""

    def of(self, line: str) -> Allocation | None:
        """How this line is shared; None: nobody said."""
        return next((one for one in self.allocations if one.line == line), None)


class LaidOut(msgspec.Struct, frozen=True, kw_only=True):
    """Activities with their amounts, and what belongs to none."""

    activities: tuple[Activity, ...]
    common: tuple[CommonCost, ...]
    common_resources: int
    untold: tuple[Line, ...]
    """Lines that nobody shared yet, read as common."""
    unweighed: tuple[Line, ...]
    """Lines shared by hours or surfaces that were typed of no activity, read as common."""

    def read(self) -> ActivitiesMap:
        """Contribution first, full cost beside."""
        return read_activities(self.activities, self.common, common_resources=self.common_resources)


def lay_out(plan: TrajectoryPlan, portfolio: Portfolio) -> LaidOut:
    """Every cent of the plan, to an activity or to none."""
    return _from_lines(plan, portfolio) if portfolio.by_lines else _typed(plan, portfolio)


def faults(plan: TrajectoryPlan, portfolio: Portfolio) -> tuple[Fault, ...]:
    """What keeps the activities from being read, each fault at its place."""
    laid = lay_out(plan, portfolio)
    return (*reading.faults(laid.activities, ()), *_faults(plan, portfolio))


def without_activity(portfolio: Portfolio, key: str) -> Portfolio:
    """The activity leaves with its parts; what it had of a line is common again."""
    return msgspec.structs.replace(
        portfolio,
        activities=tuple(one for one in portfolio.activities if one.key != key),
        allocations=tuple(
            msgspec.structs.replace(one, parts=tuple(part for part in one.parts if part.activity != key))
            for one in portfolio.allocations
        ),
    )


def without_line(portfolio: Portfolio, key: str) -> Portfolio:
    """The line left the plan."""
    kept = tuple(one for one in portfolio.allocations if one.line != key)
    return msgspec.structs.replace(portfolio, allocations=kept)


def total(plan: TrajectoryPlan, side: Side) -> int:
    """Cents of all the lines of a side."""
    return sum(line.amount for line in plan.lines if line.side == side)


def parts_of(line: Line, allocation: Allocation | None, activities: tuple[Activity, ...]) -> dict[str, int]:
    """Activity → cents of the line that it has; what is missing from the whole is common."""
    if allocation is None or allocation.way == "commun":
        return {}
    keys = [one.key for one in activities]
    if allocation.way == "parts":
        told = {part.activity: max(round(part.share * PRECISION), 0) for part in allocation.parts}
        weights = [told.get(key, 0) for key in keys]
        rest = max(PRECISION - sum(weights), 0)
        # Thirds typed as 33,33 % are a whole.
        rest = rest if rest > SHARES_AGREE * PRECISION else 0
    else:
        weights, rest = [round(getattr(one, _TYPED[allocation.way]) * PRECISION) for one in activities], 0
    if not sum(weights):
        return {}
    found = split(line.amount, [*weights, rest])
    return {key: cents for key, cents in zip(keys, found, strict=False) if cents}


_TYPED = {"heures": "hours", "surface": "surface"}


def _typed(plan: TrajectoryPlan, portfolio: Portfolio) -> LaidOut:
    spent = sum(one.direct_costs for one in portfolio.activities)
    brought = sum(one.resources for one in portfolio.activities)
    common = total(plan, "cost") - spent
    left = CommonCost(key="communs", label="Coûts communs", amount=max(common, 0), by=portfolio.common_by)
    return LaidOut(
        activities=portfolio.activities,
        common=(left,) if common > 0 else (),
        common_resources=max(total(plan, "resource") - brought, 0),
        untold=(),
        unweighed=(),
    )


def _from_lines(plan: TrajectoryPlan, portfolio: Portfolio) -> LaidOut:
    resources, sales, costs = ({one.key: 0 for one in portfolio.activities} for _ in range(3))
    common: list[CommonCost] = []
    common_resources = 0
    unweighed: list[Line] = []
    for line in plan.lines:
        allocation = portfolio.of(line.key)
        parts = parts_of(line, allocation, portfolio.activities)
        if allocation is not None and allocation.way in _TYPED and not parts and line.amount:
            unweighed.append(line)
        rest = line.amount - sum(parts.values())
        for key, cents in parts.items():
            if line.side == "cost":
                costs[key] += cents
                continue
            resources[key] += cents
            sales[key] += cents if line.nature == SALES else 0
        if line.side == "resource":
            common_resources += rest
        elif rest:
            by = allocation.by if allocation is not None else portfolio.common_by
            common.append(CommonCost(key=line.key, label=line.label, amount=rest, by=by))
    return LaidOut(
        activities=tuple(
            msgspec.structs.replace(
                one, resources=resources[one.key], direct_costs=costs[one.key], sales=sales[one.key]
            )
            for one in portfolio.activities
        ),
        common=tuple(common),
        common_resources=common_resources,
        untold=tuple(line for line in plan.lines if portfolio.of(line.key) is None),
        unweighed=tuple(unweighed),
    )


def _faults(plan: TrajectoryPlan, portfolio: Portfolio) -> Iterator[Fault]:
    labels = {line.key: line.label for line in plan.lines}
    for one in portfolio.allocations:
        shares = [part.share for part in one.parts]
        if sum(shares) > 1 + SHARES_AGREE or any(share < 0 for share in shares):
            yield Fault(
                kind="allocation",
                key=one.line,
                field="parts",
                message=typographic(
                    f"« {labels.get(one.line, one.line)} » est répartie à {percent(sum(shares))}."
                ),
                remedy=typographic("Écrivez des parts de 0 à 100 %, dont le total fait 100 % au plus."),
            )
    if portfolio.by_lines:
        return
    words: tuple[tuple[Side, str, str], ...] = (
        ("resource", "resources", "reçoivent"), ("cost", "direct_costs", "dépensent"),
    )  # fmt: skip
    for side, field, verb in words:
        typed, known = sum(getattr(one, field) for one in portfolio.activities), total(plan, side)
        if typed > known:
            yield Fault(
                kind="activity",
                key="",
                field=field,
                message=typographic(
                    f"Ensemble, vos activités {verb} {euros(typed)} ; "
                    f"vos lignes n’en comptent que {euros(known)}."
                ),
                remedy="Diminuez un montant, ou complétez vos lignes.",
            )
