"""Several people answering apart. Neither name, role, address nor time: only what they answered."""

from __future__ import annotations

import uuid

from django.db import models

from trajectoires.diagnoses.models.diagnosis import Diagnosis


class Gathering(models.Model):
    """The opinions gathered on one diagnosis: the invitation, then, once closed, where they differ."""

    diagnosis = models.OneToOneField(Diagnosis, on_delete=models.CASCADE, related_name="gathering")
    token_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - unique when present
    """SHA-256 of the invitation; null once it was taken back."""
    counter = models.PositiveIntegerField(default=0)
    """Bumped at each opening: an invitation that was taken back never comes back."""
    spread = models.BinaryField(null=True)
    """The engine's ``Spread``, packed when the gathering closes; null while it is open. Kept rather than
    computed again, so that somebody who withdraws afterwards cannot be found by what moved."""

    def __str__(self) -> str:
        return str(self.diagnosis_id)

    @property
    def closed(self) -> bool:
        """Whether nobody answers any more."""
        return self.spread is not None


class Voice(models.Model):
    """One person's answers, behind a link of their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    """Drawn at random: the order of arrival would help to guess who."""
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="voices")
    token_hash = models.CharField(max_length=64, unique=True)
    """SHA-256 of the private link of this person."""
    answers = models.BinaryField()
    """``Answers``, packed by ``domain.saved``."""
    finished = models.BooleanField(default=False)
    """« J’ai terminé »: only these voices count."""

    def __str__(self) -> str:
        return str(self.id)
