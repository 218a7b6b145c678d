"""The mixes that reach an aim, in words: what each takes, what it gives, what holds it back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import msgspec
import numpy as np

from equilibre.formatting import enumerated, euros, number, percent, typographic
from equilibre.trajectory.hypotheses import MONTHS_IN_YEAR, Scenario, TrajectoryPlan
from equilibre.trajectory.projection import both, project, year_label
from equilibre.trajectory.results import Projection
from equilibre.trajectory.search import Aim, Limit, Loosening, Mix, Taste, search
from equilibre.trajectory.uncertainty import in_words
from equilibre.trajectory.wording import balance, month_words
from trajectoires.trajectories.domain.queries.proposing import Explained, explained
from trajectoires.trajectories.domain.saved import Saved

WHY: dict[Taste, str] = {
    "effort": "Le moins d’effort",
    "result": "Le meilleur résultat",
    "certainty": "Le plus de chances d’aboutir",
}
OTHERWISE = ("Une autre façon d’y arriver", "Une autre façon encore")
LIMITS: dict[Limit, str] = {
    "result": "le résultat que vous voulez",
    "dependence": "la part de la plus grosse ressource",
    "etp": "le temps de travail",
    "money": "l’argent du début",
    "cash": "ce qui doit rester en banque",
    "count": "le nombre d’actions",
}
COARSE, FINE, LARGE = 100_000, 10_000, 1_000_000
"""Cents: what has to be loosened is told to the thousand euros above, to the hundred under ten thousand."""


@dataclass(frozen=True)
class Proposed:
    """A mix in words. ``keys``: its actions, to make a scenario of it."""

    why: str
    keys: tuple[str, ...]
    actions: tuple[tuple[str, str], ...]
    """Key and label of each."""
    facts: tuple[tuple[str, str], ...]
    binding: str
    """What would have to move for a better one; « » when nothing does."""
    explained: Explained


@dataclass(frozen=True)
class Found:
    """What the search found. No mix: what to loosen, if anything is enough by itself."""

    year: str
    mixes: tuple[Proposed, ...]
    loosenings: tuple[str, ...]
    candidates: int
    without: str
    """What the year is without anything more."""
    written: tuple[tuple[str, str], ...]
    """Scenarios that reach the aim as they are written: key, and what they give. None beside a mix."""
    cash_is_asked: bool
    """A limit bears on what stays in the bank: money that comes too late can be advanced."""


def found(saved: Saved, scenario: Scenario, aim: Aim, *, today: dt.date) -> Found:
    """Search on top of a scenario. The plan has no fault and the year is one of its years."""
    plan = saved.plan
    told = search(plan, scenario, aim)
    return Found(
        year=year_label(plan.first_month.plus(12 * aim.year)),
        mixes=tuple(
            _proposed(plan, mix, title, explained(plan, scenario, aim, mix.actions, today=today))
            for mix, title in zip(told.mixes, _titles(told.mixes), strict=True)
        ),
        loosenings=tuple(
            _loosened(plan, one) + _overdraft(plan, scenario, aim, one) for one in told.loosenings
        ),
        candidates=sum(one.key not in scenario.actions for one in plan.actions),
        without=_without(project(plan, scenario), aim),
        written=() if told.mixes else _written(plan, scenario, aim),
        cash_is_asked=aim.cash is not None,
    )


def _without(whole: Projection, aim: Aim) -> str:
    """The year as it is; the bank too when a limit bears on it, or the year would seem to be enough."""
    said = f"Sans rien de plus, {balance(whole.years[aim.year].result)}"
    if aim.cash is not None:
        low = min(whole.monthly_cash[: (aim.year + 1) * MONTHS_IN_YEAR])
        said += f" cette année-là, et la banque descend d’ici là à {euros(low)}"
    return typographic(f"{said}.")


def _written(plan: TrajectoryPlan, scenario: Scenario, aim: Aim) -> tuple[tuple[str, str], ...]:
    """A reduction or a regrouping is a scenario, not an action: the search alone would never name it."""
    as_it_is = msgspec.structs.replace(aim, count=0)
    found = []
    for one in plan.scenarios:
        if one.key != scenario.key and search(plan, one, as_it_is).mixes:
            read = both(plan, one)
            whole, sure = (read[name].years[aim.year].result for name in ("tout", "acquis"))
            gives = (
                f"{balance(whole)} dans les deux lectures"
                if whole == sure
                else f"{balance(whole)} tout compris, {balance(sure)} avec ce qui est acquis seulement"
            )
            found.append((one.key, typographic(f"« {one.label} » : {gives}.")))
    return tuple(found)


def _labels(plan: TrajectoryPlan, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one.label for one in plan.actions if one.key in keys)


def _titles(mixes: tuple[Mix, ...]) -> tuple[str, ...]:
    """What each is the best of, or that it is another way; two never have the same."""
    others = iter(OTHERWISE)
    titles = []
    for mix in mixes:
        if not mix.actions:
            titles.append("Rien de plus")
            continue
        won = [WHY[taste] for taste in mix.tastes]
        titles.append(", ".join([*won[:1], *(_lower(one) for one in won[1:])]) or next(others))
    return tuple(titles)


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]


def _proposed(plan: TrajectoryPlan, mix: Mix, title: str, told: Explained) -> Proposed:
    binding = ", ".join(LIMITS[limit] for limit in mix.binding)
    return Proposed(
        why=title,
        keys=mix.actions,
        actions=tuple((one.key, one.label) for one in plan.actions if one.key in mix.actions),
        facts=(
            ("Résultat de l’année, tout compris", euros(mix.result)),
            told.sure[0],
            ("En banque au plus bas d’ici là, tout compris", euros(mix.lowest_cash)),
            told.sure[1],
            ("Plus grosse ressource", percent(mix.largest_share)),
            *(_effort(mix) if mix.actions else ()),
        ),
        explained=told,
        binding=typographic(f"Ce qui pèse dans ce choix : {binding}.") if binding else "",
    )


def _effort(mix: Mix) -> tuple[tuple[str, str], ...]:
    """What the actions take, and whether they come true."""
    whole = "Elles réussissent toutes" if len(mix.actions) > 1 else "Elle réussit"
    return (
        ("Temps de travail", typographic(f"{number(mix.etp, 1)} ETP")),
        ("Argent au début", euros(mix.money)),
        (whole, "vous en êtes sûrs" if mix.chance == 1.0 else in_words(mix.chance)),
    )


def _loosened(plan: TrajectoryPlan, one: Loosening) -> str:
    """« Accepter 12 000 € de déficit au lieu de 0 €, avec « … » »."""
    words = {
        "result": f"viser un résultat de {_down(one.needed)} au lieu de {euros(round(one.asked))}",
        "dependence": f"accepter qu’une ressource pèse {percent(_up_share(one.needed))} au lieu de "
        f"{percent(one.asked)}",
        "etp": f"trouver {number(one.needed, 2)} ETP au lieu de {number(one.asked, 2)}",
        "money": f"trouver {_up(one.needed)} au début au lieu de {euros(round(one.asked))}",
        "cash": _bank(one),
        "count": f"mener {number(one.needed)} actions au lieu de {number(one.asked)}",
    }[one.limit]
    labels = enumerated([f"« {label} »" for label in _labels(plan, one.actions)])
    chance = float(np.prod([each.chance for each in plan.actions if each.key in one.actions]))
    doubt = ""
    if chance < 1.0:
        doubt = f" {'Toutes réussissent' if len(one.actions) > 1 else 'Elle réussit'} {in_words(chance)}."
    return typographic(words[0].upper() + words[1:] + (f", avec {labels}." if labels else ".") + doubt)


def _overdraft(plan: TrajectoryPlan, scenario: Scenario, aim: Aim, one: Loosening) -> str:
    """What an overdraft would become if the actions fail, and after the year that is aimed at."""
    if one.limit != "cash" or one.needed >= 0:
        return ""
    until = (aim.year + 1) * MONTHS_IN_YEAR
    told = ""
    if one.actions:
        alone = min(project(plan, scenario).monthly_cash[:until])
        them = "elles" if len(one.actions) > 1 else "elle"
        told += f" Sans {them}, la banque descend à {euros(alone)}."
    mixed = msgspec.structs.replace(scenario, actions=(*scenario.actions, *one.actions))
    low, at = project(plan, mixed).deepest
    if at.since(plan.first_month) >= until and low < one.needed:
        year = year_label(plan.first_month.plus(12 * aim.year))
        told += f" Après {year}, elle descend encore : {euros(low)} en {month_words(at)}."
        told += " Un découvert ne suffit plus : parlez d’un financement qui dure."
    return typographic(told)


def _bank(one: Loosening) -> str:
    """Under zero, somebody has to lend."""
    if one.needed >= 0:
        return f"accepter que la banque descende à {_down(one.needed)} au lieu de {euros(round(one.asked))}"
    return (
        f"faire autoriser par la banque un découvert de {_up(-one.needed)}, "
        f"au lieu de garder {euros(round(one.asked))}"
    )


def _step(cents: float) -> int:
    return COARSE if abs(cents) >= LARGE else FINE


def _up(cents: float) -> str:
    """To the thousand euros above, to the hundred when it is little."""
    step = _step(cents)
    return euros(-(-round(cents) // step) * step)


def _down(cents: float) -> str:
    """To the thousand euros below, to the hundred when it is little."""
    step = _step(cents)
    return euros(round(cents) // step * step)


def _up_share(share: float) -> float:
    return min(-(-round(share * 1000) // 10) / 100, 1.0)
