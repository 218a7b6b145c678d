"""Atom feeds: webinars, letters, dossiers, new pages. Addresses are absolute, by the site's own name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.syndication.views import Feed
from django.db.models import F
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from trajectoires.agenda import links
from trajectoires.agenda.domain.queries import agenda
from trajectoires.agenda.domain.wording import when_text
from trajectoires.agenda.models import Dossier, Letter, Webinar
from trajectoires.pages.domain.queries.tree import live_pages
from trajectoires.pages.facets import LEVERS
from trajectoires.pages.models.content import ContentPage

OPENED = dt.datetime(2013, 1, 1, tzinfo=dt.UTC)
"""When an entry has no date of its own, and of a feed that has no entry: an old and constant one."""


class SiteAtom(Atom1Feed):
    """Atom, whose own date does not move while nothing is published."""

    def latest_post_date(self) -> dt.datetime:
        """The date of the newest entry."""
        dates = [item[name] for item in self.items for name in ("updateddate", "pubdate") if item.get(name)]
        return max(dates, default=OPENED)


class SiteFeed(Feed):
    """What the feeds share."""

    feed_type = SiteAtom
    author_name = "Trajectoires"
    language = "fr"
    address: ClassVar[str]
    page: ClassVar[str]

    def link(self) -> str:
        """The page of which this is the feed."""
        return links.absolute(self.page)

    def feed_url(self) -> str:
        """The feed's own address."""
        return links.absolute(self.address)

    def item_link(self, item: Any) -> str:
        """The page of the entry: its identifier too."""
        return links.absolute(item.address)

    def item_title(self, item: Any) -> str:
        """Its title, or what is known of it. The feed escapes it."""
        return item.heading

    def item_description(self, item: Any) -> str:
        """The content in HTML."""
        return ""

    def item_pubdate(self, item: Any) -> dt.datetime:
        """When it became public."""
        return (item.first_published_at or OPENED).replace(microsecond=0)

    def item_updateddate(self, item: Any) -> dt.datetime:
        """When it last changed."""
        return (item.last_published_at or self.item_pubdate(item)).replace(microsecond=0)

    def item_categories(self, item: Any) -> list[str]:
        """The levers it is about, in words."""
        return [LEVERS[code] for code in item.levers if code in LEVERS]


class WebinarFeed(SiteFeed):
    """Published webinars, the latest first."""

    title = "Trajectoires\u00a0: les webinaires"
    subtitle = "Ce qui est annoncé, puis de quoi revoir."
    page = "/s-informer/webinaires/"
    address = "/s-informer/webinaires.atom"

    def items(self) -> Iterable[Webinar]:
        """The thirty latest."""
        return agenda.public_webinars().order_by(F("day").desc(nulls_last=True), "-number", "pk")[
            : agenda.FEED_LENGTH
        ]

    def item_description(self, item: Webinar) -> str:
        """Day, summary, parts, links."""
        parts = (
            (f"{p['label']}\u00a0: {', '.join(filter(None, (p['title'], p['speaker'])))}",)
            for p in item.parts
        )
        found = [("S’inscrire", item.registration_url), ("Revoir", item.replay_url)]
        return _html(
            [when_text(item), item.summary, item.note],
            format_html_join("", "<li>{}</li>", parts),
            [(words, url) for words, url in found if url],
        )


class LetterFeed(SiteFeed):
    """Published letters, whole."""

    title = "Trajectoires\u00a0: les lettres"
    subtitle = "Chaque lettre en entier."
    page = "/s-informer/lettres/"
    address = "/s-informer/lettres.atom"

    def items(self) -> Iterable[Letter]:
        """The thirty latest."""
        return agenda.letters()[: agenda.FEED_LENGTH]

    def item_title(self, item: Letter) -> str:
        """Its title."""
        return item.title

    def item_description(self, item: Letter) -> str:
        """The news, whole."""
        pieces = [
            format_html(
                "<h2>{}</h2>{}{}",
                news["title"],
                format_html_join("", "<p>{}</p>", ((text,) for text in news["paragraphs"])),
                _links([("Lire la suite", news["link"])] if news["link"] else []),
            )
            for news in item.news
        ]
        return mark_safe("".join(pieces))  # noqa: S308  each piece is escaped above

    def item_categories(self, item: Letter) -> list[str]:
        """The levers of its news."""
        codes = {code for news in item.news for code in news["levers"]}
        return [label for code, label in LEVERS.items() if code in codes]


class DossierFeed(SiteFeed):
    """Published dossiers."""

    title = "Trajectoires\u00a0: les dossiers"
    subtitle = "Un dossier chaque année."
    page = "/s-informer/dossiers/"
    address = "/s-informer/dossiers.atom"

    def items(self) -> Iterable[Dossier]:
        """The thirty latest."""
        return agenda.dossiers()[: agenda.FEED_LENGTH]

    def item_description(self, item: Dossier) -> str:
        """What is known of it."""
        number = f"n°\u00a0{item.number}" if item.number else ""
        pages = f"pages {item.pages}" if item.pages else ""
        where = ", ".join(filter(None, (str(item.year), number, pages)))
        return _html([where, item.note], SafeString(""), [])


class NewPagesFeed(SiteFeed):
    """Pages newly published, the newest first."""

    title = "Trajectoires\u00a0: les nouvelles pages"
    subtitle = "Ce qui vient d’être publié."
    page = "/"
    address = "/nouveautes.atom"

    def items(self) -> Iterable[ContentPage]:
        """The thirty newest."""
        newest = live_pages().filter(first_published_at__isnull=False)
        return newest.order_by("-first_published_at", "path")[: agenda.FEED_LENGTH]

    def item_title(self, item: ContentPage) -> str:
        """The title of the page."""
        return item.title

    def item_description(self, item: ContentPage) -> str:
        """What the reader will be able to do."""
        return format_html("<p>{}</p>", item.summary)


def _html(paragraphs: list[str], lines: SafeString, found: list[tuple[str, str]]) -> SafeString:
    told = format_html_join("", "<p>{}</p>", ((text,) for text in paragraphs if text))
    return format_html("{}{}{}", told, format_html("<ul>{}</ul>", lines) if lines else "", _links(found))


def _links(found: list[tuple[str, str]]) -> SafeString:
    return format_html_join("", '<p><a href="{}">{}</a></p>', ((url, words) for words, url in found))


FEEDS: dict[str, type[SiteFeed]] = {
    "webinaires": WebinarFeed,
    "lettres": LetterFeed,
    "dossiers": DossierFeed,
    "nouveautes": NewPagesFeed,
}
