"""The shape of the public site: every published page as one light line, read once for each version of the
site.

What surrounds a page (its trail, its neighbours, the pages below it) is found here without a query.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wagtail.models import Page

from trajectoires.pages import facets
from trajectoires.pages.models.content import ContentPage, address_of


@dataclass(frozen=True, slots=True)
class Line:
    """A published page, without its words. ``path`` is its place in the tree, ``model`` its type's name."""

    pk: int
    path: str
    address: str
    title: str
    summary: str
    order: int
    model: str

    @property
    def door(self) -> str:
        """The code of the door it is behind, "" outside them."""
        first = self.address.split("/")[1]
        return first if first in facets.DOORS else ""

    @property
    def parent_path(self) -> str:
        """The place of the page above."""
        return self.path[: -Page.steplen]


@dataclass
class Outline:
    """All the lines of one version of the site."""

    version: int
    by_address: dict[str, Line] = field(default_factory=dict)
    by_path: dict[str, Line] = field(default_factory=dict)
    below: dict[str, list[Line]] = field(default_factory=dict)

    def children(self, path: str) -> list[Line]:
        """The pages just below a place, in their order."""
        return self.below.get(path, [])

    def above(self, path: str) -> list[Line]:
        """The pages above a place, from the top, without the home page."""
        return list(self._above(path))[:-1][::-1]

    def _above(self, path: str) -> Iterator[Line]:
        while path := path[: -Page.steplen]:
            if path in self.by_path:
                yield self.by_path[path]

    def around(self, path: str) -> tuple[Line | None, Line | None]:
        """The sister pages before and after."""
        sisters = self.children(path[: -Page.steplen])
        rank = next((rank for rank, sister in enumerate(sisters) if sister.path == path), None)
        if rank is None:
            return None, None
        return (
            sisters[rank - 1] if rank else None,
            sisters[rank + 1] if rank + 1 < len(sisters) else None,
        )


_kept: Outline | None = None


def outline(version: int) -> Outline:
    """The outline of this version: one query the first time a process meets it."""
    global _kept
    if _kept is None or _kept.version != version:
        _kept = _read(version)
    return _kept


def _read(version: int) -> Outline:
    made = Outline(version)
    rows = ContentPage.objects.live().order_by("order", "title", "pk")
    for pk, path, url_path, title, summary, order, model in rows.values_list(
        "pk", "path", "url_path", "title", "summary", "order", "content_type__model"
    ):
        line = Line(pk, path, address_of(url_path), title, summary, order, model)
        made.by_address[line.address] = line
        made.by_path[path] = line
        made.below.setdefault(line.parent_path, []).append(line)
    return made
