"""« Vos compétences »: asked against at hand, people in one list, posts without a name."""

from __future__ import annotations

import msgspec
import pytest

from harness.client import ScanningClient
from harness.trajectories import Opened, open_trajectory
from trajectoires.trajectories.domain import starting
from trajectoires.trajectories.enums import PEOPLE


@pytest.fixture
def opened(db: None) -> Opened:
    """The fictitious association."""
    return open_trajectory()


def test_the_sentence_counts_what_the_table_shows(client: ScanningClient, opened: Opened) -> None:
    page = client.get(opened.url("skills"))
    text, html = page.page.text, page.content.decode()
    assert "Vos actions s’appuient sur 3\u00a0leviers, qui demandent 7\u00a0compétences." in text
    assert (
        "2\u00a0sont à portée, 2\u00a0sont à portée en partie, 2\u00a0manquent et 1\u00a0reste à dire."
        in text
    )
    table = html.split("<tbody ", 1)[1].split("</tbody>", 1)[0]
    assert table.count("<tr ") == 7
    assert table.count(">demandée</td>") == 7
    assert "Postes clés\u00a0: 2 sur 4 n’ont personne pour prendre le relais." in text
    assert 'href="/accompagner/pitch/"' in html


def test_people_and_posts_are_what_was_typed(client: ScanningClient, opened: Opened) -> None:
    said = {"salaries": "3", "stagiaires": "0", "poste_1": "Paie", "tenu_1": "salaries", "releve_1": "non"}
    said |= {"poste_2": "", "releve_2": "oui", "poste_5": " Accueil  du soir ", "tenu_5": "benevolat_terrain"}
    assert client.post(opened.url("people"), said).status_code == 303
    team = opened.saved.team
    assert team.people == {"salaries": 3, "stagiaires": 0}
    assert [(post.label, post.held_by, post.backup) for post in team.posts] == [
        ("Paie", "salaries", "non"),
        ("Accueil du soir", "benevolat_terrain", None),
    ]
    assert team.at_hand == starting.example().team.at_hand
    text = client.get(opened.url("skills")).page.text
    assert all(label in text for label in PEOPLE.values())
    assert "non renseigné" in text and "Postes clés\u00a0: 1 sur 2 n’a personne" in text


def test_people_who_are_there_light_their_lever(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("people"), {"service_civique": "2"})
    assert "Vous l’utilisez" in client.get(opened.url("lever", "RH3")).page.text
    client.post(opened.url("people"), {"service_civique": "0"})
    assert "Vous ne l’utilisez pas" in client.get(opened.url("lever", "RH3")).page.text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"salaries": "1,5"}, "Écrivez un nombre entier."),
        ({"salaries": "trois"}, "Écrivez un nombre de personnes"),
        ({"poste_1": "x" * 81}, "80 caractères au plus"),
        ({"tenu_1": "lune"}, "Choisissez une des réponses proposées."),
    ],
)
def test_what_cannot_be_read_is_told_in_place(
    client: ScanningClient, opened: Opened, said: dict[str, str], told: str
) -> None:
    answer = client.post(opened.url("people"), {"poste_2": "Accueil", **said})
    assert answer.status_code == 422
    assert told in answer.page.text
    assert 'value="Accueil"' in answer.content.decode()
    assert opened.saved == starting.example()


def test_hands_are_told_and_nothing_told_stays_a_question(client: ScanningClient, opened: Opened) -> None:
    assert client.post(opened.url("at_hand"), {"prospection": "oui", "vente": "non"}).status_code == 303
    assert opened.saved.team.at_hand == {"prospection": "oui", "vente": "non"}
    assert opened.saved.team.posts == starting.example().team.posts
    text = client.get(opened.url("skills")).page.text
    assert "1\u00a0est à portée et 6\u00a0restent à dire." in text
    wrong = client.post(opened.url("at_hand"), {"vente": "beaucoup"})
    assert wrong.status_code == 422


def test_without_a_lever_nothing_is_asked(client: ScanningClient, opened: Opened) -> None:
    plan = opened.saved.plan
    bare = tuple(msgspec.structs.replace(one, lever="") for one in plan.actions)
    other = open_trajectory(
        msgspec.structs.replace(opened.saved, plan=msgspec.structs.replace(plan, actions=bare))
    )
    text = client.get(other.url("skills")).page.text
    assert "3\u00a0actions ne nomment aucun levier" in text
    assert "Aucune de vos actions ne nomme un levier pour l’instant." in text
