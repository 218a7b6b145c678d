"""Actions, what can go wrong, scenarios: typed, refused in place, chosen, compared."""

from __future__ import annotations

import re
from html import unescape

import msgspec
import pytest

from equilibre.formatting import euros
from equilibre.reference.levers import levers
from equilibre.trajectory.hypotheses import CommonShock, LeverAction, Month, Scenario, Shock
from equilibre.trajectory.projection import project
from harness.client import ScanningClient
from harness.trajectories import Opened, open_trajectory
from trajectoires.trajectories.domain import starting
from trajectoires.trajectories.interfaces.orientation import hints

ACTION = {
    "libelle": "Louer la salle",
    "nature": "revenus_activite",
    "montant": "4 800",
    "debut": "03/2027",
    "delai": "3",
    "annee_1": "50",
    "cout_depart": "800",
    "cout_annuel": "0",
    "etp": "0,1",
    "chance": "70",
    "horizon": "strategique",
    "effet": "innovation",
}
SHOCK = {"libelle": "Moins de dons", "sorte": "cut", "lignes": ["r02"], "perte": "40", "debut": "2027-01"}


@pytest.fixture
def opened(db: None) -> Opened:
    """The fictitious association."""
    return open_trajectory()


def test_an_action_is_what_was_typed(client: ScanningClient, opened: Opened) -> None:
    assert client.post(opened.url("add_action"), {**ACTION, "besoin": "mecenat"}).status_code == 303
    told = opened.saved.plan.actions[-1]
    assert told == LeverAction(
        key="action-1",
        label="Louer la salle",
        nature="revenus_activite",
        starts=Month(2027, 3),
        delay=3,
        ramp=(0.5, 1.0),
        yearly=480_000,
        cost_once=80_000,
        cost_yearly=0,
        etp=0.1,
        chance=0.7,
        needs=("mecenat",),
        horizon="strategique",
        impact="innovation",
    )
    page = client.get(opened.url("actions")).page.text
    assert "Stratégique" in page and "Innovation" in page
    assert "4\u202f800\u00a0€ par an, à partir de juin\u00a02027." in page


def test_no_amount_of_an_action_is_filled_in_advance(client: ScanningClient, opened: Opened) -> None:
    html = client.get(opened.url("add_action")).content.decode()
    for name in ("montant", "cout_depart", "cout_annuel", "delai", "etp", "chance"):
        field = html[html.index(f'name="{name}"') :].split(">")[0]
        assert "value=" not in field, name
    bare = {key: ACTION[key] for key in ("libelle", "nature", "debut", "horizon", "effet")}
    answer = client.post(opened.url("add_action"), bare)
    assert answer.status_code == 422
    assert "Écrivez un coût, même zéro." in answer.page.text
    assert 'name="libelle" value="Louer la salle"' in answer.content.decode()
    assert opened.saved == starting.example()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"chance": "140"}, "Écrivez une chance entre 0 et 100"),
        ({"fin": "01/2027"}, "la fin précède le début"),
        ({"annee_1": "300"}, "la montée en charge n’est pas lisible"),
        ({"delai": "-2"}, "Écrivez ce nombre sans signe moins."),
    ],
)
def test_a_wrong_action_is_refused_in_place(
    client: ScanningClient, opened: Opened, said: dict[str, str], told: str
) -> None:
    answer = client.post(opened.url("add_action"), {**ACTION, **said})
    assert answer.status_code == 422
    assert told in answer.page.text
    assert opened.saved == starting.example()


def test_an_action_cannot_wait_for_itself(client: ScanningClient, opened: Opened) -> None:
    plan = opened.saved.plan
    first = msgspec.structs.replace(plan.actions[0], needs=("mecenat",))
    looped = msgspec.structs.replace(plan, actions=(first, *plan.actions[1:]))
    other = open_trajectory(msgspec.structs.replace(opened.saved, plan=looped))
    said = {**ACTION, "libelle": "Mécénat", "besoin": "formations"}
    answer = client.post(other.url("action", "mecenat"), said)
    assert answer.status_code == 422
    assert "dépend d’elle-même" in answer.page.text


def test_an_action_leaves_with_what_named_it(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("action", "formations"), {"action": "retirer"})
    plan = opened.saved.plan
    assert [one.key for one in plan.actions] == ["mecenat", "locaux_partages"]
    assert plan.scenario("choisi").actions == ("mecenat",)
    assert plan.scenario("prudent").actions == ()
    assert client.get(opened.url()).status_code == 200


