"""Words of the capability: what one chooses from, and the names of changes."""

from __future__ import annotations

from django.db import models

from equilibre.drawings.lever_tree import NAMES
from equilibre.reference.levers import LeverPillar, Way
from equilibre.trajectory.activities import AllocationKey
from equilibre.trajectory.alliances import AllianceType, Burden, Gain, Outcome
from equilibre.trajectory.deciding import Decider, DecisionStatus, TaskStatus
from equilibre.trajectory.hypotheses import Horizon, Impact, Reading, ResourceStatus, ScenarioKind, ShockKind
from equilibre.trajectory.levers import Standing
from equilibre.trajectory.skills import Hand, PersonStatus
from equilibre.trajectory.wording import ALLIANCE_WORDS, BURDEN_WORDS, GAIN_WORDS


class Change(models.TextChoices):
    """What a revision did; the label completes « Annuler : … »."""

    STARTED = "debut", "début de la trajectoire"
    BASIS = "depart", "votre point de départ"
    STATUSES = "statuts", "ce qui est acquis ou non"
    LINE = "ligne", "une ligne"
    LINE_REMOVED = "ligne_retiree", "une ligne retirée"
    ACTION = "action", "une action de levier"
    ACTION_REMOVED = "action_retiree", "une action retirée"
    SHOCK = "choc", "ce qui peut mal tourner"
    SHOCK_REMOVED = "choc_retire", "un risque retiré"
    SCENARIO = "scenario", "un scénario"
    SCENARIO_REMOVED = "scenario_retire", "un scénario retiré"
    CERFA = "cerfa", "le tableau Cerfa"
    REPORT = "compte_rendu", "un compte rendu financier"
    REPORT_REMOVED = "compte_rendu_retire", "un compte rendu financier retiré"
    REPORT_FIGURES = "realise", "ce qu’une action a vraiment coûté"
    FOUND = "trouve", "un scénario proposé par la recherche"
    SITUATION = "situation", "votre situation"
    TEAM = "equipe", "les personnes et les postes"
    SKILLS = "competences", "les compétences à portée"
    ACTIVITY = "activite", "une activité"
    ACTIVITY_REMOVED = "activite_retiree", "une activité retirée"
    SHARED_OUT = "repartition", "ce qui revient à chaque activité"
    ALLIANCE = "alliance", "une alliance"
    ALLIANCE_REMOVED = "alliance_retiree", "une alliance retirée"
    ALLIANCE_ROW = "ligne_alliance", "ce qu’une alliance apporte ou coûte"
    PARTNER = "partenaire", "un partenaire dit avec vos comptes"
    VOTED = "vote", "l’utilité votée"
    INVESTMENT = "investissement", "un investissement"
    INVESTMENT_REMOVED = "achat_retire", "un investissement retiré"
    LOAN = "emprunt", "un emprunt"
    LOAN_REMOVED = "emprunt_retire", "un emprunt retiré"
    NEEDS = "besoins", "ce que vous voulez financer"
    STEP = "etape", "une étape"
    ROAD_MAP = "feuille_de_route", "la feuille de route"
    DIAGNOSIS = "diagnostic", "le diagnostic partagé"
    BRIEF = "cahier_des_charges", "le cahier des charges"
    DECISION = "decision", "une date de décision"
    DECISION_REMOVED = "decision_retiree", "une date de décision retirée"
    TASK = "tache", "une ligne du plan d’action"
    TASK_REMOVED = "tache_retiree", "une ligne du plan d’action retirée"
    PITCH = "pitch", "votre pitch"
    SESSION = "seance", "ce que la séance a décidé"


