"""The date after which it is too late, from the delays that the user types and the cash of the plan.

No legal delay is known here (field rule 26): what is printed is « au plus tard, d’après vos délais ».
"""

from __future__ import annotations

import datetime as dt

import msgspec

from equilibre.trajectory.hypotheses import LeverAction, Month, Reading, Scenario, TrajectoryPlan
from equilibre.trajectory.projection import project
from equilibre.trajectory.results import Projection


class Delay(msgspec.Struct, frozen=True, kw_only=True):
    """A step that takes time before a decision has its effect: « préavis », « convocation de l’AG »."""

    label: str
    days: int


class Deadline(msgspec.Struct, frozen=True, kw_only=True):
    """The last day on which a decision still has its effect in time."""

    label: str
    needed_on: dt.date
    """When the effect must be there."""
    decide_by: dt.date
    delays: tuple[Delay, ...]
    too_late: bool
    """The day is already past."""


def last_responsible_date(
    label: str, *, needed_on: dt.date, delays: tuple[Delay, ...], today: dt.date
) -> Deadline:
    """The day when the effect is needed, minus every delay one after the other.

    Raises ``ValueError`` for a negative delay.
    """
    if any(one.days < 0 for one in delays):
        raise ValueError("a delay is negative")
    decide_by = needed_on - dt.timedelta(days=sum(one.days for one in delays))
    return Deadline(
        label=label, needed_on=needed_on, decide_by=decide_by, delays=delays, too_late=decide_by < today
    )


def cash_runs_short(plan: TrajectoryPlan, projection: Projection) -> Month | None:
    """First month whose end has less than one month of its year's spending; None when there is none."""
    for rank, cash in enumerate(projection.monthly_cash):
        if cash * 12 < projection.years[rank // 12].spent:
            return plan.first_month.plus(rank)
    return None


def last_start(plan: TrajectoryPlan, projection: Projection, action: LeverAction) -> Month | None:
    """Last month on which an action can start for its first euro to come before cash runs short.

    None when the cash of this projection never runs short.
    """
    short = cash_runs_short(plan, projection)
    return None if short is None else short.plus(-action.delay - 1)


def latest_start(
    plan: TrajectoryPlan, scenario: Scenario, action: LeverAction, reading: Reading
) -> Month | None:
    """``last_start`` on the cash of the scenario without the action: what happens if nobody decides.

    What needs this action is left out with it.
    """
    gone = {action.key}
    while more := {one.key for one in plan.actions if gone & set(one.needs)} - gone:
        gone |= more
    others = tuple(key for key in scenario.actions if key not in gone)
    without = msgspec.structs.replace(scenario, actions=others)
    return last_start(plan, project(plan, without, reading), action)