def test_a_shock_is_what_was_typed(client: ScanningClient, opened: Opened) -> None:
    assert client.post(opened.url("add_shock"), SHOCK).status_code == 303
    told = opened.saved.plan.shocks[-1]
    assert told == Shock(
        key="choc-1", label="Moins de dons", kind="cut", lines=("r02",), share=0.4, starts=Month(2027, 1)
    )
    page = client.get(opened.url("shocks")).page.text
    assert "40\u00a0% de moins, à partir de janvier\u00a02027, sur" in page
    late = client.post(opened.url("add_shock"), {**SHOCK, "sorte": "delay"})
    assert late.status_code == 422 and "combien de mois" in late.page.text
    nothing = client.post(opened.url("add_shock"), {**SHOCK, "lignes": []})
    assert nothing.status_code == 422 and "Cochez ce qu’il touche." in nothing.page.text


def test_public_funders_fall_together(client: ScanningClient, opened: Opened) -> None:
    assert (
        client.post(opened.url("shocks"), {"chance_commune": "30", "part_commune": "25"}).status_code == 303
    )
    assert opened.saved.plan.common_shock == CommonShock(chance=0.3, share=0.25)
    wrong = client.post(opened.url("shocks"), {"chance_commune": "130", "part_commune": "25"})
    assert wrong.status_code == 422 and "entre 0 et 100" in wrong.page.text


def test_scenarios_are_ticked_and_stand_side_by_side(client: ScanningClient, opened: Opened) -> None:
    said = {"libelle": "Nous regrouper", "sorte": "repli", "actions": ["mecenat"], "chocs": ["baisse"]}
    assert client.post(opened.url("add_scenario"), said).status_code == 303
    plan = opened.saved.plan
    assert plan.scenarios[-1] == Scenario(
        key="scenario-1", label="Nous regrouper", kind="repli", actions=("mecenat",), shocks=("baisse",)
    )
    text = client.get(opened.url("scenarios")).page.text
    assert "une décision qui protège le projet" in text
    for scenario in plan.scenarios:
        for reading in ("acquis", "tout"):
            told = project(plan, scenario, reading)
            assert euros(told.years[-1].result) in text
            assert euros(told.lowest) in text


def test_a_scenario_with_a_missing_need_is_refused(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("add_action"), {**ACTION, "besoin": "mecenat", "exclut": "formations"})
    said = {"libelle": "Seule", "sorte": "choisi", "actions": ["action-1"]}
    answer = client.post(opened.url("add_scenario"), said)
    assert answer.status_code == 422
    assert "« Louer la salle » a besoin de « Chercher" in answer.page.text.replace("\u00a0", " ")
    both = client.post(opened.url("add_scenario"), {**said, "actions": ["action-1", "mecenat", "formations"]})
    assert both.status_code == 422 and "ne va pas avec" in both.page.text
    assert (
        client.post(opened.url("add_scenario"), {**said, "actions": ["action-1", "mecenat"]}).status_code
        == 303
    )


def test_the_scenario_that_opens_first_is_chosen(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("scenarios"), {"choisir": "prudent"})
    assert "Scénario «\u00a0La ville baisse et paie tard\u00a0»" in client.get(opened.url()).page.text
    client.post(opened.url("scenarios"), {"choisir": "inconnu"})
    assert opened.saved.chosen == "prudent"
    # It goes: the first one opens.
    client.post(opened.url("scenario", "prudent"), {"action": "retirer"})
    assert "Scénario «\u00a0Au fil de l’eau\u00a0»" in client.get(opened.url()).page.text


def test_the_last_scenario_stays(client: ScanningClient, opened: Opened) -> None:
    for key in ("prudent", "choisi", "repli", "fil"):
        client.post(opened.url("scenario", key), {"action": "retirer"})
    assert [one.key for one in opened.saved.plan.scenarios] == ["fil"]


def test_the_date_after_which_it_is_too_late_is_told(client: ScanningClient, opened: Opened) -> None:
    text = client.get(opened.url() + "?scenario=choisi").page.text
    assert "La date après laquelle il est trop tard" in text
    assert "Au plus tard, d’après vos délais" in text
    assert "La date après laquelle" not in client.get(opened.url() + "?scenario=fil").page.text


