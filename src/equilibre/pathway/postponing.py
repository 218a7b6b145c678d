"""« Plus tard »: a step and those that need it move on, the others stay where they are."""

from __future__ import annotations

import datetime as dt

import msgspec

from equilibre.pathway.plans import Plan, Step

DAYS = 7
ONE_DAY = dt.timedelta(days=1)


def postpone(plan: Plan, key: str, *, days: int = DAYS) -> Plan:
    """The same steps, the one at ``key`` due ``days`` later, never past the deadline nor on a day taken.

    Those that need it, directly or not, come after it. The plan is given back as it is when the key is not
    one of its steps, or when the deadline leaves no later day
    for all of them in their order.
    """
    keys = {step.item.key for step in plan.steps}
    if key not in keys:
        return plan
    moving = _with_followers(plan.steps, key)
    taken = {step.due for step in plan.steps if step.item.key not in moving}
    moved: dict[str, dt.date] = {}
    for step in sorted((s for s in plan.steps if s.item.key in moving), key=lambda s: (s.due, s.rank)):
        due = _free_day(step.due + days * ONE_DAY, taken=taken, last=plan.traveller.deadline)
        if due is None or due <= step.due:
            return plan
        taken.add(due)
        moved[step.item.key] = due
    dates = {step.item.key: moved.get(step.item.key, step.due) for step in plan.steps}
    # A need that is not among the steps was done, or is not in the way.
    if any(dates[n] > dates[s.item.key] for s in plan.steps for n in s.item.needs if n in dates):
        return plan
    steps = [msgspec.structs.replace(s, due=dates[s.item.key]) for s in plan.steps]
    steps.sort(key=lambda s: (s.due, s.rank))
    ranked = tuple(msgspec.structs.replace(s, rank=rank) for rank, s in enumerate(steps, start=1))
    return msgspec.structs.replace(plan, steps=ranked)


def _with_followers(steps: tuple[Step, ...], key: str) -> set[str]:
    """The step and every step that needs it, through as many others as there are."""
    moving = {key}
    while True:
        more = {s.item.key for s in steps if moving & set(s.item.needs)} - moving
        if not more:
            return moving
        moving |= more


def _free_day(wanted: dt.date, *, taken: set[dt.date], last: dt.date | None) -> dt.date | None:
    """The first free day from the one wanted; the deadline's day, or one before, when it is passed."""
    day = wanted
    while day in taken and (last is None or day < last):
        day += ONE_DAY
    if last is None or day <= last:
        return None if day in taken else day
    day = last
    while day in taken:
        day -= ONE_DAY
    return day
