"""The two tables of the capability. None holds a link: an edit link is known by its hash alone."""

from __future__ import annotations

from django.db import models

from trajectoires.private_links.rows import PrivateRow


class Trajectory(PrivateRow):
    """One organisation's trajectory, behind an unguessable link, for a limited time."""


class TrajectoryRevision(models.Model):
    """What was assumed after one change. Undoing drops the last one; the ones before never move."""

    trajectory = models.ForeignKey(
        Trajectory, on_delete=models.CASCADE, related_name="revisions", db_index=False
    )
    """Not indexed alone: the constraint below begins with it."""
    number = models.PositiveIntegerField()
    document = models.BinaryField()
    """A ``domain.saved.Saved``, packed."""
    change = models.CharField(max_length=20)
    """A code of ``enums.Change``; without choices here, so that a word changed on screen is no migration."""
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="trajectory_revision_once", fields=["trajectory", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.trajectory_id} · {self.number}"
