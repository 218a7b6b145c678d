"""The three tables of the capability. None holds a link: an edit link is known by its hash alone."""

from __future__ import annotations

from django.db import models

from trajectoires.private_links.rows import PrivateRow


class Pathway(PrivateRow):
    """One traveller's plan, behind an unguessable link, for a limited time."""


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
