"""Where to begin, on the result: at most three things, the most urgent first, each with its figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from equilibre.formatting import enumerated, euros, typographic
from equilibre.trajectory.deadlines import cash_runs_short
from equilibre.trajectory.hypotheses import Month, TrajectoryPlan
from equilibre.trajectory.results import ProjectedYear
from equilibre.trajectory.skills import uncovered
from equilibre.trajectory.wording import month_words
from trajectoires.trajectories.domain.queries.deciding import dated_decisions, regranting, wait_words
from trajectoires.trajectories.domain.queries.proposing import hoped_until, loans_counted, stopping
from trajectoires.trajectories.domain.queries.reading import ScenarioReading
from trajectoires.trajectories.domain.saved import Saved

MOST = 3
LONG = 20
"""Years after which one no longer says how long reserves would pay."""
NAMED = 2
"""Posts without relief that are named."""


@dataclass(frozen=True)
class FirstStep:
    """Something to do first: what is seen, and the page where one does it."""

    words: str
    label: str
    page: str
    query: str = ""

    @property
    def page_name(self) -> str:
        """Name of its address."""
        return f"trajectories:{self.page}"


def first_steps(saved: Saved, reading: ScenarioReading, *, today: dt.date) -> tuple[FirstStep, ...]:
    """Late decisions, a grant passed on without a clause, cash and the result, who could take over, what
    reserves pay. None while help comes first.
    """
    if reading.alert is not None:
        return ()
    found = (
        *_late(saved, today),
        *_passed_on(saved, today),
        *_said_first(_money(saved, reading), stopping(saved.plan, reading.scenario)),
        *_alone(saved),
        *_said_first(_reserves(saved, reading), stopping(saved.plan, reading.scenario)),
    )
    return found[:MOST]


def _late(saved: Saved, today: dt.date) -> Iterator[FirstStep]:
    for one in dated_decisions(saved, today=today):
        if one.late and one.decide_by is not None:
            words = f"« {one.decision.label} » : la date est {wait_words(one.decide_by, today)}."
            yield FirstStep(typographic(words), "Décider, ou changer la date", "calendar")


def _passed_on(saved: Saved, today: dt.date) -> Iterator[FirstStep]:
    """A public grant that an alliance passes on, when nobody said that the agreement foresees it."""
    for one in saved.alliances:
        if one.label in regranting(saved, today):
            words = (
                f"« {one.label} » : une subvention publique passe d’un partenaire à l’autre, et rien ne "
                "dit que la convention le prévoit."
            )
            yield FirstStep(typographic(words), "Dire qui le fait écrire, et quand", "calendar")


def _money(saved: Saved, reading: ScenarioReading) -> Iterator[FirstStep]:
    """What cash or the result says, in the surest reading where it is seen."""
    plan, whole, sure = saved.plan, reading.projections["tout"], reading.projections["acquis"]
    at, prudent = cash_runs_short(plan, whole), cash_runs_short(plan, sure)
    lost = next((rank for rank, year in enumerate(whole.years) if year.result < 0), None)
    lost_if_sure = next((rank for rank, year in enumerate(sure.years) if year.result < 0), None)
    sooner = prudent is not None and (at is None or prudent < at)
    prudently = not reading.untold and (sooner or (lost is None and lost_if_sure is not None))
    if prudently:
        yield _if_it_does_not_come(plan, reading, prudent, lost_if_sure)
    if at is not None:
        words = f"Même tout compris, la banque passe sous un mois de dépenses en {month_words(at)}."
        if not prudently:
            words = " ".join([words, *loans_counted(plan, reading.scenario)])
        rank = at.since(plan.first_month) // 12
        query = _search(reading, rank, banque=str(-(-whole.years[rank].spent // 1200)))
        yield FirstStep(typographic(words), "Chercher comment l’éviter", "searching", query)
    if lost is not None and prudent is not None:
        first, worst = whole.years[lost], min(whole.years, key=lambda year: year.result)
        words = f"En {first.label}, il manque {euros(-first.result)}, même tout compris"
        words += f" ; au plus fort, {euros(-worst.result)} en {worst.label}." if worst is not first else "."
        query = _search(reading, lost)
        yield FirstStep(typographic(words), "Chercher l’équilibre", "searching", query)


def _reserves(saved: Saved, reading: ScenarioReading) -> Iterator[FirstStep]:
    """A loss that the bank pays without ever running short: a choice, which has an end."""
    plan, sure = saved.plan, reading.projections["acquis"]
    lost = next((year for year in reading.projections["tout"].years if year.result < 0), None)
    if lost is None or cash_runs_short(plan, sure) is not None:
        return
    last = sure.years[-1]
    words = (
        f"En {lost.label}, il manque {euros(-lost.result)} tout compris ; vos réserves le paient : "
        f"{euros(plan.opening_cash)} en banque au départ, {euros(last.cash)} fin {last.label}, acquis "
        f"seulement.{_held_out(last)}"
    )
    yield FirstStep(typographic(words), "Écrire jusqu’où descendre, et qui décide", "add_decision")


def _held_out(last: ProjectedYear) -> str:
    """How long reserves would still pay, were the last year to come again; « » when it is not in loss."""
    if last.result >= 0:
        return ""
    years = last.cash // -last.result
    if years == 0:
        return f" Si {last.label} se répétait, elles ne paieraient pas une année de plus."
    if years > LONG:
        return ""
    return f" Si {last.label} se répétait, elles paieraient encore {years} an{'s' if years > 1 else ''}."


def _said_first(steps: Iterator[FirstStep], words: str) -> Iterator[FirstStep]:
    """The same steps; the first also says ``words``."""
    for one in steps:
        yield replace(one, words=f"{one.words} {words}") if words else one
        words = ""


def _if_it_does_not_come(
    plan: TrajectoryPlan, reading: ScenarioReading, short: Month | None, lost: int | None
) -> FirstStep:
    """What only holds with what is not acquired."""
    sure, whole = reading.projections["acquis"], reading.projections["tout"]
    seen = []
    if short is not None:
        rank = short.since(plan.first_month) // 12
        seen.append((rank, f"la banque passe sous un mois de dépenses en {month_words(short)}"))
    if lost is not None:
        seen.append((lost, f"il manque {euros(-sure.years[lost].result)} en {sure.years[lost].label}"))
    named = hoped_until(plan, reading.scenario, whole, max((rank for rank, _ in seen), default=0))
    # What is waited for, not why money is short: a grant that ends or a cost may weigh more.
    on = f" Reste à obtenir : {named}." if named else ""
    words = f"Avec ce qui est acquis seulement, {enumerated([one for _, one in seen])}.{on}"
    return FirstStep(typographic(words), "Dire ce que vous ferez sans", "calendar")


def _search(reading: ScenarioReading, rank: int, **limits: str) -> str:
    return urlencode({"scenario": reading.scenario.key, "annee": rank, **limits})


def _alone(saved: Saved) -> Iterator[FirstStep]:
    alone = [one for one in uncovered(saved.team) if one.backup == "non"]
    if alone:
        named = enumerated([f"« {one.label} »" for one in alone[:NAMED]])
        yield FirstStep(
            typographic(f"{named} : personne ne peut prendre le relais."),
            "Dire qui prend le relais",
            "calendar",
        )
