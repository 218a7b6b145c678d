"""Webinars: announced, then kept with their replay and resources."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from equilibre.formatting import NBSP, day
from trajectoires.agenda.enums import PARTS
from trajectoires.agenda.paris import at_paris
from trajectoires.pages import facets
from trajectoires.pages.fields import CodesField
from trajectoires.pages.models.snippets import KEY

RULE = (
    "<p>Le jour proposé est le prochain troisième jeudi libre, de 13\u00a0h à 14\u00a0h\u00a030, heure de "
    "Paris. C’est un brouillon\u00a0: <strong>rien n’est public avant «\u00a0Publier\u00a0»</strong>, ni "
    "dans les listes, ni dans l’agenda, ni dans la lettre.</p>"
)
RICH = ["bold", "italic", "ol", "ul", "link"]


def _part_title(name: str) -> Any:
    return models.CharField(f"{PARTS[name].lower()}{NBSP}: titre", max_length=255, blank=True)


def _part_speaker(name: str) -> Any:
    return models.CharField(f"{PARTS[name].lower()}{NBSP}: organisation", max_length=255, blank=True)


class Webinar(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """One webinar. ``live`` says whether it is public; a new row is not."""

    key = models.CharField(
        "clé",
        max_length=80,
        unique=True,
        validators=[KEY],
        help_text="Elle fait son adresse et ne change plus.",
    )
    title = models.CharField("titre", max_length=255, blank=True, help_text="Vide s’il est inconnu.")
    day = models.DateField("jour", null=True, blank=True, help_text="Vide s’il est inconnu.")
    starts = models.TimeField("début", null=True, blank=True, help_text="Heure de Paris.")
    ends = models.TimeField("fin", null=True, blank=True)
    when = models.CharField(
        "période", max_length=60, blank=True, help_text="Quand le jour est inconnu : « février 2025 »."
    )
    cycle = models.CharField("cycle", max_length=160, blank=True)
    number = models.PositiveIntegerField("numéro dans le cycle", null=True, blank=True)
    summary = models.TextField("en deux phrases", blank=True)
    eclairage_title = _part_title("eclairage")
    eclairage_speaker = _part_speaker("eclairage")
    temoignage_title = _part_title("temoignage")
    temoignage_speaker = _part_speaker("temoignage")
    questions_title = _part_title("questions")
    questions_speaker = _part_speaker("questions")
    ressources_title = _part_title("ressources")
    ressources_speaker = _part_speaker("ressources")
    registration_url = models.URLField("lien d’inscription", max_length=500, blank=True)
    replay_url = models.URLField("lien de la rediffusion", max_length=500, blank=True)
    transcript = RichTextField(
        "résumé ou transcription",
        features=["h2", "h3", *RICH],
        blank=True,
        help_text="Il sert à qui n’entend pas, et à qui n’a pas une heure et demie.",
    )
    resources = RichTextField("ressources présentées", features=RICH, blank=True)
    note = models.CharField(
        "note", max_length=500, blank=True, help_text="Publique : ce que l’on ne sait pas, par exemple."
    )
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
        HelpPanel(content=RULE),
        FieldPanel("key"),
        FieldPanel("title"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("day"), FieldPanel("starts"), FieldPanel("ends")]),
                FieldPanel("when"),
            ],
            "Quand",
        ),
        FieldRowPanel([FieldPanel("cycle"), FieldPanel("number")], "Le cycle"),
        FieldPanel("summary"),
        FieldPanel("registration_url"),
        *(
            MultiFieldPanel([FieldPanel(f"{part}_title"), FieldPanel(f"{part}_speaker")], label)
            for part, label in PARTS.items()
        ),
        MultiFieldPanel(
            [FieldPanel("replay_url"), FieldPanel("transcript"), FieldPanel("resources")], "Après la séance"
        ),
        MultiFieldPanel(
            [FieldPanel("levers"), FieldPanel("source"), FieldPanel("note")], "Pour s’y retrouver"
        ),
        PublishingPanel(),
    ]

    class Meta:
        ordering = ["-day", "-number", "pk"]
        verbose_name = "webinaire"

    def __str__(self) -> str:
        """Its title, or what is known of it."""
        return self.heading

    def clean(self) -> None:
        """Hours need a day, an end needs a start, and comes after it."""
        super().clean()
        if (self.starts or self.ends) and not self.day:
            raise ValidationError({"day": "Dites le jour, ou videz les heures."})
        if self.ends and not self.starts:
            raise ValidationError({"starts": "Dites l’heure de début, ou videz celle de la fin."})
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": "La fin vient après le début."})

    @property
    def heading(self) -> str:
        """The title; without one, the day or the number."""
        if self.title:
            return self.title
        known = f" du {day(self.day)}" if self.day else f", {self.when}" if self.when else ""
        number = f" n°{NBSP}{self.number}" if self.number else ""
        return f"Webinaire{number}{known}"

    @property
    def starts_at(self) -> dt.datetime | None:
        """The instant it begins, in Paris; None when the day or the hour is unknown."""
        return at_paris(self.day, self.starts) if self.day and self.starts else None

    @property
    def ends_at(self) -> dt.datetime | None:
        """The instant it ends."""
        return at_paris(self.day, self.ends) if self.day and self.ends else None

    @property
    def over_at(self) -> dt.datetime | None:
        """From when it is past: its end, or the end of its day."""
        if self.day is None:
            return None
        return self.ends_at or at_paris(self.day + dt.timedelta(days=1), dt.time())

    def is_over(self, now: dt.datetime | None = None) -> bool:
        """Past; a webinar whose day nobody knows is."""
        over_at = self.over_at
        return over_at is None or over_at <= (now or timezone.now())

    @property
    def parts(self) -> list[dict[str, str]]:
        """The parts that are known: ``label``, ``title``, ``speaker``."""
        told = (
            {
                "label": label,
                "title": getattr(self, f"{name}_title"),
                "speaker": getattr(self, f"{name}_speaker"),
            }
            for name, label in PARTS.items()
        )
        return [part for part in told if part["title"] or part["speaker"]]

    @property
    def address(self) -> str:
        """« /s-informer/webinaires/2020-10-22/ »."""
        return f"/s-informer/webinaires/{self.key}/"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The public page."""
        return "agenda/webinar.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """As its own page is shown."""
        return {"webinar": self, "is_over": self.is_over()}
