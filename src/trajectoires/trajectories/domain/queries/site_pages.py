"""Pages of the site that a tool leads to: those that are published now, by the path that the data gives."""

from __future__ import annotations

from collections.abc import Iterable

from trajectoires.pages.domain import freshness
from trajectoires.pages.domain.queries.outline import Line, outline


def site_pages(paths: Iterable[str]) -> dict[str, Line]:
    """Path without slashes around → its page; what is not published is left out: no link leads nowhere."""
    known = outline(freshness.current()).by_address
    return {path: known[f"/{path}/"] for path in paths if f"/{path}/" in known}
