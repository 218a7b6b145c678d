"""« Vos activités »: what each brings, the map, what changes if one stops, what one hour costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from equilibre.drawings.matrix_map import matrix_map_svg
from equilibre.formatting import euros, number, quoted, typographic
from equilibre.trajectory.activities import ActivitiesMap, ActivityRow, UnitCost, what_if
from equilibre.trajectory.allocating import LaidOut, faults, lay_out, parts_of, total
from equilibre.trajectory.checking import Fault
from equilibre.trajectory.hypotheses import Line, TrajectoryPlan
from equilibre.trajectory.usefulness import Votes
from trajectoires.trajectories.domain.queries.drawn import Picture
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import COMMON_KEYS, LONGEST_LABEL

CHANGES: tuple[float, ...] = (0, 0.5, 2)
"""It stops, halves, doubles."""
MISSING = {
    "heures": "Aucune activité n’a encore d’heures de travail\u00a0: la ligne est lue comme commune.",
    "surface": "Aucune activité n’a encore de surface\u00a0: la ligne est lue comme commune.",
}


@dataclass(frozen=True)
class Changed:
    """An activity, and what the result gains or loses at each change of its volume."""

    row: ActivityRow
    changes: tuple[int, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Counted:
    """A unit of an activity."""

    activity: str
    unit: UnitCost


@dataclass(frozen=True)
class Balance:
    """One side of the plan, shared: the parts add up to its lines."""

    label: str
    rows: tuple[tuple[str, int], ...]
    common: tuple[str, int]
    total: int
    sure: int | None = None
    """Of the resources, what is acquired."""


@dataclass(frozen=True)
class ActivitiesRead:
    """Everything the page says when nothing is wrong."""

    map: ActivitiesMap
    picture: Picture
    changed: tuple[Changed, ...]
    counted: tuple[Counted, ...]
    balances: tuple[Balance, ...]
    key: str
    """How common costs are spread, in words; « » when lines have several keys."""
    unspread: str
    """What no key spreads yet, in a sentence; « » when everything is spread."""


@dataclass(frozen=True)
class ActivitiesPage:
    """The activities of a trajectory; ``read`` is None when something is wrong, or nothing is told."""

    laid: LaidOut
    faults: tuple[Fault, ...]
    usefulness: tuple[str, ...]
    """Of each activity, in words."""
    untold: str
    """Lines that nobody shared, in a sentence; « » when each was."""
    read: ActivitiesRead | None


def activities_page(saved: Saved) -> ActivitiesPage:
    """What the page shows."""
    wrong = faults(saved.plan, saved.activities)
    laid = lay_out(saved.plan, saved.activities)
    readable = bool(laid.activities) and not wrong
    return ActivitiesPage(
        laid=laid,
        faults=wrong,
        usefulness=tuple(usefulness_words(one.usefulness, one.votes) for one in laid.activities),
        untold=_untold(laid),
        read=_read(saved, laid) if readable else None,
    )


def usefulness_words(usefulness: float | None, votes: Votes | None) -> str:
    """« Utilité 8 sur 10, au milieu de 7 votes dont la moitié au moins va de 7 à 9 »."""
    if usefulness is None:
        return "Utilité pas encore dite"
    told = f"Utilité {rank_words(usefulness)} sur 10"
    if votes is None:
        return told
    source = f" {votes.source}" if votes.source else ""
    return typographic(f"{told}, au milieu de {votes.count} votes{source} ({spread(votes)})")


def spread(votes: Votes) -> str:
    """« au moins la moitié de 7 à 9 »."""
    if votes.low == votes.high:
        return f"au moins la moitié dit {votes.low}"
    return f"au moins la moitié de {votes.low} à {votes.high}"


def rank_words(usefulness: float) -> str:
    """« 8 », « 7,5 »."""
    return number(usefulness, 1).removesuffix(",0")


def changes_of(saved: Saved, key: str) -> tuple[str, ...]:
    """What stopping, halving and doubling one activity would do, in sentences; none when it is not known."""
    page = activities_page(saved)
    if page.read is None:
        return ()
    return next((one.sentences for one in page.read.changed if one.row.activity.key == key), ())


def _read(saved: Saved, laid: LaidOut) -> ActivitiesRead:
    found = laid.read()
    changed = []
    for row in found.rows:
        told = [what_if(found, row.activity.key, factor) for factor in CHANGES]
        changed.append(
            Changed(
                row=row,
                changes=tuple(one.change for one in told),
                sentences=tuple(one.sentence for one in told),
            )
        )
    return ActivitiesRead(
        map=found,
        picture=Picture(
            wide=matrix_map_svg(found),
            narrow=matrix_map_svg(found, variant="phone", prefix="carte-t"),
        ),
        changed=tuple(changed),
        counted=tuple(
            Counted(activity=row.activity.label, unit=unit) for row in found.rows for unit in row.units
        ),
        balances=_balances(saved.plan, laid),
        key="" if saved.activities.by_lines else COMMON_KEYS[saved.activities.common_by],
        unspread=_unspread(found),
    )


def _balances(plan: TrajectoryPlan, laid: LaidOut) -> tuple[Balance, ...]:
    return (
        Balance(
            label="Ressources",
            rows=tuple((one.label, one.resources) for one in laid.activities),
            common=("Ressources communes", laid.common_resources),
            total=total(plan, "resource"),
            sure=sum(one.amount for one in plan.lines if one.side == "resource" and one.status == "acquis"),
        ),
        Balance(
            label="Charges",
            rows=tuple((one.label, one.direct_costs) for one in laid.activities),
            common=("Coûts communs", sum(one.amount for one in laid.common)),
            total=total(plan, "cost"),
        ),
    )


def _untold(laid: LaidOut) -> str:
    if not laid.untold:
        return ""
    amounts = sum(one.amount for one in laid.untold)
    what = "1 ligne n’est pas encore répartie" if len(laid.untold) == 1 else (
        f"{len(laid.untold)} lignes ne sont pas encore réparties"
    )  # fmt: skip
    return typographic(f"{what}, soit {euros(amounts)} : elles sont lues comme communes.")


def _unspread(found: ActivitiesMap) -> str:
    if not found.unspread:
        return ""
    left = euros(found.common - found.spread)
    named = quoted(found.unspread)
    return typographic(
        f"{left} de coûts communs n’entrent dans aucun coût complet : il manque les heures, la surface ou la "
        f"part de chaque activité pour {named}."
    )


def shared(saved: Saved, line: Line) -> str:
    """What each activity has of a line, and what stays common, in words; what is missing of its key."""
    portfolio = saved.activities
    told = portfolio.of(line.key)
    if told is None:
        return ""
    parts = parts_of(line, told, portfolio.activities)
    if told.way in MISSING and not parts:
        return MISSING[told.way]
    if len(parts) + bool(line.amount - sum(parts.values())) < 2:
        return ""
    words = [f"{one.label} {euros(parts[one.key])}" for one in portfolio.activities if one.key in parts]
    rest = line.amount - sum(parts.values())
    return typographic(", ".join([*words, *([f"commun {euros(rest)}"] if rest else [])]) + ".")


def stopping(saved: Saved, key: str, *, chosen: bool = False) -> dict[str, Any] | None:
    """What the fields of a chosen cut show at first: everything that an activity alone holds, to be dated.

    An unknown activity starts from nothing but the choice itself; None when nothing was chosen.
    """
    activity = next((one for one in saved.activities.activities if one.key == key), None)
    if activity is None:
        return {"origine": "choisi", "sorte": "cut"} if chosen else None
    whole = [
        one.line
        for one in saved.activities.allocations
        if saved.activities.by_lines
        and one.way == "parts"
        and [(part.activity, part.share) for part in one.parts] == [(key, 1.0)]
    ]
    label = typographic(f"« {activity.label} » s’arrête")[:LONGEST_LABEL]
    return {"libelle": label, "origine": "choisi", "sorte": "cut", "lignes": whole, "perte": 1.0}
