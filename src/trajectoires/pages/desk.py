"""The editors' desk: cards of their home page. Each capability registers its own when the editor starts.

``pages`` knows its own matters and no capability: a card about webinars is the agenda's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Line:
    """One thing that waits, and where it is handled."""

    text: str
    address: str


@dataclass(frozen=True)
class Card:
    """What waits for somebody: how much of it, the first of them, where the rest is.

    ``count`` is None where there is nothing to count; ``empty`` is said when there are no lines.
    """

    title: str
    count: int | None
    empty: str
    lines: tuple[Line, ...] = ()
    address: str = ""
    more: str = "Tout voir"


Maker = Callable[[Any], Card | None]
LINES_SHOWN = 5

_makers: dict[str, tuple[int, Maker]] = {}


def register(name: str, maker: Maker, *, order: int) -> None:
    """``maker`` gives the card of a user, or None when it is not theirs."""
    _makers[name] = (order, maker)


def cards(user: Any) -> list[Card]:
    """The cards of a user, in order."""
    made = (maker(user) for _, maker in sorted(_makers.values(), key=lambda one: one[0]))
    return [card for card in made if card is not None]
