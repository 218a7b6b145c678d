"""The two addresses of a plan, as one value that every sub-address takes.

``parcours/p/<token>`` is the edit link (the key), ``parcours/v/<token>`` the read-only link. An address that
changes something only accepts an edit link: a template which offers it to a reader fails in the tests
(``NoReverseMatch``) instead of leaking a button.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

EDIT = "p"
READ = "v"
TOKEN = "[A-Za-z0-9_-]{43}"  # noqa: S105 - a pattern: 32 random bytes in URL-safe base 64
_READING = b"trajectoires/parcours/lecture/"
_CHECK_IN = "trajectoires.pathways.nouvelles"


@dataclass(frozen=True)
class Link:
    """A way to a plan: its kind and its token."""

    kind: str
    token: str

    @property
    def can_edit(self) -> bool:
        """Only the edit link changes anything."""
        return self.kind == EDIT

    @property
    def is_private(self) -> bool:
        """Always: the middleware keeps these pages out of caches and search engines."""
        return True

    def __str__(self) -> str:
        return f"{self.kind}/{self.token}"


class AnyLinkConverter:
    """URL converter of either link."""

    regex = f"[{EDIT}{READ}]/{TOKEN}"

    def to_python(self, value: str) -> Link:
        """« p/… » → Link."""
        kind, _, token = value.partition("/")
        return Link(kind, token)

    def to_url(self, value: Link) -> str:
        """Link → « p/… »."""
        return str(value)


class EditLinkConverter(AnyLinkConverter):
    """The edit link alone."""

    regex = f"{EDIT}/{TOKEN}"


def new_token() -> str:
    """43 characters of URL-safe base 64: 256 bits, unguessable."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What the database keeps of a token: it is random, a plain SHA-256 cannot be searched back."""
    return hashlib.sha256(token.encode("ascii")).hexdigest()


def read_token(*, edit_token: str, counter: int) -> str:
    """The read-only token of that sharing: whoever holds it derives neither the edit link nor the next."""
    digest = hmac.new(edit_token.encode("ascii"), _READING + str(counter).encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest.digest()).rstrip(b"=").decode("ascii")


def stop_token(pathway: str) -> str:
    """What the links of a check-in end with: signed over the row, never the key; void once it is stopped."""
    return Signer(sep=".", salt=_CHECK_IN).sign(pathway)


def read_stop_token(token: str) -> str | None:
    """Which plan's check-ins a link stops; None when nobody signed it."""
    try:
        return Signer(sep=".", salt=_CHECK_IN).unsign(token)
    except BadSignature:
        return None
