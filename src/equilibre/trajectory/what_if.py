"""« Et si ? »: a handful of sliders over a whole scenario, tried without touching the plan.

Each slider is a shock of the engine that lasts from the first month to the last: a fall, a rise, or payments
that wait. What the base year still owes is therefore never changed. The groups are a reading of the lines'
nature; the bounds are a convention of the platform.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import msgspec

from equilibre.trajectory.hypotheses import Line, Scenario, Shock, ShockKind, TrajectoryPlan

_replace = msgspec.structs.replace


class Slider(NamedTuple):
    """What moves, and how far: a share of its lines (0.05 for 5 %), or whole months of waiting."""

    code: str
    label: str
    kind: ShockKind
    lowest: int
    """Percent, or months."""
    highest: int
    step: int
    touches: Callable[[Line], bool]


def _support(line: Line) -> bool:
    return line.side == "resource" and line.nature in ("subventionnement", "investissement_societal")


def _public(line: Line) -> bool:
    return _support(line) and line.public


def _private(line: Line) -> bool:
    return _support(line) and not line.public


def _sales(line: Line) -> bool:
    return line.side == "resource" and line.nature == "revenus_activite"


def _payroll(line: Line) -> bool:
    return line.side == "cost" and line.nature == "personnel"


def _other_costs(line: Line) -> bool:
    """A cost that follows a resource already moves with it."""
    return line.side == "cost" and line.nature != "personnel" and not line.follows


SLIDERS = (
    Slider("publics", "Soutiens publics", "cut", -50, 20, 5, _public),
    Slider("prives", "Soutiens privés (mécénat, dons)", "cut", -50, 50, 5, _private),
    Slider("ventes", "Revenus d’activité", "cut", -50, 50, 5, _sales),
    Slider("personnel", "Frais de personnel", "cut", -20, 20, 1, _payroll),
    Slider("charges", "Autres charges", "cut", -20, 20, 1, _other_costs),
    Slider("attente", "Soutiens publics versés plus tard", "delay", 0, 6, 1, _public),
)


def movable(plan: TrajectoryPlan) -> tuple[Slider, ...]:
    """The sliders that move at least one line of the plan."""
    return tuple(one for one in SLIDERS if any(one.touches(line) for line in plan.lines))


def shocks_of(plan: TrajectoryPlan, moved: Mapping[str, int]) -> tuple[Shock, ...]:
    """One shock for each slider that left zero. ``moved``: code → percent or months.

    Raises ``ValueError`` for an unknown code or a value outside the slider's bounds.
    """
    known = {one.code: one for one in SLIDERS}
    shocks = []
    for code, value in moved.items():
        slider = known.get(code)
        if slider is None or not slider.lowest <= value <= slider.highest:
            raise ValueError(f"{code}: {value} is not on a slider")
        lines = tuple(line.key for line in plan.lines if slider.touches(line))
        if value and lines:
            shocks.append(_shock(plan, slider, value, lines))
    return tuple(shocks)


def _shock(plan: TrajectoryPlan, slider: Slider, value: int, lines: tuple[str, ...]) -> Shock:
    """A rise is a fall of a negative share: it is computed, and cannot be kept as a risk."""
    waits = slider.kind == "delay"
    return Shock(
        key=f"et-si-{slider.code}",
        label=slider.label,
        kind=slider.kind,
        lines=lines,
        share=1.0 if waits else -value / 100,
        months=value if waits else 0,
        starts=plan.first_month,
    )


def tried(
    plan: TrajectoryPlan, scenario: Scenario, moved: Mapping[str, int]
) -> tuple[TrajectoryPlan, Scenario]:
    """The plan and the scenario to project. Nothing moved: the very same values."""
    shocks = shocks_of(plan, moved)
    if not shocks:
        return plan, scenario
    return (
        _replace(plan, shocks=(*plan.shocks, *shocks)),
        _replace(scenario, shocks=(*scenario.shocks, *(one.key for one in shocks))),
    )
