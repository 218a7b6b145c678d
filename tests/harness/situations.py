"""Twelve situations that an adviser meets: fictitious associations, written as somebody would type them.

Amounts are euros here, cents in what is built. Each has an aim for « Retrouver l’équilibre ».
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from equilibre.trajectory.activities import Activity
from equilibre.trajectory.alliances import Alliance, Ally, Gained, Spent
from equilibre.trajectory.allocating import Portfolio
from equilibre.trajectory.deadlines import Delay
from equilibre.trajectory.deciding import Decision
from equilibre.trajectory.hypotheses import (
    Investment,
    InvestmentGrant,
    Loan,
    Month,
    Payment,
    Range,
    Scenario,
    Shock,
)
from equilibre.trajectory.levers import Situation
from equilibre.trajectory.skills import Post, Team
from harness.situation_parts import FIRST, acts, built, comes, goes
from trajectoires.trajectories.domain.saved import Saved

MEETING = Delay(label="convoquer le conseil", days=15)


@dataclass(frozen=True)
class Told:
    """A situation, and what its people would look for."""

    saved: Saved
    aim: Mapping[str, str] = field(default_factory=dict)
    """Fields of « Retrouver l’équilibre »."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Sliders of « Et si ? »."""
    lever: str = ""
    """A lever whose page they would open."""


def main_funder_lost() -> Told:
    """The département, 44 % of the resources, may give 40 % less from 2028 on."""
    saved = built(
        52_000, 61_000,
        (
            comes("departement", "Département, fonctionnement", 110_000, public=True, delay=3),
            comes("ville", "Ville", 42_000, public=True, delay=2),
            comes("caf", "Caisse d’allocations familiales", 48_000, public=True, delay=2),
            comes("participations", "Participations des familles", 38_000, "revenus_activite"),
            comes("adhesions", "Adhésions", 9_000, "membres"),
            goes("salaires", "Salaires et cotisations", 172_000, "personnel", etp=4.2, indexation=0.02),
            goes("loyer", "Loyer et charges du local", 31_000, "locaux", indexation=0.02),
            goes("achats", "Matériel des ateliers", 22_000, "achats", follows="participations"),
            goes("autres", "Assurance, téléphone, comptable", 17_000),
        ),
        actions=(
            acts("tarif", "Revoir les participations selon le quotient familial", Month(2027, 9), 9_000,
                 once=500, delay=1, chance=0.8, lever="FI3f"),
            acts("fondation", "Demander trois ans à une fondation", Month(2027, 3), 24_000, once=1_000,
                 delay=9, chance=0.4, etp=0.1, nature="subventionnement", lever="FI1b-fondation"),
            acts("etage", "Rendre l’étage du local", Month(2028, 1), 12_000, once=1_500, chance=0.9,
                 nature="autre"),
        ),
        shocks=(
            Shock(key="baisse", label="Le Département donne 40 % de moins", kind="cut", share=0.4,
                  lines=("departement",), starts=Month(2028, 1)),
        ),
        scenarios=(
            Scenario(key="baisse", label="Le Département baisse", kind="prudent", shocks=("baisse",)),
        ),
        decisions=(
            Decision(key="poste", label="Ne pas remplacer le départ à la retraite",
                     trigger="si le Département confirme la baisse", watch=dt.date(2027, 10, 15),
                     delays=(MEETING, Delay(label="réunir l’équipe et redistribuer les tâches", days=60)),
                     needed=Month(2028, 1), then="nous fermons un créneau et gardons les autres"),
        ),
    )  # fmt: skip
    return Told(saved, {"annee": "1", "resultat": "0"}, {"publics": "-20"}, "FI1b-fondation")


