"""« Vos leviers »: lit, folded with a reason, opened by an answer, made an action without an amount."""

from __future__ import annotations

import msgspec
import pytest

from equilibre.reference.levers import levers
from equilibre.trajectory.hypotheses import Month
from harness.client import ScanningClient
from harness.trajectories import Opened, open_trajectory
from trajectoires.trajectories.domain import starting

BY_HAND = starting.by_hand(first_month=Month(2027, 1), years=3, opening_cash=0, opening_equity=0)


@pytest.fixture
def opened(db: None) -> Opened:
    """The fictitious association."""
    return open_trajectory()


def test_every_lever_is_there_lit_or_folded_with_its_reason(client: ScanningClient, opened: Opened) -> None:
    page = client.get(opened.url("levers"))
    html, text = page.content.decode(), page.page.text
    for code, one in levers().items():
        assert opened.url("lever", code) in html, one.label
    fed = html.split(opened.url("lever", "FI1a-fonctionnement"), 1)
    assert fed[0].rsplit("<li", 1)[1].startswith(' class="lever lever-lit"')
    crowd = html.split(opened.url("lever", "FI1c"), 1)
    assert crowd[0].rsplit("<li", 1)[1].startswith(' class="lever"')
    assert crowd[0].rsplit("<details", 1)[1].count("</details>") == 0
    assert "À diversifier, après une réponse" in text
    assert "Vous utilisez aujourd’hui au moins" in text, "a line of the example has no leaf"


def test_nothing_told_is_a_doubt_not_a_refusal(client: ScanningClient, db: None) -> None:
    bare = open_trajectory(BY_HAND)
    text = client.get(bare.url("levers")).page.text
    assert "Vous n’utilisez aujourd’hui aucun des 25 leviers de l’arbre." in text
    page = client.get(bare.url("lever", "FI1b-entreprise")).page.text
    assert "Vous ne l’utilisez pas, d’après ce que nous savons." in page
    assert "à faire confirmer par un rescrit" in page


def test_an_answer_opens_a_lever_and_keeps_what_was_not_asked(client: ScanningClient, opened: Opened) -> None:
    said = {
        "critere-recus_fiscaux": "rescrit",
        "critere-marche": "entreprises",
        "employeur": "oui",
        "regle-capacite_legs": "non",
        "utilises": ["FI3b"],
    }
    answer = client.post(opened.url("situation"), said)
    assert answer.status_code == 303 and answer["Location"] == opened.url("levers")
    told = opened.saved.situation
    assert told.criteria == {"recus_fiscaux": "rescrit", "marche": "entreprises"}
    assert told.confirmed == {"capacite_legs": False}
    assert told.used == ("FI3b",) and told.employer is True
    assert "Rien de connu ne s’y oppose." in client.get(opened.url("lever", "FI1b-entreprise")).page.text
    assert "indiqué dans votre situation" in client.get(opened.url("lever", "FI3b")).page.text
    assert "les 4 P" in client.get(opened.url("lever", "FI3e")).page.text
    assert (
        "Annuler le dernier changement\u00a0: votre situation" in client.get(opened.url("levers")).page.text
    )


@pytest.mark.parametrize("said", [{"critere-marche": "lune"}, {"utilises": ["ZZ"]}, {"employeur": "bof"}])
def test_a_situation_that_makes_no_sense_is_refused_in_place(
    client: ScanningClient, opened: Opened, said: dict[str, object]
) -> None:
    answer = client.post(opened.url("situation"), {"regle-tuteur": "oui", **said})
    assert answer.status_code == 422
    assert "Rien n’est perdu" in answer.page.text
    assert '<option value="oui" selected>' in answer.content.decode()
    assert opened.saved == starting.example()


def test_a_lever_orients_an_action_and_fills_no_amount(client: ScanningClient, opened: Opened) -> None:
    address = opened.url("add_action") + "?levier=FI3a"
    assert address in client.get(opened.url("lever", "FI3a")).content.decode()
    answer = client.get(address)
    html, text = answer.content.decode(), answer.page.text
    assert '<option value="FI3a" selected>' in html
    assert '<option value="revenus_activite" selected>' in html
    assert "Repère\u00a0: 3 à 12\u00a0mois (convention de la plateforme, pour vous orienter)" in text
    assert opened.url("lever", "FI3a") in html
    for name in ("montant", "cout_depart", "cout_annuel", "delai", "etp", "chance"):
        field = html[html.index(f'name="{name}"') :].split(">")[0]
        assert "value=" not in field, name
    assert "Repère" not in client.get(opened.url("add_action") + "?levier=lune").page.text


def test_an_action_keeps_its_lever_and_is_marked_while_it_waits(
    client: ScanningClient, opened: Opened
) -> None:
    said = {
        "libelle": "Former les voisins", "levier": "FI3c", "nature": "revenus_activite", "montant": "100",
        "debut": "2027-01", "delai": "0", "cout_depart": "0", "cout_annuel": "0", "horizon": "operationnel",
        "effet": "performance",
    }  # fmt: skip
    assert client.post(opened.url("add_action"), said).status_code == 303
    assert opened.saved.plan.actions[-1].lever == "FI3c"
    # The example says that it is not certified: a lever to prepare, which is never forbidden.
    listed = client.get(opened.url("actions")).page.text
    assert "Levier\u00a0: Formation, à préparer d’abord" in listed
    page = client.get(opened.url("action", "action-1")).page.text
    assert "Ce levier est à préparer d’abord." in page and "organisme certificateur" in page
    wrong = client.post(opened.url("add_action"), said | {"levier": "lune"})
    assert wrong.status_code == 422 and "Choisissez un des leviers proposés." in wrong.page.text


def test_an_unknown_lever_is_not_found_and_a_stored_one_is_passed_over(
    client: ScanningClient, opened: Opened
) -> None:
    assert client.get(opened.url("lever", "lune")).status_code == 404
    plan = opened.saved.plan
    strange = msgspec.structs.replace(plan.actions[0], lever="FI9")
    other = open_trajectory(
        msgspec.structs.replace(opened.saved, plan=msgspec.structs.replace(plan, actions=(strange,)))
    )
    for name, rest in (("levers", ()), ("actions", ()), ("action", (strange.key,)), ("skills", ())):
        assert client.get(other.url(name, *rest)).status_code == 200, name


def test_help_comes_before_any_lever(client: ScanningClient, opened: Opened) -> None:
    plan = msgspec.structs.replace(opened.saved.plan, opening_cash=100)
    short = open_trajectory(msgspec.structs.replace(opened.saved, plan=plan))
    html = client.get(short.url("levers")).content.decode()
    assert html.index("Votre trésorerie passe d’abord") < html.index("<h1>")
