"""Voting on usefulness. Neither name, role, address nor time: what was voted, until the vote is closed."""

from __future__ import annotations

import uuid

from django.db import models

from trajectoires.trajectories.models.trajectories import Trajectory


class UsefulnessPoll(models.Model):
    """A vote on the activities of one trajectory: its link, then, once closed, what it said."""

    trajectory = models.OneToOneField(Trajectory, on_delete=models.CASCADE, related_name="poll")
    token_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - unique when present
    """SHA-256 of the voting link; null once it was taken back."""
    counter = models.PositiveIntegerField(default=0)
    """Bumped at each opening: a link that was taken back never comes back."""
    asked = models.JSONField(default=dict)
    """Key of an activity → its name when the vote was opened: votes are about these words."""
    found = models.JSONField(null=True)
    """Key of an activity → the engine's ``Votes``, written once when the vote closes; null until then."""

    def __str__(self) -> str:
        return str(self.trajectory_id)

    @property
    def closed(self) -> bool:
        """Whether nobody votes any more."""
        return self.found is not None


class UsefulnessVote(models.Model):
    """What one person votes, behind a link of their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    """Drawn at random: the order of arrival would help to guess who."""
    poll = models.ForeignKey(UsefulnessPoll, on_delete=models.CASCADE, related_name="votes")
    token_hash = models.CharField(max_length=64, unique=True)
    """SHA-256 of the private link of this person."""
    values = models.JSONField(default=dict)
    """Key of an activity → 1–10; emptied when the vote closes."""

    def __str__(self) -> str:
        return str(self.id)
