"""Who is in a space, who is asked to come, with whom it is shared. No name, no address: accounts have theirs.

An invitation knows its address by a keyed hash and its link by a hash: whoever reads the database learns
neither.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from trajectoires.organisations.models.space import Organisation


class Membership(models.Model):
    """One person in one space."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10)
    """A code of ``enums.Role``."""
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="membership_once", fields=["organisation", "person"])]

    def __str__(self) -> str:
        return f"{self.organisation_id} · {self.role}"


class Invitation(models.Model):
    """A role offered to the holder of an address, for a fortnight."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    address_hash = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.organisation_id} · {self.role}"


class Share(models.Model):
    """A dated, revocable right to read some kinds of copies, for one account outside the space."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="shares")
    guest = models.CharField(max_length=20)
    """A code of ``enums.Guest``."""
    kinds = models.JSONField(default=list)
    """Codes of kinds: « model », « diagnosis », « plan »."""
    address_hash = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    """Null until accepted."""
    since = models.DateTimeField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.organisation_id} · {self.guest}"
