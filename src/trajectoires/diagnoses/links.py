"""The addresses of a diagnosis.

``diagnostic/q/<token>`` is the edit link (the key), ``diagnostic/v/<token>`` the read-only link,
``diagnostic/d/<token>`` the link that answers one dimension and shows nothing else. When several people
answer apart, ``diagnostic/i/<token>`` is the invitation they all receive, ``diagnostic/r/<token>`` the link
of one of them, which opens that person's answers and nothing else.
"""

from __future__ import annotations

from typing import ClassVar

from trajectoires.private_links import addresses
from trajectoires.private_links.addresses import TOKEN
from trajectoires.private_links.keys import derived_token

EDIT = "q"
READ = "v"
PART = "d"
INVITATION = "i"
VOICE = "r"


class Link(addresses.Link):
    """A way to a diagnosis: its kind and its token."""

    edit_kind: ClassVar[str] = EDIT


class AnyLinkConverter(addresses.LinkConverter):
    """URL converter of the two links that read the result."""

    regex = f"[{EDIT}{READ}]/{TOKEN}"
    link = Link


class EditLinkConverter(AnyLinkConverter):
    """The edit link alone."""

    regex = f"{EDIT}/{TOKEN}"


class PartLinkConverter(AnyLinkConverter):
    """The link of one dimension alone."""

    regex = f"{PART}/{TOKEN}"


class InvitationLinkConverter(AnyLinkConverter):
    """The invitation to answer apart."""

    regex = f"{INVITATION}/{TOKEN}"


class VoiceLinkConverter(AnyLinkConverter):
    """The link of one of the people who answer apart."""

    regex = f"{VOICE}/{TOKEN}"


def link_of(text: str) -> Link | None:
    """The link written so (« q/… »), as another capability hands it; None when it is not one."""
    kind, _, token = text.partition("/")
    known = kind in (EDIT, READ) and len(token) == 43 and token.isascii()
    return Link(kind, token) if known else None


def shared_token(*, edit_token: str, purpose: str, counter: int) -> str:
    """The token of one sharing (« lecture », « voix », or a dimension)."""
    return derived_token(edit_token=edit_token, purpose=f"diagnostic/{purpose}", counter=counter)
