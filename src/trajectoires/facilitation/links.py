"""The addresses of a session.

``seance/s/<token>`` is the host's (the key), ``seance/a/<token>`` a second host's, ``seance/e/<token>`` the
big screen's, ``seance/p/<token>`` one participant's, kept in the address of the phone: no account, no cookie.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import ClassVar

from trajectoires.private_links import addresses
from trajectoires.private_links.addresses import TOKEN
from trajectoires.private_links.keys import derived_token

HOST = "s"
SECOND = "a"
SCREEN = "e"
SEAT = "p"


class Link(addresses.Link):
    """A way into a session: its kind and its token."""

    edit_kind: ClassVar[str] = HOST

    @property
    def hosts(self) -> bool:
        """Whether it conducts the session."""
        return self.kind in (HOST, SECOND)


class HostLinkConverter(addresses.LinkConverter):
    """URL converter of the two links that conduct a session."""

    regex = f"[{HOST}{SECOND}]/{TOKEN}"
    link = Link


class KeyLinkConverter(HostLinkConverter):
    """The host's own link alone."""

    regex = f"{HOST}/{TOKEN}"


class ScreenLinkConverter(HostLinkConverter):
    """The big screen's."""

    regex = f"{SCREEN}/{TOKEN}"


class SeatLinkConverter(HostLinkConverter):
    """One participant's."""

    regex = f"{SEAT}/{TOKEN}"


def second_token(*, edit_token: str, counter: int) -> str:
    """The token of the second host, derived from the key: one that was withdrawn never comes back."""
    return derived_token(edit_token=edit_token, purpose="seance/animation", counter=counter)


def voter_mark(*, seat_token: str, round_id: str) -> str:
    """What an answer keeps of who gave it: the same for each answer of a seat to a round, and no more.

    Only whoever holds the seat's token, which no table keeps, can make it: from the database alone, neither a
    seat nor another round's answer can be told from it.
    """
    told = f"trajectoires/seance/{round_id}".encode()
    return hmac.new(seat_token.encode("ascii"), told, hashlib.sha256).hexdigest()
