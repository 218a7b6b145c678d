"""Absurd input on every form of a trajectory: explained beside its field, nothing lost, nothing written."""

from __future__ import annotations

import html
import re
from typing import Any

import msgspec
import pytest

from equilibre.trajectory.hypotheses import Scenario
from harness.client import ScanningClient
from harness.trajectories import Opened, open_trajectory

pytestmark = pytest.mark.django_db
replace = msgspec.structs.replace
HUGE = "9" * 25

RESOURCE = {
    "libelle": "Vente de plants", "nature": "revenus_activite", "montant": "12000", "statut": "acquis",
}  # fmt: skip
COST = {"libelle": "Terreau", "nature": "achats", "montant": "3000"}
ACTION = {
    "libelle": "Louer la salle", "nature": "revenus_activite", "montant": "4800", "debut": "2027-03",
    "delai": "2", "cout_depart": "0", "cout_annuel": "0", "horizon": "operationnel", "effet": "performance",
}  # fmt: skip
SHOCK = {"libelle": "Moins de dons", "sorte": "cut", "lignes": "r02", "perte": "40", "debut": "2027-01"}
SCENARIO = {"libelle": "Autrement", "sorte": "choisi"}
PURCHASE = {"libelle": "Un four", "cout": "9000", "achat": "2027-05", "duree": "5"} | {
    f"aide-{rank}-statut": "demande" for rank in range(1, 5)
}
LOAN = {"libelle": "Prêt", "montant": "9000", "recu": "2027-05", "duree": "48", "statut": "demande"}
DECISION = {"libelle": "Quitter le local", "qui": "ca", "voulu": "2027-09", "statut": "a_prendre"}
TASK = {"libelle": "Appeler", "echeance": "2027-03-01", "statut": "a_faire"}
BASIS = {"premier_mois": "2027-01", "annees": "3", "banque": "1000"}
ACTIVITY = {"libelle": "Sorties", "ressources": "100", "couts": "100"}
ALLIANCE = {"libelle": "Le quartier", "sorte": "moyens"}
GAIN = {"libelle": "Local", "sorte": "cout_evite", "cote": "nous", "montant": "10", "certitude": "estime"}
GRANT = {
    "aide-1-nom": "Région",
    "aide-1-montant": "100",
    "aide-1-mois": "2027-06",
    "aide-1-statut": "demande",
}

REPORT = {"libelle": "Ateliers", "cloture": "2026-12-31", "budget": "saisie"}

LINE = ("add_line", ("ressource",), RESOURCE)
CHARGE = ("add_line", ("charge",), COST)
ADD = {
    "action": ("add_action", (), ACTION),
    "choc": ("add_shock", (), SHOCK),
    "achat": ("add_investment", (), PURCHASE),
    "aide": ("add_investment", (), PURCHASE | GRANT),
    "emprunt": ("add_loan", (), LOAN),
    "decision": ("add_decision", (), DECISION),
    "tache": ("add_task", (), TASK),
    "depart": ("basis", (), BASIS),
    "activite": ("add_activity", (), ACTIVITY),
    "alliance": ("add_alliance", (), ALLIANCE),
    "apport": ("add_amount", ("alliance-1", "apport"), GAIN),
    "besoins": ("instruments", (), {"besoins": "investissement"}),
    "chocs": ("shocks", (), {}),
    "equipe": ("people", (), {}),
    "cerfa": ("cerfa", (), {"annee": "0"}),
    "scenario": ("add_scenario", (), SCENARIO),
    "route": ("road", (), {"variant": "huit"}),
    "rapport": ("add_report", (), REPORT),
}
MONTH = "Écrivez un mois et une année, par exemple 03/2027."
NOT_AN_AMOUNT = "Ce montant ne peut pas être lu"
TOO_MUCH = "trop grand"
NEGATIVE = "sans signe moins"
CHANCE = "Écrivez une chance entre 0 et 100"

