"""The only two tables of the capability.

Neither holds a link: an edit link is known by its hash, a read-only link by the hash of what the edit
link and a counter derive. Whoever reads the database opens nothing.
"""

from __future__ import annotations

from django.db import models

from trajectoires.private_links.rows import PrivateRow


class Dossier(PrivateRow):
    """One organisation's inputs and model, behind an unguessable link, for a limited time."""


class Revision(models.Model):
    """What the dossier held after one change: inputs, result and the rules that computed it.

    Undoing drops the last one; the ones before never move, whatever the rules become.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="revisions", db_index=False)
    """Not indexed alone: the constraint below begins with it."""
    number = models.PositiveIntegerField()
    document = models.BinaryField()
    """The engine's ``Dossier`` (inputs), packed by ``domain.packing``."""
    result = models.BinaryField()
    """The engine's ``SocioEconomicModel``, packed by ``domain.packing``."""
    rules_version = models.CharField(max_length=40)
    change = models.CharField(max_length=20)
    """A code of ``enums.Change``; without choices here, so that a word changed on screen is no migration."""
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="revision_number_once", fields=["dossier", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} · {self.number}"
