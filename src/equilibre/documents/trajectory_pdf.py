"""The trajectory on one A4 side, for a bank or a funder: cash, years, assumptions, dates, sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from equilibre.documents.trajectory_data import trajectory_data
from equilibre.documents.typeset import typeset
from equilibre.drawings.cash_line import cash_line_svg
from equilibre.drawings.fan import fan_svg
from equilibre.drawings.years import years_svg
from equilibre.model.dossier import Project
from equilibre.trajectory.deciding import DatedDecision, Decider
from equilibre.trajectory.hypotheses import Scenario, TrajectoryPlan
from equilibre.trajectory.projection import both
from equilibre.trajectory.uncertainty import Uncertainty


def trajectory_pdf(
    plan: TrajectoryPlan,
    scenario: Scenario,
    *,
    on: dt.date,
    organisation: str = "",
    project: Project | None = None,
    decisions: Sequence[DatedDecision] = (),
    deciders: Mapping[Decider, str] | None = None,
    uncertainty: Uncertainty | None = None,
    sources: Sequence[str] = (),
    address: str = "",
) -> bytes:
    """The PDF/UA-1 of a scenario of a plan without fault (``checking.faults``).

    ``on`` is its date; ``decisions`` are dated on the same scenario, and ``deciders`` gives the words of who
    takes each; ``sources`` say where the base year comes from; ``address`` (of the site) is written at the
    foot. The last dates are left out, and counted, before words get too small to read.
    """
    readings = both(plan, scenario)
    cash = cash_line_svg(plan, readings, variant="print")
    data = trajectory_data(
        plan, scenario, readings, on=on, organisation=organisation, project=project or Project(),
        decisions=decisions, deciders=deciders or {}, sources=sources, address=address,
    )  # fmt: skip
    data |= {
        "sentence": years_svg(readings).sentence,
        "cash": {"title": cash.title, "description": cash.description, "sentence": cash.sentence},
        "uncertainty": "" if uncertainty is None else fan_svg(plan, uncertainty).sentence,
    }
    return typeset("trajectory.typ", data, on=on, drawings={"cash": cash})
