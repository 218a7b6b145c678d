"""``compte_editorial --courriel c@exemple.fr --groupe coordination``: an account, its link."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from trajectoires.pages.domain import accounts

DAY = 24 * 3600


class Command(BaseCommand):
    """Nobody ever has a password that somebody else chose."""

    help = "Ouvre un compte d’édition et écrit le lien par lequel son titulaire choisit son mot de passe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, and in which group."""
        parser.add_argument(
            "--courriel", required=True, help="l’adresse du titulaire ; elle sert d’identifiant"
        )
        parser.add_argument(
            "--groupe", required=True, choices=[*accounts.GROUPS, accounts.ADMINISTRATION],
            help="ce que le compte peut faire",
        )  # fmt: skip
        parser.add_argument("--nom", default="", help="prénom et nom, montrés dans l’historique")

    def handle(self, *args: Any, courriel: str, groupe: str, nom: str, **options: Any) -> None:
        """Make it, say what to do."""
        email = courriel.strip()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"«\u00a0{courriel}\u00a0» n’est pas une adresse de courriel.") from None
        try:
            invited = accounts.invite(email=email, group=groupe, name=" ".join(nom.split()))
        except LookupError as error:
            raise CommandError(str(error)) from None
        days = settings.PASSWORD_RESET_TIMEOUT // DAY
        self.stdout.write(
            f"Compte {'ouvert' if invited.created else 'existant'}\u00a0: {invited.email} ({groupe})."
        )
        self.stdout.write(f"Lien à lui transmettre, valable une fois et {days}\u00a0jours\u00a0:")
        self.stdout.write(invited.address)
