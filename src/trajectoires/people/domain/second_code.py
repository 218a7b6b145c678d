"""The second code: optional, given by an application of the person's telephone (TOTP), with spare codes."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction

FRESH = dt.timedelta(minutes=15)
"""A second code is set up soon after signing in: an open browser that somebody else finds is not enough."""


def since(person: Any) -> dt.datetime | None:
    """When it was set up; None when it is not."""
    row = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).order_by("pk").first()
    return None if row is None else row.created_at


def enable(*, person: Any, secret: str) -> list[str]:
    """From now on it is asked at each sign-in; the spare codes, each of which serves once.

    ``secret`` was just proven by a code of the application.
    """
    with transaction.atomic():
        disable(person=person)
        TOTP.activate(person, secret)
        return RecoveryCodes.activate(person).generate_codes()


def disable(*, person: Any) -> None:
    """No longer asked; the secret and the spare codes are erased."""
    Authenticator.objects.filter(user=person).delete()


def sealed(text: str) -> str:
    """What the database keeps of a secret: whoever reads it without ``SECRET_KEY`` learns nothing."""
    return _box().encrypt(text.encode()).decode("ascii")


def opened(text: str) -> str:
    """The secret, under the key of today or one of before."""
    return _box().decrypt(text.encode("ascii")).decode()


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_fernet_key(key)) for key in keys])


def _fernet_key(key: str) -> bytes:
    digest = hashlib.sha256(f"trajectoires.people.second_code:{key}".encode()).digest()
    return base64.urlsafe_b64encode(digest)
