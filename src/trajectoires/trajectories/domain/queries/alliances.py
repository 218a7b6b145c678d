"""« Vos alliances »: what each is worth, for each side and together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from equilibre.formatting import NBSP, euros, number, percent, typographic
from equilibre.trajectory.alliances import (
    Alliance,
    AllianceValue,
    Amount,
    Gained,
    SideValue,
    Together,
    faults,
    together,
    value_of,
)
from equilibre.trajectory.checking import Fault
from equilibre.trajectory.partners import told_words
from equilibre.trajectory.wording import month_words
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import ALLIANCE_TYPES, BURDENS, GAINS, OUTCOMES

SURE = (("mesure", "Mesuré"), ("estime", "Estimé"), ("suppose", "Supposé"))


@dataclass(frozen=True)
class Listed:
    """An alliance in the list."""

    alliance: Alliance
    value: AllianceValue | None
    """None while something is wrong in it."""
    words: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class AlliancesPage:
    """Every alliance, and all of them together when one at least is told."""

    rows: tuple[Listed, ...]
    together: Together | None
    certainty: tuple[tuple[str, int], ...]
    proposed: tuple[tuple[str, str, str], ...]
    """Partners told with the accounts: key, name, what was said of them."""


@dataclass(frozen=True)
class AmountRow:
    """A row of one side."""

    way: str
    """« apport » or « cout », as the address says it."""
    row: Amount
    words: str
    cents: int
    """What it adds to the balance of its side: a cost is negative."""


@dataclass(frozen=True)
class SideRead:
    """A side and its rows."""

    side: SideValue
    rows: tuple[AmountRow, ...]


@dataclass(frozen=True)
class AlliancePage:
    """One alliance, side by side."""

    value: AllianceValue
    sides: tuple[SideRead, ...]
    words: str
    outcomes: tuple[tuple[str, int, str], ...]


def alliances_page(saved: Saved, *, today: dt.date) -> AlliancesPage:
    """What the list shows on this day."""
    rows = []
    for one in saved.alliances:
        wrong = faults(one)
        value = None if wrong else value_of(one, today=today)
        rows.append(Listed(alliance=one, value=value, words=described(one), faults=wrong))
    found = together(tuple(row.value for row in rows if row.value is not None))
    return AlliancesPage(
        rows=tuple(rows),
        together=found if found.counted else None,
        certainty=tuple(
            (label, found.by_certainty[code]) for code, label in SURE if code in found.by_certainty
        ),
        proposed=tuple((one.key, one.name, told_words(one)) for one in saved.partners),
    )


def alliance_page(alliance: Alliance, *, today: dt.date) -> AlliancePage:
    """One alliance without a fault, on this day."""
    value = value_of(alliance, today=today)
    return AlliancePage(
        value=value,
        sides=tuple(
            SideRead(side=side, rows=tuple(_rows(alliance, side.key))) for side in (value.ours, *value.others)
        ),
        words=described(alliance),
        outcomes=tuple((OUTCOMES[one.outcome], one.degree, one.sentence) for one in alliance.words),
    )


def described(alliance: Alliance) -> str:
    """« De moyens, avec La commune, jusqu’à juin 2028 »."""
    words = [f"Alliance {ALLIANCE_TYPES[alliance.type][0].lower()}{ALLIANCE_TYPES[alliance.type][1:]}"]
    if alliance.allies:
        words.append("avec " + ", ".join(one.label for one in alliance.allies))
    words.append(f"jusqu’à {month_words(alliance.ends)}" if alliance.ends else "sans date de fin")
    return ", ".join(words) + "."


def _rows(alliance: Alliance, side: str) -> list[AmountRow]:
    found = [
        AmountRow(way="apport", row=one, words=_gained(one), cents=one.value)
        for one in alliance.gains
        if one.side == side
    ]
    return found + [
        AmountRow(way="cout", row=one, words=_told(one, BURDENS[one.kind]), cents=-one.cents)
        for one in alliance.costs
        if one.side == side
    ]


def _told(one: Amount, kind: str) -> str:
    """« Du temps de coordination, 36 heures à 21,67 € »."""
    if one.hours:
        hours = number(one.hours, 1).removesuffix(",0")
        return typographic(f"{kind}, {hours}{NBSP}heures à {number(one.rate / 100, 2)} €")
    return kind


def _gained(one: Gained) -> str:
    words = [_told(one, GAINS[one.kind])]
    if one.less:
        words.append(f"{euros(one.cents)} moins {euros(one.less)} payés quand même")
    if one.attribution < 1:
        words.append(f"{percent(one.attribution)} dus à l’alliance")
    return typographic(", ".join(words))
