"""The two addresses of a trajectory: ``trajectoire/t/<token>``, the key, and ``trajectoire/v/<token>``."""

from __future__ import annotations

from typing import ClassVar

from trajectoires.private_links import addresses
from trajectoires.private_links.addresses import TOKEN
from trajectoires.private_links.keys import derived_token

EDIT = "t"
READ = "v"


class Link(addresses.Link):
    """A way to a trajectory: its kind and its token."""

    edit_kind: ClassVar[str] = EDIT


class AnyLinkConverter(addresses.LinkConverter):
    """URL converter of either link."""

    regex = f"[{EDIT}{READ}]/{TOKEN}"
    link = Link


class EditLinkConverter(AnyLinkConverter):
    """The edit link alone."""

    regex = f"{EDIT}/{TOKEN}"


def read_token(*, edit_token: str, counter: int) -> str:
    """The read-only token of that sharing."""
    return derived_token(edit_token=edit_token, purpose="trajectoire/lecture", counter=counter)
