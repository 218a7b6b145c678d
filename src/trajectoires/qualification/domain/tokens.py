"""Links as keys: made of 32 random bytes, stored as hashes, the read-only one derived from the edit one."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

READ_PURPOSE = b"trajectoires/lecture/"


def new_edit_token() -> str:
    """43 characters of URL-safe base 64: 256 bits, unguessable."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What the database keeps of a token. A token is random: a plain SHA-256 cannot be searched back."""
    return hashlib.sha256(token.encode("ascii")).hexdigest()


def read_token(*, edit_token: str, counter: int) -> str:
    """The read-only token of that sharing: whoever holds it can derive neither the edit link nor the next."""
    digest = hmac.new(edit_token.encode("ascii"), READ_PURPOSE + str(counter).encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest.digest()).rstrip(b"=").decode("ascii")
