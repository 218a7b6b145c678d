"""The addresses of a trajectory: ``trajectoire/t/<token>``, the key, and ``trajectoire/v/<token>`` to read.

``trajectoire/u/<token>`` is the link that votes on the usefulness of its activities and shows nothing else;
``trajectoire/b/<token>`` is the ballot of one person, who alone reads and changes it.
"""

from __future__ import annotations

from typing import ClassVar

from trajectoires.private_links import addresses
from trajectoires.private_links.addresses import TOKEN
from trajectoires.private_links.keys import derived_token

EDIT = "t"
READ = "v"
POLL = "u"
BALLOT = "b"


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


class PollLinkConverter(AnyLinkConverter):
    """The link that votes."""

    regex = f"{POLL}/{TOKEN}"


class BallotLinkConverter(AnyLinkConverter):
    """The ballot of one person."""

    regex = f"{BALLOT}/{TOKEN}"


def poll_token(*, edit_token: str, counter: int) -> str:
    """The token of that opening of the vote."""
    return derived_token(edit_token=edit_token, purpose="trajectoire/vote", counter=counter)


def read_token(*, edit_token: str, counter: int) -> str:
    """The read-only token of that sharing."""
    return derived_token(edit_token=edit_token, purpose="trajectoire/lecture", counter=counter)
