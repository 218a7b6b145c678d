"""What a space keeps, and what was done in it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from trajectoires.organisations.models.space import Organisation


class Holding(models.Model):
    """A copy of what a capability concluded, whole in itself; a new one is a new version, none is changed."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="holdings", db_index=False
    )
    """Not indexed alone: the constraint below begins with it."""
    kind = models.CharField(max_length=20)
    """A kind of ``thread.exchange.keepers``."""
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    sentence = models.TextField(blank=True)
    content = models.BinaryField()
    """``thread.exchange.Kept.content``, compressed by zlib."""
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="holding_version_once", fields=["organisation", "kind", "version"])
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} · {self.kind} · {self.version}"


class JournalEntry(models.Model):
    """Who did what, when; the person is forgotten with their account."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="journal")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    verb = models.CharField(max_length=20)
    """A code of ``enums.Verb``."""
    about = models.CharField(max_length=120, blank=True)
    """Words of the platform (a role, a kind and its version): never what somebody typed."""
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.organisation_id} · {self.verb}"
