"""Making the issue of a period: what is new is frozen, each subscriber concerned gets a delivery."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

import msgspec
from django.db import IntegrityError, transaction

from trajectoires.agenda import links
from trajectoires.agenda.domain.periods import Period, period_at
from trajectoires.agenda.domain.queries.news import Item, published_between
from trajectoires.agenda.enums import News, Rhythm
from trajectoires.agenda.models import Delivery, Issue, Subscriber

BATCH = 500


@dataclass(frozen=True)
class Made:
    """What became of a rhythm's turn: an issue, or the reason why there is none."""

    rhythm: Rhythm
    issue: Issue | None = None
    deliveries: int = 0
    why: str = ""


def make_issue(*, rhythm: Rhythm, now: dt.datetime, extra: bool = False) -> Made:
    """Make the issue of the period when it is due; ``extra`` makes one more, at once, with what is new since.

    Two processes that try together make one: the second finds the first's.
    """
    period = period_at(rhythm=rhythm, now=now)
    try:
        with transaction.atomic():
            return _make(period, now, extra)
    except IntegrityError:
        return Made(rhythm, why="fait à l’instant par un autre processus")


def _make(period: Period, now: dt.datetime, extra: bool) -> Made:
    rhythm = period.rhythm
    made = list(
        Issue.objects.filter(rhythm=rhythm, period__startswith=period.name)
        .order_by("cut_at")
        .values_list("period")
    )
    if made and not extra:
        return Made(rhythm, why=f"la lettre du {period.name} est déjà faite")
    subscribers = list(
        Subscriber.objects.filter(rhythm=rhythm, suspended_at__isnull=True)
        .order_by("pk")
        .only("pk", "levers")
    )
    if not subscribers:
        return Made(rhythm, why="aucun abonnement")
    items = _news(period, now)
    if not extra and now < period.midnight:
        if not items:
            return Made(rhythm, why="rien de nouveau pour l’instant")
        if now < period.evening and not any(item.kind == News.LETTER for item in items):
            return Made(rhythm, why="attend la lettre jusqu’à 18 h")
    if extra and not items:
        return Made(rhythm, why="rien de nouveau")
    name = f"{period.name}+{len(made)}" if made else period.name
    issue = Issue.objects.create(rhythm=rhythm, period=name, cut_at=now, items=msgspec.to_builtins(items))
    concerned = [one for one in subscribers if relevant(items, one.levers)]
    host = links.site_host()
    Delivery.objects.bulk_create(
        [
            Delivery(issue=issue, subscriber=one, message_id=f"<{uuid.uuid4().hex}@{host}>")
            for one in concerned
        ],
        batch_size=BATCH,
    )
    return Made(rhythm, issue, len(concerned), "" if items else "rien de nouveau")


def _news(period: Period, now: dt.datetime) -> list[Item]:
    """What is new since the last issue of this rhythm, without what it already told."""
    previous = Issue.objects.filter(rhythm=period.rhythm).order_by("-cut_at", "-pk").first()
    told = {item["ref"] for item in previous.items} if previous else set()
    return published_between(since=previous.cut_at if previous else period.since, until=now, told=told)


def items_of(issue: Issue) -> list[Item]:
    """The frozen news of an issue."""
    return msgspec.convert(issue.items, list[Item])


def relevant(items: list[Item], levers: list[str]) -> list[Item]:
    """What concerns whoever follows these levers: what has none or shares one; all when none is followed."""
    if not levers:
        return items
    followed = set(levers)
    return [item for item in items if not item.levers or followed & set(item.levers)]
