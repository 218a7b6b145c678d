"""« Et si ? »: what moves, before and after, in both readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from equilibre.formatting import euros, typographic
from equilibre.trajectory.hypotheses import Scenario
from equilibre.trajectory.what_if import tried
from equilibre.trajectory.wording import balance, month_words
from trajectoires.trajectories.domain.queries.drawn import Pictures, pictures
from trajectoires.trajectories.domain.queries.reading import ScenarioReading, read_scenario
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import READINGS as READING_NAMES


@dataclass(frozen=True)
class Before:
    """One figure, before and after. Cents."""

    label: str
    before: int
    after: int

    @property
    def gap(self) -> int:
        """What the sliders change."""
        return self.after - self.before


@dataclass(frozen=True)
class Tried:
    """A scenario with the sliders where they are."""

    reading: ScenarioReading
    pictures: Pictures
    sentence: str
    rows: tuple[Before, ...]
    newly_short: bool
    """Cash is short with the sliders and was not without: the page says the rest above them."""


def try_out(saved: Saved, scenario: Scenario, moved: Mapping[str, int]) -> Tried:
    """The scenario recomputed; the chances are left to the result page. The plan has no fault."""
    plan, moved_scenario = tried(saved.plan, scenario, moved)
    under = msgspec.structs.replace(saved, plan=plan)
    before, after = read_scenario(saved, scenario), read_scenario(under, moved_scenario)
    return Tried(
        reading=after,
        pictures=pictures(under, after, None),
        sentence=_sentence(after),
        rows=tuple(_rows(before, after)),
        newly_short=after.alert is not None and before.alert is None,
    )


def _rows(before: ScenarioReading, after: ScenarioReading) -> list[Before]:
    rows = []
    for name, words in READING_NAMES.items():
        old, new = before.projections[name], after.projections[name]
        year = new.years[-1].label
        reading = words[0].lower() + words[1:]
        rows += [
            Before(f"Résultat {year}, {reading}", old.years[-1].result, new.years[-1].result),
            Before(f"En banque au plus bas, {reading}", old.deepest[0], new.deepest[0]),
        ]
    return rows


def _sentence(after: ScenarioReading) -> str:
    everything = after.projections["tout"]
    acquired = after.projections["acquis"]
    year, whole, sure = everything.years[-1].label, everything.years[-1].result, acquired.years[-1].result
    results = (
        f"{balance(whole)} dans les deux lectures"
        if whole == sure
        else f"{balance(whole)} tout compris et {balance(sure)} avec ce qui est acquis seulement"
    )
    low, at = everything.deepest
    return typographic(
        f"Avec ces curseurs, en {year}, {results}. En banque, le mois le plus "
        f"bas est {month_words(at)} tout compris ({euros(low)})."
    )
