"""What the search box looks into: one row a thing that can be found."""

from __future__ import annotations

from django.db import models


class SearchEntry(models.Model):
    """A page, a term, a resource… ready to be found. Written by ``pages.search.index``, never by hand.

    Texts are plain words; ``facets`` is ``{"door": […], "medoc": […], "pillar": […], "audience": […],
    "duration": minutes or null}``.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=255)
    address = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    keywords = models.TextField(blank=True)
    facets = models.JSONField(default=dict)
    weight = models.FloatField(default=1.0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_entry_a_thing")]
