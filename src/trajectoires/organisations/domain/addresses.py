"""Addresses as keyed hashes."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "trajectoires.organisations.adresse"


def address_hash(address: str) -> str:
    """What the database keeps of an address. It can be guessed: hence a key, which is not in the database."""
    return _keyed(address, settings.SECRET_KEY)


def is_address(address: str, kept: str) -> bool:
    """Whether a kept hash is of this address, under the key of today or one of before."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return bool(address) and any(secrets.compare_digest(_keyed(address, key), kept) for key in keys)


def hashes(address: str) -> list[str]:
    """What the database may hold of an address, under the key of today and those of before."""
    return [_keyed(address, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _keyed(address: str, key: str) -> str:
    return salted_hmac(SALT, address.strip().casefold(), secret=key, algorithm="sha256").hexdigest()
