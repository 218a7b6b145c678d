"""What was assumed, in words: the lines, for their page and for readers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from equilibre.formatting import NBSP, percent, typographic
from equilibre.trajectory.checking import Fault, faults, goes_on_for_ever
from equilibre.trajectory.hypotheses import Line, Side, TrajectoryPlan
from equilibre.trajectory.wording import month_words, of_month
from trajectoires.trajectories.enums import STATUSES


@dataclass(frozen=True)
class Assumed:
    """A line and what is said of it."""

    line: Line
    status: str
    notes: str
    """« +2 % par an, jusqu’à mars 2028, payée 3 mois après »."""
    faults: tuple[Fault, ...]
    advice: str
    """What its dates call for; empty for most lines."""


@dataclass(frozen=True)
class Assumptions:
    """Every line, by side."""

    resources: tuple[Assumed, ...]
    costs: tuple[Assumed, ...]
    resources_total: int
    """Cents for twelve months, in the euros of the base year."""
    costs_total: int


def assumed(plan: TrajectoryPlan) -> Assumptions:
    """Resources, then costs."""
    told: dict[str, list[Fault]] = defaultdict(list)
    for fault in faults(plan):
        if fault.kind == "line":
            told[fault.key].append(fault)
    labels = {line.key: line.label for line in plan.lines}

    def rows(side: Side) -> tuple[Assumed, ...]:
        return tuple(
            Assumed(
                line=line,
                status=STATUSES[line.status],
                notes=", ".join(_notes(line, labels)),
                faults=tuple(told[line.key]),
                advice=advice(line),
            )
            for line in plan.lines
            if line.side == side
        )

    def total(side: Side) -> int:
        return sum(line.amount for line in plan.lines if line.side == side)

    return Assumptions(rows("resource"), rows("cost"), total("resource"), total("cost"))


def advice(line: Line) -> str:
    """What the last month of a quote-part calls for: to be told, or to be checked when accounts said it."""
    if goes_on_for_ever(line):
        return typographic(
            "Sans date de fin : cette quote-part s’arrête quand ce que la subvention a payé est amorti. "
            "Écrivez son dernier mois ; il est dans votre tableau des subventions d’investissement."
        )
    if line.ends_read:
        return typographic(
            "Dernier mois d’après vos comptes : ce qui reste au compte 13, au rythme de l’exercice "
            "(convention de la plateforme). À vérifier."
        )
    return ""


def _notes(line: Line, labels: dict[str, str]) -> list[str]:
    """What moves a line, in the order one reads it."""
    notes = []
    if line.indexation:
        notes.append(f"{_signed(line.indexation)} par an")
    if line.volume:
        notes.append(f"quantité {_signed(line.volume)} par an")
    if line.follows:
        notes.append(f"suit «{NBSP}{labels.get(line.follows, '')}{NBSP}»")
    if line.starts:
        notes.append(f"à partir {of_month(line.starts)}")
    if line.ends:
        notes.append(f"jusqu’à {month_words(line.ends)}")
    if line.payments:
        several = len(line.payments) > 1
        notes.append(f"{len(line.payments)}{NBSP}{'versements datés' if several else 'versement daté'}")
    elif line.delay:
        notes.append(f"payée {line.delay}{NBSP}mois après")
    if not line.cash:
        notes.append("écriture sans argent qui bouge")
    if line.side == "resource" and line.status != "acquis":
        notes.append(f"chance {percent(line.chance)}")
    if line.spread.low or line.spread.high:
        notes.append(f"entre {_signed(line.spread.low)} et {_signed(line.spread.high)}")
    return notes


def _signed(share: float) -> str:
    places = 0 if abs(share * 100 - round(share * 100)) < 1e-9 else 1
    return ("+" if share > 0 else "") + percent(share, places)
