"""What is counted, without any cookie nor any trace of who reads: totals by day."""

from __future__ import annotations

from django.db import models


class DailyCount(models.Model):
    """How many times a page was read or a document taken, that day."""

    day = models.DateField()
    kind = models.CharField(max_length=10)  # "page" or "document"
    key = models.CharField(max_length=255)
    total = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "kind", "key"], name="one_count_a_day")]


class EmptySearch(models.Model):
    """Words searched without an answer, once asked by several: what the site does not say yet."""

    words = models.CharField(max_length=120, unique=True)
    total = models.PositiveIntegerField(default=0)
    last_day = models.DateField()
