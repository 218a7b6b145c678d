"""What a path's page shows of its layers."""

from __future__ import annotations

from typing import Any

from django import template

from trajectoires.learning.domain.queries.layers import layers_of

register = template.Library()


@register.inclusion_tag("learning/layers.html")
def path_layers(page: Any) -> dict[str, Any]:
    """``{% path_layers page %}``: how long each layer of a path takes in all, if it has any."""
    return {"layers": layers_of(page)}
