"""What one should know before following a mix: what it changes, what it counts on, what it does not see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from equilibre.formatting import NBSP, enumerated, euros, typographic
from equilibre.trajectory.deadlines import cash_runs_short
from equilibre.trajectory.hypotheses import MONTHS_IN_YEAR, Month, Scenario, TrajectoryPlan
from equilibre.trajectory.projection import both, project
from equilibre.trajectory.results import ProjectedLine, ProjectedYear, Projection
from equilibre.trajectory.search import Aim
from equilibre.trajectory.wording import STATUS_WORDS, balance, month_words

NAMED = 3
"""Resources that are named when they are not acquired."""
STOPPING = 2
"""Resources that are named when they stop."""
QUOTE_PART = ".quote-part-"


@dataclass(frozen=True)
class Explained:
    """A mix on top of a scenario, with figures that the result page shows too."""

    reasons: tuple[str, ...]
    """What the year is without these actions, what they bring and cost; none for an empty mix."""
    sure: tuple[tuple[str, str], ...]
    """The same figures on what is acquired only: a label and an amount."""
    holds: bool
    """The result that is wanted is reached on what is acquired only too."""
    doubts: tuple[str, ...]
    """What is counted and not sure, what begins too late, what happens after."""


def explained(
    plan: TrajectoryPlan, scenario: Scenario, aim: Aim, keys: tuple[str, ...], *, today: dt.date
) -> Explained:
    """The plan has no fault; ``keys`` are actions of the plan that the scenario does not hold."""
    mixed = msgspec.structs.replace(scenario, actions=(*scenario.actions, *keys))
    after = both(plan, mixed)
    sure = after["acquis"]
    until = (aim.year + 1) * MONTHS_IN_YEAR
    return Explained(
        reasons=_reasons(project(plan, scenario), after["tout"], aim, len(keys)),
        sure=(
            ("Résultat de l’année, acquis seulement", euros(sure.years[aim.year].result)),
            ("En banque au plus bas, acquis seulement", euros(min(sure.monthly_cash[:until]))),
        ),
        holds=sure.years[aim.year].result >= aim.result,
        doubts=tuple(
            typographic(words)
            for words in (
                *_not_sure(after["tout"], aim.year),
                *loans_counted(plan, mixed),
                *_too_late(plan, keys, today),
                *_short(plan, after["tout"], sure),
            )
        ),
    )


def _reasons(before: Projection, after: Projection, aim: Aim, count: int) -> tuple[str, ...]:
    if not count:
        return ()
    old, new = before.years[aim.year], after.years[aim.year]
    them = "elles" if count > 1 else "elle"
    brought, cost = new.resources - old.resources, new.costs - old.costs
    verbs = ("apportent", "coûtent") if count > 1 else ("apporte", "coûte")
    return (
        typographic(
            f"Sans {them}, en {new.label}, {balance(old.result)}. {them.capitalize()} {verbs[0]} "
            f"{euros(brought)} et {verbs[1]} {euros(cost)} cette année-là."
        ),
    )


def unsure(year: ProjectedYear) -> int:
    """Cents of a year's resources that are not acquired."""
    return sum(cents for status, cents in year.by_status.items() if status != "acquis")


def waited_for(whole: Projection, rank: int) -> str:
    """The largest resources of a year that are not acquired, with what is known of them."""
    lines = sorted(
        (one for one in whole.lines if one.side == "resource" and one.status != "acquis" and one.years[rank]),
        key=lambda one: -one.years[rank],
    )
    return _named([f"« {one.label} » ({_stands(one)})" for one in lines])


def hoped_until(plan: TrajectoryPlan, scenario: Scenario, whole: Projection, rank: int) -> str:
    """What is counted on and not acquired, from the first year to this one, the largest first: resources,
    loans and investment grants that would have come by then. « » when nothing is.
    """
    after, led = plan.first_month.plus((rank + 1) * MONTHS_IN_YEAR), ("", *scenario.actions)
    # A quote-part is only written: the grant it comes from is what the bank waits for.
    lines = [
        (sum(one.years[: rank + 1]), f"« {one.label} » ({_stands(one)})")
        for one in whole.lines
        if one.side == "resource" and one.status != "acquis" and QUOTE_PART not in one.key
    ]
    loans = [
        (one.amount, f"« {one.label} » (emprunt {STATUS_WORDS[one.status]})")
        for one in plan.loans
        if one.status != "acquis" and one.action in led and one.received < after
    ]
    grants = [
        (grant.amount, f"« {grant.label} » ({STATUS_WORDS[grant.status]})")
        for one in plan.investments
        if one.action in led
        for grant in one.grants
        if grant.status != "acquis" and grant.paid < after
    ]
    found = sorted((one for one in (*loans, *grants, *lines) if one[0]), key=lambda one: -one[0])
    return _named([words for _, words in found])


def _named(words: list[str]) -> str:
    left = len(words) - NAMED
    return enumerated(
        [*words[:NAMED], *([f"{left}{NBSP}autre{'s' if left > 1 else ''}"] if left > 0 else [])]
    )


def stopping(plan: TrajectoryPlan, scenario: Scenario) -> str:
    """What stops coming before the last year ends, or with it, the largest first: nobody sees it in a sum."""
    lines = [(one.amount, one.label, one.ends) for one in plan.lines if one.side == "resource" and one.cash]
    actions = [(one.yearly, one.label, one.ends) for one in plan.actions if one.key in scenario.actions]
    ended = sorted(
        (
            (amount, label, ends)
            for amount, label, ends in (*lines, *actions)
            if amount and ends is not None and 0 <= ends.since(plan.first_month) < plan.months
        ),
        key=lambda one: -one[0],
    )
    return typographic(
        " ".join(
            f"« {label} » s’arrête en {month_words(ends)} : {euros(amount)} par an en moins ensuite."
            for amount, label, ends in ended[:STOPPING]
        )
    )


def _stands(one: ProjectedLine) -> str:
    return "action" if one.action and one.status == "a_rechercher" else STATUS_WORDS[one.status]


def _not_sure(whole: Projection, rank: int) -> Iterator[str]:
    year = whole.years[rank]
    if not unsure(year):
        return
    yield (
        f"{euros(unsure(year))} sur {euros(year.resources)} ne sont pas acquis : "
        f"{waited_for(whole, rank)}. N’engagez rien sur cet argent avant de l’avoir."
    )


def loans_counted(plan: TrajectoryPlan, scenario: Scenario) -> Iterator[str]:
    """Loans that « tout compris » takes as given and nobody has granted yet."""
    for one in plan.loans:
        if one.status != "acquis" and one.action in ("", *scenario.actions):
            yield f"« {one.label} » ({STATUS_WORDS[one.status]}) est compté comme obtenu."


def _too_late(plan: TrajectoryPlan, keys: tuple[str, ...], today: dt.date) -> Iterator[str]:
    now = Month(today.year, today.month)
    for one in plan.actions:
        if one.key in keys and one.starts < now:
            yield f"« {one.label} » devait commencer en {month_words(one.starts)} : changez sa date."


def _short(plan: TrajectoryPlan, whole: Projection, sure: Projection) -> Iterator[str]:
    """Over all the years, the ones after the aim too."""
    at, prudent = cash_runs_short(plan, whole), cash_runs_short(plan, sure)
    if at is not None:
        yield f"Même tout compris, la banque passe sous un mois de dépenses en {month_words(at)}."
    elif prudent is not None:
        yield (
            f"Avec ce qui est acquis seulement, la banque passe sous un mois de dépenses en "
            f"{month_words(prudent)}."
        )
