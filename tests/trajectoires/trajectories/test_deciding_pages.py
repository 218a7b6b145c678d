"""Dates of decision and the action plan: typed, suggested, dated, put in a calendar."""

from __future__ import annotations

import datetime as dt
import json

import msgspec
import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from equilibre.formatting import day
from equilibre.trajectory.deadlines import Delay
from equilibre.trajectory.deciding import Decision, Task
from equilibre.trajectory.hypotheses import Month
from harness.client import ScanningClient
from harness.trajectories import Opened, open_trajectory
from trajectoires.trajectories.domain import starting
from trajectoires.trajectories.domain.queries import deciding
from trajectoires.trajectories.domain.saved import from_json, to_json

DECISION = {
    "libelle": "Rendre la salle",
    "declencheur": "si la Région n’a pas notifié",
    "surveillance": "2027-06-30",
    "alors": "nous rendons la salle",
    "qui": "ag",
    "voulu": "2028-01",
    "delai_1": "convoquer l’assemblée",
    "jours_1": "21",
    "delai_2": "préavis",
    "jours_2": "92",
    "ressource": "r17",
    "statut": "a_prendre",
}
TASK = {
    "libelle": "Appeler la Région",
    "qui": "la trésorière",
    "debut": "2027-01-04",
    "echeance": "2027-02-26",
    "point": "2027-02-01",
    "indicateur": "réponse écrite",
    "cible": "1",
    "action": "mecenat",
    "statut": "en_cours",
}


@pytest.fixture
def opened(db: None) -> Opened:
    """The fictitious association."""
    return open_trajectory()


def test_a_decision_is_what_was_typed_and_its_last_date_is_shown(
    client: ScanningClient, opened: Opened
) -> None:
    assert client.post(opened.url("add_decision"), DECISION).status_code == 303
    assert opened.saved.decisions[-1] == Decision(
        key="decision-1",
        label="Rendre la salle",
        trigger="si la Région n’a pas notifié",
        watch=dt.date(2027, 6, 30),
        delays=(Delay(label="convoquer l’assemblée", days=21), Delay(label="préavis", days=92)),
        decided_by="ag",
        needed=Month(2028, 1),
        then="nous rendons la salle",
        line="r17",
    )
    text = client.get(opened.url("calendar")).page.text
    assert day(dt.date(2028, 1, 1) - dt.timedelta(days=113)) in text
    assert "Au plus tard, d’après vos délais" in text and "à vérifier avec votre conseil" in text
    assert (
        "\u2212\u00a021\u00a0jours (convoquer l’assemblée) \u2212\u00a092\u00a0jours (préavis) =\u00a010"
        in text
    )
    form = client.get(opened.url("decision", "decision-1")).content.decode()
    assert 'value="préavis"' in form and 'value="2027-06-30"' in form
    assert client.post(opened.url("decision", "decision-1"), {"action": "retirer"}).status_code == 303
    assert opened.saved == starting.example()


def test_no_delay_is_filled_in_advance(client: ScanningClient, opened: Opened) -> None:
    html = client.get(opened.url("add_decision") + "?d-apres=action-mecenat").content.decode()
    assert 'value="Lancer «\u00a0Chercher deux entreprises mécènes\u00a0»"' in html
    for rank in range(1, 5):
        for name in (f"delai_{rank}", f"jours_{rank}"):
            assert "value=" not in html[html.index(f'name="{name}"') :].split(">")[0], name


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"voulu": ""}, "rien ne dit quand l’effet est voulu"),
        ({"voulu": "juin"}, "Écrivez un mois et une année"),
        ({"surveillance": "le 30"}, "Écrivez un jour, par exemple"),
        ({"surveillance": "3027-06-30"}, "Vérifiez l’année"),
        ({"jours_1": ""}, "Combien de jours pour"),
        ({"delai_2": ""}, "Dites à quoi sert ce délai"),
        ({"jours_1": "-3"}, "sans signe moins"),
        ({"statut": "prise"}, "elle est prise, sans date"),
        ({"statut": "prise", "prise_le": "2099-01-01"}, "pas encore venu"),
        ({"ressource": "inconnue"}, "Choisissez parmi"),
    ],
)
def test_a_wrong_decision_is_refused_in_place(
    client: ScanningClient, opened: Opened, said: dict[str, str], told: str
) -> None:
    answer = client.post(opened.url("add_decision"), {**DECISION, **said})
    assert answer.status_code == 422
    assert told in answer.page.text
    assert 'value="Rendre la salle"' in answer.content.decode()
    assert opened.saved == starting.example()


def test_the_plan_suggests_until_somebody_completes(client: ScanningClient, opened: Opened) -> None:
    text = client.get(opened.url("calendar")).page.text
    assert "Lancer «\u00a0Chercher deux entreprises mécènes\u00a0»" in text
    assert "Que faire sans «\u00a0Aides à l’emploi\u00a0»\u202f?" in text
    proposals = deciding.decision_proposals(opened.saved, today=timezone.localdate())
    alone = {"relais-2", "relais-3"}
    assert {one.key for one in proposals} == {"ressource-r17", "action-mecenat"} | alone
    said = {**DECISION, "libelle": "Lancer le mécénat", "ressource": "", "action": "mecenat"}
    assert client.post(opened.url("add_decision") + "?d-apres=action-mecenat", said).status_code == 303
    left = deciding.decision_proposals(opened.saved, today=timezone.localdate())
    assert {one.key for one in left} == {"ressource-r17"} | alone
    relief = next(one.row for one in left if one.key == "relais-2")
    said = {**DECISION, "libelle": relief.label, "ressource": ""}
    assert client.post(opened.url("add_decision") + "?d-apres=relais-2", said).status_code == 303
    again = deciding.decision_proposals(opened.saved, today=timezone.localdate())
    assert {one.key for one in again} == {"ressource-r17", "relais-3"}