def first_employee() -> Told:
    """A sports club of volunteers wants to hire somebody part-time."""
    saved = built(
        21_000, 24_000,
        (
            comes("cotisations", "Cotisations", 34_000, "membres", volume=0.04),
            comes("ville", "Ville", 6_000, public=True, status="notifie", chance=0.9, delay=4),
            comes("fetes", "Tournoi et buvette", 8_500, "revenus_activite", spread=Range(low=-0.3, high=0.1)),
            goes("licences", "Licences et arbitrage", 19_000, "achats", follows="cotisations"),
            goes("materiel", "Matériel", 8_000, "achats"),
            goes("deplacements", "Déplacements", 11_000),
            goes("assurance", "Assurance et frais divers", 4_500),
        ),
        actions=(
            acts("embauche", "Embaucher une éducatrice à mi-temps", Month(2027, 9), 14_000, once=1_200,
                 each_year=19_500, delay=2, ramp=(0.6, 1.0), etp=0.5, chance=0.7, nature="membres"),
            acts("aide", "Demander l’aide à l’emploi associatif", Month(2027, 2), 6_000, delay=8, chance=0.5,
                 nature="subventionnement", lever="FI1a-fonctionnement", needs=("embauche",),
                 ends=Month(2029, 12)),
        ),
        scenarios=(
            Scenario(key="embauche", label="Embaucher à la rentrée", actions=("embauche", "aide")),
        ),
        situation=Situation(employer=False),
        decisions=(
            Decision(key="embaucher", label="Embaucher à la rentrée", trigger="si 230 membres sont inscrits",
                     watch=dt.date(2027, 6, 15), delays=(MEETING, Delay(label="recruter", days=60)),
                     needed=Month(2027, 9), from_cash=True, action="embauche",
                     then="nous publions l’annonce et préparons la déclaration d’embauche"),
        ),
    )  # fmt: skip
    return Told(saved, {"annee": "2", "resultat": "0", "scenario": "embauche"}, {"ventes": "-20"}, "RH1")


def public_orders() -> Told:
    """More public orders, paid three months after the work: growth eats the cash."""
    saved = built(
        48_000, 70_000,
        (
            comes("marches", "Marchés de la métropole", 240_000, "revenus_activite", volume=0.25, delay=3),
            comes("ville", "Ville, chantier d’insertion", 60_000, public=True, delay=2),
            comes("fse", "Aide aux postes", 90_000, public=True, delay=1),
            goes("salaires", "Salaires et cotisations", 275_000, "personnel", etp=9.0, indexation=0.02,
                 volume=0.14),
            goes("sous_traitance", "Sous-traitance et matériaux", 70_000, "achats", follows="marches"),
            goes("locaux", "Atelier et véhicules", 34_000, "locaux"),
        ),
        actions=(
            acts("avance", "Demander l’avance prévue au marché", Month(2027, 2), 0, chance=0.8),
            acts("prix", "Répondre au coût complet aux prochains marchés", Month(2027, 6), 18_000, delay=3,
                 chance=0.5, lever="FI3a"),
        ),
        shocks=(
            Shock(key="retard", label="La métropole paie à cinq mois", kind="delay", months=2,
                  lines=("marches",), starts=FIRST),
        ),
        scenarios=(
            Scenario(key="croissance", label="Les marchés, payés tard", kind="prudent", shocks=("retard",)),
        ),
        situation=Situation(employer=True),
    )  # fmt: skip
    return Told(saved, {"annee": "1", "banque": "30000"}, {"ventes": "20"}, "FI3a")


