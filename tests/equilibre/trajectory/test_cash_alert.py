"""Help first: when, on which reading, with which figures."""

from __future__ import annotations

import msgspec
import pytest

from equilibre.trajectory.cash_alert import (
    SOON,
    alert_sentences,
    before_any_scenario,
    cash_alert,
    nothing_acquired,
)
from equilibre.trajectory.hypotheses import Line, Month, Scenario, TrajectoryPlan
from equilibre.trajectory.projection import both

from .trajectory_plans import AS_IT_IS, FIRST

replace = msgspec.structs.replace


def plan(cash: int, *lines: Line) -> TrajectoryPlan:
    """Costs of 12 000 € a year, a thousand a month, against these resources. Euros."""
    costs = Line(key="charges", label="Charges", side="cost", amount=1_200_000)
    return TrajectoryPlan(
        first_month=FIRST, years=2, opening_cash=cash * 100, opening_equity=0, lines=(costs, *lines),
        scenarios=(AS_IT_IS,),
    )  # fmt: skip


def grant(euros: int, **said: object) -> Line:
    """A resource, acquired unless told."""
    return Line(key="ville", label="Ville", side="resource", amount=euros * 100, **said)  # type: ignore[arg-type]


def read(one: TrajectoryPlan, scenario: Scenario = AS_IT_IS):  # type: ignore[no-untyped-def]
    return cash_alert(one, both(one, scenario))


def test_a_month_of_spending_in_the_bank_is_enough() -> None:
    assert read(plan(1_000, grant(12_000))) is None
    at_once = read(plan(999, grant(12_000)))
    assert at_once is not None and at_once.at_once
    assert (at_once.opening, at_once.month_of_spending) == (99_900, 100_000)


@pytest.mark.parametrize(
    ("cash", "told"), [(1_000 + 500 * (SOON - 1) + 499, True), (1_000 + 500 * SOON, False)]
)
def test_soon_is_six_months_on_what_is_acquired(cash: int, told: bool) -> None:
    """Half of the costs are covered: the bank loses 500 € a month."""
    alert = read(plan(cash, grant(6_000)))
    assert (alert is not None) == told
    if alert is not None:
        assert alert.short == FIRST.plus(SOON - 1) and not alert.at_once


def test_what_is_only_hoped_does_not_delay_the_help() -> None:
    sure = grant(6_000)
    hoped = replace(sure, key="region", label="Région", amount=600_000, status="demande")
    alert = read(plan(2_000, sure, hoped))
    assert alert is not None and alert.reading == "acquis"
    assert alert.below_zero == Month(2027, 5)


def test_while_nothing_is_acquired_everything_is_read() -> None:
    """The prudent reading would only count costs: every plan would be a crisis."""
    hoped = plan(2_000, grant(12_000, status="demande"))
    assert nothing_acquired(hoped) and read(hoped) is None
    short = read(plan(1_500, grant(6_000, status="demande")))
    assert short is not None and short.reading == "tout"
    assert "Tout compris, la banque" in alert_sentences(short)[1]


def test_the_sentences_are_the_figures_of_the_months() -> None:
    short, calm = plan(1_200, grant(6_000)), plan(9_000, grant(12_000))
    told = " ".join(" ".join(before_any_scenario(short, both(short, AS_IT_IS))).split())
    assert "En banque au départ : 1 200 €. Un mois de dépenses de 2027 : 1 000 €." in told
    assert "la banque finit janvier 2027 à 700 €, sous un mois de dépenses" in told
    assert "passe sous zéro en mars 2027." in told
    assert told.index("expert-comptable") < told.index("France Active") < told.index("tribunal")
    assert before_any_scenario(calm, both(calm, AS_IT_IS)) == ()


def test_what_is_paid_late_is_named_while_no_year_is_in_loss() -> None:
    late = grant(12_000, status="acquis", delay=3)
    alert = read(plan(500, late))
    assert alert is not None and alert.waited is not None
    assert (alert.waited.label, alert.waited.months) == ("Ville", 3)
    assert "« Ville » se paie 3 mois après" in " ".join(" ".join(alert_sentences(alert)).split())
    at_once = read(plan(500, grant(12_000, status="acquis")))
    assert at_once is not None and at_once.waited is None
    lost = read(plan(500, grant(11_000, status="acquis", delay=3)))
    assert lost is not None and lost.waited is None, "an earlier payment does not mend a loss"
