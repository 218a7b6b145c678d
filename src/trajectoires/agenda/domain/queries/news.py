"""What was published in a while, as what a letter says of it: read once, then frozen with the issue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import msgspec

from trajectoires.agenda.domain.wording import when_text
from trajectoires.agenda.enums import News
from trajectoires.agenda.models import Dossier, Letter, Webinar
from trajectoires.pages.models.content import ContentPage

OVERLAP = dt.timedelta(hours=1)
"""A publication is dated before it is stored: one that was being stored at the last cut is seen again."""


class Item(msgspec.Struct, frozen=True):
    """One piece of news: all that a mail needs, and no more to ask of the database."""

    kind: str
    ref: str
    """Names it for ever: what was in an issue is not in the next one."""
    title: str
    address: str
    """On the site, without its name."""
    group: str = ""
    """The letter it comes from."""
    paragraphs: list[str] = []
    facts: list[str] = []
    links: list[tuple[str, str]] = []
    """Words and full addresses."""
    levers: list[str] = []


def published_between(*, since: dt.datetime, until: dt.datetime, told: set[str]) -> list[Item]:
    """What became public for the first time in between, in the order of a letter, without what was told."""
    window = {"live": True, "first_published_at__gt": since - OVERLAP, "first_published_at__lte": until}
    sources: tuple[Callable[[dict[str, object]], Iterator[Item]], ...] = (
        _letters, _webinars, _dossiers, _pages,
    )  # fmt: skip
    return [item for source in sources for item in source(window) if item.ref not in told]


def _letters(window: dict[str, object]) -> Iterator[Item]:
    for letter in Letter.objects.filter(**window).order_by("date", "pk"):
        for rank, news in enumerate(letter.news):
            link = [("Lire la suite", news["link"])] if news["link"] else []
            yield Item(
                kind=News.LETTER,
                ref=f"lettre:{letter.key}:{rank}",
                title=news["title"],
                address=letter.address,
                group=letter.title,
                paragraphs=news["paragraphs"],
                links=link,
                levers=news["levers"],
            )


def _webinars(window: dict[str, object]) -> Iterator[Item]:
    for webinar in Webinar.objects.filter(**window).order_by("day", "pk"):
        facts = [when_text(webinar)] if webinar.day else []
        for part in webinar.parts:
            said = ", ".join(text for text in (part["title"], part["speaker"]) if text)
            facts.append(f"{part['label']}\u00a0: {said}")
        links = [("S’inscrire", webinar.registration_url), ("Revoir le webinaire", webinar.replay_url)]
        yield Item(
            kind=News.WEBINAR,
            ref=f"webinaire:{webinar.key}",
            title=webinar.heading,
            address=webinar.address,
            paragraphs=[webinar.summary] if webinar.summary else [],
            facts=facts,
            links=[(words, url) for words, url in links if url],
            levers=list(webinar.levers),
        )


def _dossiers(window: dict[str, object]) -> Iterator[Item]:
    for dossier in Dossier.objects.filter(**window).order_by("-year", "pk"):
        yield Item(
            kind=News.DOSSIER,
            ref=f"dossier:{dossier.key}",
            title=dossier.heading,
            address=dossier.address,
            paragraphs=[dossier.note] if dossier.note else [],
            levers=list(dossier.levers),
        )


def _pages(window: dict[str, object]) -> Iterator[Item]:
    pages = ContentPage.objects.filter(**window).defer_streamfields()
    for page in pages.order_by("-first_published_at", "path"):
        yield Item(
            kind=News.PAGE,
            ref=f"page:{page.pk}",
            title=page.title,
            address=page.address,
            paragraphs=[page.summary],
            levers=list(page.levers),
        )
