"""The draws of a scenario in plain words, with no more precision than what was typed deserves."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.formatting import typographic
from equilibre.trajectory.hypotheses import Scenario
from equilibre.trajectory.projection import year_label
from equilibre.trajectory.uncertainty import DRAWS, Uncertainty, draw, in_words
from equilibre.trajectory.wording import thousands
from trajectoires.trajectories.domain.saved import Saved


@dataclass(frozen=True)
class Chances:
    """What the draws say, ready for the page."""

    heaviest: str
    """What weighs most on the end; the rest is the drawing's own sentence."""
    years: tuple[tuple[str, str, str, str, str], ...]
    """Label, low and high cash (8 draws in 10), the middle one, how often under a month of spending."""
    swings: tuple[tuple[str, str, str], ...]
    """Assumption, cash at the end at its worst, at its best."""
    draws: int
    seed: int
    told: Uncertainty
    """As the engine says it, for the drawing."""


def chances(saved: Saved, scenario: Scenario, *, draws: int = DRAWS) -> Chances | None:
    """None when nothing that was typed is uncertain. The plan has no fault."""
    told = draw(saved.plan, scenario, seed=saved.seed, draws=draws)
    if not told.swings:
        return None
    return Chances(
        heaviest=typographic(f"Ce qui pèse le plus sur la fin : « {told.swings[0].label} »."),
        years=tuple(
            (
                year_label(saved.plan.first_month.plus(12 * band.year)),
                thousands(band.cash[0]),
                thousands(band.cash[4]),
                thousands(band.cash[2]),
                in_words(told.under_a_month_by_year[band.year]),
            )
            for band in told.bands
        ),
        swings=tuple((one.label, thousands(one.low), thousands(one.high)) for one in told.swings),
        draws=told.draws,
        seed=told.seed,
        told=told,
    )
