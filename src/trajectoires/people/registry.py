"""What the capabilities know of one account: each registers its part, and this one knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Place:
    """Something of the site that one is in: a line of « Mon compte »."""

    words: str
    detail: str
    address: str
    """A path of this site."""


@dataclass(frozen=True)
class Group:
    """A heading of « Mon compte », and its lines."""

    title: str
    empty: str
    """What is said when there is no line."""
    more: str
    """The words of the link to the whole."""
    more_address: str
    places: tuple[Place, ...]


def _nothing(person: Any) -> tuple[Place, ...]:
    return ()


def _no(person: Any) -> bool:
    return False


@dataclass(frozen=True)
class Part:
    """What one capability knows of an account. Each function takes the person, a user of Django."""

    name: str
    """The key of its part in « Mes données »."""
    words: str
    """What « Mes données » says that it is."""
    export: Callable[[Any], Any]
    """Plain data, ready for JSON; empty when there is nothing."""
    erase: Callable[[Any], None]
    """Erase what bears the address and would stay after the user. Called first, in the same transaction."""
    obstacles: Callable[[Any], tuple[Place, ...]] = _nothing
    """What must be settled before the account can be erased: where to settle it."""
    places: Callable[[Any], Group] | None = None
    """What « Mon compte » shows."""
    is_used: Callable[[Any], bool] = _no
    """Whether something of this capability keeps an account that nobody has opened for long."""
    remains: str = ""
    """What stays after the account, and why; « » when nothing does."""


_parts: dict[str, Part] = {}


def register(part: Part) -> None:
    """Once for each capability, when the site starts."""
    _parts[part.name] = part


def parts() -> list[Part]:
    """Every part, in the order of names."""
    return [_parts[name] for name in sorted(_parts)]


def places_of(person: Any) -> list[Group]:
    """The headings of « Mon compte »."""
    return [part.places(person) for part in parts() if part.places]


def obstacles_of(person: Any) -> list[Place]:
    """All that must be settled before this account can be erased."""
    return [place for part in parts() for place in part.obstacles(person)]


def is_used(person: Any) -> bool:
    """Whether any capability keeps this account."""
    return any(part.is_used(person) for part in parts())