def merger() -> Told:
    """Two neighbours of the same trade think of becoming one."""
    saved = built(
        38_000, 41_000,
        (
            comes("ville", "Ville", 58_000, public=True, delay=2, indexation=-0.03),
            comes("region", "Région", 22_000, public=True, status="demande", chance=0.5, delay=4),
            comes("ventes", "Ateliers payants", 41_000, "revenus_activite", volume=-0.04),
            goes("salaires", "Salaires et cotisations", 88_000, "personnel", etp=2.1, indexation=0.02),
            goes("local", "Local", 19_000, "locaux", indexation=0.02),
            goes("autres", "Achats et frais", 14_000, "achats"),
        ),
        actions=(
            acts("fusion", "Se regrouper avec l’association voisine", Month(2027, 9), 26_000, once=9_000,
                 delay=4, chance=0.6, etp=0.2, nature="autre", lever="AL3", horizon="politique",
                 excludes=("partage",)),
            acts("partage", "Partager le local et la comptable", Month(2027, 4), 11_000, once=800, delay=3,
                 chance=0.8, nature="autre", lever="AL3"),
        ),
        scenarios=(
            Scenario(key="ensemble", label="Se regrouper", kind="repli", actions=("fusion",)),
            Scenario(key="partage", label="Partager sans se regrouper", actions=("partage",)),
        ),
        situation=Situation(employer=True),
        decisions=(
            Decision(key="fusion", label="Voter le regroupement", decided_by="ag", action="fusion",
                     delays=(Delay(label="informer l’équipe et les membres", days=45),
                             Delay(label="faire relire le traité", days=60),
                             Delay(label="convoquer les deux assemblées", days=21)),
                     needed=Month(2027, 9), then="les deux conseils préparent une seule équipe"),
        ),
    )  # fmt: skip
    return Told(saved, {"annee": "2", "resultat": "0"}, {"publics": "-10"}, "AL3")


def winding_down() -> Told:
    """An activity that the others no longer carry: to stop it well."""
    saved = built(
        44_000, 50_000,
        (
            comes("ville", "Ville", 72_000, public=True, delay=2),
            comes("garderie", "Garderie, participations", 36_000, "revenus_activite"),
            comes("saisons", "Séjours, participations", 18_000, "revenus_activite", volume=-0.08),
            comes("departement", "Département, séjours", 9_000, public=True, status="demande", chance=0.4,
                  delay=5),
            goes("garderie_c", "Équipe de la garderie", 74_000, "personnel", etp=2.0, indexation=0.02),
            goes("sejours_c", "Équipe et transport des séjours", 41_000, "personnel", etp=0.8),
            goes("commun", "Direction, local, assurance", 26_000),
        ),
        actions=(
            acts("arret", "Accompagner l’équipe et les familles", Month(2027, 9), 0, once=3_500,
                 horizon="politique"),
            acts("accueil", "Accueillir dix enfants de plus", Month(2027, 9), 8_000, each_year=2_500, delay=1,
                 chance=0.6, lever="FI3f"),
        ),
        shocks=(
            Shock(key="arret", label="Les séjours s’arrêtent après l’été", kind="cut", chosen=True,
                  lines=("saisons", "departement", "sejours_c"), starts=Month(2027, 9)),
        ),
        scenarios=(
            Scenario(key="repli", label="Arrêter les séjours", kind="repli", actions=("arret",),
                     shocks=("arret",)),
        ),
        activities=Portfolio(activities=(
            Activity(key="activite-1", label="Garderie", resources=9_900_000, direct_costs=7_400_000,
                     sales=3_600_000, usefulness=9.0),
            Activity(key="activite-2", label="Séjours", resources=2_700_000, direct_costs=4_100_000,
                     sales=1_800_000, usefulness=6.0),
        )),
        decisions=(
            Decision(key="sejours", label="Arrêter ou confier les séjours", decided_by="ca", action="arret",
                     delays=(MEETING, Delay(label="prévenir les familles et l’équipe", days=90)),
                     needed=Month(2027, 9), then="nous honorons les séjours d’été déjà vendus"),
        ),
    )  # fmt: skip
    return Told(saved, {"annee": "1", "resultat": "0"}, {"charges": "-5"}, "AL2")


def cash_crisis() -> Told:
    """Wages at the end of the month, and a week of spending in the bank."""
    saved = built(
        4_200, -6_000,
        (
            comes("region", "Région", 66_000, public=True, delay=6),
            comes("ville", "Ville", 30_000, public=True, status="notifie", chance=0.9, delay=3),
            comes("ventes", "Formations vendues", 62_000, "revenus_activite", delay=2),
            goes("salaires", "Salaires et cotisations", 118_000, "personnel", etp=3.0),
            goes("loyer", "Loyer", 16_000, "locaux"),
            goes("autres", "Autres frais", 24_000),
        ),
        actions=(
            acts("appel", "Répondre à un appel à projets", Month(2027, 2), 40_000, delay=9, chance=0.3,
                 nature="subventionnement", lever="FI1a-projet"),
            acts("formation", "Deux sessions de formation de plus", Month(2027, 2), 12_000, each_year=3_000,
                 delay=2, chance=0.6, lever="FI3c"),
        ),
        scenarios=(Scenario(key="rebond", label="Rebondir", actions=("appel", "formation")),),
        situation=Situation(employer=True),
    )  # fmt: skip
    return Told(saved, {"annee": "0", "banque": "0"}, {"ventes": "10"}, "FI1a-projet")