WRONG: list[tuple[Any, dict[str, Any], str, str]] = [
    # A line
    (LINE, {"libelle": ""}, "libelle", "Donnez un nom"),
    (LINE, {"libelle": "a" * 90}, "libelle", "80 caractères au plus"),
    (LINE, {"libelle": "COTISATIONS"}, "libelle", "déjà ce nom"),
    (LINE, {"montant": "-5"}, "montant", NEGATIVE),
    (LINE, {"montant": "NaN"}, "montant", NOT_AN_AMOUNT),
    (LINE, {"montant": "Infinity"}, "montant", NOT_AN_AMOUNT),
    (LINE, {"montant": "1e99"}, "montant", TOO_MUCH),
    (LINE, {"montant": HUGE}, "montant", TOO_MUCH),
    (LINE, {"montant": "1.234"}, "montant", "on peut y lire"),
    (LINE, {"evolution": "900"}, "evolution", "entre −100"),
    (LINE, {"evolution": "-150"}, "evolution", "entre −100"),
    (LINE, {"evolution": "nan"}, "evolution", "Écrivez un pourcentage"),
    (LINE, {"evolution": HUGE}, "evolution", "pourcentage"),
    (LINE, {"volume": "900"}, "volume", "c’est une action datée"),
    (LINE, {"delai": "-2"}, "delai", NEGATIVE),
    (LINE, {"delai": "999"}, "delai", "Au plus 24"),
    (LINE, {"delai": "1,5"}, "delai", "nombre entier"),
    (LINE, {"statut": "demande", "chance": "150"}, "chance", CHANCE),
    (LINE, {"statut": "demande", "chance": "-10"}, "chance", CHANCE),
    (LINE, {"statut": "sûr"}, "statut", "Choisissez"),
    (LINE, {"moins": "150"}, "moins", "plus bas"),
    (LINE, {"plus": "-20"}, "moins", "plus bas"),
    (LINE, {"debut": "13/2027"}, "debut", MONTH),
    (LINE, {"debut": "9999-01"}, "debut", MONTH),
    (LINE, {"debut": "2028-06", "fin": "2027-01"}, "fin", "la fin précède le début"),
    (LINE, {"debut": "2090-01"}, "debut", "après les années projetées"),
    (LINE, {"fin": "2010-01"}, "fin", "avant la première année"),
    (LINE, {"mois_1": "3", "part_1": "60", "mois_2": "9", "part_2": "60"}, "part_1", "ne font pas 100"),
    (LINE, {"mois_1": "25", "part_1": "100"}, "mois_1", "Au plus 24"),
    (LINE, {"part_1": "100"}, "part_1", "entre le mois 1 et le mois 24"),
    (CHARGE, {"suit": "charge-neuve"}, "suit", "Choisissez"),
    (CHARGE, {"suit": "personnel"}, "suit", "Choisissez"),
    (CHARGE, {"etp": "-1"}, "etp", NEGATIVE),
    # Where it begins
    (ADD["depart"], {"premier_mois": "2027-13"}, "premier_mois", MONTH),
    (ADD["depart"], {"premier_mois": ""}, "premier_mois", "Écrivez le mois"),
    (ADD["depart"], {"annees": "-3"}, "annees", "Choisissez"),
    (ADD["depart"], {"annees": "99"}, "annees", "Choisissez"),
    (ADD["depart"], {"banque": "NaN"}, "banque", NOT_AN_AMOUNT),
    (ADD["depart"], {"fonds_propres": HUGE}, "fonds_propres", TOO_MUCH),
    # An action
    (ADD["action"], {"montant": "-1"}, "montant", NEGATIVE),
    (ADD["action"], {"delai": "-2"}, "delai", NEGATIVE),
    (ADD["action"], {"delai": "999"}, "delai", "Au plus"),
    (ADD["action"], {"debut": "9999-12"}, "debut", MONTH),
    (ADD["action"], {"debut": "2090-01"}, "debut", "après les années projetées"),
    (ADD["action"], {"fin": "2026-01"}, "fin", "la fin précède le début"),
    (ADD["action"], {"annee_1": "300"}, "annee_1", "de 0 à 200"),
    (ADD["action"], {"annee_2": "nan"}, "annee_2", "Écrivez un pourcentage"),
    (ADD["action"], {"chance": "150"}, "chance", CHANCE),
    (ADD["action"], {"besoin": "action-1"}, "besoin", "Cochez parmi"),
    (ADD["action"], {"besoin": "mecenat", "exclut": "mecenat"}, "besoin", "ne va pas avec elle"),
    (ADD["action"], {"levier": "inventé"}, "levier", "Choisissez"),
    (ADD["action"], {"libelle": "chercher deux entreprises MÉCÈNES"}, "libelle", "déjà ce nom"),
    # What goes wrong
    (ADD["choc"], {"perte": "150"}, "perte", "de 0 à 100"),
    (ADD["choc"], {"perte": "0"}, "perte", "Écrivez la part perdue"),
    (ADD["choc"], {"fin": "2026-01"}, "fin", "la fin précède le début"),
    (ADD["choc"], {"debut": "2090-01"}, "debut", "après les années projetées"),
    (ADD["choc"], {"lignes": []}, "lignes", "Cochez ce qu’il touche"),
    (ADD["choc"], {"sorte": "delay"}, "mois", "combien de mois"),
    (ADD["choc"], {"sorte": "delay", "mois": "-1"}, "mois", NEGATIVE),
    (ADD["choc"], {"sorte": "delay", "mois": "2", "origine": "choisi"}, "origine", "une baisse ou un arrêt"),
    (ADD["chocs"], {"chance_commune": "150"}, "chance_commune", "entre 0 et 100"),
    (ADD["chocs"], {"part_commune": "nan"}, "part_commune", "Écrivez un pourcentage"),
    (ADD["scenario"], {"actions": "inconnue"}, "actions", "Cochez parmi"),
    # Investments and loans
    (ADD["achat"], {"cout": "0"}, "cout", "Écrivez ce que l’achat coûte"),
    (ADD["achat"], {"achat": "2050-01"}, "achat", "hors des années projetées"),
    (ADD["achat"], {"usage": "2027-01"}, "usage", "l’usage précède l’achat"),
    (ADD["achat"], {"duree": "-1"}, "duree", NEGATIVE),
    (ADD["achat"], {"duree": "900"}, "duree", "Au plus 50"),
    (ADD["aide"], {"aide-1-montant": "90000"}, "aide-1-montant", "dépassent le coût"),
    (ADD["aide"], {"aide-1-mois": "2020-01"}, "aide-1-mois", "déjà versée"),
    (ADD["aide"], {"aide-1-chance": "150"}, "aide-1-chance", CHANCE),
    (ADD["aide"], {"aide-1-nom": ""}, "aide-1-nom", "Dites qui la verse"),
    (ADD["emprunt"], {"taux": "900"}, "taux", "entre 0 et 25"),
    (ADD["emprunt"], {"taux": "-2"}, "taux", "entre 0 et 25"),
    (ADD["emprunt"], {"duree": "0"}, "duree", "de 1 à 600"),
    (ADD["emprunt"], {"differe": "48"}, "differe", "moins longtemps"),
    (ADD["emprunt"], {"montant": "0"}, "montant", "la somme empruntée"),
    (ADD["emprunt"], {"recu": "2060-01"}, "recu", "après les années projetées"),
    # Decisions and tasks
    (ADD["decision"], {"voulu": ""}, "voulu", "Écrivez un mois"),
    (ADD["decision"], {"voulu": "9999-01"}, "voulu", MONTH),
    (ADD["decision"], {"surveillance": "9999-01-01"}, "surveillance", "Vérifiez l’année"),
    (ADD["decision"], {"surveillance": "31/02/2027"}, "surveillance", "Écrivez un jour"),
    (ADD["decision"], {"delai_1": "préavis", "jours_1": "-3"}, "jours_1", NEGATIVE),
    (ADD["decision"], {"delai_1": "préavis", "jours_1": "99999"}, "jours_1", "Au plus"),
    (ADD["decision"], {"statut": "prise", "prise_le": "2090-01-01"}, "prise_le", "pas encore venu"),
    (ADD["decision"], {"statut": "prise"}, "prise_le", "Écrivez le jour"),
    (ADD["tache"], {"debut": "2027-06-01"}, "echeance", "la fin précède le début"),
    (ADD["tache"], {"echeance": "9999-01-01"}, "echeance", "Vérifiez l’année"),
    (ADD["tache"], {"echeance": "demain"}, "echeance", "Écrivez un jour"),
    # Activities, alliances, needs, people, the form
    (ADD["activite"], {"fixe": "150"}, "fixe", "100"),
    (ADD["activite"], {"fixe": "-5"}, "fixe", "100"),
    (ADD["activite"], {"ventes": "900"}, "ventes", "ventes"),
    (ADD["activite"], {"part": "150"}, "part", "100"),
    (ADD["activite"], {"heures": HUGE}, "heures", "écrivez un nombre d’heures"),
    (ADD["alliance"], {"fin": "9999-01"}, "fin", MONTH),
    (ADD["alliance"], {"budget": "-5"}, "budget", NEGATIVE),
    (ADD["alliance"], {"nom_1": "La MJC", "nom_2": "La MJC"}, "nom_2", "deux fois"),
    (ADD["apport"], {"part": "150"}, "part", "100"),
    (ADD["apport"], {"montant": "nan"}, "montant", NOT_AN_AMOUNT),
    (ADD["apport"], {"montant": "", "heures": "10"}, "taux", "coût d’une heure"),
    (ADD["equipe"], {"salaries": "-3"}, "salaries", NEGATIVE),
    (ADD["equipe"], {"salaries": "2,5"}, "salaries", "nombre entier"),
    (ADD["route"], {"choose_on": "9999-01-01"}, "choose_on", "trop loin"),
    (ADD["route"], {"choose_on": "31/02/2027"}, "choose_on", "Écrivez une date"),
    (ADD["route"], {"variant": "douze"}, "variant", "Choisissez"),
    (ADD["rapport"], {"cloture": "9999-12-31"}, "cloture", "Vérifiez l’année"),
    (ADD["rapport"], {"cloture": ""}, "cloture", "Écrivez un jour"),
    (ADD["rapport"], {"subvention": "-5"}, "subvention", NEGATIVE),
    (ADD["rapport"], {"seuil": "900"}, "seuil", "100"),
    (ADD["rapport"], {"seuil": "nan"}, "seuil", "Écrivez un pourcentage"),
    (ADD["rapport"], {"montant": HUGE}, "montant", TOO_MUCH),
    (ADD["rapport"], {"budget": "inventé"}, "budget", "Choisissez"),
    (ADD["cerfa"], {"benevolat": "-10"}, "benevolat", NEGATIVE),
    (ADD["cerfa"], {"annee": "88"}, "annee", "Choisissez"),
]


