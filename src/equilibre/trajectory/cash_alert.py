"""Whether cash is so short that help goes before any scenario, with figures (field rule 19)."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from equilibre.formatting import euros, typographic
from equilibre.trajectory.deadlines import cash_runs_short
from equilibre.trajectory.hypotheses import Month, Reading, TrajectoryPlan
from equilibre.trajectory.projection import WATCHED
from equilibre.trajectory.results import Projection
from equilibre.trajectory.wording import month_words

SOON = 6
"""Months: short of cash so soon on what is acquired, help comes first. A convention of the platform."""
TITLE = "La trésorerie passe d’abord"
"""Of a document."""
WHO = (
    "votre expert-comptable ou votre commissaire aux comptes",
    "la commission des chefs de services financiers (CCSF), pour l’URSSAF et les impôts",
    "votre banque",
    "France Active",
    "le tribunal judiciaire, qui peut nommer un mandataire ad hoc ou ouvrir une conciliation",
)
"""Whom to call, in this order."""


class Waited(msgspec.Struct, frozen=True, kw_only=True):
    """A resource that comes every year, some months after it is due."""

    label: str
    months: int


class CashAlert(msgspec.Struct, frozen=True, kw_only=True):
    """Less than a month of spending in the bank, on the eve or soon. Integer cents."""

    opening: int
    """In the bank on the eve of the first month."""
    month_of_spending: int
    """What is paid in the first year, divided by twelve."""
    year: str
    """Label of that year."""
    at_once: bool
    """The opening cash is already under a month of spending."""
    reading: Reading
    """What the months below are read on: « acquis », or « tout » while nothing is said to be acquired."""
    short: Month | None
    """First month that ends under a month of spending; None when it is not soon."""
    cash: int
    """In the bank at the end of that month."""
    below_zero: Month | None
    """First month that ends under zero, among the months that are watched."""
    waited: Waited | None = None
    """What is paid latest, while no year is in loss: money comes, too late."""


def nothing_acquired(plan: TrajectoryPlan) -> bool:
    """No resource that is paid is acquired yet: the prudent reading says nothing."""
    return not any(one.status == "acquis" and one.side == "resource" and one.cash for one in plan.lines)


def cash_alert(plan: TrajectoryPlan, readings: Mapping[Reading, Projection]) -> CashAlert | None:
    """The figures of an alert; None while the bank holds. ``readings``: ``projection.both``, of a plan
    without a fault.
    """
    first_year = readings["tout"].years[0]
    reading: Reading = "tout" if nothing_acquired(plan) else "acquis"
    cash = readings[reading].monthly_cash
    short = cash_runs_short(plan, readings[reading])
    if short is not None and short.since(plan.first_month) >= SOON:
        short = None
    at_once = plan.opening_cash * 12 < first_year.spent
    if short is None and not at_once:
        return None
    below = next((rank for rank, cents in enumerate(cash[:WATCHED]) if cents < 0), None)
    return CashAlert(
        opening=plan.opening_cash,
        month_of_spending=round(first_year.spent / 12),
        year=first_year.label,
        at_once=at_once,
        reading=reading,
        short=short,
        cash=0 if short is None else cash[short.since(plan.first_month)],
        below_zero=None if below is None else plan.first_month.plus(below),
        waited=_waited(plan, readings[reading]),
    )


def _waited(plan: TrajectoryPlan, read: Projection) -> Waited | None:
    """The resource that keeps the most money waiting; None in a loss, which no earlier payment mends."""
    late = [
        one
        for one in plan.lines
        if one.side == "resource"
        and one.cash
        and one.delay
        and not one.payments
        and (read.reading == "tout" or one.status == "acquis")
    ]
    if not late or any(year.result < 0 for year in read.years):
        return None
    most = max(late, key=lambda one: one.amount * one.delay)
    return Waited(label=most.label, months=most.delay)


def alert_sentences(alert: CashAlert) -> tuple[str, ...]:
    """What is in the bank against a month of spending, then when it runs short."""
    held = (
        f"En banque au départ : {euros(alert.opening)}. Un mois de dépenses de {alert.year} : "
        f"{euros(alert.month_of_spending)}."
    )
    read = "avec ce qui est acquis seulement" if alert.reading == "acquis" else "tout compris"
    told = [held]
    if alert.short is not None:
        zero = f", et passe sous zéro en {month_words(alert.below_zero)}" if alert.below_zero else ""
        told.append(
            f"{read[0].upper()}{read[1:]}, la banque finit {month_words(alert.short)} à "
            f"{euros(alert.cash)}, sous un mois de dépenses{zero}."
        )
    if alert.waited is not None:
        told.append("Aucune de ces années n’est en perte : l’argent vient, mais trop tard.")
        told.append(
            "Demandez une avance, ou d’être payés plus tôt : "
            f"« {alert.waited.label} » se paie {alert.waited.months} mois après."
        )
    return tuple(typographic(words) for words in told)


def before_any_scenario(plan: TrajectoryPlan, readings: Mapping[Reading, Projection]) -> tuple[str, ...]:
    """For the top of a document: the figures, then whom to call; nothing while the bank holds."""
    alert = cash_alert(plan, readings)
    if alert is None:
        return ()
    return (
        *alert_sentences(alert),
        typographic(f"À appeler avant tout scénario, dans l’ordre : {called()}."),
    )


def called() -> str:
    """Those to call, one after the other."""
    return typographic(" ; ".join(WHO))
