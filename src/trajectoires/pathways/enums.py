"""Words of the capability: what one chooses from, and the names of changes."""

from __future__ import annotations

from django.db import models

from equilibre.formatting import NBSP


class Change(models.TextChoices):
    """What a version did; the label completes « Annuler : … »."""

    MADE = "depart", "préparation du parcours"
    DONE = "fait", "une étape marquée comme faite"
    REMOVED = "retire", "une étape retirée"
    ADDED = "ajoute", "une étape ajoutée"
    SWAPPED = "remplace", "une étape remplacée"
    LATER = "plus_tard", "une étape remise à plus tard"
    REPLANNED = "retard", "de nouvelles dates"
    PACE = "rythme", "un autre rythme"


PACES = {
    "2h": f"2{NBSP}heures en tout",
    "4h": f"4{NBSP}heures en tout",
    "12h": f"12{NBSP}heures en tout",
    "mois": "plusieurs mois, sans se presser",
}
PACE_NAMES = {
    "2h": f"2{NBSP}heures",
    "4h": f"4{NBSP}heures",
    "12h": f"12{NBSP}heures",
    "mois": "plusieurs mois",
}
VARIANTS = {
    "petite": "Une association sans salarié",
    "employeuse": "Une association employeuse",
    "reseau": "Une tête de réseau",
    "emergent": "Un projet qui démarre",
    "financeur": "Une fondation ou un financeur",
    "accompagnateur": "Une structure qui accompagne",
}
AUDIENCES = {
    "gouvernance": "Dirigeant, élu, membre du bureau",
    "porteur": "Porteur de projet",
    "accompagnateur": "Accompagnateur ou financeur",
}
OBJECTIVES = {
    "comprendre": "Comprendre ce qu’est un modèle socio-économique",
    "s_informer": "M’informer et suivre le sujet",
    "se_former": "Me former, ou former mon conseil",
    "agir": "Agir sur ce qui est fragile",
    "accompagner": "Accompagner d’autres associations",
    "co_construire": "Construire avec d’autres sur le territoire",
    "equilibrer": "Équilibrer les moyens et l’engagement",
    "hybrider": "Diversifier les ressources",
    "innover": "Conduire un projet nouveau",
}
COMPANIES = {
    "seul": "Sans autre personne, pour commencer",
    "binome": "À deux",
    "conseil": "Avec le conseil ou le bureau",
    "accompagne": "Avec un accompagnateur",
}
DEADLINES = {
    "": "Pas d’échéance",
    "ag": "Assemblée générale",
    "conseil": "Conseil d’administration",
    "dossier": "Dossier à rendre",
    "autre": "Une autre date",
}
DEADLINE_LABELS = {
    "": "échéance",
    "ag": "assemblée générale",
    "conseil": "conseil d’administration",
    "dossier": "dossier à rendre",
    "autre": "échéance",
}
"""As the plan's sentence says it."""
AUDIENCE_OF_VARIANT = {
    "emergent": "porteur",
    "financeur": "accompagnateur",
    "accompagnateur": "accompagnateur",
}
"""Who travels when only the variant of a diagnosis is known; « gouvernance » elsewhere."""
TOGETHER = {
    "seul": "à faire à plusieurs",
    "binome": "à faire à deux",
    "conseil": "à faire avec le conseil",
    "accompagne": "à faire avec votre accompagnateur",
}
"""How a step that is not for one person alone says it, by who travels."""
