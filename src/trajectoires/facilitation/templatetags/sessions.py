"""How a session writes its time and its address."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from equilibre.facilitation.formats import Option
from equilibre.facilitation.reading import Row

register = template.Library()
ROOM, LEAST = ((4, 120), (8, 70)), 45
"""So many labels on the projector, and the characters that each may have; fewer for more of them."""


@register.filter
def clock(seconds: int) -> str:
    """« 12:05 », without a sign: the page says whether it is left or over."""
    minutes, rest = divmod(abs(int(seconds)), 60)
    return f"{minutes}:{rest:02d}"


@register.filter
def for_screen(label: str, among: int) -> str:
    """A label cut between words, so that so many of them fit on a projector; whole on phones and paper."""
    most = next((room for count, room in ROOM if among <= count), LEAST)
    return label if len(label) <= most else f"{label[: most - 1].rsplit(' ', 1)[0]}…"


@register.filter
def any_cut(labels: Sequence[Option | Row]) -> bool:
    """Whether the projector cuts one of these."""
    return any(for_screen(one.label, len(labels)) != one.label for one in labels)


@register.filter
def by_vote(voters: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Vote and names, for a screen that a whole room reads: « Contre » and « Claire, Paul »."""
    found: dict[str, list[str]] = {}
    for name, vote in voters:
        found.setdefault(vote, []).append(name)
    return [(vote, ", ".join(names)) for vote, names in found.items()]


@register.filter
def place_of(url: str) -> str:
    """What one types, without what a browser adds nor the code: « exemple.fr/seance »."""
    return url.split("://")[-1].rstrip("/").rpartition("/")[0]
