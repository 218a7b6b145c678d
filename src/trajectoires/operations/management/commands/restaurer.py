"""``python -m django restaurer FICHIER --oui``: put a backup in place of the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from trajectoires.operations.archive import OperationError
from trajectoires.operations.backup import restore


class Command(BaseCommand):
    """Restore, only when the operator says yes."""

    help = "Remplace la base par celle d’une sauvegarde. Arrêtez le service avant."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file, and the confirmation."""
        parser.add_argument("fichier", type=Path, help="le fichier écrit par « sauvegarder »")
        parser.add_argument("--oui", action="store_true", help="confirmer : la base en service est remplacée")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was put back."""
        if not options["oui"]:
            raise CommandError("La base en service serait remplacée. Ajoutez --oui pour confirmer.")
        try:
            manifest = restore(options["fichier"])
        except (OperationError, OSError) as error:
            raise CommandError(str(error)) from error
        total = sum(manifest.rows.values())
        self.stdout.write(
            f"Sauvegarde du {manifest.made_at:%d/%m/%Y à %H:%M} UTC restaurée : {total} lignes, "
            f"{len(manifest.rows)} tables."
        )
