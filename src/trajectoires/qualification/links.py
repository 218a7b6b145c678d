"""The three addresses a model may be read at, as one value that every sub-address takes.

``m/<token>`` is the edit link (the key), ``v/<token>`` the read-only link, ``cas/<slug>`` a published
case. Templates write ``{% url 'qualification:figure' link index key %}`` and it works for the three;
an address that changes something only accepts an edit link, so that a template which offers it to a
reader fails in the tests (``NoReverseMatch``) instead of leaking a button.
"""

from __future__ import annotations

from typing import ClassVar

from trajectoires.private_links import addresses
from trajectoires.private_links.addresses import TOKEN
from trajectoires.private_links.keys import derived_token

EDIT = "m"
READ = "v"
CASE = "cas"


class Link(addresses.Link):
    """A way to a model: its kind and its token (or the slug of a published case)."""

    edit_kind: ClassVar[str] = EDIT

    @property
    def is_case(self) -> bool:
        """A published case: read from its published lines, never from a database."""
        return self.kind == CASE

    @property
    def is_private(self) -> bool:
        """A dossier's own link, edit or read-only."""
        return self.kind in (EDIT, READ)


class AnyLinkConverter(addresses.LinkConverter):
    """URL converter of any of the three links."""

    regex = f"(?:[{EDIT}{READ}]/{TOKEN}|{CASE}/[a-z0-9-]{{1,60}})"
    link = Link


class PrivateLinkConverter(AnyLinkConverter):
    """A dossier's own link, edit or read-only: no published case."""

    regex = f"[{EDIT}{READ}]/{TOKEN}"


class EditLinkConverter(AnyLinkConverter):
    """The edit link alone."""

    regex = f"{EDIT}/{TOKEN}"


def read_token(*, edit_token: str, counter: int) -> str:
    """The read-only token of that sharing."""
    return derived_token(edit_token=edit_token, purpose="lecture", counter=counter)
