"""The three tables of the capability. None holds a link: an edit link is known by its hash alone."""

from __future__ import annotations

import uuid

from django.db import models


class Pathway(models.Model):
    """One traveller's plan, behind an unguessable link, for a limited time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edit_hash = models.CharField(max_length=64, unique=True)
    """SHA-256 of the edit token, hexadecimal."""
    read_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - unique when present
    """SHA-256 of the read-only token; null while nothing is shared."""
    read_counter = models.PositiveIntegerField(default=0)
    """Bumped at each sharing: a revoked link never comes back."""
    version = models.PositiveIntegerField(default=1)
    """Number of the current version."""
    kept = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, db_index=True)
    """Null when kept."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pathway_kept_or_expires",
                condition=models.Q(kept=True, expires_at__isnull=True)
                | models.Q(kept=False, expires_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class PathwayVersion(models.Model):
    """What the plan was after one change. Undoing drops the last one; the ones before never move."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="versions", db_index=False)
    """Not indexed alone: the constraint below begins with it."""
    number = models.PositiveIntegerField()
    document = models.BinaryField()
    """A ``domain.saved.Saved``, packed."""
    change = models.CharField(max_length=20)
    """A code of ``enums.Change``; without choices here, so that a word changed on screen is no migration."""
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="pathway_version_once", fields=["pathway", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.pathway_id} · {self.number}"


class CheckIn(models.Model):
    """« Où en êtes-vous ? »: an address, for that alone, erased when it is stopped or with the plan."""

    pathway = models.OneToOneField(Pathway, on_delete=models.CASCADE, related_name="check_in")
    email = models.EmailField(max_length=254)
    next_at = models.DateTimeField(db_index=True)
    """Not before; moved six weeks on before each mail leaves."""
    sent = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.pathway_id)
