"""What anyone may read: published webinars, letters and dossiers. Nothing else leaves this module."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone

from trajectoires.agenda.models import Dossier, Letter, Webinar
from trajectoires.pages.domain.queries.tree import PublicAddress

LONG_TEXTS = ("transcript", "resources")
FEED_LENGTH = 30


@dataclass(frozen=True)
class Cycle:
    """Past webinars of a cycle, the latest first."""

    name: str
    webinars: list[Webinar]


@dataclass(frozen=True)
class Calendar:
    """What is announced, the nearest first, then what was, cycle by cycle."""

    upcoming: list[Webinar] = field(default_factory=list)
    cycles: list[Cycle] = field(default_factory=list)


def public_webinars() -> QuerySet[Webinar]:
    """Every published webinar, the latest first."""
    return Webinar.objects.filter(live=True).order_by("-day", "-number", "pk")


def calendar(*, now: dt.datetime | None = None) -> Calendar:
    """The page of webinars, in one query."""
    now = now or timezone.now()
    found = list(public_webinars().defer(*LONG_TEXTS))
    upcoming = sorted(
        (one for one in found if not one.is_over(now)), key=lambda one: (one.day, one.starts or dt.time())
    )
    past = sorted((one for one in found if one.is_over(now)), key=_latest_first)
    # Cycles in the order of their latest webinar; within one, the latest first.
    ranks: dict[str, int] = {}
    for one in past:
        ranks.setdefault(one.cycle, len(ranks))
    past.sort(key=lambda one: ranks[one.cycle])
    cycles = [Cycle(name, list(group)) for name, group in groupby(past, key=lambda one: one.cycle)]
    return Calendar(upcoming, cycles)


def _latest_first(webinar: Webinar) -> tuple[bool, int, int]:
    """Those whose day nobody knows come last, by their number."""
    ordinal = webinar.day.toordinal() if webinar.day else 0
    return (webinar.day is None, -ordinal, -(webinar.number or 0))


def dated_webinars() -> list[Webinar]:
    """What a calendar can hold: published, with a day."""
    return list(public_webinars().filter(day__isnull=False).defer(*LONG_TEXTS))


def webinar(*, key: str) -> Webinar | None:
    """One published webinar."""
    return Webinar.objects.filter(live=True, key=key).select_related("source").first()


def letters() -> QuerySet[Letter]:
    """Every published letter, the latest first."""
    return Letter.objects.filter(live=True).order_by("-date", "-pk")


def letter_list() -> QuerySet[Letter]:
    """The same without their texts."""
    return letters().defer("items")


def letter(*, key: str) -> Letter | None:
    """One published letter."""
    return Letter.objects.filter(live=True, key=key).first()


def dossiers() -> QuerySet[Dossier]:
    """Every published dossier, the latest first."""
    return Dossier.objects.filter(live=True).select_related("source").order_by("-year", "-pk")


def public_addresses() -> list[PublicAddress]:
    """The pages of webinars and letters, for the list of public addresses."""
    found: list[PublicAddress] = []
    for kind, model in (("webinaires", Webinar), ("lettres", Letter)):
        rows = model.objects.filter(live=True).order_by("pk").values_list("key", "last_published_at")
        found += [PublicAddress(f"/s-informer/{kind}/{key}/", changed) for key, changed in rows]
    return found
