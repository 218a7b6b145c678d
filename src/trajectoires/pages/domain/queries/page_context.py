"""What a page shows around its own words: where it is, what comes before and after, its sources. At most six queries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from trajectoires.pages import facets
from trajectoires.pages.domain.queries import tree
from trajectoires.pages.models.content import ContentPage, DoorPage, HomePage, StepPage
from trajectoires.pages.models.snippets import Source


def page_context(*, page: ContentPage, request: HttpRequest) -> dict[str, Any]:
    """``trail``, ``children``, ``previous`` and ``next``, ``cited``, ``sources_by_key``, ``facet_labels``."""
    is_home = isinstance(page, HomePage)
    children = [] if isinstance(page, StepPage) else list(tree.children_of(page))
    before, after = (None, None) if is_home or isinstance(page, DoorPage) else _around(page)
    return {
        "trail": [] if is_home else _trail(page),
        "children": children,
        "groups": _groups(children) if isinstance(page, DoorPage) else [],
        "previous": before,
        "next": after,
        "cited": list(page.page_sources.select_related("source").order_by("sort_order", "pk")),
        "sources_by_key": _figure_sources(page),
        "facet_labels": facet_labels(page),
        "door": page.door,
    }


def _trail(page: Page) -> list[ContentPage]:
    """The pages above, the home page left out."""
    return list(
        ContentPage.objects.ancestor_of(page).filter(depth__gt=2).defer_streamfields().order_by("depth")
    )


def _around(page: ContentPage) -> tuple[ContentPage | None, ContentPage | None]:
    """The sister pages before and after; a step's neighbours are its path's steps."""
    sisters = list(ContentPage.objects.sibling_of(page).live().defer_streamfields().order_by("order", "title", "pk"))
    ranks = {sister.pk: rank for rank, sister in enumerate(sisters)}
    if page.pk not in ranks:
        return None, None
    rank = ranks[page.pk]
    return (
        sisters[rank - 1] if rank else None,
        sisters[rank + 1] if rank + 1 < len(sisters) else None,
    )


def _groups(children: list[ContentPage]) -> list[dict[str, Any]]:
    """The pages of a door, each with the pages below it, in one query."""
    below: dict[str, list[ContentPage]] = {}
    deeper = (child for child in children if child.numchild)
    paths = [child.path for child in deeper]
    if paths:
        depth = children[0].depth + 1
        wanted = ContentPage.objects.live().filter(depth=depth).defer_streamfields()
        for found in wanted.order_by("order", "title", "pk"):
            below.setdefault(found.path[: -found.steplen], []).append(found)
    return [{"page": child, "below": below.get(child.path, [])} for child in children]


def _figure_sources(page: ContentPage) -> dict[str, Source]:
    keys = set(_figure_keys(page))
    return {source.key: source for source in Source.objects.filter(key__in=keys)} if keys else {}


def _figure_keys(page: ContentPage) -> Iterator[str]:
    for block in page.body.raw_data:
        if block["type"] == "figure":
            yield block["value"]["source"]


def facet_labels(page: ContentPage) -> dict[str, list[str]]:
    """The facets in words."""
    return {
        "audience": [facets.AUDIENCES[code] for code in page.audience if code in facets.AUDIENCES],
        "medoc": [facets.MEDOC[code] for code in page.medoc if code in facets.MEDOC],
        "pillar": [facets.PILLARS[code] for code in page.pillar if code in facets.PILLARS],
        "levers": [facets.LEVERS[code] for code in page.levers if code in facets.LEVERS],
        "maturity": [facets.MATURITIES[code] for code in page.maturity if code in facets.MATURITIES],
    }


