"""A plan in the life of its traveller: dated again, a step replaced, two plans compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from equilibre.formatting import typographic
from equilibre.pathway.fit import Fit
from equilibre.pathway.planning import group_of, made
from equilibre.pathway.plans import Item, Plan, PlanChange
from equilibre.pathway.rules import rules

replace = msgspec.structs.replace
CANDIDATES = 3
LONGER = 1.5
"""A replacement takes at most so many times the minutes of the step, or half an hour."""
HALF_HOUR = 30


def replan(plan: Plan, catalogue: Sequence[Item], today: dt.date, done: Sequence[str] = ()) -> Plan:
    """What remains, dated from ``today``; the traveller of ``plan`` may have changed (removed, added).

    The steps that were there stay, as far as they fit; time and steps already spent are not given again.
    """
    who, done_keys = plan.traveller, tuple(dict.fromkeys((*plan.traveller.done, *done)))
    past = who.deadline is not None and who.deadline <= today
    who = replace(who, start=today, done=done_keys, deadline=None if past else who.deadline)
    walked = [step for step in plan.steps if step.item.key in done_keys]
    held = frozenset(step.item.key for step in plan.steps)
    after = made(who, catalogue, held=held, spent=sum(step.minutes for step in walked), walked=len(walked))
    if not past:
        return after
    note = typographic("Votre échéance est passée : les nouvelles dates ne la suivent plus.")
    return replace(after, notes=(note, *after.notes))


def alternatives(plan: Plan, catalogue: Sequence[Item], key: str) -> tuple[Item, ...]:
    """At most three items that could take the place of the step at ``key``, the nearest first."""
    step = next((one for one in plan.steps if one.item.key == key), None)
    if step is None:
        return ()
    fit, keys = Fit(plan.traveller), {one.item.key for one in plan.steps}
    by_key = {item.key: item for item in catalogue}
    longest = max(step.minutes * LONGER, HALF_HOUR)
    found = [
        item
        for item in by_key.values()
        if item.key not in keys
        and item.minutes <= longest
        and fit.allowed(item)
        and fit.points(item) >= rules().weights.least
        and group_of(item, by_key, has=keys - {key}, fit=fit) == [item]
    ]
    subjects = set(step.item.dimensions)
    found.sort(key=lambda item: (not subjects & set(item.dimensions), -fit.points(item), item.key))
    return tuple(found[:CANDIDATES])


def swap(plan: Plan, catalogue: Sequence[Item], key: str, by: str) -> Plan:
    """``by`` in the place and on the day of the step at ``key``; unchanged when one of them is unknown."""
    item = next((one for one in catalogue if one.key == by), None)
    keys = {step.item.key for step in plan.steps}
    if item is None or key not in keys or by in keys:
        return plan
    who = plan.traveller
    who = replace(
        who,
        removed=(*who.removed, key),
        added=(*(one for one in who.added if one != key), by),
    )
    fit = Fit(who)
    steps = tuple(
        replace(step, item=item, minutes=item.minutes, reasons=fit.reasons(item), together=by in fit.together)
        if step.item.key == key
        else step
        for step in plan.steps
    )
    return replace(plan, traveller=who, steps=steps, minutes=sum(step.minutes for step in steps))


def compare(before: Plan, after: Plan) -> tuple[PlanChange, ...]:
    """What one plan has and the other has not, and what moved; by date, then by key."""
    old = {step.item.key: step for step in before.steps}
    new = {step.item.key: step for step in after.steps}
    found: list[PlanChange] = []
    for key in old | new:
        was, now = old.get(key), new.get(key)
        if was is None and now is not None:
            found.append(PlanChange(key=key, title=now.item.title, kind="added", before=None, after=now.due))
        elif now is None and was is not None:
            found.append(
                PlanChange(key=key, title=was.item.title, kind="removed", before=was.due, after=None)
            )
        elif was is not None and now is not None and was.due != now.due:
            found.append(
                PlanChange(key=key, title=now.item.title, kind="moved", before=was.due, after=now.due)
            )
    return tuple(sorted(found, key=lambda one: (one.after or one.before or dt.date.max, one.key)))
