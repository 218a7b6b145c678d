"""The only table: who is doing the periodic duties."""

from __future__ import annotations

from django.db import models


class MaintenanceLock(models.Model):
    """The only row, ``pk`` 1: the process that holds the duties, and since when; "" when nobody does."""

    holder = models.CharField(max_length=160, blank=True)
    since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.holder
