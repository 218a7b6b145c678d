"""Where pages are: by address, by door, by parent. Addresses are ``/comprendre/kezako/``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import QuerySet
from wagtail.models import Page

from trajectoires.pages import tools
from trajectoires.pages.domain import freshness
from trajectoires.pages.domain.queries.outline import outline
from trajectoires.pages.models.content import ContentPage, ToolPage, address_of

ROOT_SLUG = "accueil"


def url_path_of(address: str) -> str:
    """« /comprendre/ » → « /accueil/comprendre/ », as the tree stores it."""
    return f"/{ROOT_SLUG}{address}"


def live_page(address: str, *, version: int | None = None) -> ContentPage | None:
    """The published page at an address, as its own type; ``version`` is the site's, when it is known."""
    line = outline(freshness.current() if version is None else version).by_address.get(address)
    if line is None:
        return None
    model = apps.get_model("pages", line.model)
    page: ContentPage | None = model.objects.filter(pk=line.pk, live=True).first()
    return page


def kept_for(page: ContentPage) -> int:
    """Seconds for which the page may be kept: less around a tool, which may depend on the day.

    0 around a form.
    """
    if not isinstance(page, ToolPage):
        return 600
    return 300 if tools.find(page.tool).cacheable else 0


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
    "/aide-tresorerie/", "/methode/", "/parametres-de-calcul/", "/mes-donnees/", "/mentions/",
    "/accessibilite/", "/parcours/", "/diagnostic/",
)  # fmt: skip


_beside: list[Callable[[], Iterable[PublicAddress]]] = []


def register_addresses(addresses: Callable[[], Iterable[PublicAddress]]) -> None:
    """Called by ``AppConfig.ready`` of a capability that has public pages of its own."""
    _beside.append(addresses)


def public_addresses() -> list[PublicAddress]:
    """Every public address, the tree's first."""
    rows = live_pages().values_list("url_path", "last_published_at")
    return [
        *(PublicAddress(address_of(path), changed) for path, changed in rows),
        *(PublicAddress(address, None) for address in OTHER_PUBLIC),
        *(found for addresses in _beside for found in addresses()),
    ]
