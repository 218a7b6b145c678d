"""Pages that are recommended: their titles and promises, in one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trajectoires.pages.domain.queries import tree
from trajectoires.pages.models import ContentPage
from trajectoires.pages.search.entries import own_entries


@dataclass(frozen=True)
class Reading:
    """A page to open."""

    address: str
    title: str
    summary: str


def readings(addresses: Iterable[str]) -> dict[str, Reading]:
    """The public pages among these addresses, in their order; one that is not published is left out."""
    wanted = list(dict.fromkeys(addresses))
    known = {
        entry.address: Reading(entry.address, entry.title, entry.summary)
        for entry in own_entries()
        if entry.address in wanted
    }
    paths = {tree.url_path_of(address): address for address in wanted}
    rows = ContentPage.objects.live().filter(url_path__in=paths).order_by("path")
    for path, title, summary in rows.values_list("url_path", "title", "summary"):
        known[paths[path]] = Reading(paths[path], title, summary)
    return {address: known[address] for address in wanted if address in known}
