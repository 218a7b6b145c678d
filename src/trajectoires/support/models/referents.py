"""The directory: organisations, never persons."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel

from trajectoires.pages import facets
from trajectoires.pages.fields import CodesField, LinkField
from trajectoires.pages.models.snippets import KEY
from trajectoires.support import enums


class Referent(models.Model):
    """An organisation that helps, everywhere or in some territories, with the source that says so."""

    key = models.CharField("clé", max_length=80, unique=True, validators=[KEY])
    name = models.CharField(
        "organisation", max_length=200, help_text="Une organisation, jamais une personne."
    )
    scope = models.CharField("portée", max_length=10, choices=list(enums.SCOPES.items()))
    regions = CodesField("territoires", labels=enums.TERRITORIES, blank=True)
    specialities = CodesField("spécialités", labels=enums.SPECIALITIES)
    audience = CodesField("pour qui", labels=facets.AUDIENCES, blank=True)
    url = LinkField("adresse", max_length=500, blank=True)
    description = models.TextField("ce qu’elle fait")
    source_key = models.CharField("clé de la source", max_length=80, validators=[KEY])
    checked = models.DateField("vérifiée le", null=True, blank=True)
    valid_from = models.DateField("paraît à partir du", null=True, blank=True)
    valid_to = models.DateField("paraît jusqu’au", null=True, blank=True)

    panels = [
        FieldPanel(name)
        for name in (
            "key", "name", "scope", "regions", "specialities", "audience", "url", "description", "source_key",
            "checked", "valid_from", "valid_to",
        )
    ]  # fmt: skip

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = "référent"

    def __str__(self) -> str:
        """The organisation."""
        return self.name

    def clean(self) -> None:
        """A regional organisation has a territory; the days are in order."""
        if self.scope == "regional" and not self.regions:
            raise ValidationError(
                {"regions": "Cochez au moins un territoire, ou choisissez «\u00a0National\u00a0»."}
            )
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError(
                {"valid_to": "Ce jour vient avant le premier\u00a0: corrigez l’un des deux."}
            )
