"""Words of the capability: the names of changes and the French labels of the engine's codes."""

from __future__ import annotations

from django.db import models

from equilibre.formatting import NBSP


class Change(models.TextChoices):
    """What a revision did; the label completes « Annuler : … »."""

    DEPOSIT = "depot", "dépôt des comptes"
    TYPED = "saisie", "saisie des totaux"
    CASH = "tresorerie", "saisie des recettes et dépenses"
    REOPENED = "reouverture", "ouverture d’un fichier de passation"
    EXAMPLE = "exemple", "copie de l’association fictive"
    EXERCICE = "exercice", "ajout d’un exercice"
    REPLACED = "remplacement", "remplacement d’un exercice"
    FUNDERS = "financeurs", "noms de financeurs gardés"
    CORRECTION = "correction", "correction d’une ligne"
    PROJECT = "projet", "votre projet"
    MEANS = "moyens", "les moyens humains"
    PARTNERS = "partenaires", "les partenaires"
    ACTIVITIES = "activites", "les activités"
    USES = "usages", "la répartition des charges par usage"
    ANSWER = "reponse", "réponse à une question"
    CHOICES = "choix", "choix de lecture"


FORMAT_LABELS = {
    "fec": "fichier des écritures comptables (FEC)",
    "balance": "balance des comptes",
    "cerfa": "budget Cerfa n°\u00a012156",
    "tableur": "tableau «\u00a0libellé, montant\u00a0»",
    "tresorerie": "recettes et dépenses",
    "saisie": "totaux saisis",
    "passation": "fichier de passation",
    "publie": "chiffres publiés",
}
SEPARATOR_LABELS = {"\t": "tabulation", "|": "barre verticale", ";": "point-virgule", ",": "virgule"}
ENCODING_LABELS = {
    "utf-8": "UTF-8",
    "cp1252": "Windows (cp1252)",
    "iso8859-15": "ISO 8859-15",
    "cp850": "MS-DOS (cp850)",
}
SEVERITY_LABELS = {
    "serieux": "à corriger",
    "a_verifier": "à vérifier",
    "information": "pour information",
}
SEVERITY_ORDER = ("serieux", "a_verifier", "information")
PAYER_KIND_LABELS = {
    "public": "organisme public",
    "europe": "fonds européen",
    "fondation": "fondation",
    "entreprise": "entreprise",
    "particulier": "particulier",
    "reseau": "réseau ou fédération",
    "association": "association",
    "inconnu": f"à préciser{NBSP}?",
}
TRAIT_LABELS = {
    "financement_structurel": "un financement structurel sur plusieurs années",
    "accompagnement": "un accompagnement stratégique",
    "expertise_reseaux": "une expertise et des réseaux ouverts",
    "evaluation": "une évaluation de l’utilité sociale",
}
