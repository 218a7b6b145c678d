"""The steps that remain, then the deadline, for one's own calendar."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from equilibre.formatting import NBSP
from equilibre.pathway.plans import Step
from trajectoires.pathways.access import Opened
from trajectoires.pathways.domain.changing import pending
from trajectoires.thread.day_calendar import WholeDay, day_calendar

NAME = "Mon parcours"


def calendar_bytes(opened: Opened) -> bytes:
    """The same version gives the same bytes."""
    return day_calendar(
        _days(opened),
        name=NAME,
        product="Parcours",
        owner=str(opened.pathway.pk),
        made_at=opened.version.made_at,
    )


def _days(opened: Opened) -> Iterator[WholeDay]:
    for step in pending(opened.saved):
        yield _step(step)
    who = opened.saved.plan.traveller
    if who.deadline is not None:
        yield WholeDay(
            key="echeance", day=who.deadline, summary=(who.deadline_label or "échéance").capitalize()
        )


def _step(step: Step) -> WholeDay:
    address = f"{settings.SITE_ADDRESS}{step.item.key}"
    return WholeDay(
        key=step.item.key,
        day=step.due,
        summary=step.item.title,
        lines=(f"{step.minutes}{NBSP}minutes", *(reason.text for reason in step.reasons[:1]), address),
        url=address,
        warned=1,
    )
