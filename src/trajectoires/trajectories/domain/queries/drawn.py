"""The drawings of a scenario, each for a page and for a phone."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.drawings.cash_line import cash_line_svg
from equilibre.drawings.drawing import Drawing
from equilibre.drawings.fan import fan_svg
from equilibre.drawings.years import years_svg
from trajectoires.trajectories.domain.queries.chances import Chances
from trajectoires.trajectories.domain.queries.reading import ScenarioReading
from trajectoires.trajectories.domain.saved import Saved


@dataclass(frozen=True)
class Picture:
    """A drawing in its two forms."""

    wide: Drawing
    narrow: Drawing


@dataclass(frozen=True)
class Pictures:
    """What the page draws; no fan when nothing is uncertain."""

    cash: Picture
    years: Picture
    fan: Picture | None


def pictures(saved: Saved, reading: ScenarioReading, chances: Chances | None) -> Pictures:
    """Both forms of each drawing: the phone's has ids of its own."""
    plan, both = saved.plan, reading.projections
    fan = None
    if chances is not None:
        fan = Picture(
            wide=fan_svg(plan, chances.told),
            narrow=fan_svg(plan, chances.told, variant="phone", prefix="eventail-t"),
        )
    return Pictures(
        cash=Picture(
            wide=cash_line_svg(plan, both),
            narrow=cash_line_svg(plan, both, variant="phone", prefix="tresorerie-t"),
        ),
        years=Picture(wide=years_svg(both), narrow=years_svg(both, variant="phone", prefix="annees-t")),
        fan=fan,
    )
