"""What was planned for an action, on the lines of the form: taken from the Cerfa budget of its exercice.

An action has its own lines; an activity has its parts of the lines that were shared out. Each line of the
form is rounded to the euro once, as on the budget itself (convention). The report keeps these figures: a plan
that changes later does not change what was requested.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import msgspec

from equilibre.trajectory.allocating import Portfolio, parts_of
from equilibre.trajectory.cerfa_budget import cerfa_budget, euros_of
from equilibre.trajectory.cerfa_placing import CerfaChoices
from equilibre.trajectory.hypotheses import Scenario, TrajectoryPlan
from equilibre.trajectory.projection import project
from equilibre.trajectory.realised import ReportLine, form_lines


def lines_of_action(plan: TrajectoryPlan, scenario: Scenario, action: str) -> dict[str, float]:
    """Key of a projected line → 1 for each line that the action brings or costs. The plan has no fault."""
    return {one.key: 1.0 for one in project(plan, scenario, "tout").lines if one.action == action}


def parts_of_activity(plan: TrajectoryPlan, portfolio: Portfolio, activity: str) -> dict[str, float]:
    """Key of a line of the plan → the part that the activity has of it, 0–1; those without one left out."""
    found = {}
    for line in plan.lines:
        cents = parts_of(line, portfolio.of(line.key), portfolio.activities).get(activity, 0)
        if cents:
            found[line.key] = cents / line.amount
    return found


def planned_lines(
    plan: TrajectoryPlan, scenario: Scenario, choices: CerfaChoices, *, year: int, parts: Mapping[str, float]
) -> tuple[ReportLine, ...]:
    """The lines of the form that have an amount, in whole euros written as cents. The plan has no fault.

    ``parts``: key of a projected line → the part of it that belongs to the action, 0–1.
    """
    budget = cerfa_budget(plan, scenario, msgspec.structs.replace(choices, year=year))
    cents: dict[str, float] = defaultdict(float)
    for section in (*budget.costs, *budget.resources):
        for row in section.rows:
            for source in row.sources:
                cents[row.code] += source.cents * parts.get(source.key, 0.0)
    whole = {code: euros_of(round(amount)) for code, amount in cents.items()}
    return tuple(
        ReportLine(code=one.code, planned=whole[one.code] * 100)
        for one in form_lines()
        if whole.get(one.code)
    )
