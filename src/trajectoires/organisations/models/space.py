"""The space itself."""

from __future__ import annotations

from django.db import models


class Organisation(models.Model):
    """An organisation as its people describe it. Its numbers are checked by their rules, by nobody else."""

    slug = models.SlugField(max_length=60, unique=True)
    """In the address. It ends with random letters: two may have one name, and nobody guesses."""
    name = models.CharField(max_length=80)
    siren = models.CharField(max_length=9, blank=True)
    """Nine digits. Not unique: that it is taken would say who is here."""
    rna = models.CharField(max_length=10, blank=True)
    profile = models.CharField(max_length=20)
    """A code of ``enums.Profile``."""
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.slug
