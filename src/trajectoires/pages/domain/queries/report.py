"""Counting the content, and looking at its links: what the report command and the editors' pages show."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import URLField
from django.urls import Resolver404, resolve

from trajectoires.pages import facets
from trajectoires.pages.content import readability
from trajectoires.pages.content.stream_words import links, pages_linked, prose
from trajectoires.pages.domain.loading import collections
from trajectoires.pages.models import ContentPage, GlossaryTerm, SheetPage

WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class PageLine:
    """One live page, measured."""

    address: str
    title: str
    door: str
    kind: str
    words: int
    sources: int
    measured: readability.Readability
    next_review: dt.date | None


@dataclass
class DoorLine:
    """The pages behind a door, added up."""

    label: str
    pages: int = 0
    words: int = 0


@dataclass
class ContentReport:
    """Everything the acceptance of the content asks for."""

    pages: list[PageLine] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    sheets: int = 0

    @property
    def doors(self) -> list[DoorLine]:
        """One line a door, then what is outside them."""
        lines = {code: DoorLine(label) for code, label in facets.DOORS.items()} | {
            "": DoorLine("Hors des portes")
        }
        for page in self.pages:
            lines[page.door].pages += 1
            lines[page.door].words += page.words
        return list(lines.values())

    @property
    def without_source(self) -> list[PageLine]:
        """There should be none."""
        return [page for page in self.pages if not page.sources]

    @property
    def hard_to_read(self) -> list[PageLine]:
        """Pages that miss a threshold of readability."""
        return [page for page in self.pages if page.measured.words >= 40 and not page.measured.is_easy_enough]


def content_report() -> ContentReport:
    """Measure every live page; two queries for all of them."""
    report = ContentReport(sheets=SheetPage.objects.live().count())
    pages = ContentPage.objects.live().select_related("content_type").prefetch_related("page_sources")
    for page in pages.order_by("path"):
        text = f"{page.summary}\n\n{prose(list(page.body.raw_data))}"
        report.pages.append(
            PageLine(
                address=page.address,
                title=page.title,
                door=page.door,
                kind=page.content_type.model,
                words=len(WORD.findall(text)),
                sources=len(page.page_sources.all()),
                measured=readability.measure(text),
                next_review=page.next_review,
            )
        )
    report.rows = {c.kind: c.model._default_manager.count() for c in collections()}
    return report


@dataclass(frozen=True)
class BadLink:
    """A link that leads nowhere, and where it is written."""

    written_on: str
    address: str
    why: str


@dataclass
class Links:
    """All the links of the content."""

    bad: list[BadLink] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    external: dict[str, list[str]] = field(default_factory=dict)


def all_links() -> Links:
    """Follow every internal link of every live page; list the external ones with where they are written.

    A page is an orphan when neither the tree nor a link leads to it: the tree lists every live page from its
    parent, so an orphan is a live page under one that is not.
    """
    found = Links()
    live = {page.address: page for page in ContentPage.objects.live().order_by("path")}
    numbers = {page.pk for page in live.values()}
    terms = set(GlossaryTerm.objects.order_by("pk").values_list("key", flat=True))
    for address, page in live.items():
        for link in links(list(page.body.raw_data)):
            if link.startswith(("http:", "https:")):
                found.external.setdefault(link, []).append(address)
            elif link.startswith("/"):
                found.bad += _internal(link, address, live.keys(), terms)
        found.bad += [
            BadLink(address, f"page n°\u00a0{primary}", "page supprimée ou non publiée")
            for primary in pages_linked(list(page.body.raw_data))
            if primary not in numbers
        ]
        parent = address.rstrip("/").rpartition("/")[0] + "/"
        if address != "/" and parent not in live:
            found.orphans.append(address)
    for where, url in _of_rows():
        found.external.setdefault(url, []).append(where)
    return found


def _of_rows() -> Iterator[tuple[str, str]]:
    """Addresses of other sites that the rows of every collection hold: sources, resources, référents…"""
    for collection in collections():
        named = [one.name for one in collection.model._meta.fields if isinstance(one, URLField)]
        rows = collection.model._default_manager.order_by("pk").values_list("key", *named) if named else ()
        for key, *urls in rows:
            yield from ((f"{collection.kind} {key}", url) for url in urls if url)


def _internal(link: str, written_on: str, live: Iterable[str], terms: set[str]) -> Iterator[BadLink]:
    path, _, anchor = link.partition("#")
    path = path.partition("?")[0]
    if path.startswith("/comprendre/glossaire/") and anchor and anchor not in terms:
        yield BadLink(written_on, link, "terme absent du glossaire")
    if path in live:
        return
    try:
        match = resolve(path)
    except Resolver404:
        yield BadLink(written_on, link, "aucune page à cette adresse")
        return
    if match.view_name in ("wagtail_serve", "home"):
        yield BadLink(written_on, link, "aucune page publiée à cette adresse")
