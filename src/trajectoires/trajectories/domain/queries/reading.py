"""What the page of a trajectory reads: a scenario in its two readings, in sentences and in rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from equilibre.formatting import typographic
from equilibre.model.dossier import Project
from equilibre.trajectory.cash_alert import CashAlert, before_any_scenario, cash_alert, nothing_acquired
from equilibre.trajectory.checking import faults
from equilibre.trajectory.deadlines import latest_start
from equilibre.trajectory.hypotheses import (
    READINGS,
    LeverAction,
    Month,
    Reading,
    Scenario,
    TrajectoryPlan,
)
from equilibre.trajectory.projection import WATCHED, both, year_label
from equilibre.trajectory.results import Projection
from equilibre.trajectory.wording import in_two_sentences, month_words
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import READINGS as READING_NAMES

MEASURES = (
    ("resources", "Ressources"),
    ("costs", "Charges"),
    ("result", "Résultat"),
    ("lowest_cash", "En banque, au plus bas de l’année"),
    ("cash", "En banque, à la fin de l’année"),
    ("equity", "Fonds propres, à la fin de l’année"),
)
Both = dict[Reading, Projection]


def period(plan: TrajectoryPlan) -> str:
    """« 2027 », « 2027 à 2031 »."""
    first = year_label(plan.first_month)
    last = year_label(plan.first_month.plus(12 * (plan.years - 1)))
    return first if first == last else f"{first} à {last}"


@dataclass(frozen=True)
class Measure:
    """One measure of every year: a row for each reading, one above the other."""

    label: str
    rows: tuple[tuple[str, tuple[int, ...]], ...]


WIDE = 100_000_000
"""Cents. From a million euros on, five amounts do not fit side by side on a phone."""


def are_wide(measures: Iterable[Measure]) -> bool:
    """Whether one of the amounts takes the room of two."""
    return any(
        abs(amount) >= WIDE for measure in measures for _name, amounts in measure.rows for amount in amounts
    )


@dataclass(frozen=True)
class Deciding:
    """An action of the scenario, and the last month on which it can still start in time."""

    action: LeverAction
    starts: str
    first_euro: str
    latest: tuple[tuple[str, str, bool], ...]
    """For each reading: its name, the month in words (« » when cash never runs short), already past."""


@dataclass(frozen=True)
class ScenarioReading:
    """Everything the page says of a scenario."""

    scenario: Scenario
    projections: Both
    years: tuple[str, ...]
    measures: tuple[Measure, ...]
    wide: bool
    """Amounts of a million euros and more are among them."""
    sentences: tuple[str, ...]
    months: tuple[tuple[str, int, int], ...]
    """Month, cents in the bank at its end: acquired only, then everything."""
    alert: CashAlert | None
    """Cash is so short that help goes before any scenario."""
    untold: bool
    """No resource that is paid is acquired yet: the prudent reading says nothing."""


def read_scenario(saved: Saved, scenario: Scenario) -> ScenarioReading:
    """The two readings of a scenario. The plan has no fault."""
    plan = saved.plan
    projections = both(plan, scenario)
    measures = _measures(projections)
    return ScenarioReading(
        scenario=scenario,
        projections=projections,
        years=tuple(year.label for year in projections["tout"].years),
        measures=measures,
        wide=are_wide(measures),
        sentences=in_two_sentences(projections),
        months=_months(plan, projections),
        alert=cash_alert(plan, projections),
        untold=nothing_acquired(plan),
    )


def _measures(projections: Both) -> tuple[Measure, ...]:
    return tuple(
        Measure(
            label=label,
            rows=tuple(
                (READING_NAMES[name], tuple(getattr(year, field) for year in projections[name].years))
                for name in READINGS
            ),
        )
        for field, label in MEASURES
    )


def _months(plan: TrajectoryPlan, projections: Both) -> tuple[tuple[str, int, int], ...]:
    pairs = zip(projections["acquis"].monthly_cash, projections["tout"].monthly_cash, strict=True)
    return tuple(
        (month_words(plan.first_month.plus(rank)), acquired, everything)
        for rank, (acquired, everything) in enumerate(pairs)
        if rank < WATCHED
    )


def came_from(saved: Saved) -> tuple[str, ...]:
    """Where the base year comes from, as a document prints it."""
    origin = f"Comptes {saved.source} de l’association." if saved.source else "Lignes saisies à la main."
    invented = ("Exemple : association fictive, chiffres inventés.",) if saved.fictitious else ()
    return tuple(typographic(words) for words in (origin, *invented))


def organisation_of(saved: Saved) -> str:
    """Its name, from the model that the trajectory starts from; « » when lines were typed by hand."""
    return "" if saved.model is None else saved.model.organisation


def project_of(saved: Saved) -> Project:
    """The three lines of the project, from the same model: printed above the sentence (field rule 1)."""
    model = saved.model
    if model is None:
        return Project()
    return Project(vocation=model.vocation, missions=model.missions, ambition=model.ambition)


def in_one_sentence(saved: Saved) -> str:
    """For a list: the last year of the chosen scenario; what is missing when it cannot be computed."""
    if faults(saved.plan):
        return "Des hypothèses restent à compléter."
    return in_two_sentences(both(saved.plan, saved.scenario()))[0]


def cash_alert_of(saved: Saved, scenario: Scenario | None = None) -> CashAlert | None:
    """Why help goes before this scenario, or the one that opens first. None too for a plan with a fault."""
    if faults(saved.plan):
        return None
    return cash_alert(saved.plan, both(saved.plan, scenario or saved.scenario()))


def help_in_a_document(saved: Saved) -> tuple[str, ...]:
    """What a document says before anything else when cash is short, on the scenario that opens first."""
    return () if faults(saved.plan) else before_any_scenario(saved.plan, both(saved.plan, saved.scenario()))


def deciding(plan: TrajectoryPlan, scenario: Scenario, *, today: dt.date) -> tuple[Deciding, ...]:
    """The actions of a scenario, each with the month after which its first euro comes too late.

    Cash is read without the action itself: it says what happens if nobody decides. An action that brings no
    money is left out: cash gives it no date.
    """
    found = []
    now = Month(today.year, today.month)
    for action in plan.actions:
        if action.key not in scenario.actions or not action.yearly:
            continue
        latest = []
        for name in READINGS:
            last = latest_start(plan, scenario, action, name)
            past = last is not None and last < now
            latest.append((READING_NAMES[name], "" if last is None else month_words(last), past))
        found.append(
            Deciding(
                action=action,
                starts=month_words(action.starts),
                first_euro=month_words(action.starts.plus(action.delay)),
                latest=tuple(latest),
            )
        )
    return tuple(found)
