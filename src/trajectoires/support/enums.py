"""Words of the capability: territories, specialities, states, and what an obligation may depend on."""

from __future__ import annotations

REGIONS = {
    "auvergne-rhone-alpes": "Auvergne-Rhône-Alpes",
    "bourgogne-franche-comte": "Bourgogne-Franche-Comté",
    "bretagne": "Bretagne",
    "centre-val-de-loire": "Centre-Val de Loire",
    "corse": "Corse",
    "grand-est": "Grand Est",
    "hauts-de-france": "Hauts-de-France",
    "ile-de-france": "Île-de-France",
    "normandie": "Normandie",
    "nouvelle-aquitaine": "Nouvelle-Aquitaine",
    "occitanie": "Occitanie",
    "pays-de-la-loire": "Pays de la Loire",
    "provence-alpes-cote-d-azur": "Provence-Alpes-Côte d’Azur",
    "guadeloupe": "Guadeloupe",
    "martinique": "Martinique",
    "guyane": "Guyane",
    "la-reunion": "La Réunion",
    "mayotte": "Mayotte",
}
"""The eighteen regions, in the order of lists: metropolitan ones by name, then overseas."""

OTHER_TERRITORIES = {
    "saint-pierre-et-miquelon": "Saint-Pierre-et-Miquelon",
    "saint-barthelemy": "Saint-Barthélemy",
    "saint-martin": "Saint-Martin",
    "polynesie-francaise": "Polynésie française",
    "wallis-et-futuna": "Wallis-et-Futuna",
    "nouvelle-caledonie": "Nouvelle-Calédonie",
}
TERRITORIES = REGIONS | OTHER_TERRITORIES
NATIONAL = "national"
SCOPES = {"national": "National", "regional": "Régional"}
PLACES = {NATIONAL: "Toute la France"} | TERRITORIES

SPECIALITIES = {
    "mse": "Modèle socio-économique",
    "financement": "Financement",
    "fonds-propres": "Fonds propres",
    "dla": "Dispositif local d’accompagnement (DLA)",
    "benevolat": "Bénévolat",
    "alliances": "Alliances",
    "comptabilite": "Comptabilité",
    "crise": "Trésorerie et difficultés",
    "formation": "Formation",
    "vie-associative": "Vie associative, démarches, statuts",
    "numerique": "Numérique",
    "mecenat": "Mécénat",
}

RESOURCE_STATUSES = {"verifie": "vérifiée", "cite": "citée"}
"""« vérifiée »: a public copy was read, or a source that was read describes it; « citée »: only named."""

RULE_KINDS = {
    "fixed": "à une date de l’année",
    "monthly": "chaque mois",
    "after_close": "après la clôture de l’exercice",
    "event": "après un événement",
}
EMPLOYERS = {
    "non": "Non",
    "oui": "Oui, moins de 50\u00a0personnes",
    "50": "Oui, 50\u00a0personnes ou plus",
}
PUBLIC_MONEY = {
    "non": "Aucune",
    "oui": "Oui, 153\u202f000\u00a0€ ou moins dans l’année",
    "plus": "Oui, plus de 153\u202f000\u00a0€ dans l’année",
}
RECEIPTS = {
    "non": "Non",
    "oui": "Oui, pour 153\u202f000\u00a0€ de dons ou moins",
    "plus": "Oui, pour plus de 153\u202f000\u00a0€ de dons",
}
FACTS = {
    "employeur": "emploie",
    "employeur-moins-50": "emploie moins de 50 personnes",
    "employeur-50": "emploie 50 personnes ou plus",
    "subventions": "reçoit des subventions",
    "subventions-153": "en reçoit plus de 153 000 €",
    "recus": "délivre des reçus fiscaux",
    "dons-153": "reçoit plus de 153 000 € de dons",
    "exercice-civil": "clôt le 31 décembre",
    "exercice-decale": "clôt un autre jour",
}
"""What the answers of a visitor establish; the ``when`` of an obligation is made of these codes."""