def beside(content: str, field: str) -> str:
    """The error that the page ties to a field; « » when there is none."""
    found = re.search(rf'<p class="error" id="id_{re.escape(field)}_error">(.*?)</p>', content, re.S)
    return html.unescape(found[1]) if found else ""


@pytest.fixture
def opened() -> Opened:
    """The fictitious association."""
    return open_trajectory()


@pytest.mark.parametrize(("page", "typed", "field", "told"), WRONG)
def test_absurd_input_is_explained_at_its_place(
    client: ScanningClient, opened: Opened, page: tuple[str, tuple[str, ...], dict[str, str]],
    typed: dict[str, Any], field: str, told: str,
) -> None:  # fmt: skip
    name, rest, right = page
    before = opened.saved
    answer = client.post(opened.url(name, *rest), {**right, **typed})
    content = answer.content.decode()
    assert answer.status_code == 422, answer.headers.get("Location")
    assert told in beside(content, field), re.findall(r'class="error" id="[^"]*">[^<]*', content)
    for one in typed.values():
        # What was typed is still there to be mended, save an answer that no page offers.
        if one and isinstance(one, str) and "Cho" not in told and "Cochez" not in told:
            assert f'value="{html.escape(one)}"' in content, one
    assert opened.saved == before


SEARCHED = [
    ({"annee": "-1"}, "annee", "Choisissez une des années"),
    ({"annee": "abc"}, "annee", "Choisissez une des années"),
    ({"resultat": "NaN"}, "resultat", NOT_AN_AMOUNT),
    ({"resultat": HUGE}, "resultat", TOO_MUCH),
    ({"dependance": "0"}, "dependance", "entre 1 et 100"),
    ({"dependance": "900"}, "dependance", "entre 1 et 100"),
    ({"banque": "beaucoup"}, "banque", NOT_AN_AMOUNT),
    ({"argent": "-5"}, "argent", NEGATIVE),
    ({"etp": "-1"}, "etp", NEGATIVE),
    ({"nombre": "1,5"}, "nombre", "nombre entier"),
]


