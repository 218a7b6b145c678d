"""Words of the capability: the rhythms of the letter, what becomes of a mail, what was agreed to."""

from __future__ import annotations

from django.db import models


class Rhythm(models.TextChoices):
    """How often a subscriber hears from the site."""

    WEEKLY = "hebdomadaire", "Chaque semaine, le jeudi"
    MONTHLY = "mensuel", "Une fois par mois, le premier jeudi"


class State(models.TextChoices):
    """The life of one mail to one subscriber."""

    WAITING = "en_attente", "en attente"
    SENDING = "en_cours", "en cours"
    SENT = "envoye", "envoyé"
    GIVEN_UP = "abandonne", "abandonné"


class Movement(models.TextChoices):
    """What is counted of subscriptions once the rows are gone: nothing else is kept."""

    CONFIRMED = "confirmation", "abonnements confirmés"
    LEFT = "depart", "désabonnements"
    PURGED = "purge", "demandes jamais confirmées"


class News(models.TextChoices):
    """What a letter may announce, in the order in which it is written there."""

    LETTER = "lettre", "La lettre"
    WEBINAR = "webinaire", "Webinaires"
    DOSSIER = "dossier", "Dossiers"
    PAGE = "page", "Nouvelles pages"


PARTS = {
    "eclairage": "Éclairage",
    "temoignage": "Témoignage",
    "questions": "Questions et réponses",
    "ressources": "Ressources",
}
"""The four parts of every webinar, in order."""

PILLARS = {"richesses_humaines": "RH", "financement": "FI", "alliances": "AL"}
"""The prefix of the codes of each pillar's levers."""

CONSENT = (
    "En vous abonnant, vous acceptez que votre adresse serve à vous envoyer la lettre, et à rien d’autre. "
    "Elle n’est ni transmise ni croisée. Vous vous désabonnez en un clic\u202f; "
    "votre adresse est alors effacée."
)
"""Printed above the button, and kept word for word with each subscription."""
