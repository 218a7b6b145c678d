"""The weekly letter and the yearly dossier."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, PublishingPanel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from equilibre.formatting import NBSP, day
from trajectoires.pages import facets
from trajectoires.pages.fields import BodyField, CodesField
from trajectoires.pages.models.snippets import KEY

WHEN_SENT = (
    "<p>La lettre publiée part le jeudi à 9\u00a0h aux personnes abonnées\u202f; publiée plus tard dans la "
    "journée, elle part aussitôt. Chaque personne ne reçoit que les nouvelles des leviers qu’elle suit, et "
    "celles qui n’en ont aucun. Une lettre déjà partie ne part jamais deux fois.</p>"
)


class LetterItemBlock(blocks.StructBlock):
    """One piece of news."""

    title = blocks.CharBlock(label="Titre", max_length=200)
    text = blocks.TextBlock(label="Texte", help_text="Une ligne vide sépare deux paragraphes.")
    link = blocks.URLBlock(label="Lien", required=False)
    levers = blocks.MultipleChoiceBlock(
        label="Leviers",
        required=False,
        choices=list(facets.LEVERS.items()),
        help_text="Aucun : la nouvelle est pour tout le monde.",
    )

    class Meta:
        icon = "doc-full"
        label = "Nouvelle"


class LetterBody(blocks.StreamBlock):
    """The news of a letter, in order."""

    item = LetterItemBlock()

    class Meta:
        label = "Nouvelles"


class Letter(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """A weekly letter. ``live`` says whether it is public; a new row is not."""

    key = models.CharField(
        "clé",
        max_length=80,
        unique=True,
        validators=[KEY],
        help_text="Elle fait son adresse et ne change plus.",
    )
    number = models.PositiveIntegerField("numéro", null=True, blank=True)
    date = models.DateField("date")
    title = models.CharField("titre", max_length=255)
    items = BodyField(LetterBody(), verbose_name="nouvelles")
    live = models.BooleanField("publiée", default=False, editable=False)

    panels: ClassVar[list[Any]] = [
        HelpPanel(content=WHEN_SENT),
        FieldRowPanel([FieldPanel("key"), FieldPanel("number"), FieldPanel("date")]),
        FieldPanel("title"),
        FieldPanel("items"),
        PublishingPanel(),
    ]

    class Meta:
        ordering = ["-date", "-pk"]
        verbose_name = "lettre"

    def __str__(self) -> str:
        """Its title and day."""
        return f"{self.title}, {day(self.date)}" if self.date else self.title

    @property
    def news(self) -> list[dict[str, Any]]:
        """Each piece of news as ``title``, ``paragraphs``, ``link``, ``levers``."""
        return [
            {
                "title": block.value["title"],
                "paragraphs": paragraphs(block.value["text"]),
                "link": block.value["link"] or "",
                "levers": [code for code in block.value["levers"] or [] if code in facets.LEVERS],
            }
            for block in self.items
        ]

    @property
    def address(self) -> str:
        """« /s-informer/lettres/2026-11-26/ »."""
        return f"/s-informer/lettres/{self.key}/"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The public page."""
        return "agenda/letter.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """As its own page is shown."""
        return {"letter": self}


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text: a blank line separates two."""
    pieces = (" ".join(piece.split()) for piece in str(text).replace("\r\n", "\n").split("\n\n"))
    return [piece for piece in pieces if piece]


class Dossier(DraftStateMixin, RevisionMixin, models.Model):
    """A yearly dossier published elsewhere: what is known of it, and nothing more."""

    key = models.CharField("clé", max_length=80, unique=True, validators=[KEY])
    year = models.PositiveIntegerField("année")
    number = models.CharField("numéro de la revue", max_length=20, blank=True)
    date = models.DateField("date", null=True, blank=True, help_text="Vide si elle est inconnue.")
    title = models.CharField("titre", max_length=255, blank=True, help_text="Vide s’il est inconnu.")
    pages = models.CharField("pages", max_length=40, blank=True)
    note = models.CharField("note", max_length=500, blank=True)
    source = models.ForeignKey(
        "pages.Source",
        verbose_name="source",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    levers = CodesField("leviers", labels=facets.LEVERS, blank=True)
    live = models.BooleanField("publié", default=False, editable=False)

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("key"), FieldPanel("year"), FieldPanel("number"), FieldPanel("date")]),
        FieldPanel("title"),
        FieldPanel("pages"),
        FieldPanel("note"),
        FieldPanel("source"),
        FieldPanel("levers"),
        PublishingPanel(),
    ]

    class Meta:
        ordering = ["-year", "-pk"]
        verbose_name = "dossier annuel"
        verbose_name_plural = "dossiers annuels"

    def __str__(self) -> str:
        """Its title, or its year."""
        return self.heading

    @property
    def heading(self) -> str:
        """The title; without one, the year and the number."""
        return self.title or " ".join(
            part for part in (f"Dossier {self.year}", f"n°{NBSP}{self.number}" if self.number else "") if part
        )

    @property
    def address(self) -> str:
        """Its place in the list."""
        return f"/s-informer/dossiers/#{self.key}"
