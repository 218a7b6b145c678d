"""A diagnosis and what surrounds it. No table holds a link: a link is known by its hash alone."""

from __future__ import annotations

from django.db import models

from trajectoires.private_links.rows import PrivateRow


class FrozenQuestionnaire(models.Model):
    """The words that answers were given to. Never written over, shared by the diagnoses that used them."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    """SHA-256 of the content, hexadecimal."""
    version = models.CharField(max_length=40)
    content = models.BinaryField()
    """The engine's ``Questionnaire``, packed by ``domain.saved``."""

    def __str__(self) -> str:
        return self.version


class Diagnosis(PrivateRow):
    """One organisation's answers, behind an unguessable link, for a limited time."""

    questionnaire = models.ForeignKey(FrozenQuestionnaire, on_delete=models.PROTECT, related_name="diagnoses")


class DiagnosisRevision(models.Model):
    """What was answered after one save. Undoing drops the last one; the ones before never move."""

    diagnosis = models.ForeignKey(
        Diagnosis, on_delete=models.CASCADE, related_name="revisions", db_index=False
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
            models.UniqueConstraint(name="diagnosis_revision_once", fields=["diagnosis", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.diagnosis_id} · {self.number}"


class Part(models.Model):
    """One dimension lent to somebody, who answers it and sees nothing else."""

    diagnosis = models.ForeignKey(Diagnosis, on_delete=models.CASCADE, related_name="parts", db_index=False)
    dimension = models.CharField(max_length=40)
    token_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - unique when present
    """SHA-256 of the token; null once it was taken back."""
    counter = models.PositiveIntegerField(default=0)
    """Bumped at each opening: a link that was taken back never comes back."""

    class Meta:
        constraints = [
            models.UniqueConstraint(name="diagnosis_part_once", fields=["diagnosis", "dimension"]),
        ]

    def __str__(self) -> str:
        return f"{self.diagnosis_id} · {self.dimension}"