STATUSES: dict[ResourceStatus, str] = {
    "acquis": "Acquis",
    "notifie": "Notifié",
    "demande": "Demandé",
    "a_rechercher": "À rechercher",
}
STATUS_HELP: dict[ResourceStatus, str] = {
    "acquis": "signé, voté ou payé chaque année sans qu’il faille le redemander",
    "notifie": "annoncé par écrit, pas encore signé",
    "demande": "demandé, sans réponse",
    "a_rechercher": "pas encore demandé",
}
READINGS: dict[Reading, str] = {"acquis": "Acquis seulement", "tout": "Tout compris"}
NATURES = {
    "subventionnement": "Soutiens (subventions, mécénat, dons)",
    "investissement_societal": "Investissement sociétal",
    "revenus_activite": "Revenus d’activité",
    "membres": "Membres (cotisations)",
    "autre": "Autre",
}
COSTS = {
    "personnel": "Personnel",
    "achats": "Achats et sous-traitance",
    "locaux": "Locaux et équipement",
    "autres": "Autres charges",
}
KINDS: dict[ScenarioKind, str] = {
    "fil_de_l_eau": "Au fil de l’eau",
    "prudent": "Prudent",
    "choisi": "Choisi",
    "repli": "Repli",
}
KIND_HELP: dict[ScenarioKind, str] = {
    "fil_de_l_eau": "rien de nouveau n’est décidé",
    "prudent": "ce qui est incertain tourne mal",
    "choisi": "ce que vous voulez tenir",
    "repli": "réduire, mettre en pause, se regrouper\u00a0: une décision qui protège le projet "
    "et les personnes",
}
SHOCKS: dict[ShockKind, str] = {"cut": "Une baisse, une perte ou un arrêt", "delay": "Un paiement qui tarde"}
CHOSEN = {
    "subi": "Cela nous arriverait",
    "choisi": "Nous le décidons\u00a0: réduire, arrêter, mettre en pause",
}
"""Who makes a fall happen."""
HORIZONS: dict[Horizon, str] = {
    "operationnel": "Opérationnel",
    "strategique": "Stratégique",
    "politique": "Politique",
}
IMPACTS: dict[Impact, str] = {
    "performance": "Performance",
    "innovation": "Innovation",
    "confiance": "Confiance",
}
PILLARS = NAMES
PILLAR_QUESTIONS: dict[LeverPillar, str] = {
    "richesses_humaines": "Quelles compétences mobiliser\u202f?",
    "financement": "Quels leviers de financement activer\u202f?",
    "alliances": "Quelles synergies\u202f?",
}
LEAVES = {"RH2": "les bénévoles", "FI1a": "les subventions", "FI1b": "le mécénat"}
"""Leaves of the tree that have several levers."""
EFFECTS: dict[Way, str] = {
    "aide": "Il aide",
    "demande": "Il pèse sur",
    "risque": "Il peut fragiliser",
}
STANDINGS: dict[Standing, str] = {
    "ouvert": "rien de connu ne s’y oppose",
    "a_confirmer": "à confirmer",
    "a_preparer": "à préparer d’abord",
}
HANDS: dict[Hand, str] = {"oui": "Oui", "en_partie": "En partie", "non": "Non"}
PEOPLE: dict[PersonStatus, str] = {
    "salaries": "Salariés",
    "benevolat_gouvernance": "Bénévoles de gouvernance",
    "benevolat_terrain": "Bénévoles de terrain",
    "benevolat_competences": "Bénévoles de compétences",
    "service_civique": "Services civiques et autres volontaires",
    "stagiaires": "Stagiaires et alternants",
    "mecenat_competences": "Mécénat de compétences, personnel prêté",
}
ALLIANCE_TYPES: dict[AllianceType, str] = ALLIANCE_WORDS
ALLIANCE_HELP: dict[AllianceType, str] = {
    "positionnement": "un réseau, une parole commune, un label, un rôle sur le territoire",
    "production_diffusion": "une action conçue, vendue ou diffusée ensemble",
    "moyens": "des locaux, des achats, un outil, un poste partagés",
}
GAINS: dict[Gain, str] = GAIN_WORDS
BURDENS: dict[Burden, str] = BURDEN_WORDS
OUTCOMES: dict[Outcome, str] = {
    "legitimite": "Légitimité",
    "innovation": "Capacité d’innover",
    "confiance": "Confiance",
    "portee": "Portée",
}
DEGREES = {"0": "0\u00a0: pas d’effet", "1": "1\u00a0: un peu", "2": "2", "3": "3", "4": "4\u00a0: beaucoup"}
CERTAINTIES = {
    "mesure": "Mesuré\u00a0: une facture, un relevé",
    "estime": "Estimé\u00a0: un devis, un calcul",
    "suppose": "Supposé\u00a0: de mémoire",
}
BODIES = {
    "pair": "Une association, un pair",
    "public": "Un organisme public",
    "prive": "Une entreprise, une fondation",
}
COMMON_KEYS: dict[AllocationKey, str] = {
    "couts_directs": "les coûts directs de chacune",
    "heures": "les heures de travail de chacune",
    "surface": "la surface de chacune",
    "parts": "la part écrite pour chacune",
}
DECIDERS: dict[Decider, str] = {
    "bureau": "Le bureau",
    "ca": "Le conseil d’administration",
    "ag": "L’assemblée générale",
    "direction": "La direction",
}
DECISION_STATUSES: dict[DecisionStatus, str] = {
    "a_prendre": "À prendre",
    "prise": "Prise",
    "abandonnee": "Abandonnée",
}
TASK_STATUSES: dict[TaskStatus, str] = {
    "a_faire": "À faire",
    "en_cours": "En cours",
    "fait": "Fait",
    "abandonne": "Abandonné",
}
LONGEST_LABEL = 80
LONGEST_SENTENCE = 200
MOST_ROWS = 80
"""Lines, actions, shocks or scenarios: beyond, a page is no longer read."""
