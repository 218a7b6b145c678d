"""What the search box looks into: one row a thing that can be found, and the words of them all.

The tokens themselves are in ``pages_searchtext``, a table of the database's own search (``search.stores``).
"""

from __future__ import annotations

from django.db import models


class SearchEntry(models.Model):
    """A page, a term, a resource… ready to be found. Written by ``pages.search.index``, never by hand.

    Texts are plain words; ``plain`` is the body (or the summary without one) in lower case without accents,
    character for character; ``keywords`` has one line a keyword or a question; ``facets`` is ``{"door": […],
    "medoc": […], "pillar": […], "audience": […], "duration": minutes or null, "about": address or ""}``.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=255)
    address = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    label = models.CharField(max_length=60, default="")
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    plain = models.TextField(blank=True)
    keywords = models.TextField(blank=True)
    facets = models.JSONField(default=dict)
    weight = models.FloatField(default=1.0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_entry_a_thing")]


class SearchWord(models.Model):
    """A word of the index as it is written, its stem, and how many entries hold it."""

    word = models.CharField(max_length=60, unique=True)
    stem = models.CharField(max_length=60)
    total = models.IntegerField(default=0)


class SearchState(models.Model):
    """The only row, ``pk`` 1: a mark that changes with the index, and the analysis that made its tokens."""

    mark = models.CharField(max_length=32, default="")
    analysis = models.IntegerField(default=0)
