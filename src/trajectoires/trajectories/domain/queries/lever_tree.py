"""The tree of levers as its pages show it: what is used today, what may be tried, what to check before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from equilibre.drawings.drawing import Drawing
from equilibre.drawings.lever_tree import lever_tree_svg, sentences
from equilibre.formatting import NBSP, euros, typographic
from equilibre.reference.levers import CASH, Lever, LeverPillar, Repere, Way, checked, levers
from equilibre.trajectory.hypotheses import LeverAction
from equilibre.trajectory.levers import MIXED, Branch, Reason, Tree, Use, plan_tree
from trajectoires.pages.domain.queries.outline import Line
from trajectoires.trajectories.domain.queries.reading import cash_alert_of
from trajectoires.trajectories.domain.queries.site_pages import site_pages
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import EFFECTS, LEAVES, PILLAR_QUESTIONS, PILLARS

ANSWERED_BY = {"interet_general_fiscal": "critere-recus_fiscaux", "employeur": "employeur"}
"""Prerequisite → the question of « Votre situation » that settles it; the others are asked as they are."""


@dataclass(frozen=True)
class Row:
    """A lever in the list."""

    branch: Branch
    today: str
    """« 61 000 € aujourd’hui », « indiqué par vous »; empty when it is not used."""
    repere: str
    """« Premier euro en 6 à 18 mois, potentiel 3 sur 4 »; empty without a repère."""
    actions: tuple[LeverAction, ...]


@dataclass(frozen=True)
class Group:
    """Levers that stand alike; ``folded`` for those that wait for something."""

    label: str
    rows: tuple[Row, ...]
    folded: bool


@dataclass(frozen=True)
class Pillar:
    """A branch of the tree."""

    code: LeverPillar
    label: str
    question: str
    groups: tuple[Group, ...]
    used: int
    count: int


@dataclass(frozen=True)
class Shown:
    """The whole page."""

    pillars: tuple[Pillar, ...]
    sentences: tuple[str, ...]
    picture: Drawing
    unplaced: tuple[str, ...]
    help_first: bool


@dataclass(frozen=True)
class LeverPage:
    """One lever on its own page."""

    row: Row
    reasons: tuple[tuple[Reason, str], ...]
    """What to check, and the field of « Votre situation » that answers it."""
    pillar: str
    reperes: tuple[tuple[str, str, Repere], ...]
    """Name, value in words, the repère with its source."""
    effects: tuple[tuple[str, str], ...]
    """« Il aide », what it helps."""
    checked: dt.date
    """Day on which the data was last read against its sources."""
    sheet: Line | None
    """Its page of the site."""
    unplaced: tuple[str, ...]
    """Resources that no leaf names, one of which may be this lever; none when it is known to be used."""


def tree(saved: Saved, *, help_first: bool = False) -> Tree:
    """The tree of this trajectory."""
    return plan_tree(
        saved.plan,
        saved.situation,
        people=saved.team.people,
        # An agreement that ended before the first year is not at work today.
        alliances=[
            one.type for one in saved.alliances if one.ends is None or one.ends >= saved.plan.first_month
        ],
        help_first=help_first,
    )


def answer_field(prerequisite: str) -> str:
    """The field of « Votre situation » where a prerequisite is answered."""
    return ANSWERED_BY.get(prerequisite, f"regle-{prerequisite}")


def shown(saved: Saved) -> Shown:
    """The tree, pillar by pillar."""
    found = tree(saved, help_first=cash_alert_of(saved) is not None)
    rows = [_row(saved, one) for one in found.branches]
    return Shown(
        pillars=tuple(_pillar(code, rows) for code in PILLARS),
        sentences=sentences(found),
        picture=lever_tree_svg(found),
        unplaced=found.unplaced,
        help_first=found.help_first,
    )


def lever_page(saved: Saved, code: str) -> LeverPage:
    """A lever as this organisation meets it. ``KeyError`` when there is no such lever."""
    found = tree(saved)
    branch = found.of(code)
    unknown = branch.use is None and branch.lever.pillar == "financement"
    return LeverPage(
        row=_row(saved, branch),
        reasons=tuple((one, answer_field(one.prerequisite)) for one in branch.reasons),
        pillar=PILLARS[branch.lever.pillar],
        reperes=tuple(_reperes(branch.lever)),
        effects=tuple(_effects(branch.lever)),
        checked=checked(),
        sheet=sheet_of(branch.lever),
        unplaced=found.unplaced if unknown else (),
    )


def _row(saved: Saved, branch: Branch) -> Row:
    lever = branch.lever
    return Row(
        branch=branch,
        today=_today(branch.use),
        repere=_in_a_line(lever),
        actions=tuple(one for one in saved.plan.actions if one.lever == lever.code),
    )


def _today(use: Use | None) -> str:
    if use is None:
        return ""
    if use.amount is not None:
        return f"{euros(use.amount)} aujourd’hui"
    return "sur une ligne commune à plusieurs leviers" if use.note == typographic(MIXED) else use.note


def _pillar(code: LeverPillar, rows: Iterable[Row]) -> Pillar:
    own = [row for row in rows if row.branch.lever.pillar == code]
    used = tuple(row for row in own if row.branch.use is not None)
    free = {
        standing: tuple(row for row in own if row.branch.use is None and row.branch.standing == standing)
        for standing in ("ouvert", "a_confirmer", "a_preparer")
    }
    groups = (
        Group("Vous l’utilisez\u00a0: à intensifier", used, folded=False),
        Group("Rien de connu ne s’y oppose\u00a0: à diversifier", free["ouvert"], folded=False),
        Group("À diversifier, après une réponse", free["a_confirmer"], folded=True),
        Group("À diversifier, après une étape", free["a_preparer"], folded=True),
    )
    return Pillar(
        code=code,
        label=PILLARS[code],
        question=PILLAR_QUESTIONS[code],
        groups=tuple(one for one in groups if one.rows),
        used=len(used),
        count=len(own),
    )


def _out_of_four(repere: Repere) -> str:
    return f"{repere.words} sur{NBSP}4"


def months(repere: Repere) -> str:
    """« 6 à 18 mois »."""
    return f"{repere.words}{NBSP}mois"


def _in_a_line(lever: Lever) -> str:
    first = "Premier euro" if lever.pillar == "financement" else "Premier effet"
    pieces = [f"{first} en {months(lever.delay)}"] if lever.delay else []
    if lever.potential:
        pieces.append(f"potentiel {_out_of_four(lever.potential)}")
    if lever.cost:
        pieces.append(f"coût d’activation {_out_of_four(lever.cost)}")
    return ", ".join(pieces)


def _reperes(lever: Lever) -> Iterable[tuple[str, str, Repere]]:
    if lever.delay:
        first = "premier euro" if lever.pillar == "financement" else "premier effet"
        yield f"Délai avant le {first}", months(lever.delay), lever.delay
    for name, repere in (
        ("Potentiel", lever.potential),
        ("Stabilité", lever.stability),
        ("Liberté d’emploi", lever.freedom),
        ("Coût d’activation", lever.cost),
    ):
        if repere:
            yield name, _out_of_four(repere), repere


def _effects(lever: Lever) -> Iterable[tuple[str, str]]:
    ways: dict[Way, list[str]] = {}
    for one in lever.effects:
        ways.setdefault(one.way, []).append(_place(one.on))
    for way, places in ways.items():
        yield EFFECTS[way], ", ".join(places)


def _place(code: str) -> str:
    """What an effect bears on, in words."""
    if code == CASH:
        return "la trésorerie"
    if code in PILLARS:
        return PILLARS[code].lower()
    return LEAVES.get(code) or next(one.label for one in levers().values() if one.leaf == code).lower()


def sheet_of(lever: Lever) -> Line | None:
    """The page of the site about a lever, when it is published."""
    return site_pages((lever.sheet,)).get(lever.sheet)
