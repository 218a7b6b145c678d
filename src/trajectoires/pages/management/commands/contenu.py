"""``contenu charger`` pours ``content/`` into the site; ``rapport`` counts it; ``exporter`` writes a page back."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from trajectoires.pages.domain import load


class Command(BaseCommand):
    """The command."""

    help = "Le contenu livré : charger, rapport, exporter, liens."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One verb, then what it needs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        load_parser = verbs.add_parser("charger", help="verser content/ sans écraser ce qui a été changé ici")
        load_parser.add_argument("--dossier", type=Path, default=settings.CONTENT_DIR)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        getattr(self, f"_{options['verb']}")(**options)

    def _charger(self, dossier: Path, **options: Any) -> None:
        try:
            report = load.load_content(root=dossier)
        except load.FaultyContentError as error:
            raise CommandError("Le contenu n’a pas été chargé :\n" + "\n".join(error.faults)) from None
        self.stdout.write(
            f"Contenu : {report.created} créés, {report.updated} mis à jour, {report.unchanged} inchangés."
        )
        for line in report.left:
            self.stdout.write(f"  laissé : {line}")
