"""What editors have to do, and what readers did: the rows behind the desk and the reports."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Sum
from wagtail.documents import get_document_model

from trajectoires.pages import facets
from trajectoires.pages.models import ContentPage, DailyCount, EmptySearch, Proposal
from trajectoires.pages.models.content import address_of

REVIEW_AHEAD = dt.timedelta(days=60)
DRAFT_IS_OLD = dt.timedelta(days=30)
READING_DAYS = 30
# Words that only one visitor typed may say something of them.
ASKED_BY_SEVERAL = 2


def to_review(*, today: dt.date) -> QuerySet[ContentPage]:
    """Published pages to read again within sixty days, the latest first; those without a date come first."""
    due = Q(next_review__isnull=True) | Q(next_review__lte=today + REVIEW_AHEAD)
    return (
        ContentPage.objects.live()
        .filter(due)
        .defer_streamfields()
        .order_by(F("next_review").asc(nulls_first=True), "path")
    )


def old_drafts(*, now: dt.datetime) -> QuerySet[ContentPage]:
    """Changes that nobody published for thirty days."""
    return (
        ContentPage.objects.filter(
            has_unpublished_changes=True, latest_revision_created_at__lt=now - DRAFT_IS_OLD
        )
        .defer_streamfields()
        .order_by("latest_revision_created_at", "pk")
    )


def new_proposals() -> QuerySet[Proposal]:
    """What visitors sent and nobody read yet."""
    return Proposal.objects.filter(state="nouvelle").order_by("received_at", "pk")


def empty_searches() -> QuerySet[EmptySearch]:
    """Words without an answer that several visitors typed, the most frequent first."""
    return EmptySearch.objects.filter(total__gte=ASKED_BY_SEVERAL).order_by("-total", "words")


@dataclass(frozen=True)
class ReadLine:
    """A page or a document, and how many times it was read or taken."""

    kind: str
    title: str
    address: str
    total: int
    edit_pk: int | None = None


PAGE, DOCUMENT = "Page lue", "Document emporté"


def reading(*, today: dt.date, days: int = READING_DAYS) -> list[ReadLine]:
    """Pages and documents of the last days, the most read first; three queries."""
    since = today - dt.timedelta(days=days - 1)
    counted = (
        DailyCount.objects.filter(day__gte=since)
        .values("kind", "key")
        .annotate(sum=Sum("total"))
        .order_by("-sum", "key")
    )
    rows = [row for row in counted if row["kind"] == "document" or row["key"].endswith("/")]
    pages = {
        address_of(path): (pk, title)
        for pk, path, title in ContentPage.objects.order_by("pk").values_list("pk", "url_path", "title")
    }
    given = {
        str(pk): title for pk, title in get_document_model().objects.order_by("pk").values_list("pk", "title")
    }
    return [_read_line(row, pages, given) for row in rows]


def _read_line(row: dict[str, object], pages: dict[str, tuple[int, str]], given: dict[str, str]) -> ReadLine:
    key, total = str(row["key"]), int(str(row["sum"]))
    if row["kind"] == "page":
        pk, title = pages.get(key, (None, key))
        return ReadLine(PAGE, title, key, total, pk)
    kind, _, rest = key.partition("/")
    if kind == "depose":
        return ReadLine(DOCUMENT, given.get(rest, f"document retiré (n°\u00a0{rest})"), "", total)
    if kind == "remplir":
        return ReadLine(DOCUMENT, f"Tableau à remplir\u00a0: /{rest}", "", total)
    name, format_ = facets.DOWNLOADS.get(key, (key, ""))
    return ReadLine(DOCUMENT, f"{name} ({format_})" if format_ else name, "", total)


def read_by_day(*, today: dt.date, days: int = READING_DAYS) -> list[tuple[dt.date, int]]:
    """Pages read each of the last days, today last; a day without reading is 0."""
    since = today - dt.timedelta(days=days - 1)
    totals = dict(
        DailyCount.objects.filter(kind="page", key__endswith="/", day__gte=since, day__lte=today)
        .values("day")
        .order_by("day")
        .annotate(sum=Sum("total"))
        .values_list("day", "sum")
    )
    return [(day, totals.get(day, 0)) for day in (since + dt.timedelta(days=n) for n in range(days))]
