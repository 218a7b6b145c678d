"""``compte_visiteur --courriel c@exemple.fr fermer``: what only who keeps the server can do."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from trajectoires.people.domain import accounts, second_code

DEEDS = {
    "fermer": "Compte fermé\u00a0: plus aucun code ne l’ouvre.",
    "rouvrir": "Compte rouvert.",
    "retirer-le-second-code": "Second code retiré\u00a0: le code du courriel suffit.",
}


class Command(BaseCommand):
    """The account is named by its address; nothing is written of it in the logs."""

    help = "Ferme ou rouvre le compte d’un visiteur, ou retire le second code d’un téléphone perdu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose account, and what to do."""
        parser.add_argument("--courriel", required=True, help="l’adresse du compte")
        parser.add_argument("quoi", choices=list(DEEDS), help="ce qu’il faut faire")

    def handle(self, *args: Any, courriel: str, quoi: str, **options: Any) -> None:
        """Do it, say it."""
        account = accounts.find(address=courriel)
        if account is None:
            raise CommandError("Aucun compte de visiteur n’a cette adresse.")
        if quoi == "retirer-le-second-code":
            second_code.disable(person=account.person)
        else:
            accounts.close(account=account, closed=quoi == "fermer")
        self.stdout.write(DEEDS[quoi])
