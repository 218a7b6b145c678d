"""The mixes that reach an aim, in words: what each takes, what it gives, what holds it back."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.formatting import euros, number, percent, typographic
from equilibre.trajectory.hypotheses import Scenario, TrajectoryPlan
from equilibre.trajectory.projection import year_label
from equilibre.trajectory.search import Aim, Limit, Loosening, Mix, Taste, search
from equilibre.trajectory.uncertainty import in_words
from trajectoires.trajectories.domain.saved import Saved

WHY: dict[Taste, str] = {
    "effort": "Le moins d’effort",
    "result": "Le meilleur résultat",
    "certainty": "Le plus de chances d’aboutir",
}
LIMITS: dict[Limit, str] = {
    "result": "le résultat que vous voulez",
    "dependence": "la part de la plus grosse ressource",
    "etp": "le temps de travail",
    "money": "l’argent du début",
    "cash": "ce qui doit rester en banque",
    "count": "le nombre d’actions",
}
MULTIPLE = 100_000
"""Cents: what has to be loosened is told to the thousand euros above, since it is an estimate."""


@dataclass(frozen=True)
class Proposed:
    """A mix in words. ``keys``: its actions, to make a scenario of it."""

    why: str
    keys: tuple[str, ...]
    labels: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    binding: str
    """What would have to move for a better one; « » when nothing does."""


@dataclass(frozen=True)
class Found:
    """What the search found. No mix: what to loosen, if anything is enough by itself."""

    year: str
    mixes: tuple[Proposed, ...]
    loosenings: tuple[str, ...]
    candidates: int


def found(saved: Saved, scenario: Scenario, aim: Aim) -> Found:
    """Search on top of a scenario. The plan has no fault and the year is one of its years."""
    plan = saved.plan
    told = search(plan, scenario, aim)
    return Found(
        year=year_label(plan.first_month.plus(12 * aim.year)),
        mixes=tuple(_proposed(plan, mix, told.mixes) for mix in told.mixes),
        loosenings=tuple(_loosened(plan, one) for one in told.loosenings),
        candidates=sum(one.key not in scenario.actions for one in plan.actions),
    )


def _labels(plan: TrajectoryPlan, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one.label for one in plan.actions if one.key in keys)


def _why(mix: Mix, mixes: tuple[Mix, ...]) -> str:
    """What it is the best of, among those shown: the later ones are searched to be different first."""
    if mix.taste == "result":
        best = mix.result == max(one.result for one in mixes)
    elif mix.taste == "certainty":
        best = mix.chance == max(one.chance for one in mixes)
    else:
        best = True
    return WHY[mix.taste] if best else "Une autre façon d’y arriver"


def _proposed(plan: TrajectoryPlan, mix: Mix, mixes: tuple[Mix, ...]) -> Proposed:
    binding = ", ".join(LIMITS[limit] for limit in mix.binding)
    return Proposed(
        why=_why(mix, mixes),
        keys=mix.actions,
        labels=_labels(plan, mix.actions),
        facts=(
            ("Résultat de l’année", euros(mix.result)),
            ("Plus grosse ressource", percent(mix.largest_share)),
            ("En banque, au plus bas d’ici là", euros(mix.lowest_cash)),
            ("Temps de travail", typographic(f"{number(mix.etp, 1)} ETP")),
            ("Argent au début", euros(mix.money)),
            ("Toutes réussissent", in_words(mix.chance)),
        ),
        binding=typographic(f"Ce qui pèse dans ce choix : {binding}.") if binding else "",
    )


def _loosened(plan: TrajectoryPlan, one: Loosening) -> str:
    """« Accepter 12 000 € de déficit au lieu de 0 €, avec « … » »."""
    words = {
        "result": f"viser un résultat de {_down(one.needed)} au lieu de {euros(round(one.asked))}",
        "dependence": f"accepter qu’une ressource pèse {percent(_up_share(one.needed))} au lieu de "
        f"{percent(one.asked)}",
        "etp": f"trouver {number(one.needed, 2)} ETP au lieu de {number(one.asked, 2)}",
        "money": f"trouver {_up(one.needed)} au début au lieu de {euros(round(one.asked))}",
        "cash": f"accepter que la banque descende à {_down(one.needed)} au lieu de {euros(round(one.asked))}",
        "count": f"mener {number(one.needed)} actions au lieu de {number(one.asked)}",
    }[one.limit]
    labels = " et ".join(f"« {label} »" for label in _labels(plan, one.actions))
    return typographic(words[0].upper() + words[1:] + (f", avec {labels}." if labels else "."))


def _up(cents: float) -> str:
    """To the thousand euros above."""
    return euros(-(-round(cents) // MULTIPLE) * MULTIPLE)


def _down(cents: float) -> str:
    """To the thousand euros below."""
    return euros(round(cents) // MULTIPLE * MULTIPLE)


def _up_share(share: float) -> float:
    return min(-(-round(share * 1000) // 10) / 100, 1.0)
