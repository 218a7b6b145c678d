"""What a traveller does to a plan: pure functions from what is saved to what will be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from equilibre.pathway import postponing, replanning
from equilibre.pathway.plans import Item, Plan, Step, Traveller
from trajectoires.pathways.domain.catalogue import catalogue_with, item
from trajectoires.pathways.domain.saved import Done, Saved
from trajectoires.pathways.domain.travelling import at_pace
from trajectoires.pathways.enums import PACES, Change

replace = msgspec.structs.replace


@dataclass(frozen=True)
class Asked:
    """What a form asked: an item, the one that takes its place, a pace; « » for what it did not."""

    key: str = ""
    by: str = ""
    pace: str = ""


def pending(saved: Saved) -> list[Step]:
    """The steps that remain, in order."""
    done = set(saved.done_keys)
    return [step for step in saved.plan.steps if step.item.key not in done]


def mark_done(saved: Saved, asked: Asked, today: dt.date) -> Saved:
    """The step keeps its place, with the day it was done; dates do not move."""
    step = _step(saved, asked.key)
    if step is None:
        return saved
    done = (*saved.done, Done(item=step.item, on=today))
    who = replace(saved.plan.traveller, done=tuple(one.item.key for one in done))
    return replace(saved, plan=replace(saved.plan, traveller=who), done=done)


def remove(saved: Saved, asked: Asked, today: dt.date) -> Saved:
    """Never proposed again in this plan, unless it is added back."""
    if _step(saved, asked.key) is None:
        return saved
    who = saved.plan.traveller
    return _replanned(
        saved,
        replace(who, removed=(*who.removed, asked.key), added=_without(who.added, asked.key)),
        today,
    )


def add(saved: Saved, asked: Asked, today: dt.date) -> Saved:
    """Something that the plan had left out, or that was removed."""
    who = saved.plan.traveller
    if item(asked.key) is None or asked.key in {step.item.key for step in saved.plan.steps}:
        return saved
    return _replanned(
        saved,
        replace(
            who, added=(*_without(who.added, asked.key), asked.key), removed=_without(who.removed, asked.key)
        ),
        today,
    )


def swap(saved: Saved, asked: Asked, today: dt.date) -> Saved:
    """Another item in the place of a step, among those that the engine proposed."""
    if asked.by not in {one.key for one in alternatives(saved, asked.key)}:
        return saved
    return replace(saved, plan=replanning.swap(saved.plan, catalogue_with(saved.sheets), asked.key, asked.by))


def later(saved: Saved, asked: Asked, today: dt.date) -> Saved:
    """A week on, with the steps that need it; unchanged when the deadline leaves no room."""
    if _step(saved, asked.key) is None:
        return saved
    return replace(saved, plan=postponing.postpone(saved.plan, asked.key))


def late(saved: Saved, asked: Asked, today: dt.date) -> Saved:
    """« Nous avons pris du retard »: what remains is dated again from today."""
    return _replanned(saved, saved.plan.traveller, today)


def change_pace(saved: Saved, asked: Asked, today: dt.date) -> Saved:
    """The plan at another pace, from today."""
    if asked.pace not in PACES or asked.pace == saved.plan.traveller.pace:
        return saved
    return replace(saved, plan=at_pace(saved, asked.pace, today=today))


Verb = Callable[[Saved, Asked, dt.date], Saved]
VERBS: dict[str, tuple[Change, Verb]] = {
    "fait": (Change.DONE, mark_done),
    "retirer": (Change.REMOVED, remove),
    "ajouter": (Change.ADDED, add),
    "remplacer": (Change.SWAPPED, swap),
    "plus_tard": (Change.LATER, later),
    "retard": (Change.REPLANNED, late),
    "rythme": (Change.PACE, change_pace),
}
"""Word of the form → the change that a version remembers, and what makes it."""


def alternatives(saved: Saved, key: str) -> tuple[Item, ...]:
    """What may take the place of a step; nothing when it is not one that remains."""
    if _step(saved, key) is None:
        return ()
    return replanning.alternatives(saved.plan, catalogue_with(saved.sheets), key)


@dataclass(frozen=True)
class Row:
    """An item in two plans: its dates, None where it is not."""

    item: Item
    before: dt.date | None
    after: dt.date | None


def side_by_side(saved: Saved, other: Plan) -> list[Row]:
    """What remains of this plan beside another: what both have first, then what each has alone, by date."""
    before = {step.item.key: step for step in pending(saved)}
    after = {step.item.key: step for step in other.steps}
    rows = [
        Row(
            item=(before.get(key) or after[key]).item,
            before=before[key].due if key in before else None,
            after=after[key].due if key in after else None,
        )
        for key in before | after
    ]
    return sorted(rows, key=lambda row: (row.before or row.after or dt.date.max, row.item.key))


def _step(saved: Saved, key: str) -> Step | None:
    return next((step for step in pending(saved) if step.item.key == key), None)


def _without(keys: tuple[str, ...], key: str) -> tuple[str, ...]:
    return tuple(one for one in keys if one != key)


def _replanned(saved: Saved, who: Traveller, today: dt.date) -> Saved:
    made = replanning.replan(
        replace(saved.plan, traveller=who), catalogue_with(saved.sheets), today, done=saved.done_keys
    )
    return replace(saved, plan=made)
