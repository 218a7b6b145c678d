"""How the blocks of a body are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from wagtail.rich_text import expand_db_html

from trajectoires.pages import facets
from trajectoires.pages.content.markdown_text import plain_text
from trajectoires.pages.domain.queries.layers import layers_of
from trajectoires.pages.domain.queries.sheets import ActionSheet, action_sheets

register = template.Library()
NUMBER = re.compile(r"^[−+-]?\s?\d[\d\s.,]*(?:€|%|k€|M€|h|ETP|jours|mois|points?)?$")
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


@dataclass(frozen=True)
class ShownTable:
    """A table ready to print: each cell with whether it is a number, each row with its anchor."""

    header: list[tuple[str, bool]]
    rows: list[tuple[str, list[tuple[Any, bool]]]]


@register.simple_tag
def shown_table(table: Any, anchored: bool) -> ShownTable:
    """Columns that hold only numbers are set to the right, with their heading.

    ``anchored`` gives each row an anchor made of its first cell, once: a drawing may lead to it.
    """
    rows = [list(row) for row in table["rows"]]
    numeric = [
        rank > 0 and all(_is_number(row[rank]) for row in rows if rank < len(row))
        for rank in range(len(table["header"]))
    ]
    seen: set[str] = {""}
    shown = []
    for row in rows:
        anchor = f"l-{slugify(_words(row[0]))}" if anchored and row else ""
        shown.append(("" if anchor in seen else anchor, list(zip(row, numeric, strict=False))))
        seen.add(anchor)
    return ShownTable(list(zip(table["header"], numeric, strict=False)), shown)


def _words(rich: Any) -> str:
    return plain_text(str(getattr(rich, "source", rich))).strip()


def _is_number(rich: Any) -> bool:
    words = _words(rich)
    return words in ("", "–", "—") or bool(NUMBER.match(words))


@register.simple_tag
def action_sheet(code: str) -> ActionSheet | None:
    """The page that helps with an action of the tool."""
    return action_sheets().get(code)


@register.inclusion_tag("pages/partials/path_layers.html")
def path_layers(page: Any) -> dict[str, Any]:
    """``{% path_layers page %}``: how long each layer of a path takes in all, if it has any."""
    return {"layers": layers_of(page)}


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