def big_investment() -> Told:
    """A kitchen of 120 000 €, a grant that is only asked for and a loan."""
    saved = built(
        72_000, 95_000,
        (
            comes("repas", "Repas vendus", 168_000, "revenus_activite", volume=0.03),
            comes("ville", "Ville", 40_000, public=True, delay=2),
            comes("dons", "Dons", 8_000, spread=Range(low=-0.3, high=0.2)),
            goes("salaires", "Salaires et cotisations", 112_000, "personnel", etp=3.5, indexation=0.02),
            goes("denrees", "Denrées", 62_000, "achats", follows="repas"),
            goes("locaux", "Local et énergie", 30_000, "locaux", indexation=0.03),
        ),
        years=5,
        actions=(
            acts("traiteur", "Servir des repas à d’autres associations", Month(2028, 1), 30_000, once=2_000,
                 each_year=14_000, delay=3, ramp=(0.5, 1.0), etp=0.4, chance=0.7, lever="FI3f"),
        ),
        scenarios=(Scenario(key="cuisine", label="La nouvelle cuisine", actions=("traiteur",)),),
        investments=(
            Investment(key="achat-1", label="Cuisine", cost=12_000_000, bought=Month(2027, 9),
                       in_use=Month(2028, 1), life=120, action="traiteur",
                       grants=(InvestmentGrant(label="Région", amount=5_000_000, paid=Month(2028, 4),
                                               status="demande", chance=0.5, public=True),)),
        ),
        loans=(
            Loan(key="emprunt-1", label="Prêt pour la cuisine", amount=6_000_000, received=Month(2027, 9),
                 months=84, rate=0.042, status="demande", chance=0.8, action="traiteur"),
        ),
        situation=Situation(employer=True),
    )  # fmt: skip
    return Told(saved, {"annee": "3", "resultat": "0", "scenario": "fil"}, {"ventes": "-10"}, "FI3f")


def helped_jobs_end() -> Told:
    """Two posts paid for half by the State until June; nothing after."""
    saved = built(
        33_000, 29_000,
        (
            comes("aides", "Aide de l’État aux deux postes", 22_000, public=True, delay=1,
                  ends=Month(2027, 6)),
            comes("ville", "Ville", 35_000, public=True, delay=2),
            comes("ressourcerie", "Ventes de la boutique", 64_000, "revenus_activite"),
            goes("salaires", "Salaires et cotisations", 86_000, "personnel", etp=3.0, indexation=0.01),
            goes("local", "Boutique et dépôt", 24_000, "locaux"),
            goes("autres", "Camion, assurance", 9_000),
        ),
        actions=(
            acts("boutique", "Ouvrir la boutique un jour de plus", Month(2027, 4), 16_000, each_year=3_000,
                 delay=1, ramp=(0.6, 1.0), chance=0.7, lever="FI3f"),
            acts("depart", "Accompagner un départ", Month(2027, 5), 0, once=4_000,
                 horizon="politique"),
            acts("caisse", "Vendre aussi en ligne", Month(2027, 9), 9_000, once=1_500, delay=3,
                 each_year=1_000, chance=0.5, lever="FI3f"),
        ),
        shocks=(
            Shock(key="poste", label="Un des deux postes s’arrête", kind="cut", share=0.3, chosen=True,
                  lines=("salaires",), starts=Month(2027, 7)),
        ),
        scenarios=(
            Scenario(key="boutique", label="Ouvrir un jour de plus", actions=("boutique",)),
            Scenario(key="repli", label="Garder un poste sur deux", kind="repli", actions=("depart",),
                     shocks=("poste",)),
        ),
        situation=Situation(employer=True),
        decisions=(
            Decision(key="postes", label="Décider de la suite des deux postes", decided_by="ca",
                     trigger="si aucune aide n’est annoncée", watch=dt.date(2027, 3, 1), action="depart",
                     delays=(MEETING, Delay(label="recevoir les deux salariés, avec un conseil", days=30)),
                     needed=Month(2027, 7), then="nous cherchons avec chacun la suite"),
        ),
    )  # fmt: skip
    return Told(saved, {"annee": "1", "resultat": "0", "etp": "0"}, {"personnel": "-5"}, "FI3f")


