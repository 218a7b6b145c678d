"""« Qui décide » is asked for one decision at a time, whose words go with it everywhere."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from equilibre.documents.minutes_docx import minutes_docx
from equilibre.facilitation.formats import shipped
from equilibre.facilitation.minutes import minutes
from harness.client import ScanningClient
from harness.sessions import Held, hold
from trajectoires.facilitation.domain import deciding, preparing, rounds
from trajectoires.facilitation.domain.queries.ballots import ballots
from trajectoires.facilitation.domain.queries.record import record_of
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.models import Round

LABELS = {"a": "Former à la paie", "b": "Garder le local"}


def _held(**said: object) -> Held:
    held = hold(form=shipped()["decisions"], **said)
    for key, label in LABELS.items():
        deciding.add_decision(session=held.session, key=key, said=deciding.Decided(label=label))
    return held


def _words(client: ScanningClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_each_round_names_its_decision_on_every_screen_and_on_paper(client: ScanningClient, db: None) -> None:
    held = _held()
    phone = held.phone()
    held.at("instance")
    host = client.get(held.url("host")).content.decode()
    assert all(label in host for label in LABELS.values()), "one round is offered for each decision"
    put = held.put("instance", decision="b")
    assert put.decision is not None and put.decision.label == "Garder le local"
    for address in (
        reverse("facilitation:phone", args=[phone.link]),
        reverse("facilitation:screen", args=[held.screen]),
    ):
        page = _words(client, address)
        assert "Garder le local" in page and "Former à la paie" not in page, address
    phone.says(put, values={"bureau": 1})
    held.close(put)
    assert "Garder le local" in _words(client, held.url("paper", put.pk))
    sheet = [one.prompt for one in ballots(held.session, held.room.form) if "qui décide" in one.prompt]
    assert [prompt.split(".")[0] for prompt in sheet] == list(LABELS.values())


def test_a_round_for_another_decision_is_another_round_and_both_are_in_the_minutes(db: None) -> None:
    held = _held()
    phones = [held.phone() for _ in range(5)]
    for key, said in (("a", "conseil"), ("b", "assemblee")):
        put = held.put("instance", decision=key)
        for phone in phones:
            phone.says(put, values={said: 1})
        held.close(put, show=True)
    assert Round.objects.filter(decision__isnull=False).count() == 2
    leads = [block.lead for part in minutes(record_of(held.room)).parts for block in part.blocks]
    assert len(leads) == 2
    assert leads[0].startswith("Former à la paie. D’après nos statuts, qui décide")
    assert "Le conseil d’administration" in leads[0]
    assert leads[1].startswith("Garder le local. ") and "L’assemblée générale" in leads[1]
    assert minutes_docx(record_of(held.room)).startswith(b"PK")


def test_under_five_the_minutes_name_the_decision_and_no_body(db: None) -> None:
    held = _held()
    phones = [held.phone() for _ in range(4)]
    put = held.put("instance", decision="a")
    for phone in phones:
        phone.says(put, values={"bureau": 1})
    held.close(put, show=True)
    part = next(one for one in minutes(record_of(held.room)).parts if one.blocks)
    assert part.blocks[0].lead.startswith("Former à la paie. ") and "à moins de 5" in part.blocks[0].lead
    assert part.blocks[0].items == ()


def test_without_a_decision_nothing_opens(client: ScanningClient, db: None) -> None:
    held = hold(form=shipped()["decisions"])
    held.at("instance")
    answer = client.post(held.url("conduct"), {"action": "ouvrir", "question": "instance"})
    assert answer.status_code == 422 and not Round.objects.exists()
    assert "Écrire une décision" in client.get(held.url("host")).content.decode()


def test_words_still_change_after_who_decides_and_no_more_once_voted(db: None) -> None:
    """As the shipped format tells the host: « Un texte peut encore changer ici ; plus après. »"""
    held = _held()
    first, better = (deciding.Decided(label=label) for label in ("Former à la paie", "Former deux bénévoles"))
    put = held.put("instance", decision="a")
    with pytest.raises(RefusedError, match="Fermez la question"):
        deciding.change_decision(session=held.session, key="a", said=better)
    held.close(put)
    deciding.change_decision(session=held.session, key="a", said=better)
    assert held.room.puts[0].subject == "Former deux bénévoles"
    preparing.prepare_decision(
        session=held.session, key="a", said=preparing.ToPrepare(label=better.label, asked="Deux, en mai.")
    )
    held.close(held.put("vote", decision="a"))
    for change in (
        lambda: deciding.change_decision(session=held.session, key="a", said=first),
        lambda: preparing.prepare_decision(
            session=held.session, key="a", said=preparing.ToPrepare(label=better.label)
        ),
    ):
        with pytest.raises(RefusedError, match="a voté sur ces mots-là"):
            change()
    with pytest.raises(RefusedError, match="reste au compte rendu"):
        deciding.remove_decision(session=held.session, key="a")


def test_the_wall_shows_what_the_host_showed_last_whatever_was_put_first(
    client: ScanningClient, db: None
) -> None:
    held = _held()
    wall = reverse("facilitation:screen", args=[held.screen])
    held.phone()
    puts = {}
    for key in LABELS:
        puts[key] = held.put("vote", decision=key)
        held.close(puts[key], show=True)
    assert LABELS["b"] in _words(client, wall) and LABELS["a"] not in _words(client, wall)
    rounds.show(session=held.session, round_id=puts["a"].pk, shown=True)
    assert LABELS["a"] in _words(client, wall), "shown again"
    rounds.show(session=held.session, round_id=puts["b"].pk, shown=True)
    assert LABELS["b"] in _words(client, wall)
    held.close(held.put("vote", decision="a"), show=True)
    assert LABELS["a"] in _words(client, wall) and LABELS["b"] not in _words(client, wall), "voted again"
    rounds.show(session=held.session, round_id=held.room.on_wall.row.pk, shown=False)  # type: ignore[union-attr]
    assert LABELS["b"] in _words(client, wall), "hidden again: the one before it"


def test_the_wall_follows_the_words_that_change(client: ScanningClient, db: None) -> None:
    held = _held().at("manque")
    live = held.url("screen_live", link=held.screen)
    seen = client.get(held.url("screen", link=held.screen)).context["seen"]
    assert client.get(live, {"vu": seen}).status_code == 204
    deciding.change_decision(
        session=held.session, key="a", said=deciding.Decided(label="Former deux bénévoles")
    )
    again = client.get(live, {"vu": seen})
    assert again.status_code == 200 and "Former deux bénévoles" in again.content.decode()


def test_what_is_refused_is_said_under_its_own_decision_and_nowhere_else(
    client: ScanningClient, db: None
) -> None:
    held = _held()
    put = held.put("instance", decision="a")
    said = {"action": "ouvrir", "question": "instance", "decision": "b"}
    refused = client.post(held.url("conduct"), said)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert page.count('role="alert"') == 1
    own = page.split('id="question-instance-b"')[1].split("</article>")[0]
    assert "Une autre question est ouverte" in own
    closed = client.post(
        held.url("conduct"),
        {"action": "fermer", "question": "instance", "decision": "a", "tour": put.pk},
    )
    assert closed.headers["Location"].endswith("#question-instance-a")
    assert "#question-instance-a" in client.get(held.url("paper", put.pk)).content.decode()


def test_what_is_refused_of_a_decision_that_is_gone_is_said_at_the_head_of_the_step(
    client: ScanningClient, db: None
) -> None:
    held = _held().at("instance")
    for key in LABELS:
        deciding.remove_decision(session=held.session, key=key)
    for key in ("a", "\x00", ""):
        said = {"action": "ouvrir", "question": "instance", "decision": key}
        refused = client.post(held.url("conduct"), said)
        assert refused.status_code == 422
        assert refused.content.decode().count("Écrivez d’abord la décision") == 1
    moved = client.post(held.url("conduct"), {"action": "ouvrir", "question": "manque"})
    assert "n’est pas de cette étape" in moved.content.decode(), "another step's question: said all the same"
