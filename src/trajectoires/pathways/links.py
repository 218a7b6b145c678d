"""The two addresses of a plan: ``parcours/p/<token>``, the key, and ``parcours/v/<token>``, which reads."""

from __future__ import annotations

from typing import ClassVar

from django.core.signing import BadSignature, Signer

from trajectoires.private_links import addresses
from trajectoires.private_links.addresses import TOKEN
from trajectoires.private_links.keys import derived_token

EDIT = "p"
READ = "v"
_CHECK_IN = "trajectoires.pathways.nouvelles"


class Link(addresses.Link):
    """A way to a plan: its kind and its token."""

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
    return derived_token(edit_token=edit_token, purpose="parcours/lecture", counter=counter)


def stop_token(pathway: str) -> str:
    """What the links of a check-in end with: signed over the row, never the key; void once it is stopped."""
    return Signer(sep=".", salt=_CHECK_IN).sign(pathway)


def read_stop_token(token: str) -> str | None:
    """Which plan's check-ins a link stops; None when nobody signed it."""
    try:
        return Signer(sep=".", salt=_CHECK_IN).unsign(token)
    except BadSignature:
        return None