def passing_on() -> Told:
    """A network that shares an employee and passes a public grant on to its members."""
    saved = built(
        58_000, 40_000,
        (
            comes("region", "Région, programme commun", 80_000, public=True, delay=4),
            comes("membres", "Contributions des membres", 26_000, "membres", delay=2),
            goes("salaires", "Coordination", 52_000, "personnel", etp=1.2, indexation=0.02),
            goes("reverse", "Reversé aux membres", 44_000),
            goes("frais", "Réunions et déplacements", 9_000),
        ),
        actions=(
            acts("comptable", "Partager une comptable entre membres", Month(2027, 9), 18_000, once=1_500,
                 each_year=14_000, delay=2, etp=0.1, chance=0.7, lever="AL3"),
        ),
        scenarios=(Scenario(key="comptable", label="Partager une comptable", actions=("comptable",)),),
        alliances=(
            Alliance(key="alliance-1", label="Programme commun", type="moyens", written=False,
                     grant_passed_on=True, ends=Month(2028, 12), shared_budget=8_000_000,
                     allies=(Ally(key="allie-1", label="Maison des jeunes"),
                             Ally(key="allie-2", label="Foyer rural")),
                     gains=(Gained(key="apport-1", kind="cout_evite", label="Logiciel commun",
                                   amount=620_000, less=150_000, certainty="estime"),
                            Gained(key="apport-2", kind="cout_evite", label="Animation partagée",
                                   side="allie-1", amount=400_000)),
                     costs=(Spent(key="cout-1", kind="coordination", label="Réunions", hours=180, rate=2_600),
                            Spent(key="cout-2", kind="contribution", label="Part du programme",
                                  side="allie-1", amount=650_000))),
        ),
        situation=Situation(employer=True),
    )  # fmt: skip
    return Told(saved, {"annee": "2", "dependance": "60"}, {"publics": "-10"}, "AL3")


def european_grant() -> Told:
    """A European grant, notified, paid twenty-two months after the first expense."""
    saved = built(
        64_000, 55_000,
        (
            comes("fse", "Fonds social européen", 96_000, public=True, status="notifie", chance=0.9,
                  payments=(Payment(22, 1.0),), starts=FIRST, ends=Month(2028, 12)),
            comes("region", "Région, contrepartie", 48_000, public=True, delay=3),
            comes("metropole", "Métropole", 36_000, public=True, delay=2),
            goes("salaires", "Salaires et cotisations", 132_000, "personnel", etp=3.4, indexation=0.02),
            goes("frais", "Frais du programme", 44_000),
        ),
        actions=(
            acts("relais", "Reporter deux embauches du programme", Month(2027, 1), 28_000, chance=0.9,
                 nature="autre", ends=Month(2028, 6)),
        ),
        shocks=(
            Shock(key="retard", label="Le solde européen attend six mois de plus", kind="delay", months=6,
                  lines=("fse",), starts=FIRST),
        ),
        scenarios=(
            Scenario(key="retard", label="L’Europe paie plus tard", kind="prudent", shocks=("retard",)),
        ),
        loans=(
            Loan(key="emprunt-1", label="Prêt relais", amount=8_000_000, received=Month(2027, 9), months=20,
                 rate=0.03, deferral=19, status="a_rechercher", chance=0.5),
        ),
        situation=Situation(employer=True),
    )  # fmt: skip
    return Told(saved, {"annee": "0", "banque": "10000"}, {"attente": "3"}, "FI1a-projet")