@pytest.mark.parametrize(("typed", "field", "told"), SEARCHED)
def test_an_absurd_aim_is_explained_at_its_place(
    client: ScanningClient, opened: Opened, typed: dict[str, str], field: str, told: str
) -> None:
    answer = client.get(opened.url("searching"), {"annee": "1", **typed})
    assert answer.status_code == 422
    assert told in beside(answer.content.decode(), field)


def test_limits_that_contradict_each_other_say_what_to_change(client: ScanningClient, opened: Opened) -> None:
    """Everything at once with nothing to give: no combination, a way out in words, never an error."""
    asked = {"scenario": "fil", "annee": "2", "resultat": "50000", "argent": "0", "etp": "0", "nombre": "0"}
    text = client.get(opened.url("searching"), asked).page.text
    assert "Aucune combinaison n’y arrive." in text
    assert "Changer une seule limite ne suffit pas" in text or "au lieu de" in text
    assert "Réduire, mettre en pause ou se regrouper" in text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"atelier": "150"}, "150\u00a0%"),
        ({"atelier": "60", "mercredi": "60"}, "120\u00a0%"),
        ({"atelier": "-10"}, "de 0 à 100"),
    ],
)
def test_shares_beyond_the_whole_of_a_line_are_refused(
    client: ScanningClient, opened: Opened, typed: dict[str, str], told: str
) -> None:
    keys = [one.key for one in opened.saved.activities.activities]
    named = dict(zip(("atelier", "mercredi"), keys, strict=False))
    sent = dict.fromkeys(keys, "") | {named[name]: share for name, share in typed.items()}
    answer = client.post(opened.url("shared_line", "personnel"), {"cle": "couts_directs", **sent})
    assert answer.status_code == 422
    assert told in answer.page.text
    assert 'role="alert"' in answer.content.decode()


