"""Where pages are: by address, by door, by parent. Addresses are ``/comprendre/kezako/``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Page

from trajectoires.pages.models.content import ContentPage, address_of

ROOT_SLUG = "accueil"


def url_path_of(address: str) -> str:
    """« /comprendre/ » → « /accueil/comprendre/ », as the tree stores it."""
    return f"/{ROOT_SLUG}{address}"


def live_page(address: str) -> ContentPage | None:
    """The published page at an address, as its own type: two queries."""
    page = (
        Page.objects.filter(url_path=url_path_of(address), live=True)
        .select_related("content_type")
        .defer_streamfields()
        .first()
    )
    if page is None:
        return None
    specific = page.specific
    return specific if isinstance(specific, ContentPage) else None


def live_pages() -> QuerySet[ContentPage]:
    """Every published page, without bodies, in the order of the tree."""
    return ContentPage.objects.live().defer_streamfields().order_by("path")


def children_of(page: Page) -> QuerySet[ContentPage]:
    """The published pages just below, in their order."""
    return ContentPage.objects.child_of(page).live().defer_streamfields().order_by("order", "title", "pk")


@dataclass(frozen=True)
class PublicAddress:
    """A line of the sitemap."""

    address: str
    changed: dt.datetime | None


# Pages of the tool that anyone may read: routes outside the tree.
OTHER_PUBLIC = (
    "/deposer/", "/saisir/", "/saisir/tresorerie/", "/essayer/", "/cas/", "/sortir-mes-comptes/",
    "/aide-tresorerie/", "/methode/", "/parametres-de-calcul/", "/mes-donnees/", "/mentions/", "/accessibilite/",
)  # fmt: skip


def public_addresses() -> list[PublicAddress]:
    """Every public address, the tree's first."""
    rows = live_pages().values_list("url_path", "last_published_at")
    return [
        *(PublicAddress(address_of(path), changed) for path, changed in rows),
        *(PublicAddress(address, None) for address in OTHER_PUBLIC),
    ]
