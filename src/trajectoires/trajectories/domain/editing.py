"""Changing a plan: put a row in, take it out with what pointed to it, say what is acquired.

Pure edits of ``Saved``; ``storage.revise`` writes them. Rows that leave take along what named them, so that a
plan never points at what is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from equilibre.trajectory.allocating import without_line
from equilibre.trajectory.checking import Fault, faults
from equilibre.trajectory.hypotheses import (
    Investment,
    LeverAction,
    Line,
    Loan,
    ResourceStatus,
    Scenario,
    Shock,
    TrajectoryPlan,
)
from trajectoires.trajectories.domain.rows import new_key, with_row
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import LONGEST_LABEL, MOST_ROWS

replace = msgspec.structs.replace
Kind = Literal["line", "action", "shock", "scenario", "investment", "loan"]
Row = Line | LeverAction | Shock | Scenario | Investment | Loan
PLURALS: dict[Kind, str] = {
    "line": "lines",
    "action": "actions",
    "shock": "shocks",
    "scenario": "scenarios",
    "investment": "investments",
    "loan": "loans",
}
KEYS: dict[Kind, str] = {
    "line": "ligne",
    "action": "action",
    "shock": "choc",
    "scenario": "scenario",
    "investment": "achat",
    "loan": "emprunt",
}
"""What the keys of a kind begin with."""


def rows_of(plan: TrajectoryPlan, kind: Kind) -> tuple[Row, ...]:
    """The rows of a kind, in the order of the page."""
    found: tuple[Row, ...] = getattr(plan, PLURALS[kind])
    return found


def row_of(plan: TrajectoryPlan, kind: Kind, key: str) -> Row | None:
    """The row of this key; None when there is none."""
    return next((one for one in rows_of(plan, kind) if one.key == key), None)


def put(saved: Saved, kind: Kind, row: Row) -> Saved:
    """The row in the place of the one of its key, or at the end."""
    kept = with_row(rows_of(saved.plan, kind), row)
    return replace(saved, plan=replace(saved.plan, **{PLURALS[kind]: kept}))


def take_out(saved: Saved, kind: Kind, key: str) -> Saved:
    """Without the row of this key, nor what named it. The last scenario stays: a plan always has one."""
    plan, shared = saved.plan, saved.activities
    if kind == "scenario" and len(plan.scenarios) == 1:
        return saved
    kept = tuple(one for one in rows_of(plan, kind) if one.key != key)
    plan = replace(plan, **{PLURALS[kind]: kept})
    if kind == "line":
        plan, shared = _without_line(plan, key), without_line(shared, key)
        saved = _waiting_for_nothing(saved, key)
    elif kind == "action":
        plan = _without_action(plan, key)
        saved = _serving_nothing(saved, key)
    elif kind == "shock":
        plan = _without_shocks(plan, {key})
    return replace(saved, plan=plan, activities=shared)


def _without_line(plan: TrajectoryPlan, key: str) -> TrajectoryPlan:
    lines = tuple(replace(one, follows="") if one.follows == key else one for one in plan.lines)
    shocks = tuple(
        replace(one, lines=tuple(line for line in one.lines if line != key)) for one in plan.shocks
    )
    # A shock that touches nothing any more says nothing.
    empty = {one.key for one in shocks if not one.lines}
    return _without_shocks(replace(plan, lines=lines, shocks=shocks), empty)


def _without_shocks(plan: TrajectoryPlan, keys: set[str]) -> TrajectoryPlan:
    return replace(
        plan,
        shocks=tuple(one for one in plan.shocks if one.key not in keys),
        scenarios=tuple(
            replace(one, shocks=tuple(key for key in one.shocks if key not in keys)) for one in plan.scenarios
        ),
    )


def brought_by(plan: TrajectoryPlan, action: str) -> tuple[Investment | Loan, ...]:
    """The investments and loans that are there only for an action: they leave with it."""
    return tuple(one for one in (*plan.investments, *plan.loans) if one.action == action)


def _without_action(plan: TrajectoryPlan, gone: str) -> TrajectoryPlan:
    def left(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(key for key in keys if key != gone)

    return replace(
        plan,
        actions=tuple(
            replace(one, needs=left(one.needs), excludes=left(one.excludes)) for one in plan.actions
        ),
        scenarios=tuple(replace(one, actions=left(one.actions)) for one in plan.scenarios),
        # Freed, they would enter every scenario.
        investments=tuple(one for one in plan.investments if one.action != gone),
        loans=tuple(one for one in plan.loans if one.action != gone),
    )


def _serving_nothing(saved: Saved, gone: str) -> Saved:
    """Decisions and tasks stay when the action that they served goes."""

    def loose(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(one, action="") if one.action == gone else one for one in rows)

    return replace(saved, decisions=loose(saved.decisions), tasks=loose(saved.tasks))


def _waiting_for_nothing(saved: Saved, gone: str) -> Saved:
    """A decision stays when the resource that it waited for goes."""
    kept = tuple(replace(one, line="") if one.line == gone else one for one in saved.decisions)
    return replace(saved, decisions=kept)


def say_statuses(saved: Saved, said: Mapping[str, ResourceStatus]) -> Saved:
    """The status of each resource that was told; the others keep theirs."""
    lines = tuple(
        replace(one, status=said[one.key]) if one.side == "resource" and one.key in said else one
        for one in saved.plan.lines
    )
    return replace(saved, plan=replace(saved.plan, lines=lines))


def wrong_in(saved: Saved, kind: str, key: str) -> tuple[Fault, ...]:
    """What is wrong with one row, once the whole plan is read."""
    return tuple(one for one in faults(saved.plan) if one.kind == kind and one.key == key)


@dataclass(frozen=True)
class PlanRows:
    """The rows of a kind, as a page lists and changes them (``domain.rows.Rows``)."""

    kind: Kind

    @property
    def name(self) -> str:
        """What keys begin with."""
        return KEYS[self.kind]

    def of(self, saved: Saved) -> tuple[Row, ...]:
        """In the order of the page."""
        return rows_of(saved.plan, self.kind)

    def put(self, saved: Saved, row: Any) -> Saved:
        """See ``put``."""
        return put(saved, self.kind, row)

    def take_out(self, saved: Saved, key: str) -> Saved:
        """See ``take_out``."""
        return take_out(saved, self.kind, key)

    def wrong(self, saved: Saved, key: str) -> tuple[Fault, ...]:
        """See ``wrong_in``."""
        return wrong_in(saved, self.kind, key)


def with_mix(saved: Saved, base: str, keys: Iterable[str], label: str) -> Saved:
    """A new scenario, opened first: the one it was searched on, and a mix of actions on top of it."""
    plan = saved.plan
    known = {one.key for one in plan.actions}
    added = tuple(key for key in keys if key in known)
    under = saved.scenario(base)
    if not added or len(plan.scenarios) >= MOST_ROWS:
        return saved
    made = Scenario(
        key=new_key(PlanRows("scenario"), saved),
        label=" ".join(label.split())[:LONGEST_LABEL] or "Proposé par la recherche",
        kind="choisi",
        actions=tuple(dict.fromkeys((*under.actions, *added))),
        shocks=under.shocks,
    )
    return replace(put(saved, "scenario", made), chosen=made.key)
