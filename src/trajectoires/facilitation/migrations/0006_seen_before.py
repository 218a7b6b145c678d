"""What the room had seen before it was written down: no lone ballot may join it now."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def note_seen(apps: Any, schema_editor: Any) -> None:
    """Whether its figures were hidden is not looked at: at worst, ballots then join it five at a time."""
    rounds = apps.get_model("facilitation", "Round").objects.using(schema_editor.connection.alias)
    rounds.filter(revealed_at__isnull=False).update(seen=True)


class Migration(migrations.Migration):
    dependencies = [
        ("facilitation", "0005_before_session"),
    ]

    operations = [migrations.RunPython(note_seen, migrations.RunPython.noop)]
