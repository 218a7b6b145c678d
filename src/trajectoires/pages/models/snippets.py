"""Reusable entities: sources and glossary terms. ``pages.admin.snippets`` gives them to the editor."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel

from trajectoires.pages.fields import LinkField

KEY = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", "Minuscules sans accent, chiffres et tirets.")


class Source(models.Model):
    """Where a fact comes from. ``key`` is cited by pages and never changes."""

    key = models.CharField("clé", max_length=80, unique=True, validators=[KEY])
    title = models.CharField("titre", max_length=300)
    author = models.CharField("auteur ou éditeur", max_length=200)
    year = models.CharField("année", max_length=20, blank=True)
    url = LinkField("adresse", max_length=500, blank=True)
    checked = models.DateField("vérifiée le", null=True, blank=True)
    note = models.TextField("note", blank=True)
    panels = [FieldPanel(n) for n in ("key", "title", "author", "year", "url", "checked", "note")]

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = "source"

    def __str__(self) -> str:
        """Author, title, year."""
        return ", ".join(part for part in (self.author, self.title, self.year) if part)


class GlossaryTerm(models.Model):
    """A word and what it means, for a volunteer."""

    key = models.CharField("clé", max_length=80, unique=True, validators=[KEY])
    term = models.CharField("terme", max_length=120)
    forms = models.JSONField("autres formes", default=list, blank=True)
    definition = models.TextField("définition")
    page = models.CharField("page où l’on en parle", max_length=255, blank=True)
    panels = [FieldPanel(n) for n in ("key", "term", "forms", "definition", "page")]

    class Meta:
        ordering = ["term", "pk"]
        verbose_name = "terme du glossaire"
        verbose_name_plural = "glossaire"

    def __str__(self) -> str:
        """The word."""
        return self.term
