"""The whole loading: entities, then pages, the roles of editors, the index of the search box."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from trajectoires.pages.content.shipped import Shipped, read_shipped
from trajectoires.pages.domain import freshness, roles
from trajectoires.pages.domain.loading import Report, collections, load_collection
from trajectoires.pages.domain.loading_pages import load_pages
from trajectoires.pages.search import index


class FaultyContentError(Exception):
    """Files of ``content/`` cannot be read; nothing was loaded."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def load_content(*, root: Path) -> Report:
    """Read ``root`` and store what is new; raises ``FaultyContentError`` before anything is written."""
    shipped = read_shipped(root)
    if shipped.faults:
        raise FaultyContentError(shipped.faults)
    return store(shipped=shipped)


@transaction.atomic
def store(*, shipped: Shipped) -> Report:
    """Store what was read, all or nothing."""
    report = Report()
    with index.paused():
        for collection in collections():
            load_collection(collection, shipped, report)
        load_pages(shipped, report)
    roles.ensure_roles()
    if report.changed or index.is_stale():
        index.rebuild()
        freshness.publish()
    return report
