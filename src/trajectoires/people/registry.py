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


@dataclass(frozen=True)
class Part:
    """What one capability knows of an account."""

    name: str
    """The key of its part in « Mes données »."""
    places: Callable[[Any], Group]
    """For a person: what « Mon compte » shows."""
    export: Callable[[Any], dict[str, Any]]
    """For a person: plain data, ready for JSON."""


_parts: dict[str, Part] = {}


def register(part: Part) -> None:
    """Once for each capability, when the site starts."""
    _parts[part.name] = part


def parts() -> list[Part]:
    """Every part, in the order of names."""
    return [_parts[name] for name in sorted(_parts)]


def places_of(person: Any) -> list[Group]:
    """The headings of « Mon compte »."""
    return [part.places(person) for part in parts()]
