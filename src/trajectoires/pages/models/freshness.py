"""One number, another after each publication: a cached page that was made under another one is made anew."""

from __future__ import annotations

from django.db import models


class SiteVersion(models.Model):
    """The only row, ``pk`` 1."""

    number = models.BigIntegerField(default=1)
