"""What an association must do, and when."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from trajectoires.pages import facets
from trajectoires.pages.models.snippets import KEY
from trajectoires.support import enums

NEEDED = {
    "fixed": ("month", "day"),
    "monthly": ("day",),
    "after_close": ("months",),
    "event": (),
}
"""What each kind of rule cannot do without; an event has months or days, or neither: at once."""


def known_facts(value: Any) -> None:
    """``["recus+exercice-decale", "dons-153"]``: alternatives, each made of facts that all hold."""
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValidationError('Écrivez une liste, par exemple ["employeur"].')
    unknown = {part for one in value for part in one.split("+")} - set(enums.FACTS)
    if unknown:
        known = ", ".join(enums.FACTS)
        raise ValidationError(
            f"Inconnu\u00a0: {', '.join(sorted(unknown))}. Les codes possibles\u00a0: {known}."
        )


class Obligation(models.Model):
    """One obligation: a rule that gives dates, who it binds, what to do, and the source that says so."""

    key = models.CharField("clé", max_length=80, unique=True, validators=[KEY])
    title = models.CharField("titre", max_length=200)
    rule = models.CharField("quand", max_length=12, choices=list(enums.RULE_KINDS.items()))
    month = models.PositiveSmallIntegerField(
        "mois", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    day = models.PositiveSmallIntegerField(
        "jour", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    months = models.PositiveSmallIntegerField(
        "nombre de mois", null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    days = models.PositiveSmallIntegerField(
        "nombre de jours", null=True, blank=True, validators=[MaxValueValidator(366)]
    )
    when = models.JSONField(
        "seulement si",
        default=list,
        blank=True,
        validators=[known_facts],
        help_text='Vide\u00a0: tout le monde. Sinon ["employeur"], ["recus+exercice-decale"]…',
    )
    special = models.BooleanField(
        "cas particulier",
        default=False,
        help_text="Ce qui dépend de plus que les réponses du visiteur\u00a0: listé à part, hors de l’agenda.",
    )
    who = models.TextField("qui")
    what = models.TextField("quoi faire")
    source_key = models.CharField("clé de la source", max_length=80, validators=[KEY])
    status = models.CharField("statut", max_length=12, choices=list(facets.STATUSES.items()))

    panels = [
        FieldPanel("key"),
        FieldPanel("title"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("rule", "month", "day", "months", "days")], heading="La date"
        ),
        MultiFieldPanel([FieldPanel("when"), FieldPanel("special"), FieldPanel("who")], heading="Qui"),
        FieldPanel("what"),
        FieldPanel("source_key"),
        FieldPanel("status"),
    ]

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = "obligation"

    def __str__(self) -> str:
        """The title."""
        return self.title

    def clean(self) -> None:
        """The rule has what its kind needs."""
        missing = [name for name in NEEDED.get(self.rule, ()) if getattr(self, name) is None]
        if missing:
            raise ValidationError(dict.fromkeys(missing, "Nécessaire pour cette sorte de date."))
