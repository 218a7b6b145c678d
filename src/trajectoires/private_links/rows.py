"""The table of things behind a private link: no link in it, an edit link is known by its hash alone."""

from __future__ import annotations

import uuid

from django.db import models


class PrivateRow(models.Model):
    """Something behind an unguessable link, for a limited time. What it holds is in its revisions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edit_hash = models.CharField(max_length=64, unique=True)
    """SHA-256 of the edit token, hexadecimal."""
    read_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - unique when present
    """SHA-256 of the read-only token; null while nothing is shared."""
    read_counter = models.PositiveIntegerField(default=0)
    """Bumped at each sharing: a revoked link never comes back."""
    revision = models.PositiveIntegerField(default=1)
    """Number of the current revision."""
    kept = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, db_index=True)
    """Null when kept."""

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_kept_or_expires",
                condition=models.Q(kept=True, expires_at__isnull=True)
                | models.Q(kept=False, expires_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
