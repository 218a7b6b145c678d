"""``manage.py purge_proposals``: forget the addresses left with proposals a year ago; for a daily timer."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from trajectoires.pages.domain import proposals


class Command(BaseCommand):
    """Says how many addresses were erased, and nothing about them."""

    help = "Efface les courriels des propositions de plus de douze mois."

    def handle(self, *args: Any, **options: Any) -> None:
        """Purge now."""
        self.stdout.write(f"Courriels effacés\u00a0: {proposals.purge(now=timezone.now())}")
