"""``manage.py purge_expired``: delete what expired; for a daily timer."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from trajectoires.qualification.domain.sharing import purge_expired


class Command(BaseCommand):
    """Says how many dossiers were emptied, and nothing about them."""

    help = "Efface les dossiers expirés."

    def handle(self, *args: Any, **options: Any) -> None:
        """Purge now."""
        emptied = purge_expired(now=timezone.now())
        self.stdout.write(f"Dossiers expirés effacés\u00a0: {emptied}")
