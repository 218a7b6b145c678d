"""What the page of the Cerfa budget shows: each line with its place, and the table in short."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.formatting import NBSP, percent
from equilibre.trajectory.cerfa_budget import CerfaBudget, cerfa_budget
from equilibre.trajectory.cerfa_lines import line_title
from equilibre.trajectory.cerfa_placing import Placed, placed
from equilibre.trajectory.hypotheses import MONTHS_IN_YEAR, Scenario
from equilibre.trajectory.projection import project, year_label
from equilibre.trajectory.results import ProjectedLine
from trajectoires.trajectories.domain.saved import Saved


@dataclass(frozen=True)
class PlacedLine:
    """A line of the chosen scenario in the exercice of the table."""

    line: ProjectedLine
    cents: int
    place: Placed

    @property
    def words(self) -> str:
        """« 64 - Rémunération des personnels 80 %, 64 - Charges sociales 20 % »."""
        parts = self.place.parts
        if len(parts) == 1:
            return line_title(parts[0].code)
        return "\u202f; ".join(f"{line_title(one.code)}{NBSP}: {percent(one.share, 1)}" for one in parts)

    @property
    def label(self) -> str:
        """An action has two lines of the same name: the side tells them apart."""
        if not self.line.action:
            return self.line.label
        return f"{self.line.label} ({'côté charges' if self.line.side == 'cost' else 'côté produits'})"


def year_of(saved: Saved) -> int:
    """Rank of the exercice of the table, within the plan."""
    return min(max(saved.cerfa.year, 0), saved.plan.years - 1)


def years_of(saved: Saved) -> list[tuple[str, str]]:
    """The exercices of the plan as choices: rank, label."""
    return [
        (str(rank), year_label(saved.plan.first_month.plus(rank * MONTHS_IN_YEAR)))
        for rank in range(saved.plan.years)
    ]


def placed_lines(saved: Saved, scenario: Scenario) -> tuple[PlacedLine, ...]:
    """Every line that has an amount that year. The plan has no fault."""
    year = year_of(saved)
    return tuple(
        PlacedLine(line=line, cents=line.years[year], place=placed(line, saved.plan, saved.cerfa))
        for line in project(saved.plan, scenario, "tout").lines
        if line.years[year]
    )


def line_of_any_scenario(saved: Saved, key: str) -> ProjectedLine | None:
    """The projected line of a key, in whichever scenario holds it. The plan has no fault."""
    for scenario in (saved.scenario(), *saved.plan.scenarios):
        for line in project(saved.plan, scenario, "tout").lines:
            if line.key == key:
                return line
    return None


def budget_of(saved: Saved, scenario: Scenario) -> CerfaBudget:
    """The table itself."""
    return cerfa_budget(saved.plan, scenario, saved.cerfa)