def test_parts_of_the_form_that_do_not_make_a_whole_are_refused(
    client: ScanningClient, opened: Opened
) -> None:
    page = client.get(opened.url("cerfa_line", "personnel")).content.decode()
    lines = re.findall(r'<option value="([^"]+)"', page)[:2]
    sent = {"ligne_1": lines[0], "part_1": "70", "ligne_2": lines[1], "part_2": "40"}
    answer = client.post(opened.url("cerfa_line", "personnel"), sent)
    assert answer.status_code == 422
    assert "Ces parts font 110\u00a0%" in beside(answer.content.decode(), "part_1")


def test_two_actions_that_wait_for_each_other_are_told(client: ScanningClient, opened: Opened) -> None:
    """A circle that was stored all the same: the result says it, and leads to the action."""
    plan = opened.saved.plan
    first, second, *others = plan.actions
    looped = (replace(first, needs=(second.key,)), replace(second, needs=(first.key,)), *others)
    other = open_trajectory(replace(opened.saved, plan=replace(plan, actions=looped)))
    answer = client.get(other.url())
    assert answer.status_code == 200
    assert "dépend d’elle-même" in answer.page.text
    assert other.url("action", first.key) + "#id_besoin_0" in answer.page.hrefs
    for name in ("searching", "what_if", "takeaway", "calendar", "levers", "steps", "scenarios"):
        assert client.get(other.url(name)).status_code == 200


def test_a_cost_that_follows_itself_is_told(client: ScanningClient, opened: Opened) -> None:
    plan = opened.saved.plan
    lines = tuple(replace(one, follows=one.key) if one.key == "achats" else one for one in plan.lines)
    other = open_trajectory(replace(opened.saved, plan=replace(plan, lines=lines)))
    assert "suit une ligne qui n’est pas une ressource" in client.get(other.url()).page.text
    refused = client.post(other.url("line", "achats"), {**COST, "suit": "achats"})
    assert refused.status_code == 422
    assert "Choisissez" in beside(refused.content.decode(), "suit")


def test_actions_that_exclude_each_other_are_refused_in_a_scenario(
    client: ScanningClient, opened: Opened
) -> None:
    plan = opened.saved.plan
    first, second, *others = plan.actions
    apart = replace(plan, actions=(replace(first, excludes=(second.key,)), second, *others))
    lone = tuple(replace(one, actions=()) for one in apart.scenarios)
    other = open_trajectory(replace(opened.saved, plan=replace(apart, scenarios=lone)))
    answer = client.post(other.url("add_scenario"), {**SCENARIO, "actions": [first.key, second.key]})
    assert answer.status_code == 422
    assert "ne va pas avec" in beside(answer.content.decode(), "actions")
    assert Scenario(key="scenario-1", label="Autrement") not in other.saved.plan.scenarios


def test_statuses_that_no_page_offers_change_nothing(client: ScanningClient, opened: Opened) -> None:
    before = opened.saved
    client.post(opened.url("lines"), {"statut-r01": "certain", "statut-inconnue": "acquis"})
    assert opened.saved == before
