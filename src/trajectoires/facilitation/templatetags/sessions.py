"""How a session writes its time and its address."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def clock(seconds: int) -> str:
    """« 12:05 », without a sign: the page says whether it is left or over."""
    minutes, rest = divmod(abs(int(seconds)), 60)
    return f"{minutes}:{rest:02d}"


@register.filter
def place_of(url: str) -> str:
    """What one types, without what a browser adds nor the code: « exemple.fr/seance »."""
    return url.split("://")[-1].rstrip("/").rpartition("/")[0]
