"""What visitors propose: a local action, a testimony, a resource, a correction."""

from __future__ import annotations

from django.db import models

from trajectoires.pages.fields import LinkField

KINDS = {
    "action": "Une action locale",
    "temoignage": "Un témoignage",
    "ressource": "Une ressource",
    "correction": "Une correction",
}
STATES = {"nouvelle": "Nouvelle", "retenue": "Retenue", "ecartee": "Écartée", "publiee": "Publiée"}


class Proposal(models.Model):
    """One proposal with the consent and the licence that its author gave.

    Nothing of it is public by itself.
    """

    kind = models.CharField("nature", max_length=20, choices=list(KINDS.items()))
    page = models.CharField("page concernée", max_length=255, blank=True)
    organisation = models.CharField("organisation", max_length=200, blank=True)
    text = models.TextField("texte")
    link = LinkField("lien", max_length=500, blank=True)
    email = models.EmailField("courriel", blank=True)
    consent = models.BooleanField("accepte d’être recontacté", default=False)
    licence = models.CharField("licence accordée", max_length=40)
    consent_text = models.TextField("ce qui a été accepté, mot pour mot")
    received_at = models.DateTimeField("reçue le", auto_now_add=True)
    state = models.CharField("état", max_length=20, choices=list(STATES.items()), default="nouvelle")
    moderator_note = models.TextField("note de modération", blank=True)

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = "proposition"

    def __str__(self) -> str:
        """Its nature and day."""
        return f"{self.get_kind_display()}, {self.received_at:%d/%m/%Y}"