def test_another_lever_shows_its_own_words_before_anything_is_saved(
    client: ScanningClient, opened: Opened
) -> None:
    before = opened.saved
    typed = {**ACTION, "montant": "beaucoup", "cout_depart": "", "levier": "FI1b-entreprise"}
    for place in (opened.url("add_action"), opened.url("action", "formations")):
        shown = client.post(place, {**typed, "regarder": "reperes"})
        assert shown.status_code == 200
        html = shown.content.decode()
        told = html.split('id="levier-dit"')[1].split("</div>")[0]
        assert levers()["FI1b-entreprise"].label in told
        for name, hint in hints("FI1b-entreprise").items():
            words = html.split(f'id="id_{name}_helptext">')[1].split("</p>")[0]
            assert unescape(words).endswith(hint), name
        # As it was typed, and nothing is called wrong yet.
        assert 'name="montant" value="beaucoup"' in html and 'value="Louer la salle"' in html
        assert 'class="error"' not in html and "Rien n’est perdu" not in html
    assert opened.saved == before
    assert client.post(opened.url("add_action"), typed).status_code == 422


def test_every_word_that_a_lever_changes_has_its_place_without_one(
    client: ScanningClient, opened: Opened
) -> None:
    html = client.get(opened.url("add_action")).content.decode()
    asked = re.search(r'hx-select-oob="([^"]+)"', html)
    assert asked is not None
    places = [one.partition(":")[0].removeprefix("#") for one in asked[1].split(",")]
    assert len(places) == 6
    assert all(html.count(f'id="{place}"') == 1 for place in places)
    assert {name for code in levers() for name in hints(code)} <= {
        place.removeprefix("id_").removesuffix("_helptext") for place in places
    }
    # Enter saves: the button that only looks comes after.
    assert html.index(">Enregistrer<") < html.index('name="regarder"')


def test_what_one_chooses_to_stop_is_no_risk(client: ScanningClient, opened: Opened) -> None:
    chosen = {**SHOCK, "libelle": "La boutique s’arrête", "origine": "choisi", "perte": "100"}
    assert client.post(opened.url("add_shock"), chosen).status_code == 303
    told = opened.saved.plan.shocks[-1]
    assert told.chosen and told.share == 1.0
    page = client.get(opened.url("shocks")).page.text
    assert page.index("Ce que vous décidez de réduire ou d’arrêter") < page.index("La boutique s’arrête")
    form = client.get(opened.url("add_scenario")).content.decode()
    stops, risks = form.index('name="reductions"'), form.index('name="chocs"')
    assert stops < risks and 'name="chocs" value="choc-1"' not in form
    said = {"libelle": "S’arrêter", "sorte": "repli", "reductions": "choc-1", "chocs": "baisse"}
    assert client.post(opened.url("add_scenario"), said).status_code == 303
    made = opened.saved.plan.scenarios[-1]
    assert made.shocks == ("choc-1", "baisse")
    # Opened again and saved, nothing moves.
    client.post(opened.url("scenario", made.key), said)
    assert opened.saved.plan.scenarios[-1] == made
    listed = client.get(opened.url("scenarios")).page.text
    assert "Ce que vous réduisez ou arrêtez\u00a0: «\u00a0La boutique s’arrête\u00a0»." in listed
    assert (
        project(opened.saved.plan, made).years[-1].resources
        < project(opened.saved.plan, opened.saved.scenario("fil")).years[-1].resources
    )


def test_stopping_an_activity_starts_from_what_it_alone_holds(client: ScanningClient, opened: Opened) -> None:
    key = opened.saved.activities.activities[0].key
    activity = client.get(opened.url("activity", key))
    address = f"{opened.url('add_shock')}?activite={key}"
    assert address in activity.page.hrefs
    html = client.get(address).content.decode()
    assert "s’arrête" in html and 'value="choisi"' in html
    checked = html[html.index('value="choisi"') :].split(">")[0]
    assert "checked" in checked
    assert client.get(f"{opened.url('add_shock')}?activite=inconnue").status_code == 200


def test_an_action_that_brings_no_money_has_no_first_euro(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("add_action"), {**ACTION, "montant": "0", "libelle": "Former le bureau"})
    text = client.get(opened.url("actions")).page.text
    assert "Ne rapporte pas d’argent." in text
    said = {"libelle": "Se former", "sorte": "choisi", "actions": "action-1"}
    client.post(opened.url("add_scenario"), said)
    result = client.get(opened.url() + f"?scenario={opened.saved.plan.scenarios[-1].key}").page.text
    assert "apporte son premier euro" not in result


def test_looking_at_a_lever_keeps_the_ticket_of_the_form(client: ScanningClient, opened: Opened) -> None:
    ticket = re.compile(r'name="envoi" value="([^"]+)"')
    sent = ticket.search(client.get(opened.url("add_action")).content.decode())
    assert sent is not None
    typed = {**ACTION, "envoi": sent[1], "regarder": "reperes"}
    again = ticket.search(client.post(opened.url("add_action"), typed).content.decode())
    assert again is not None and again[1] == sent[1]
