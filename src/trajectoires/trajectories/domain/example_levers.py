"""What the fictitious association says of its situation, its people and its competencies. All is invented."""

from __future__ import annotations

from equilibre.trajectory.levers import Situation
from equilibre.trajectory.skills import Post, Team

SITUATION = Situation(
    criteria={
        "qui_paie": "melange",
        "qui_beneficie": "ouvert",
        "marche": "associations",
        "recus_fiscaux": "sans_rescrit",
        "agrements": "aucun",
    },
    confirmed={"engagement_republicain": True, "statuts_vente": True, "qualite_formation": False},
)
TEAM = Team(
    people={
        "salaries": 2,
        "benevolat_gouvernance": 6,
        "benevolat_terrain": 22,
        "benevolat_competences": 3,
        "service_civique": 1,
        "stagiaires": 1,
        "mecenat_competences": 1,
    },
    posts=(
        Post(label="Animation des ateliers", held_by="salaries", backup="en_partie"),
        Post(label="Réglage des machines", held_by="benevolat_terrain", backup="non"),
        Post(label="Trésorerie", held_by="benevolat_gouvernance", backup="non"),
        Post(label="Réservations de la salle", held_by="benevolat_terrain", backup="oui"),
    ),
    at_hand={
        "pedagogie": "oui",
        "qualite": "en_partie",
        "prospection": "non",
        "recit": "en_partie",
        "cadre_fiscal": "non",
        "cout_complet": "oui",
    },
)
