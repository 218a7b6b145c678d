"""The words of the quiz: its levels and its themes. A letter stands for each theme in an address."""

from __future__ import annotations

LEVELS = {1: "Découvrir", 2: "Comprendre", 3: "Maîtriser"}
LEVEL_HINTS = {
    1: "les mots et les idées",
    2: "ce qui distingue deux notions voisines",
    3: "calculer, interpréter, éviter un contresens",
}
THEMES = {
    "modele": "Le modèle",
    "richesses_humaines": "Les richesses humaines",
    "financement": "Le financement",
    "alliances": "Les alliances",
    "interet_general": "L’intérêt général",
    "comptes": "Les comptes",
    "gouvernance": "La gouvernance",
    "secteur": "Le secteur",
}
THEME_LETTERS = {theme[0]: theme for theme in THEMES}
"""Every theme begins with its own letter."""
