"""Activities side by side: what each brings, what common costs become, what stopping one would change.

A decision rests on the *contribution* (resources − direct costs): common costs stay when an activity stops
(field rule 27). The full cost, common costs spread by keys, is shown beside: it serves to set a price.
Integer cents; the keys spread to the cent.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal, get_args

import msgspec

from equilibre.formatting import euros, typographic
from equilibre.model.costs import split
from equilibre.model.results import ExerciceModel
from equilibre.trajectory.checking import Fault
from equilibre.trajectory.flows import to_cents
from equilibre.trajectory.usefulness import HIGHEST, LOWEST, MIDDLE, Votes

AllocationKey = Literal["couts_directs", "heures", "surface", "parts"]
"""couts_directs: in proportion to direct costs. heures, surface: to what was typed. parts: shares typed."""
KEYS: tuple[AllocationKey, ...] = get_args(AllocationKey)
Place = Literal["porte_les_deux", "portee_par_les_autres", "finance_les_autres", "a_regarder", "non_placee"]
PLACES: dict[Place, str] = {
    "porte_les_deux": "très utile au projet, et elle aide à payer les coûts communs",
    "portee_par_les_autres": "très utile au projet, et les autres activités la portent",
    "finance_les_autres": "moins au cœur du projet, et elle aide à payer les coûts communs",
    "a_regarder": "moins au cœur du projet, et les autres activités la portent : à regarder ensemble",
    "non_placee": "son utilité n’a pas encore été dite",
}
PRECISION = 1_000_000
"""Typed hours, surfaces and shares are weighed to a millionth."""
SHARES_AGREE = 0.0005


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """What an activity is counted in over the year: « heure », « journée », « personne »."""

    label: str
    quantity: float


class Activity(msgspec.Struct, frozen=True, kw_only=True):
    """An activity over a year, as typed or read from the accounts."""

    key: str
    label: str
    resources: int
    direct_costs: int
    """Costs that it alone causes: they end with it."""
    fixed: float = 0.0
    """0–1, the part of direct costs that does not move with volume, as long as the activity lives."""
    sales: int = 0
    """The part of resources that is a price paid by the unit."""
    usefulness: float | None = None
    """To the project, 1 (little) to 10 (at its heart); None: nobody said."""
    votes: Votes | None = None
    """What was voted, when usefulness is the middle of a vote."""
    hours: float = 0.0
    surface: float = 0.0
    share: float = 0.0
    """0–1, of common costs, for the key « parts »."""
    units: tuple[Unit, ...] = ()
    family: str = ""
    """Label of its family among the seven, when it was read."""

    @property
    def contribution(self) -> int:
        """Resources minus direct costs: what is decided on."""
        return self.resources - self.direct_costs


class CommonCost(msgspec.Struct, frozen=True, kw_only=True):
    """A cost that no activity causes alone, and the key that spreads it."""

    key: str
    label: str
    amount: int
    by: AllocationKey


class UnitCost(msgspec.Struct, frozen=True, kw_only=True):
    """An hour, a day, a person; cents, rounded up for the price that balances."""

    label: str
    quantity: float
    direct: int
    """Direct cost of one."""
    full: int
    """Full cost of one."""
    price: int
    """What is paid for one today (sales ÷ quantity)."""
    balancing: int
    """Price of one at which the activity pays its full cost, its other resources unchanged."""


class ActivityRow(msgspec.Struct, frozen=True, kw_only=True):
    """An activity read among the others."""

    activity: Activity
    contribution: int
    common: dict[str, int]
    """Key of a common cost → its part, cents."""
    full_cost: int
    net: int
    """Resources minus full cost: beside, never what is decided on."""
    place: Place
    units: tuple[UnitCost, ...]


class ActivitiesMap(msgspec.Struct, frozen=True, kw_only=True):
    """All the activities and what belongs to none."""

    rows: tuple[ActivityRow, ...]
    common: int
    """Cents of all common costs."""
    spread: int
    """The part that the keys could spread."""
    unspread: tuple[str, ...]
    """Labels of common costs whose key weighs nothing yet, or not the whole."""
    common_resources: int
    result: int
    """Contributions + common resources − common costs."""


class WhatIf(msgspec.Struct, frozen=True, kw_only=True):
    """What a change of volume of one activity does to the result; common costs do not move."""

    activity: str
    factor: float
    """0 stops, 0.5 halves, 2 doubles."""
    before: int
    after: int
    contribution: int
    """Of the activity after the change."""
    common_left: int
    """Common costs that the others then pay."""
    sentence: str

    @property
    def change(self) -> int:
        """Cents that the result gains or loses."""
        return self.after - self.before


def activities_of(last: ExerciceModel) -> tuple[tuple[Activity, ...], int, int]:
    """Activities of an exercice, its common costs and its common resources (cents), from the accounts."""
    found = tuple(
        Activity(
            key=one.key,
            label=one.name,
            resources=one.resources,
            direct_costs=one.direct_costs,
            family=one.family.label if one.family.code else "",
        )
        for one in last.activities
    )
    spent, brought = sum(one.direct_costs for one in found), sum(one.resources for one in found)
    charges = last.totals.charges
    common = 0 if charges is None else charges - spent
    return found, max(common, 0), last.totals.products - brought


def spread(activities: tuple[Activity, ...], cost: CommonCost) -> dict[str, int]:
    """Activity → its part of a common cost, to the cent; empty when the key weighs nothing.

    Shares that do not make a whole leave the rest to nobody.
    """
    weights = [max(_weight(one, cost.by), 0) for one in activities]
    if not sum(weights):
        return {}
    keys = [one.key for one in activities]
    if cost.by == "parts":
        rest = max(PRECISION - sum(weights), 0)
        if rest > SHARES_AGREE * PRECISION:
            return dict(zip(keys, split(cost.amount, [*weights, rest])[:-1], strict=True))
    return dict(zip(keys, split(cost.amount, weights), strict=True))


def read_activities(
    activities: tuple[Activity, ...], common: tuple[CommonCost, ...], *, common_resources: int = 0
) -> ActivitiesMap:
    """Contribution first, full cost beside, of activities without a fault (``faults``)."""
    parts = {cost.key: spread(activities, cost) for cost in common}
    rows = tuple(
        _row(one, {key: given.get(one.key, 0) for key, given in parts.items()}) for one in activities
    )
    total = sum(cost.amount for cost in common)
    return ActivitiesMap(
        rows=rows,
        common=total,
        spread=sum(sum(given.values()) for given in parts.values()),
        unspread=tuple(cost.label for cost in common if sum(parts[cost.key].values()) != cost.amount),
        common_resources=common_resources,
        result=sum(one.contribution for one in activities) + common_resources - total,
    )


def what_if(read: ActivitiesMap, key: str, factor: float) -> WhatIf:
    """The result if an activity stopped (0), halved (0.5), doubled (2)… ``KeyError``: no such activity.

    Its resources and its variable direct costs follow; its fixed ones only end with it; common costs stay.
    Raises ``ValueError`` for a negative factor.
    """
    if factor < 0:
        raise ValueError("a volume is never negative")
    one = next((row.activity for row in read.rows if row.activity.key == key), None)
    if one is None:
        raise KeyError(key)
    fixed = round(one.direct_costs * one.fixed) if factor else 0
    costs = fixed + round((one.direct_costs - fixed) * factor)
    contribution = round(one.resources * factor) - costs
    after = read.result - one.contribution + contribution
    return WhatIf(
        activity=key,
        factor=factor,
        before=read.result,
        after=after,
        contribution=contribution,
        common_left=read.common,
        sentence=_told(one, factor, read, after, contribution),
    )


def faults(activities: tuple[Activity, ...], common: tuple[CommonCost, ...]) -> tuple[Fault, ...]:
    """What makes the map impossible to compute, each fault at its place."""
    return tuple(_faults(activities, common))


def _weight(one: Activity, by: AllocationKey) -> int:
    if by == "couts_directs":
        return one.direct_costs
    typed = {"heures": one.hours, "surface": one.surface, "parts": one.share}[by]
    return round(typed * PRECISION)


def _row(one: Activity, common: dict[str, int]) -> ActivityRow:
    full = one.direct_costs + sum(common.values())
    return ActivityRow(
        activity=one,
        contribution=one.contribution,
        common=common,
        full_cost=full,
        net=one.resources - full,
        place=_place(one),
        units=tuple(_unit(one, unit, full) for unit in one.units if unit.quantity > 0),
    )


def _place(one: Activity) -> Place:
    if one.usefulness is None:
        return "non_placee"
    if one.usefulness >= MIDDLE:
        return "porte_les_deux" if one.contribution >= 0 else "portee_par_les_autres"
    return "finance_les_autres" if one.contribution >= 0 else "a_regarder"


def _unit(one: Activity, unit: Unit, full: int) -> UnitCost:
    to_pay = max(full - (one.resources - one.sales), 0)
    return UnitCost(
        label=unit.label,
        quantity=unit.quantity,
        direct=to_cents(one.direct_costs / unit.quantity),
        full=to_cents(full / unit.quantity),
        price=to_cents(one.sales / unit.quantity),
        balancing=math.ceil(to_pay / unit.quantity),
    )


def _told(one: Activity, factor: float, read: ActivitiesMap, after: int, contribution: int) -> str:
    if factor == 0:
        change = "s’arrêtait"
    elif factor == 1:
        change = "gardait son volume"
    elif factor in (0.5, 2):
        change = "diminuait de moitié" if factor < 1 else "doublait"
    else:
        change = f"passait à {round(factor * 100)} % de son volume"
    text = f"Si « {one.label} » {change}, le résultat passerait de {euros(read.result)} à {euros(after)}."
    if factor == 0:
        brings = "apporte" if one.contribution >= 0 else "coûte"
        text += (
            f" Ses coûts directs disparaissent avec ses ressources : elle {brings} aujourd’hui "
            f"{euros(abs(one.contribution))}. Les {euros(read.common)} de coûts communs restent, à payer par "
            "les autres activités."
        )
    else:
        text += f" Sa contribution serait de {euros(contribution)}, les coûts communs ne changeant pas."
    return typographic(text)


def _faults(activities: tuple[Activity, ...], common: tuple[CommonCost, ...]) -> Iterator[Fault]:
    def told(kind: str, key: str, field: str, message: str, remedy: str) -> Fault:
        return Fault(
            kind=kind, key=key, field=field, message=typographic(message), remedy=typographic(remedy)
        )

    for kind, rows in (("activity", activities), ("common", common)):
        seen: set[str] = set()
        for row in rows:
            if row.key in seen:
                yield told(
                    kind, row.key, "key", f"« {row.label} » est saisi deux fois.", "Gardez-en un seul."
                )
            seen.add(row.key)
    for one in activities:
        name = f"« {one.label} »"
        amounts = (one.resources, one.direct_costs, one.sales)
        if min(amounts) < 0 or min(one.hours, one.surface) < 0:
            yield told(
                "activity",
                one.key,
                "amount",
                f"{name} : un montant est négatif.",
                "Écrivez un montant positif.",
            )
        if not 0.0 <= one.fixed <= 1.0:
            yield told(
                "activity", one.key, "fixed", f"{name} : la part fixe est hors de 0 à 100 %.",
                "Elle est une partie des coûts directs.",
            )  # fmt: skip
        if not 0.0 <= one.share <= 1.0:
            yield told(
                "activity", one.key, "share", f"{name} : sa part des coûts communs est hors de 0 à 100 %.",
                "Écrivez une part de 0 à 100 %.",
            )  # fmt: skip
        if one.sales > one.resources:
            yield told(
                "activity", one.key, "sales", f"{name} : les ventes dépassent les ressources.",
                "Elles en sont une partie.",
            )  # fmt: skip
        if one.usefulness is not None and not LOWEST <= one.usefulness <= HIGHEST:
            yield told(
                "activity",
                one.key,
                "usefulness",
                f"{name} : une utilité hors de {LOWEST} à {HIGHEST}.",
                f"Choisissez de {LOWEST} à {HIGHEST}.",
            )
        if any(unit.quantity <= 0 for unit in one.units):
            yield told(
                "activity", one.key, "units", f"{name} : une quantité n’est pas positive.",
                "Comptez les heures, les journées ou les personnes de l’année.",
            )  # fmt: skip
    for cost in common:
        if cost.amount < 0:
            yield told(
                "common", cost.key, "amount", f"« {cost.label} » est négatif.", "Écrivez un montant positif."
            )
    if sum(one.share for one in activities) > 1 + SHARES_AGREE:
        yield told("activity", "", "share", "Les parts dépassent 100 %.", "Leur total fait 100 % au plus.")
