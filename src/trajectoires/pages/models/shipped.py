"""What the loader wrote, so that it can tell an editor's change from its own."""

from __future__ import annotations

from django.db import models


class ShippedMark(models.Model):
    """One shipped thing: ``kind`` and ``key`` name it, ``file_hash`` what was shipped, ``row_hash``
    what was stored.

    When what is stored no longer has ``row_hash``, an editor changed it: the loader leaves it and says so.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=255)
    object_id = models.BigIntegerField(null=True)
    file_hash = models.CharField(max_length=64)
    row_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_mark_a_thing")]
