"""Answers saved page by page, lent dimension by dimension, undone, shared, kept, erased, done again."""

from __future__ import annotations

import datetime as dt

from django.core import mail
from django.urls import reverse
from django.utils import timezone

from equilibre.diagnosis import bank
from equilibre.diagnosis.visibility import visible_questions
from harness.client import ScanningClient
from harness.diagnoses import Opened, open_diagnosis
from trajectoires.diagnoses.domain import handing, sharing
from trajectoires.diagnoses.domain.queries.screens import field_name
from trajectoires.diagnoses.links import READ, link_of
from trajectoires.diagnoses.models import Diagnosis, DiagnosisRevision, Part


def all_answered(opened: Opened, level: int = 2) -> Opened:
    """The same, with every question answered alike."""
    saved = opened.now.saved
    asked = visible_questions(bank.load(), saved.variant, saved.length, {})
    return open_diagnosis(dict.fromkeys([one.key for one in asked], level), length=saved.length)


def test_each_page_saves_and_the_last_save_is_undone(client: ScanningClient, db: None) -> None:
    opened = open_diagnosis()
    first = next(one for one in bank.load().questions if one.dimension == "projet")
    name = field_name(first.key)
    assert client.post(opened.url("questions", 1), {name: "2"}).status_code == 303
    assert opened.now.saved.answers == {first.key: 2}
    client.post(opened.url("questions", 1), {name: "9"})
    assert opened.now.saved.answers == {first.key: 2}, "no page offers that"
    assert "checked" in client.get(opened.url("questions", 1)).content.decode()
    assert first.levels[2] in client.get(opened.url()).content.decode()
    assert client.get(opened.url("undo")).status_code == 200
    client.post(opened.url("undo"))
    assert opened.now.saved.answers == {}
    assert client.get(opened.url("questions", 99)).status_code == 404


def test_one_dimension_is_lent_and_taken_back(client: ScanningClient, db: None) -> None:
    opened = open_diagnosis(length="complet")
    client.post(opened.url("parts"), {"sujet": "projet", "action": "ouvrir"})
    assert "/diagnostic/d/" in client.get(opened.url("parts")).content.decode()
    part = opened.lend("projet")
    address = reverse("diagnoses:part", args=[part])
    page = client.get(address)
    assert opened.token not in page.content.decode()
    others = [one for one in bank.load().questions if one.dimension != "projet"]
    assert not any(field_name(one.key) in page.content.decode() for one in others)
    mine = next(one for one in bank.load().questions if one.dimension == "projet")
    other = others[0]
    client.post(address, {field_name(mine.key): "3", field_name(other.key): "3"})
    assert opened.now.saved.answers == {mine.key: 3}, "only what was lent is written"
    client.post(opened.url("parts"), {"sujet": "projet", "action": "fermer"})
    assert client.get(address).status_code == 404
    assert opened.lend("projet") != part, "a link that was closed never comes back"
    assert client.post(opened.url("parts"), {"sujet": "autre"}).status_code == 404
    assert client.get(open_diagnosis(length="flash").url("parts")).status_code == 404


def test_the_life_of_the_link(client: ScanningClient, db: None) -> None:
    opened = open_diagnosis()
    client.post(opened.url("share"), {"action": "ouvrir"})
    read = opened.share()
    assert read.kind == READ
    shared = client.get(reverse("diagnoses:result", args=[read])).content.decode()
    assert "lecture seule" in shared
    assert str(read) in client.get(opened.url("share")).content.decode()
    client.post(opened.url("share"), {"action": "revoquer"})
    assert client.get(reverse("diagnoses:result", args=[read])).status_code == 404
    client.post(opened.url("keep"), {"garder": "oui"})
    assert opened.now.diagnosis.kept
    client.post(opened.url("keep"), {"garder": "non"})
    assert opened.now.diagnosis.expires_at is not None
    client.post(opened.url("mail"), {"adresse": "tresorier@exemple.fr"})
    assert opened.token in str(mail.outbox[0].body)
    assert client.post(opened.url("mail"), {"adresse": "tresorier"}).status_code == 422
    opened.lend("projet")
    assert client.post(opened.url("erase")).status_code == 200
    assert client.get(opened.url()).status_code == 404
    assert not Diagnosis.objects.exists() and not DiagnosisRevision.objects.exists()
    assert not Part.objects.exists()


def test_what_expired_says_so_then_goes(client: ScanningClient, db: None) -> None:
    opened = open_diagnosis()
    past = timezone.now() - dt.timedelta(days=1)
    Diagnosis.objects.filter(pk=opened.diagnosis.pk).update(expires_at=past)
    assert client.get(opened.url()).status_code == 410
    assert sharing.purge_expired(now=timezone.now()) == 1
    assert not DiagnosisRevision.objects.exists()
    assert client.get(opened.url()).status_code == 410
    sharing.purge_expired(now=timezone.now() + dt.timedelta(days=400))
    assert client.get(opened.url()).status_code == 404


def test_done_again_only_what_changed_is_asked(client: ScanningClient, db: None) -> None:
    before = all_answered(open_diagnosis())
    page = client.get(before.url("again"))
    assert "Qu’est-ce qui a changé" in page.content.decode()
    changed = next(one for one in bank.load().questions if one.dimension == "alliances").key
    answer = client.post(before.url("again"), {"change": changed})
    address = answer.headers["Location"]
    new = link_of(address.removeprefix("/diagnostic/").split("/questions/")[0])
    assert new is not None and new != before.link
    html = client.get(address).content.decode()
    assert field_name(changed) in html
    ended = client.post(address, {field_name(changed): "3"})
    assert ended.headers["Location"] == reverse("diagnoses:result", args=[new])
    result = client.get(ended.headers["Location"]).content.decode()
    assert "Depuis la dernière fois" in result
    assert "à un niveau plus avancé" in result
    assert before.now.saved.answers[changed] == 2


def test_the_situation_is_kept_and_handed_on(client: ScanningClient, db: None) -> None:
    opened = open_diagnosis()
    assert client.get(opened.url("situation")).status_code == 200
    assert client.post(opened.url("situation"), {"assemblee": "hier"}).status_code == 422
    client.post(opened.url("situation"), {"assemblee": "2027-03-12"})
    assert opened.now.saved.situation.next_assembly == dt.date(2027, 3, 12)
    assert "2027-03-12" in client.get(opened.url("situation")).content.decode()


def test_what_others_open_and_keep(db: None) -> None:
    opened = all_answered(open_diagnosis())
    assert handing.result_behind(str(opened.link)) == opened.now.result
    assert handing.result_behind("q/" + "A" * 43) is None
    assert handing.result_behind("m/x") is None
    kept = handing.snapshot(str(opened.link))
    assert kept is not None and kept.kind == "diagnosis"
    again = link_of(handing.reopen(kept.content).removeprefix("/diagnostic/").rstrip("/"))
    assert again is not None and handing.result_behind(str(again)) == opened.now.result
    assert handing.snapshot("q/" + "A" * 43) is None
