"""Where a trajectory starts: a model, lines typed by hand, or the fictitious association."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import msgspec

from equilibre.examples import fictitious_dossier
from equilibre.model.build import build_model
from equilibre.model.dossier import Partner
from equilibre.model.results import SocioEconomicModel
from equilibre.trajectory.activities import activities_of
from equilibre.trajectory.allocating import Portfolio
from equilibre.trajectory.cerfa_placing import CerfaChoices, places_from_accounts
from equilibre.trajectory.digest import digest
from equilibre.trajectory.hypotheses import (
    MONTHS_IN_YEAR,
    CommonShock,
    LeverAction,
    Line,
    Month,
    Range,
    Scenario,
    Shock,
    TrajectoryPlan,
)
from equilibre.trajectory.levers import Situation, beyond_lines
from equilibre.trajectory.starting import YEARS, left_out, starting_plan
from equilibre.trajectory.workspace import Words, Workspace
from trajectoires.trajectories.domain import (
    example_activities,
    example_alliances,
    example_decisions,
    example_financing,
    example_realised,
)
from trajectoires.trajectories.domain.example_levers import SITUATION, TEAM
from trajectoires.trajectories.domain.example_pitch import pitched
from trajectoires.trajectories.domain.example_steps import WRITTEN_ON, example_workspace
from trajectoires.trajectories.domain.example_takeaway import taken_away
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import LONGEST_LABEL, MOST_ROWS

replace = msgspec.structs.replace
AS_IT_IS = Scenario(key="fil", label="Au fil de l’eau", kind="fil_de_l_eau")


def from_model(model: SocioEconomicModel, partners: tuple[Partner, ...] = ()) -> Saved:
    """The last exercice, laid out for the years to come. ``ValueError``: no costs, or not twelve months.

    ``partners``: those of that exercice, which a model does not repeat.
    """
    plan = starting_plan(model)
    return Saved(
        plan=replace(plan, scenarios=(AS_IT_IS,)),
        chosen=AS_IT_IS.key,
        source=model.last.label,
        left_out=left_out(model),
        cerfa=CerfaChoices(places=places_from_accounts(model)),
        activities=_activities(model),
        partners=_partners(partners),
        model=digest(model),
        situation=Situation(used=beyond_lines(model, plan)),
    )


def _activities(model: SocioEconomicModel) -> Portfolio:
    """Those that were told with the accounts, under keys of our own."""
    found, _, _ = activities_of(model.last)
    return Portfolio(
        activities=tuple(
            replace(one, key=f"activite-{rank}", label=one.label[:LONGEST_LABEL])
            for rank, one in enumerate(found, start=1)
        )
    )


def _partners(told: tuple[Partner, ...]) -> tuple[Partner, ...]:
    """As many as the page of alliances holds, under keys of our own and names that its fields take."""
    return tuple(
        replace(one, key=f"partenaire-{rank}", name=one.name[:LONGEST_LABEL])
        for rank, one in enumerate(told[:MOST_ROWS], start=1)
    )


def by_hand(*, first_month: Month, years: int, opening_cash: int, opening_equity: int) -> Saved:
    """A start without a line yet. Amounts in cents."""
    plan = TrajectoryPlan(
        first_month=first_month,
        years=years,
        opening_cash=opening_cash,
        opening_equity=opening_equity,
        lines=(),
        scenarios=(AS_IT_IS,),
    )
    return Saved(plan=plan, chosen=AS_IT_IS.key)


def by_steps(*, first_month: Month) -> Saved:
    """The steps before any figure: neither line nor amount, to be told at the third step."""
    return by_hand(first_month=first_month, years=YEARS, opening_cash=0, opening_equity=0)


def after_session(*, first_month: Month, project: str, model: str) -> Saved:
    """The same, where a session already said the project and the model in its own words."""
    start = by_steps(first_month=first_month)
    return replace(start, workspace=Workspace(organisation=Words(project=project, model=model)))


@lru_cache(maxsize=4)
def example(on: dt.date = WRITTEN_ON) -> Saved:
    """The fictitious association: every status, range, action and shock below is invented with it.

    ``on``: the day it is opened. Its years begin in January of that year and its dates are counted from that
    day, so that nothing is late; its accounts stay those of the exercice that was invented.
    """
    start = _begun(from_model(build_model(fictitious_dossier())), on)
    first = start.plan.first_month
    lines = tuple(_told(line, first) for line in start.plan.lines)
    plan = replace(
        start.plan,
        lines=lines,
        actions=_actions(first),
        shocks=_shocks(first),
        scenarios=(
            AS_IT_IS,
            Scenario(
                key="prudent",
                label="La ville baisse et paie tard",
                kind="prudent",
                actions=("formations",),
                shocks=("baisse", "retard"),
            ),
            Scenario(
                key="choisi", label="Formations et mécénat", actions=("formations", "mecenat"), kind="choisi"
            ),
            Scenario(
                key="repli",
                label="Partager les locaux",
                kind="repli",
                actions=("locaux_partages",),
                shocks=("baisse",),
            ),
        ),
        common_shock=CommonShock(chance=0.2, share=0.15),
        investments=example_financing.investments(first),
        loans=example_financing.loans(first),
    )
    told = replace(
        start,
        plan=plan,
        chosen="choisi",
        fictitious=True,
        situation=SITUATION,
        team=TEAM,
        needs=example_financing.NEEDS,
        activities=example_activities.told(start.activities.activities),
        workspace=example_workspace(on),
        decisions=example_decisions.decisions(first),
        tasks=example_decisions.tasks(first),
        alliances=example_alliances.told(first),
        realised=example_realised.reports(first),
    )
    return pitched(taken_away(told), on)


def _begun(start: Saved, on: dt.date) -> Saved:
    """The same, begun so many years later that the first year holds this day; never earlier."""
    plan = start.plan
    later = MONTHS_IN_YEAR * max(on.year - plan.first_month.year, 0)
    lines = tuple(
        line if line.ends is None else replace(line, ends=line.ends.plus(later)) for line in plan.lines
    )
    return replace(start, plan=replace(plan, first_month=plan.first_month.plus(later), lines=lines))


def _told(line: Line, first: Month) -> Line:
    """What the treasurer of the fictitious association says of each line."""
    said: dict[str, dict[str, object]] = {
        "r01": {"status": "acquis", "spread": Range(low=-0.05, high=0.05)},
        "r02": {"status": "acquis", "spread": Range(low=-0.2, high=0.1)},
        "r04": {"status": "demande", "chance": 0.5},
        "r05": {"status": "acquis"},
        "r06": {"status": "acquis", "delay": 2},
        "r07": {"status": "acquis", "delay": 3, "ends": first.plus(35)},
        "r11": {"status": "acquis", "indexation": 0.01, "spread": Range(low=-0.1, high=0.1)},
        "r13": {"status": "acquis", "delay": 1, "spread": Range(low=-0.15, high=0.1)},
        "r15": {"status": "acquis", "spread": Range(low=-0.1, high=0.05)},
        "r16": {"status": "acquis"},
        "r17": {"status": "notifie", "chance": 0.9, "delay": 1},
        "r18": {"status": "acquis"},
        "personnel": {"indexation": 0.02},
        "achats": {"follows": "r11", "spread": Range(low=-0.05, high=0.1)},
        "locaux": {"indexation": 0.02, "spread": Range(low=0.0, high=0.1)},
    }
    return replace(line, **said.get(line.key, {}))


def _actions(first: Month) -> tuple[LeverAction, ...]:
    return (
        LeverAction(
            key="formations",
            label="Vendre des formations à d’autres associations",
            lever="FI3c",
            nature="revenus_activite",
            starts=first.plus(17),
            delay=4,
            ramp=(0.5, 1.0),
            yearly=1_500_000,
            cost_once=150_000,
            cost_yearly=400_000,
            etp=0.2,
            chance=0.6,
            horizon="operationnel",
            impact="performance",
        ),
        LeverAction(
            key="mecenat",
            label="Chercher deux entreprises mécènes",
            lever="FI1b-entreprise",
            nature="subventionnement",
            starts=first.plus(12),
            delay=7,
            ramp=(0.5, 1.0),
            yearly=900_000,
            cost_once=50_000,
            cost_yearly=60_000,
            etp=0.1,
            chance=0.4,
            horizon="strategique",
            impact="confiance",
        ),
        LeverAction(
            key="locaux_partages",
            label="Partager les locaux avec une autre association",
            lever="AL3",
            nature="revenus_activite",
            starts=first.plus(14),
            delay=3,
            yearly=480_000,
            cost_once=80_000,
            cost_yearly=0,
            chance=0.7,
            horizon="strategique",
            impact="innovation",
        ),
    )


def _shocks(first: Month) -> tuple[Shock, ...]:
    return (
        Shock(
            key="baisse",
            label="La subvention de fonctionnement baisse de 30\u00a0%",
            kind="cut",
            lines=("r06",),
            share=0.3,
            starts=first.plus(12),
        ),
        Shock(
            key="retard",
            label="Les subventions arrivent trois mois plus tard",
            kind="delay",
            lines=("r06", "r07"),
            months=3,
            starts=first.plus(18),
            ends=first.plus(29),
        ),
    )
