"""Words of the capability: roles, profiles, who a space is shared with, what the journal says."""

from __future__ import annotations

from django.db import models

INVITATION_DAYS = 14
"""An invitation that nobody answered is purged after so long."""
SHARE_MONTHS = {"3": 3, "6": 6, "12": 12}
"""How long a share may be opened for: never without an end."""


class Role(models.TextChoices):
    """What somebody is in a space, from the least to the most."""

    READER = "lecture", "Lecture"
    MEMBER = "membre", "Membre"
    MANAGER = "gestion", "Gestion"


class Standing(models.TextChoices):
    """The columns of the table of rights: the roles of a space, and whom it shares with."""

    READER = "lecture", "Lecture"
    MEMBER = "membre", "Membre"
    MANAGER = "gestion", "Gestion"
    GUEST = "accompagnement", "Accompagnement, sur ce qui est partagé"


class Profile(models.TextChoices):
    """The codes are those of the engine's variants (``equilibre.diagnosis.questionnaire.Variant``)."""

    SMALL = "petite", "Petite association sans salarié"
    EMPLOYER = "employeuse", "Association employeuse"
    NETWORK = "reseau", "Tête de réseau"
    EMERGING = "emergent", "Projet émergent"
    FUNDER = "financeur", "Fondation ou financeur"
    ADVISER = "accompagnateur", "Accompagnateur"


class Guest(models.TextChoices):
    """Whom a space is shared with: a kind, never a name."""

    ADVISER = "accompagnateur", "La personne qui nous accompagne"
    NETWORK = "reseau", "Notre réseau ou fédération"
    ACCOUNTANT = "comptable", "Notre expert-comptable"
    FUNDER = "financeur", "Un financeur"


class Verb(models.TextChoices):
    """What the journal tells; the label follows « Vous » or « Une personne de l’espace »: a noun."""

    CREATED = "creation", "Création de l’espace"
    IDENTITY = "identite", "Changement d’identité ou de profil"
    KEPT = "garde", "Copie gardée"
    REOPENED = "reouverture", "Copie rouverte"
    DROPPED = "copie-effacee", "Copie effacée"
    INVITED = "invitation", "Invitation envoyée"
    UNINVITED = "invitation-annulee", "Invitation annulée"
    JOINED = "arrivee", "Arrivée dans l’espace"
    ROLE = "role", "Rôle changé"
    REMOVED = "retrait", "Personne retirée de l’espace"
    LEFT = "depart", "Départ de l’espace"
    SHARED = "partage", "Partage proposé"
    SHARE_ACCEPTED = "partage-accepte", "Partage accepté"
    SHARE_ENDED = "partage-retire", "Partage retiré"
    EXPORTED = "export", "Export de l’espace"
    HANDED_ON = "passation", "Passation préparée"


KIND_LABELS = {
    "model": "Modèle socio-économique",
    "diagnosis": "Diagnostic",
    "plan": "Parcours d’usage",
    "trajectory": "Trajectoire",
}
"""Kinds of copies when the capability that owns one is not there to say its label."""