def test_taken_in_one_click_and_taken_back(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("say_decision"), {"decision": "local", "etat": "prise"})
    told = next(one for one in opened.saved.decisions if one.key == "local")
    assert told.status == "prise" and told.taken_on == timezone.localdate()
    assert "Prises ou abandonnées" in client.get(opened.url("calendar")).page.text
    client.post(opened.url("say_decision"), {"decision": "local", "etat": "a_prendre"})
    for said in ({"decision": "local", "etat": "n’importe"}, {"decision": "rien", "etat": "prise"}, {}):
        client.post(opened.url("say_decision"), said)
    assert opened.saved == starting.example()


def test_late_and_known_too_late_are_said(client: ScanningClient, opened: Opened) -> None:
    today = timezone.localdate()
    late = {**DECISION, "voulu": f"{today:%Y-%m}", "surveillance": today.isoformat()}
    client.post(opened.url("add_decision"), late)
    text = client.get(opened.url("calendar")).page.text
    assert "Cette date est passée." in text and "Vous regardez après la dernière date" in text


def test_what_leaves_the_plan_leaves_the_decision(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("line", "r04"), {"action": "retirer"})
    client.post(opened.url("action", "formations"), {"action": "retirer"})
    saved = opened.saved
    assert {one.key: (one.line, one.action) for one in saved.decisions} == {
        "fondation": ("", ""), "formations": ("", ""), "local": ("", ""),
    }  # fmt: skip
    assert [one.action for one in saved.tasks] == ["", "mecenat"]
    assert client.get(opened.url("calendar")).status_code == 200


def test_a_task_is_what_was_typed_and_moves_in_one_click(client: ScanningClient, opened: Opened) -> None:
    assert client.post(opened.url("add_task"), TASK).status_code == 303
    assert opened.saved.tasks[-1] == Task(
        key="tache-1",
        label="Appeler la Région",
        owner="la trésorière",
        starts=dt.date(2027, 1, 4),
        due=dt.date(2027, 2, 26),
        indicator="réponse écrite",
        target="1",
        status="en_cours",
        action="mecenat",
        review=dt.date(2027, 2, 1),
    )
    text = client.get(opened.url("tasks")).page.text
    assert "26\u00a0février\u00a02027" in text and "la trésorière" in text and "En cours" in text
    client.post(opened.url("say_task"), {"tache": "tache-1", "etat": "fait"})
    assert opened.saved.tasks[-1].status == "fait"
    client.post(opened.url("say_task"), {"tache": "tache-1", "etat": "autre"})
    assert opened.saved.tasks[-1].status == "fait"
    wrong = client.post(opened.url("add_task"), {**TASK, "echeance": "2026-12-01"})
    assert wrong.status_code == 422 and "la fin précède le début" in wrong.page.text
    missing = client.post(opened.url("add_task"), {**TASK, "echeance": ""})
    assert missing.status_code == 422 and "Écrivez un jour, même approché." in missing.page.text


def test_the_scenario_suggests_tasks(client: ScanningClient, opened: Opened) -> None:
    bare = open_trajectory(msgspec.structs.replace(opened.saved, tasks=()))
    page = client.get(bare.url("tasks")).page.text
    assert "Vendre des formations à d’autres associations" in page
    html = client.get(bare.url("add_task") + "?d-apres=action-formations").content.decode()
    assert 'value="2027-06-01"' in html and 'value="2027-10-31"' in html
    assert bare.saved.tasks == ()


def test_the_calendar_holds_every_date_and_no_key(client: ScanningClient, opened: Opened) -> None:
    answer = client.get(opened.url("calendar_file"))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert opened.token.encode() not in answer.content
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    lines = deciding.upcoming(opened.saved, today=timezone.localdate())
    assert [event.decoded("dtstart") for event in events] == [line.on for line in lines]
    assert {line.kind for line in lines} >= {"decision", "tache"}
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert client.get(opened.url("calendar_file")).content == answer.content


def test_a_reader_reads_and_changes_nothing(client: ScanningClient, opened: Opened) -> None:
    reader = opened.share()
    for name in ("calendar", "tasks"):
        html = client.get(reverse(f"trajectories:{name}", args=[reader])).content.decode()
        assert "Quitter le second local" in html or "Rencontrer des entreprises voisines" in html
        assert "<form" not in html.split("<main", 1)[1].split("</main", 1)[0]


def test_older_documents_still_open() -> None:
    saved = starting.example()
    document = json.loads(to_json(saved))
    for name in ("decisions", "tasks"):
        del document[name]
    old = from_json(json.dumps(document).encode())
    assert old.decisions == () and old.tasks == () and old.plan == saved.plan
