"""An account and the browsers that are signed in. The address is in Django's user, once, in lower case."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Account(models.Model):
    """What makes a user of Django a visitor's account: it opens with a code, never with a password.

    An editor's user has no such row: a code never opens the editorial side.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="account")
    address_hash = models.CharField(max_length=64, unique=True)
    """SHA-256 of the address: one account an address, whatever two browsers do at the same moment. It hides
    nothing (the address is in the user's row) and goes with the row."""
    opened_at = models.DateTimeField()
    seen_on = models.DateField(db_index=True)
    """The last day when somebody used it, signed in."""
    told_at = models.DateTimeField(null=True)
    """When its owner was told that it will be erased for want of use. Null otherwise."""

    def __str__(self) -> str:
        return f"compte {self.pk}"


class Device(models.Model):
    """A browser that is signed in: what kind, since when. No network address, no exact version."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    session_key = models.CharField(max_length=40, unique=True)
    """The key of Django's session, to close it from another browser."""
    browser = models.CharField(max_length=60)
    """« Firefox sous Windows »."""
    since = models.DateTimeField()
    seen_on = models.DateField()

    def __str__(self) -> str:
        return f"compte {self.account_id} · {self.browser}"
