"""Model fields: codes chosen among known ones, an address, a body whose blocks stay out of migrations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst
from wagtail.fields import StreamField


class CodesField(models.JSONField):
    """A list of codes (``["financement", "alliances"]``), ticked in the editor."""

    def __init__(self, *args: Any, labels: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        self.labels = dict(labels or {})
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """The labels may change without a migration."""
        return super().deconstruct()

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Boxes to tick."""
        return forms.MultipleChoiceField(
            label=kwargs.get("label", capfirst(str(self.verbose_name))),
            help_text=self.help_text,
            required=not self.blank,
            choices=list(self.labels.items()),
            widget=forms.CheckboxSelectMultiple,
        )


class LinkField(models.URLField):
    """An address; one typed without its scheme is of the secure kind."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """As usual."""
        return super().formfield(**{"assume_scheme": "https", **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """For the database, an address like another."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs


class BodyField(StreamField):
    """A StreamField whose migrations do not repeat its blocks: changing a block changes no table."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Without the definitions of the blocks."""
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
