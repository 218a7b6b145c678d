"""``envoyer_lettre``: make the letters that are due, send what waits. Safe at any time, and often."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from trajectoires.agenda.domain import delivering
from trajectoires.agenda.domain.issues import make_issue
from trajectoires.agenda.enums import Rhythm
from trajectoires.agenda.interfaces.sending import send_waiting
from trajectoires.ui.templatetags.ui import plural


class Command(BaseCommand):
    """Says how many, and nothing about anyone."""

    help = "La lettre : la composer quand elle est due, l’envoyer, reprendre un envoi interrompu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option: not to wait for Thursday."""
        parser.add_argument(
            "--maintenant",
            action="store_true",
            help="composer tout de suite une lettre avec ce qui est nouveau, sans attendre le jour",
        )

    def handle(self, *args: Any, maintenant: bool = False, **options: Any) -> None:
        """Make, then send."""
        for rhythm in Rhythm:
            made = make_issue(rhythm=rhythm, now=timezone.now(), extra=maintenant)
            if made.issue is not None:
                count = plural(made.deliveries, "destinataire,destinataires")
                self.stdout.write(f"Lettre {rhythm.value} du {made.issue.period}\u00a0: {count}.")
            else:
                self.stdout.write(f"Lettre {rhythm.value}\u00a0: rien à composer ({made.why}).")
        told = send_waiting()
        self.stdout.write(
            f"Messages envoyés\u00a0: {told.sent}, refusés\u00a0: {told.refused}, "
            f"en attente\u00a0: {delivering.left()}."
        )
        if told.stopped:
            self.stderr.write(
                "Le serveur d’envoi ne répond pas ou refuse\u00a0: relancez la commande plus tard."
            )
