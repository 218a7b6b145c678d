"""``ecrire_droits``: write ``docs/permissions.md`` from the table that the code reads."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from trajectoires.organisations import rules


class Command(BaseCommand):
    """Run it after a change of ``organisations/rules.py``."""

    help = "Écrit docs/permissions.md depuis la table des droits."

    def handle(self, *args: Any, **options: Any) -> None:
        """One file."""
        path = settings.BASE_DIR / "docs" / "permissions.md"
        path.write_text(rules.as_markdown(), encoding="utf-8")
        self.stdout.write(f"Écrit\u00a0: {path.name}.")
