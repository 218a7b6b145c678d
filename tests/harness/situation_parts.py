"""Rows of a trajectory as somebody types them: amounts are euros, what is built is in cents."""

from __future__ import annotations

from typing import Any

from equilibre.trajectory.hypotheses import (
    Investment,
    LeverAction,
    Line,
    Loan,
    Month,
    Scenario,
    Shock,
    TrajectoryPlan,
)
from trajectoires.trajectories.domain.saved import Saved

FIRST = Month(2027, 1)


def comes(key: str, label: str, euros: int, nature: str = "subventionnement", **said: Any) -> Line:
    """A resource, « acquis » unless told."""
    return Line(key=key, label=label, side="resource", nature=nature, amount=euros * 100, **said)


def goes(key: str, label: str, euros: int, nature: str = "autres", **said: Any) -> Line:
    """A cost."""
    return Line(key=key, label=label, side="cost", nature=nature, amount=euros * 100, **said)


def acts(
    key: str, label: str, starts: Month, yearly: int, once: int = 0, each_year: int = 0, **said: Any
) -> LeverAction:
    """A lever set in motion."""
    return LeverAction(
        key=key, label=label, starts=starts, yearly=yearly * 100, cost_once=once * 100,
        cost_yearly=each_year * 100, **{"nature": "revenus_activite", **said},
    )  # fmt: skip


def built(
    cash: int,
    equity: int,
    lines: tuple[Line, ...],
    *,
    years: int = 3,
    actions: tuple[LeverAction, ...] = (),
    shocks: tuple[Shock, ...] = (),
    scenarios: tuple[Scenario, ...] = (),
    investments: tuple[Investment, ...] = (),
    loans: tuple[Loan, ...] = (),
    **said: Any,
) -> Saved:
    """A trajectory typed by hand; the first of ``scenarios`` opens first. Amounts in euros."""
    as_it_is = Scenario(key="fil", label="Au fil de l’eau", kind="fil_de_l_eau")
    plan = TrajectoryPlan(
        first_month=FIRST, years=years, opening_cash=cash * 100, opening_equity=equity * 100, lines=lines,
        actions=actions, shocks=shocks, scenarios=(as_it_is, *scenarios), investments=investments,
        loans=loans,
    )  # fmt: skip
    return Saved(plan=plan, chosen=(scenarios[0] if scenarios else as_it_is).key, **said)
