"""The library: references chosen and annotated by the editors."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel

from trajectoires.pages import facets
from trajectoires.pages.fields import CodesField, LinkField
from trajectoires.pages.models.snippets import KEY
from trajectoires.support import enums


class Resource(models.Model):
    """A guide, a study, a tool made elsewhere, with our words on what it is for."""

    key = models.CharField("clé", max_length=80, unique=True, validators=[KEY])
    title = models.CharField("titre", max_length=300)
    publisher = models.CharField("éditeur", max_length=200)
    year = models.CharField("année", max_length=20, blank=True)
    url = LinkField(
        "adresse",
        max_length=500,
        blank=True,
        help_text="Vide plutôt qu’incertaine. Jamais un site de copies.",
    )
    kind = models.CharField("genre MEDOC", max_length=20, choices=list(facets.MEDOC.items()))
    format = models.CharField("format", max_length=20, choices=list(facets.FORMATS.items()))
    audience = CodesField("pour qui", labels=facets.AUDIENCES, blank=True)
    pillar = CodesField("pilier", labels=facets.PILLARS, blank=True)
    levers = CodesField("leviers", labels=facets.LEVERS, blank=True)
    maturity = CodesField("maturité", labels=facets.MATURITIES, blank=True)
    territory = models.CharField(
        "territoire", max_length=40, choices=list(enums.PLACES.items()), default=enums.NATIONAL
    )
    duration = models.PositiveIntegerField("durée en minutes", null=True, blank=True)
    free = models.BooleanField("gratuite", default=True)
    annotation = models.TextField(
        "notre annotation", help_text="Deux à quatre phrases\u00a0: à quoi elle sert, à qui."
    )
    status = models.CharField(
        "statut", max_length=12, choices=list(enums.RESOURCE_STATUSES.items()), default="cite"
    )
    checked = models.DateField("vérifiée le", null=True, blank=True)

    panels = [
        FieldPanel(name)
        for name in (
            "key", "title", "publisher", "year", "url", "annotation", "kind", "format", "audience", "pillar",
            "levers", "maturity", "territory", "duration", "free", "status", "checked",
        )
    ]  # fmt: skip

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = "ressource"

    def __str__(self) -> str:
        """Title, publisher."""
        return f"{self.title}, {self.publisher}"
