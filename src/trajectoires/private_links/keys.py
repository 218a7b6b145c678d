"""Keys: 32 random bytes, stored as hashes; what is shared is derived from the edit key."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets


def new_token() -> str:
    """43 characters of URL-safe base 64: 256 bits, unguessable."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What the database keeps of a token. A token is random: a plain SHA-256 cannot be searched back.

    Of any text, as an address may give: what is no token has a fingerprint that no row has.
    """
    return hashlib.sha256(token.encode()).hexdigest()


def derived_token(*, edit_token: str, purpose: str, counter: int) -> str:
    """The token of one sharing: whoever holds it can derive neither the edit link nor the next sharing.

    ``purpose`` says what is shared, of which capability (« parcours/lecture »): no two of them collide.
    """
    told = f"trajectoires/{purpose}/{counter}".encode()
    digest = hmac.new(edit_token.encode("ascii"), told, hashlib.sha256)
    return base64.urlsafe_b64encode(digest.digest()).rstrip(b"=").decode("ascii")
