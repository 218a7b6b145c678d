"""What a stream is about: a name that processes share, and how to read its version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Version:
    """What a thing is at. Opaque: it differs when, and only when, a page must ask again."""

    text: str
    last: bool = False
    """Whether nothing will change any more: the stream says it and ends."""


GONE = Version("", last=True)
"""Of what was erased or has expired: there is nothing to ask for."""
OPEN = Version("ouvert")
"""Of a right that may be taken back, while it was not."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A thing that pages watch."""

    name: str
    """Shared by the processes and by the bus; guessable or not, it opens nothing."""
    read: Callable[[], Version]
    """The version in the database now. Called in a thread that has a connection."""
