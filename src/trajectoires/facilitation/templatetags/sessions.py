"""How a session writes its time and its address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django import template

from equilibre.facilitation.answers import HIGHEST, LONGEST, LOWEST
from equilibre.facilitation.formats import Ask
from equilibre.formatting import NBSP, inside
from trajectoires.facilitation.domain.queries.preparation import hour as hour_words
from trajectoires.facilitation.enums import BODIES

register = template.Library()

SOON = 120
"""Seconds before the end of a step when its screens say so."""


@register.filter
def how(ask: Ask) -> str:
    """What one does to answer, in a sentence; « » when the answers say it themselves."""
    if ask.kind == "rate":
        return f"De {LOWEST}, {inside(ask.low)}, à {HIGHEST}, {inside(ask.high)}."
    if ask.kind == "points":
        return f"{ask.points}{NBSP}point{'s' if ask.points > 1 else ''} à partager."
    if ask.kind == "order":
        return "1 pour le premier, puis 2, 3…"
    if ask.kind == "choose" and ask.most > 1:
        return f"{ask.most}{NBSP}réponses au plus."
    return ""


@register.filter
def clock(seconds: int) -> str:
    """« 12:05 », without a sign: the page says whether it is left or over."""
    minutes, rest = divmod(abs(int(seconds)), 60)
    return f"{minutes}:{rest:02d}"


@register.filter
def by_vote(voters: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Vote and names, for a screen that a whole room reads: « Contre » and « Claire, Paul »."""
    found: dict[str, list[str]] = {}
    for name, vote in voters:
        found.setdefault(vote, []).append(name)
    return [(vote, ", ".join(names)) for vote, names in found.items()]


@register.filter
def time_for_room(seconds: int) -> str:
    """« 12:05 », « Encore 1:40 », « C’est l’heure »: for the whole room. ``session.js`` says the same."""
    if seconds < 0:
        return "C’est l’heure"
    return f"Encore {clock(seconds)}" if seconds <= SOON else clock(seconds)


@register.filter
def time_for_host(seconds: int) -> str:
    """« Il reste 12:05 », and what to do about it near the end. ``session.js`` says the same."""
    if seconds < 0:
        return f"Temps dépassé de {clock(seconds)}"
    return f"Il reste {clock(seconds)}{NBSP}: concluez" if seconds <= SOON else f"Il reste {clock(seconds)}"


@register.filter
def pieces(text: str) -> list[str]:
    """A long text in lines that the wall can hold, cut after a sentence where there is one."""
    found = []
    while len(text) > LONGEST:
        cut = max(text.rfind(end, 0, LONGEST) + 1 for end in (". ", "! ", "? ", "; "))
        cut = cut or text.rfind(" ", 0, LONGEST) + 1 or LONGEST
        found.append(text[:cut].strip())
        text = text[cut:].strip()
    return [*found, text]


@register.filter
def place_of(url: str) -> str:
    """What one types, without what a browser adds nor the code: « exemple.fr/seance »."""
    return url.split("://")[-1].rstrip("/").rpartition("/")[0]


@register.filter
def hour(at: dt.time | None) -> str:
    """« 18 h 30 »."""
    return hour_words(at)


@register.filter
def body(code: str) -> str:
    """« le conseil » for « conseil »."""
    return BODIES.get(code, BODIES[""]).lower()
