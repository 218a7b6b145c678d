"""``python -m django sauvegarder``: one file that holds the whole database, made while the site serves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from trajectoires.operations.archive import OperationError
from trajectoires.operations.backup import back_up, default_folder, rotate


class Command(BaseCommand):
    """Back up, then keep only the newest files when asked."""

    help = "Sauvegarde la base dans un fichier, sans arrêter le service."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where, and how many to keep."""
        parser.add_argument("--dossier", type=Path, help="dossier des sauvegardes (var/sauvegardes)")
        parser.add_argument("--garder", type=int, help="ne garder que les N dernières sauvegardes du dossier")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the path of the backup."""
        keep = options["garder"]
        if keep is not None and keep < 1:
            raise CommandError("--garder attend au moins 1.")
        folder = options["dossier"] or default_folder()
        try:
            target = back_up(folder)
        except (OperationError, OSError) as error:
            raise CommandError(str(error)) from error
        if keep is not None:
            for path in rotate(folder, keep):
                self.stderr.write(f"Ancienne sauvegarde retirée : {path}")
        self.stdout.write(str(target))
