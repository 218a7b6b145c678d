"""« Retrouver l’équilibre »: mixes in words, what to loosen, one of them as a scenario."""

from __future__ import annotations

import datetime as dt
import re

import msgspec
import pytest

from equilibre.trajectory.projection import project
from equilibre.trajectory.search import Aim, search
from harness.client import ScanningClient
from harness.trajectories import Opened, open_trajectory
from trajectoires.trajectories.domain import starting
from trajectoires.trajectories.domain.queries.searching import found

TODAY = dt.date(2026, 11, 27)


@pytest.fixture
def opened(db: None) -> Opened:
    """The fictitious association."""
    return open_trajectory()


def test_a_mix_becomes_a_scenario_in_one_click(client: ScanningClient, opened: Opened) -> None:
    asked = {"scenario": "fil", "annee": "2", "resultat": "0"}
    answer = client.get(opened.url("searching"), asked)
    assert answer.status_code == 200
    saved = opened.saved
    told = search(saved.plan, saved.scenario("fil"), Aim(year=2))
    assert told.mixes
    labels = {one.key: one.label for one in saved.plan.actions}
    for mix in told.mixes:
        for key in mix.actions:
            assert labels[key] in answer.page.text
    html = answer.content.decode()
    assert html.count("En faire un scénario") == sum(bool(mix.actions) for mix in told.mixes)
    keys = re.findall(r'name="retenir" value="([^"]+)"', html.split("</form>")[1])
    first = next(mix.actions for mix in told.mixes if mix.actions)
    assert tuple(keys) == first
    said = {"retenir": list(first), "scenario": "fil", "nom": "Le moins d’effort en 2028"}
    assert client.post(opened.url("searching"), said).status_code == 303
    made = opened.saved.scenario()
    assert (made.label, set(made.actions)) == ("Le moins d’effort en 2028", set(first))
    assert project(opened.saved.plan, made).years[2].result >= 0
    client.post(opened.url("undo"))
    assert opened.saved == starting.example()


def test_each_mix_has_a_title_of_its_own_that_is_true(client: ScanningClient, opened: Opened) -> None:
    saved = opened.saved
    lone = tuple(
        msgspec.structs.replace(one, key=f"a{rank}", label=f"Action {rank}", yearly=yearly, chance=chance)
        for rank, (yearly, chance) in enumerate(((2_000_000, 0.3), (2_100_000, 0.4), (2_200_000, 0.9)))
        for one in (saved.plan.actions[1],)
    )
    plan = msgspec.structs.replace(saved.plan, actions=lone, scenarios=(saved.scenario("fil"),))
    plan = msgspec.structs.replace(plan, investments=(), loans=())
    told = found(
        msgspec.structs.replace(saved, plan=plan), plan.scenarios[0], Aim(year=4, count=1), today=TODAY
    )
    titles = [one.why for one in told.mixes]
    assert titles == [
        "Le moins d’effort, le meilleur résultat, le plus de chances d’aboutir",
        "Une autre façon d’y arriver",
        "Une autre façon encore",
    ]


def test_a_sentence_is_ready_while_it_computes(client: ScanningClient, opened: Opened) -> None:
    html = client.get(opened.url("searching"), {"annee": "2"}).content.decode()
    form = html[html.index('<form class="stack-loose stack" method="get"') :].split("</form>")[0]
    assert f'action="{opened.url("searching")}"' in form and '<span role="status"></span>' in form
    assert 'data-busy="L’outil essaie les combinaisons de 3 actions' in form.replace("\u00a0", " ")
    assert "ui/js/busy" in html and "data-answer" in html
    # htmx swaps the whole content: the alert of the scenario, the form again, what is wrong in it.
    assert 'hx-target="#contenu" hx-select="#contenu"' in form
    wrong = client.get(opened.url("searching"), {"annee": "12"}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422 and 'id="contenu"' in wrong.content.decode()


def test_when_nothing_reaches_it_the_smallest_step_is_told(client: ScanningClient, opened: Opened) -> None:
    answer = client.get(opened.url("searching"), {"scenario": "fil", "annee": "2", "resultat": "100000"})
    text = answer.page.text
    assert "Aucune combinaison n’y arrive." in text
    assert "Viser un résultat de" in text
    assert "au lieu de 100\u202f000\u00a0€" in text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"annee": "12"}, "Choisissez une des années de la trajectoire."),
        ({"annee": "1", "dependance": "140"}, "Écrivez un pourcentage entre 1 et 100."),
        ({"annee": "1", "etp": "beaucoup"}, "Écrivez un nombre de postes"),
    ],
)
def test_a_wrong_aim_is_told_in_place(
    client: ScanningClient, opened: Opened, said: dict[str, str], told: str
) -> None:
    answer = client.get(opened.url("searching"), said)
    assert answer.status_code == 422
    assert told in answer.page.text


def test_what_nobody_wrote_is_not_kept(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("searching"), {"retenir": ["inconnue"], "nom": "Rien"})
    client.post(opened.url("searching"), {})
    assert opened.saved == starting.example()
    assert opened.trajectory.revisions.count() == 1


def test_without_an_action_there_is_nothing_to_combine(client: ScanningClient, opened: Opened) -> None:
    for key in ("formations", "mecenat", "locaux_partages"):
        client.post(opened.url("action", key), {"action": "retirer"})
    assert "rien à combiner" in client.get(opened.url("searching"), {"annee": "2"}).page.text
