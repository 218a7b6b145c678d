"""The words by which content is sorted: codes that content files use, and the labels that readers see.

Sources: the four ACTION objectives, the pillars and their leaves come from Le RAMEAU's 2024 sheet; the five
verbs and the six formats from the programme; maturity levels and short lever labels are conventions.
"""

from __future__ import annotations

AUDIENCES = {
    "gouvernance": "Dirigeants et gouvernance",
    "porteur": "Porteurs de projet",
    "accompagnateur": "Accompagnateurs",
}
VERBS = {
    "comprendre": "Comprendre",
    "s_informer": "S’informer",
    "se_former": "Se former",
    "agir": "Agir",
    "accompagner": "Accompagner",
}
ACTION_OBJECTIVES = {
    "co_construire": "Co-construire sur le territoire",
    "equilibrer": "Équilibrer performance et engagement",
    "hybrider": "Hybrider les modèles socio-économiques",
    "innover": "Piloter l’innovation sociétale",
}
OBJECTIVES = VERBS | ACTION_OBJECTIVES
MATURITIES = {
    "initier": "À initier",
    "en_cours": "En cours",
    "structure": "Structuré",
    "moteur": "Moteur",
}
FORMATS = {
    "webinaire": "Webinaire",
    "mooc": "MOOC",
    "atelier": "Atelier",
    "codeveloppement": "Co-développement",
    "parcours": "Parcours",
    "academique": "Contenu académique",
    "fiche": "Fiche",
    "outil": "Outil",
}
MEDOC = {
    "methode": "Méthode",
    "exemple": "Exemple",
    "donnee": "Donnée",
    "outil": "Outil",
    "competence": "Compétence",
}
PILLARS = {
    "richesses_humaines": "Richesses humaines",
    "financement": "Financement",
    "alliances": "Alliances",
}
LEVERS = {
    "RH1": "Salariés",
    "RH2": "Bénévoles",
    "RH3": "Service civique",
    "RH4": "Stagiaires et alternants",
    "RH5": "Mécénat de compétences",
    "FI0": "Cotisations",
    "FI1a": "Subventions publiques",
    "FI1b": "Mécénat",
    "FI1c": "Financement participatif",
    "FI1d": "Dons et legs",
    "FI2a": "Partenariats stratégiques",
    "FI3a": "Commande publique",
    "FI3b": "Prix libre",
    "FI3c": "Formation",
    "FI3d": "Conseil au territoire",
    "FI3e": "Conseil aux organisations",
    "FI3f": "Ventes aux usagers",
    "FI3g": "Locations et équipements",
    "AL1": "Alliances de positionnement",
    "AL2": "Alliances de production et de diffusion",
    "AL3": "Alliances de moyens",
}
STATUSES = {
    "etabli": "établi",
    "lecture": "lecture proposée",
    "convention": "convention de la plateforme",
}
KINDS = ("home", "door", "article", "path", "step", "sheet", "kit", "tool")
DOORS = {
    "comprendre": "Comprendre",
    "s-informer": "S’informer",
    "se-former": "Se former",
    "agir": "Agir",
    "accompagner": "Accompagner",
}
# What a page may link to as a tool: key → (label of the button, address, or "" when the page that hosts
# it says it).
TOOLS = {
    "deposer": ("Déposer mes comptes", "/deposer/"),
    "saisir": ("Saisir douze totaux", "/saisir/"),
    "tresorerie": ("Saisir mes recettes et dépenses", "/saisir/tresorerie/"),
    "essayer": ("Essayer avec l’association fictive", "/essayer/"),
    "cas": ("Lire les cas publiés", "/cas/"),
    "sortir": ("Sortir le fichier de mon logiciel", "/sortir-mes-comptes/"),
    "aide-tresorerie": ("Ouvrir l’aide en cas de trésorerie tendue", "/aide-tresorerie/"),
    "methode": ("Lire la méthode de calcul", "/methode/"),
    "parametres": ("Voir les paramètres de calcul", "/parametres-de-calcul/"),
    "quiz": ("Tester mes connaissances", "/comprendre/testez-vos-connaissances/"),
    "besoin": ("Définir mon besoin", "/agir/definir-mon-besoin/"),
    "diagnostic": ("Faire le diagnostic", "/diagnostic/"),
    "parcours": ("Préparer mon parcours", "/parcours/"),
    "trajectoire": ("Construire notre trajectoire", "/trajectoire/"),
    "glossaire": ("Ouvrir le glossaire", "/comprendre/glossaire/"),
    "ressources": ("Chercher une ressource", "/accompagner/ressources/"),
    "referents": ("Trouver un référent", "/accompagner/referents/"),
    "calendrier": ("Voir le calendrier des obligations", "/accompagner/calendrier/"),
    "recherche": ("Chercher sur le site", "/recherche/"),
    "webinaires": ("Voir les webinaires", "/s-informer/webinaires/"),
    "lettres": ("Lire les lettres", "/s-informer/lettres/"),
    "dossiers": ("Voir les dossiers", "/s-informer/dossiers/"),
    "abonnement": ("S’abonner", "/s-informer/abonnement/"),
    "proposer": ("Proposer une ressource ou une correction", "/proposer/"),
}
# Tools that a page hosts (``kind: tool``): the key of its front matter.
HOSTED_TOOLS = {
    "quiz", "besoin", "glossaire", "ressources", "referents", "calendrier", "webinaires", "lettres",
    "dossiers", "abonnement", "proposer", "plan",
}  # fmt: skip
DRAWINGS = {
    "trois-piliers", "trois-natures", "barycentre", "arbre-des-leviers", "vue-systemique", "temporalites",
    "place-du-modele", "parcours", "la-salle",
}  # fmt: skip
DOWNLOADS = {
    "essentiel-pptx": ("«\u00a0L’essentiel\u00a0», présentation modifiable", "PPTX"),
    "essentiel-pdf": ("«\u00a0L’essentiel\u00a0», à imprimer", "PDF"),
    "module-pptx": ("Le module de gouvernance, présentation modifiable", "PPTX"),
    "module-pdf": ("Le module de gouvernance, à imprimer", "PDF"),
}
