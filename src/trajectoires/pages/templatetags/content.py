"""How the blocks of a body are written."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from wagtail.rich_text import expand_db_html

from trajectoires.pages import facets
from trajectoires.pages.content.markdown_text import plain_text

register = template.Library()
NUMBER = re.compile(r"^[−-]?\s?[\d   .,]+(?:\s?(?:€|%|k€|h|M€))?$")
LAYERS = {"2h": "En 2 heures", "4h": "Pour aller à 4 heures", "12h": "Pour aller à 12 heures"}


@register.simple_tag(takes_context=True)
def body_block(context: template.Context, block: Any) -> SafeString:
    """A block with what its page knows (sources, identifiers), so that no block asks the database."""
    known = {name: context.get(name) for name in ("page", "sources_by_key", "request", "row_anchors")}
    return mark_safe(block.render(context={**known, "block_id": block.id}))  # noqa: S308  rendered by templates


@register.filter
def inline_rich(rich: Any) -> SafeString:
    """Rich text of a cell, without a paragraph around it."""
    source = getattr(rich, "source", rich)
    return mark_safe(expand_db_html(str(source)))  # noqa: S308  written in the editor, filtered by Wagtail


@register.filter
def with_anchors(rows: Any, wanted: bool) -> list[tuple[str, Any]]:
    """Each row with an anchor made of its first cell, once: a drawing may lead to it. None when not wanted."""
    if not wanted:
        return [("", row) for row in rows]
    seen: set[str] = set()
    kept = []
    for row in rows:
        anchor = f"l-{slugify(plain_text(str(getattr(row[0], 'source', row[0]))))}" if len(row) else ""
        kept.append(("" if anchor in seen or anchor == "l-" else anchor, row))
        seen.add(anchor)
    return kept


@register.filter
def is_number(rich: Any) -> bool:
    """The cell holds a number: it is set to the right."""
    return bool(NUMBER.match(str(getattr(rich, "source", rich)).strip()))


@register.filter
def layer_rows(layers: dict[str, Any]) -> list[tuple[str, Any]]:
    """The layers of a step in their order, with their names."""
    return [(name, layers[key]) for key, name in LAYERS.items() if layers.get(key)]


@register.filter
def made_label(key: str) -> str:
    """The name of a document that the site makes."""
    name, kind = facets.DOWNLOADS[key]
    return f"{name} ({kind})"


@register.filter
def made_address(key: str) -> str:
    """Where a document that the site makes is taken."""
    name, _, kind = key.rpartition("-")
    return f"/presentations/{name}.{kind}"
