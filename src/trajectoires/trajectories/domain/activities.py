"""Edits of the activities: pure functions of ``Saved``."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from equilibre.trajectory.activities import Activity, AllocationKey
from equilibre.trajectory.allocating import Allocation, Portfolio, faults, without_activity
from equilibre.trajectory.checking import Fault
from equilibre.trajectory.usefulness import Votes
from trajectoires.trajectories.domain.rows import with_row
from trajectoires.trajectories.domain.saved import Saved

replace = msgspec.structs.replace


class ActivityRows:
    """The activities as a page lists and changes them (``domain.rows.Rows``)."""

    name = "activite"

    def of(self, saved: Saved) -> tuple[Activity, ...]:
        """In the order of the page."""
        return saved.activities.activities

    def put(self, saved: Saved, row: Activity) -> Saved:
        """The activity in the place of the one of its key, or at the end."""
        return _with(saved, replace(saved.activities, activities=with_row(self.of(saved), row)))

    def take_out(self, saved: Saved, key: str) -> Saved:
        """Without this activity; what it had of a line is common again."""
        return _with(saved, without_activity(saved.activities, key))

    def wrong(self, saved: Saved, key: str) -> tuple[Fault, ...]:
        """What is wrong with one activity. That all of them exceed the plan is told on their page."""
        return tuple(
            one for one in faults(saved.plan, saved.activities) if one.kind == "activity" and one.key == key
        )


def share_lines(saved: Saved, told: Mapping[str, Allocation | None]) -> Saved:
    """How each of these lines is shared, None for nobody said; the other lines keep theirs."""
    kept = tuple(one for one in saved.activities.allocations if one.line not in told)
    said = tuple(one for one in told.values() if one is not None)
    order = {line.key: rank for rank, line in enumerate(saved.plan.lines)}
    found = sorted((*kept, *said), key=lambda one: order.get(one.line, len(order)))
    return _with(saved, replace(saved.activities, allocations=tuple(found)))


def count_by(saved: Saved, *, by_lines: bool, common_by: AllocationKey) -> Saved:
    """Where amounts come from, and the key of common costs. What was typed the other way is kept aside."""
    return _with(saved, replace(saved.activities, by_lines=by_lines, common_by=common_by))


def place_votes(saved: Saved, asked: Mapping[str, str], votes: Mapping[str, Votes]) -> Saved:
    """The middle of the votes as the usefulness of each activity that still has the name voted on."""
    return _with(
        saved,
        replace(
            saved.activities,
            activities=tuple(
                replace(one, usefulness=votes[one.key].median, votes=votes[one.key])
                if one.key in votes and asked.get(one.key) == one.label
                else one
                for one in saved.activities.activities
            ),
        ),
    )


def _with(saved: Saved, portfolio: Portfolio) -> Saved:
    return replace(saved, activities=portfolio)