def fewer_volunteers() -> Told:
    """Nobody paid, nine thousand euros a year, and four people left to do everything."""
    saved = built(
        5_800, 6_200,
        (
            comes("adhesions", "Adhésions", 2_900, "membres", volume=-0.08),
            comes("ville", "Ville", 1_500, public=True, delay=3),
            comes("fete", "Fête du village", 4_300, "revenus_activite", spread=Range(low=-0.5, high=0.1)),
            goes("achats", "Achats de la fête", 2_600, "achats", follows="fete"),
            goes("local", "Assurance et salle", 1_700, "locaux"),
            goes("sorties", "Sorties", 4_200),
        ),
        actions=(
            acts("parrains", "Accueillir des bénévoles, à deux", Month(2027, 2), 0, once=150,
                 chance=0.5, nature="membres", lever="RH2-terrain", horizon="strategique"),
        ),
        shocks=(
            Shock(key="pause", label="La fête s’arrête un an", kind="cut", lines=("fete", "achats"),
                  starts=Month(2027, 1), ends=Month(2027, 12), chosen=True),
        ),
        scenarios=(Scenario(key="pause", label="La fête en pause", kind="repli", shocks=("pause",)),),
        situation=Situation(employer=False),
        team=Team(
            people={"benevolat_gouvernance": 3, "benevolat_terrain": 4},
            posts=(
                Post(label="Trésorerie", held_by="benevolat_gouvernance", backup="non"),
                Post(label="Fête du village", held_by="benevolat_terrain", backup="en_partie"),
            ),
        ),
    )  # fmt: skip
    return Told(saved, {"annee": "2", "resultat": "0"}, {"ventes": "-50"}, "RH2-terrain")


def reserves_to_use() -> Told:
    """Two years of spending in the bank, and members who ask what for."""
    saved = built(
        186_000, 190_000,
        (
            comes("dons", "Dons et legs", 74_000, spread=Range(low=-0.4, high=0.2)),
            comes("cotisations", "Cotisations", 18_000, "membres"),
            comes("placements", "Intérêts du livret", 4_000, "autre"),
            goes("salaires", "Salaires et cotisations", 56_000, "personnel", etp=1.3, indexation=0.02),
            goes("aides", "Aides versées", 22_000),
            goes("frais", "Frais", 9_000),
        ),
        actions=(
            acts("antenne", "Ouvrir une antenne à la gare", Month(2027, 9), 9_000, once=18_000,
                 each_year=31_000, delay=12, ramp=(0.5, 1.0), etp=0.8, chance=0.6,
                 nature="subventionnement", horizon="strategique"),
            acts("outil", "Refaire l’outil de suivi", Month(2027, 3), 0, once=14_000),
        ),
        scenarios=(
            Scenario(key="antenne", label="Ouvrir l’antenne avec les réserves", actions=("antenne", "outil")),
        ),
        situation=Situation(employer=True),
    )  # fmt: skip
    return Told(saved, {"annee": "2", "resultat": "-25000", "scenario": "fil"}, {"prives": "-30"}, "FI1d")


SITUATIONS = {
    "Perdre 40 % de son premier financeur": main_funder_lost,
    "Une première embauche": first_employee,
    "Grandir par la commande publique": public_orders,
    "Se regrouper avec une voisine": merger,
    "Arrêter une activité": winding_down,
    "Moins d’un mois en banque": cash_crisis,
    "Un gros achat et un emprunt": big_investment,
    "La fin des emplois aidés": helped_jobs_end,
    "Mutualiser et reverser": passing_on,
    "Une subvention européenne payée tard": european_grant,
    "Sans salarié, moins de bénévoles": fewer_volunteers,
    "Des réserves à employer": reserves_to_use,
}
"""As docs/trajectory-rubric.md names them."""
