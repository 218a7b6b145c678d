"""A page back to the file it could have come from."""

from __future__ import annotations

from typing import Any

import yaml

from trajectoires.pages.content.stream import to_file
from trajectoires.pages.domain.queries import tree
from trajectoires.pages.models import ContentPage

KINDS = {
    "homepage": "home", "doorpage": "door", "articlepage": "article", "pathpage": "path", "steppage": "step",
    "sheetpage": "sheet", "kitpage": "kit", "toolpage": "tool",
}  # fmt: skip


class NoSuchPageError(LookupError):
    """No published page at this address."""


def export_page(*, address: str) -> str:
    """The published page at ``address`` as Markdown with its front matter."""
    page = tree.live_page(address)
    if page is None:
        raise NoSuchPageError(address)
    front = yaml.safe_dump(_meta(page), allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{front}---\n\n{to_file(list(page.body.raw_data))}"


def _meta(page: ContentPage) -> dict[str, Any]:
    lists = ("audience", "objective", "maturity")
    return {
        "title": page.title,
        "kind": KINDS[page.content_type.model],
        "summary": page.summary,
        "order": page.order,
        **{name: list(getattr(page, name)) for name in lists},
        "duration": page.duration,
        "format": page.format,
        **{
            name: list(getattr(page, name)) for name in ("medoc", "pillar", "levers", "keywords", "questions")
        },
        **({"tool": page.tool} if hasattr(page, "tool") else {}),
        **page.extra,
        "sources": [
            {"key": cited.source.key, "status": cited.status, "note": cited.note}
            for cited in page.page_sources.select_related("source").order_by("sort_order", "pk")
        ],
        "author": page.author,
        "reviewed": page.reviewed,
        "next_review": page.next_review,
    }
