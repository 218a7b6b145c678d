"""The pages of the site that help with a task: sheets, kits and steps that are published now."""

from __future__ import annotations

from collections.abc import Mapping

from trajectoires.pages.domain import freshness
from trajectoires.pages.domain.queries.outline import Line, outline

SHELVES = {
    "/accompagner/fiches/": "Fiches pratiques",
    "/agir/kits/": "Kits",
    "/agir/parcours-methodologique/": "Étapes du parcours méthodologique",
}


def sheets() -> Mapping[str, tuple[Line, ...]]:
    """Shelf in words → its pages; a shelf without a page is left out. One query for the version."""
    site = outline(freshness.current())
    found = {}
    for address, words in SHELVES.items():
        shelf = site.by_address.get(address)
        if shelf is not None and (below := site.children(shelf.path)):
            found[words] = tuple(below)
    return found


def sheet_titles() -> Mapping[str, str]:
    """Address → title of every page that ``sheets`` offers."""
    return {one.address: one.title for rows in sheets().values() for one in rows}
