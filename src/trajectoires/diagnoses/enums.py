"""Words of the capability."""

from __future__ import annotations

from django.db import models

from equilibre.diagnosis.questionnaire import Answer

READING = "lecture"
"""Purpose of the read-only link's token."""
GATHERING = "voix"
"""Purpose of the invitation's token; the others are codes of dimensions."""


class Change(models.TextChoices):
    """What a revision did; the label completes « Annuler : … »."""

    STARTED = "debut", "début du diagnostic"
    ANSWERED = "reponses", "les réponses d’une page"
    PART = "part", "les réponses d’une dimension partagée"
    SITUATION = "situation", "votre association"
    ACCOUNTS = "comptes", "qui voit les chiffres de vos comptes"
    NO_ACCOUNTS = "sans_comptes", "le retrait des chiffres de vos comptes"
    AGAIN = "nouveau", "ce qui a changé depuis la dernière fois"


OBJECTIVES = {
    "comprendre": "Comprendre notre modèle",
    "equilibrer": "Retrouver un équilibre",
    "hybrider": "Diversifier nos ressources",
    "co_construire": "En parler avec le conseil",
    "innover": "Lancer une activité nouvelle",
    "accompagner": "Accompagner d’autres associations",
}
"""« Qu’est-ce qui vous amène ? »: the objectives of the content that a first screen proposes."""

AUDIENCES = {"emergent": "porteur", "financeur": "accompagnateur", "accompagnateur": "accompagnateur"}
"""Variant → who travels in the parcours that follows; « gouvernance » for the others."""

LENGTHS = {
    "flash": ("Flash", "Huit questions, environ trois minutes."),
    "standard": ("Standard", "Une page par sujet, environ douze minutes."),
    "complet": ("Complet", "Toutes les questions, à partager entre plusieurs personnes."),
}
"""Length → its name and what it asks."""

NOT_KNOWN: tuple[tuple[Answer, str], ...] = (("nsp", "Je ne sais pas"), ("nc", "Ne nous concerne pas"))
