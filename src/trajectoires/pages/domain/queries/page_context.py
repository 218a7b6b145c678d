"""What a page shows around its own words: where it is, what comes before and after, its sources.

Two queries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest

from trajectoires.pages import facets
from trajectoires.pages.domain import freshness
from trajectoires.pages.domain.queries.outline import outline
from trajectoires.pages.models.content import ContentPage, DoorPage, HomePage, StepPage
from trajectoires.pages.models.snippets import Source

FOR_WHOM = "/pour-qui/"
# Drawings whose parts lead to the rows of the table beside them.
CLICKABLE = {"vue-systemique"}


def page_context(*, page: ContentPage, request: HttpRequest) -> dict[str, Any]:
    """``trail``, ``children``, ``previous`` and ``next``, ``cited``, ``sources_by_key``, ``facet_labels``,
    ``row_anchors``; on the home page ``for_whom`` and ``audiences``.
    """
    version = getattr(request, "site_version", None)
    shape = outline(freshness.current() if version is None else version)
    is_home = isinstance(page, HomePage)
    children = [] if isinstance(page, StepPage) else shape.children(page.path)
    before, after = (None, None) if is_home or isinstance(page, DoorPage) else shape.around(page.path)
    is_door = isinstance(page, DoorPage)
    for_whom = shape.by_address.get(FOR_WHOM) if is_home else None
    return {
        "trail": shape.above(page.path),
        "children": children,
        "groups": [{"page": child, "below": shape.children(child.path)} for child in children if is_door],
        "for_whom": for_whom,
        "audiences": shape.children(for_whom.path) if for_whom else [],
        "previous": before,
        "next": after,
        "cited": list(page.page_sources.select_related("source").order_by("sort_order", "pk")),
        "sources_by_key": _figure_sources(page),
        "facet_labels": facet_labels(page),
        "door": page.door,
        "row_anchors": any(
            block["type"] == "drawing" and block["value"]["drawing"] in CLICKABLE
            for block in page.body.raw_data
        ),
    }


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
