"""Links of invitations as keys, and addresses as keyed hashes."""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "trajectoires.organisations.adresse"


def new_token() -> str:
    """43 characters of URL-safe base 64: 256 bits, unguessable."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What the database keeps of a token. It is random: a plain SHA-256 cannot be searched back."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_hash(address: str) -> str:
    """What the database keeps of an address. It can be guessed: hence a key, which is not in the database."""
    return _keyed(address, settings.SECRET_KEY)


def is_address(address: str, kept: str) -> bool:
    """Whether a kept hash is of this address, under the key of today or one of before."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return bool(address) and any(secrets.compare_digest(_keyed(address, key), kept) for key in keys)


def _keyed(address: str, key: str) -> str:
    return salted_hmac(SALT, address.strip().casefold(), secret=key, algorithm="sha256").hexdigest()
