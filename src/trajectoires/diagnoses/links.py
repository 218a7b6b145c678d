"""The addresses of a diagnosis, as one value that every sub-address takes.

``diagnostic/q/<token>`` is the edit link (the key), ``diagnostic/v/<token>`` the read-only link,
``diagnostic/d/<token>`` the link that answers one dimension and shows nothing else. An address that changes
something only accepts an edit link: a template which offers it to a reader fails in the tests
(``NoReverseMatch``) instead of leaking a button.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

EDIT = "q"
READ = "v"
PART = "d"
TOKEN = "[A-Za-z0-9_-]{43}"  # noqa: S105 - a pattern: 32 random bytes in URL-safe base 64
_PURPOSE = b"trajectoires/diagnostic/"


@dataclass(frozen=True)
class Link:
    """A way to a diagnosis: its kind and its token."""

    kind: str
    token: str

    @property
    def can_edit(self) -> bool:
        """Only the edit link changes anything in the whole diagnosis."""
        return self.kind == EDIT

    @property
    def is_private(self) -> bool:
        """Always: the middleware keeps these pages out of caches and search engines."""
        return True

    def __str__(self) -> str:
        return f"{self.kind}/{self.token}"


class AnyLinkConverter:
    """URL converter of the two links that read the result."""

    regex = f"[{EDIT}{READ}]/{TOKEN}"

    def to_python(self, value: str) -> Link:
        """« q/… » → Link."""
        kind, _, token = value.partition("/")
        return Link(kind, token)

    def to_url(self, value: Link) -> str:
        """Link → « q/… »."""
        return str(value)


class EditLinkConverter(AnyLinkConverter):
    """The edit link alone."""

    regex = f"{EDIT}/{TOKEN}"


class PartLinkConverter(AnyLinkConverter):
    """The link of one dimension alone."""

    regex = f"{PART}/{TOKEN}"


def link_of(text: str) -> Link | None:
    """The link written so (« q/… »), as another capability hands it; None when it is not one."""
    kind, _, token = text.partition("/")
    known = kind in (EDIT, READ) and len(token) == 43 and token.isascii()
    return Link(kind, token) if known else None


def new_token() -> str:
    """43 characters of URL-safe base 64: 256 bits, unguessable."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What the database keeps of a token: it is random, a plain SHA-256 cannot be searched back."""
    return hashlib.sha256(token.encode("ascii")).hexdigest()


def derived_token(*, edit_token: str, purpose: str, counter: int) -> str:
    """The token of one sharing (« lecture », or a dimension): it gives neither the key nor the next one."""
    told = _PURPOSE + f"{purpose}/{counter}".encode()
    digest = hmac.new(edit_token.encode("ascii"), told, hashlib.sha256)
    return base64.urlsafe_b64encode(digest.digest()).rstrip(b"=").decode("ascii")
