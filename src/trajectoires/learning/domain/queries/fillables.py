"""A table to fill, found in the body of a published page."""

from __future__ import annotations

from dataclasses import dataclass

from trajectoires.pages.models import ContentPage

PAGE_MAX = 2**31 - 1
"""The largest number that a page may have: a larger one in an address is nobody's."""


@dataclass(frozen=True)
class Fillable:
    """What a ``fillable`` block says, with the page it is on. ``total`` has ranks of columns, from 1."""

    title: str
    help: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[int, ...]
    page_title: str
    page_address: str


def fillable(*, page: int, block: str) -> Fillable | None:
    """The table, or None when the page is not published or has no such block."""
    if page > PAGE_MAX:
        return None
    found = ContentPage.objects.live().filter(pk=page).first()
    if found is None:
        return None
    for child in found.body:
        if child.block_type == "fillable" and child.id == block:
            value = child.value
            return Fillable(
                title=value["title"] or "",
                help=value["help"] or "",
                columns=tuple(value["columns"]),
                rows=tuple(tuple(cell or "" for cell in row) for row in value["rows"]),
                total=tuple(value["total"]),
                page_title=found.title,
                page_address=found.address,
            )
    return None
