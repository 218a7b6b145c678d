"""Subscribing in two steps, changing one's mind, leaving."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail, signing
from django.test import Client
from django.utils import timezone

from harness import agenda_rows as rows
from harness.client import ScanningClient
from trajectoires.agenda import links
from trajectoires.agenda.domain import subscribing
from trajectoires.agenda.enums import CONSENT, Movement, Rhythm
from trajectoires.agenda.models import Delivery, Issue, Subscriber, SubscriptionCount, SubscriptionRequest

FORM, ASK, ASKED = (
    "/s-informer/abonnement/",
    "/s-informer/abonnement/demande/",
    "/s-informer/abonnement/demande/recue/",
)
EMAIL = "camille.dupont@exemple.org"


def _ask(client: ScanningClient, **fields: Any) -> Any:
    return client.post(ASK, {"adresse": EMAIL, "rythme": "hebdomadaire", "site": ""} | fields)


def _path(url: str) -> str:
    assert url.startswith("https://trajectoires.exemple.org/")
    return urlsplit(url).path


def _link(message: Any) -> str:
    (url,) = re.findall(r"https://\S+/confirmer/\S+", message.body)
    return _path(url)


def _confirmed(client: ScanningClient, **fields: Any) -> Subscriber:
    _ask(client, **fields)
    client.post(_link(mail.outbox[-1]))
    return Subscriber.objects.get(email=fields.get("adresse", EMAIL).lower())


def test_the_form_is_on_its_page(client: ScanningClient, db: None) -> None:
    answer = client.get(FORM)
    assert answer.status_code == 200
    assert " ".join(CONSENT.split()) in " ".join(answer.page.text.split())
    legends = re.findall(r"<legend>(.*?)</legend>", answer.content.decode())
    assert legends == ["À quel rythme", "Richesses humaines", "Financement", "Alliances"]
    assert "no-cache" not in answer.headers.get("Cache-Control", "")
    assert answer.cookies and answer.page.posts == 1


def test_the_address_of_the_form_alone_leads_to_its_page(client: ScanningClient, db: None) -> None:
    answer = client.get(ASK)
    assert (answer.status_code, answer.headers["Location"]) == (302, FORM)


def test_the_form_is_guarded(guarded: ScanningClient, db: None) -> None:
    assert _ask(guarded).status_code == 403
    token = guarded.get(FORM).cookies["jeton"].value
    answer = _ask(guarded, csrfmiddlewaretoken=token)
    assert (answer.status_code, answer.headers["Location"]) == (303, ASKED)


def test_asking_sends_a_link_and_subscribes_nobody(client: ScanningClient, db: None) -> None:
    answer = _ask(client, financement=["FI3b"], richesses_humaines=["RH3"])
    assert (answer.status_code, answer.headers["Location"]) == (303, ASKED)
    assert client.get(ASKED).page.headings == ["Regardez vos messages"]
    assert Subscriber.objects.count() == 0
    (message,) = mail.outbox
    assert message.to == [EMAIL] and message.from_email == "lettre@exemple.org"
    assert "service civique, prix libre" in message.body.lower()
    assert EMAIL not in _link(message)


def test_opening_the_link_does_not_confirm_and_the_button_does(client: ScanningClient, db: None) -> None:
    _ask(client, financement=["FI3b"])
    link = _link(mail.outbox[0])
    for _ in range(3):
        opened = client.get(link)
        assert opened.status_code == 200 and opened.page.posts == 1
        assert Client().head(link).status_code == 200
    assert Subscriber.objects.count() == 0
    answer = client.post(link)
    assert answer.page.headings == ["C’est confirmé"]
    made = Subscriber.objects.get()
    assert (made.email, made.rhythm, made.levers, made.consent) == (EMAIL, "hebdomadaire", ["FI3b"], CONSENT)
    assert SubscriptionRequest.objects.count() == 0
    # A second click, a page opened again: nothing changes.
    assert client.post(link).page.headings == ["C’est confirmé"]
    assert client.get(link).status_code == 200
    assert Subscriber.objects.get().confirmed_at == made.confirmed_at
    assert SubscriptionCount.objects.get(movement=Movement.CONFIRMED).total == 1


def test_a_link_lives_seven_days(client: ScanningClient, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    _ask(client)
    link, sent = _link(mail.outbox[0]), signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: sent + 7 * 86400 - 60)
    assert client.get(link).status_code == 200
    monkeypatch.setattr(signing.time, "time", lambda: sent + 7 * 86400 + 60)
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 410 and answer.page.headings == ["Ce lien n’est plus valable"]
    assert Subscriber.objects.count() == 0


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1], lambda t: "a" + t, lambda t: "x", lambda t: t.replace(".", "-")]
)
def test_a_link_that_nobody_signed_opens_nothing(client: ScanningClient, db: None, spoil: Any) -> None:
    made = _confirmed(client)
    _ask(client)
    for name, status in (("confirmer", 410), ("choix", 404), ("arreter", 404)):
        good = links.confirm_token(made.mark) if name == "confirmer" else links.manage_token(made.mark)
        address = f"/s-informer/abonnement/{name}/{spoil(good)}/"
        assert client.get(address).status_code == status
        assert client.post(address, {"rythme": "mensuel"}).status_code == status
    # Signed by the site, for something else.
    assert client.post(f"/s-informer/abonnement/arreter/{links.confirm_token(made.mark)}/").status_code == 404
    assert (
        client.post(f"/s-informer/abonnement/confirmer/{links.manage_token(made.mark)}/").status_code == 410
    )
    made.refresh_from_db()
    assert made.rhythm == "hebdomadaire"


def test_the_answer_never_says_whether_an_address_is_known(client: ScanningClient, db: None) -> None:
    _confirmed(client)
    known = _ask(client)
    unknown = _ask(client, adresse="inconnue@exemple.org")
    trapped = _ask(client, adresse="robot@exemple.org", site="https://spam.example")
    answers = [(one.status_code, one.headers["Location"], one.content) for one in (known, unknown, trapped)]
    assert len(set(answers)) == 1
    # Known or not, an address gets the same mail; the trap sends none and keeps nothing.
    first, *_, last = mail.outbox
    assert [m.to for m in mail.outbox] == [[EMAIL], [EMAIL], ["inconnue@exemple.org"]]
    assert re.sub(r"https://\S+", "", first.body) == re.sub(r"https://\S+", "", last.body)
    assert not SubscriptionRequest.objects.filter(email="robot@exemple.org").exists()


def test_asking_again_changes_the_choices_only_once_confirmed(client: ScanningClient, db: None) -> None:
    before = _confirmed(client)
    _ask(client, adresse=EMAIL.upper(), rythme="mensuel", alliances=["AL3"])
    before.refresh_from_db()
    assert before.rhythm == "hebdomadaire"
    client.post(_link(mail.outbox[-1]))
    after = Subscriber.objects.get()
    assert (after.pk, after.rhythm, after.levers) == (before.pk, "mensuel", ["AL3"])


def test_an_address_typed_again_and_again_gets_few_mails(client: ScanningClient, db: None) -> None:
    now = timezone.now()
    for minutes in range(0, 24 * 60, 5):
        asked = subscribing.request_subscription(
            email=EMAIL, rhythm=Rhythm.WEEKLY, levers=[], now=now + dt.timedelta(minutes=minutes)
        )
        assert asked is None or minutes % 10 == 0
    assert SubscriptionRequest.objects.get().mails == subscribing.MAILS_MAX
    for _ in range(3):
        assert _ask(client).status_code == 303
    assert mail.outbox == []


def test_requests_are_limited_by_network_address(client: ScanningClient, db: None, settings: Any) -> None:
    settings.LETTER_RATE = "2/h"
    statuses = [_ask(client, adresse=f"a{rank}@exemple.org").status_code for rank in range(3)]
    assert statuses == [303, 303, 429]
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"adresse": ""}, "Écrivez votre adresse"),
        ({"adresse": "camille"}, "semble incomplète"),
        ({"adresse": "a@exemple.org\nBcc: b@exemple.org"}, "semble incomplète"),
        ({"rythme": "toujours"}, "Choisissez un des deux rythmes"),
        ({"financement": ["RH3"]}, "n’existe pas"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_place(
    client: ScanningClient, db: None, fields: Any, said: str
) -> None:
    answer = _ask(client, **fields)
    assert answer.status_code == 422 and said in answer.page.text
    assert mail.outbox == [] and SubscriptionRequest.objects.count() == 0


def test_a_mail_server_that_fails_is_said(client: ScanningClient, db: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False
    answer = _ask(client)
    assert answer.status_code == 503 and "n’a pas pu partir" in answer.page.text


def test_choices_are_changed_from_a_letter(client: ScanningClient, db: None) -> None:
    made = _confirmed(client, financement=["FI3b"])
    address = _path(links.preferences_url(made.mark))
    opened = client.get(address)
    assert "c…@exemple.org" in opened.page.text and EMAIL not in opened.content.decode()
    assert opened.headers["Cache-Control"] == "private, no-store"
    ticked = re.findall(r'<input type="checkbox"[^>]*value="(\w+)"[^>]*checked', opened.content.decode())
    assert ticked == ["FI3b"]
    answer = client.post(address, {"rythme": "mensuel", "richesses_humaines": ["RH2", "RH1"]})
    assert "C’est enregistré" in answer.page.text
    made.refresh_from_db()
    assert (made.rhythm, made.levers) == ("mensuel", ["RH1", "RH2"])
    assert client.post(address, {"rythme": "chaque heure"}).status_code == 422


def test_choices_are_guarded_and_leaving_is_not(guarded: ScanningClient, db: None) -> None:
    made = rows.subscriber(EMAIL)
    assert guarded.post(_path(links.preferences_url(made.mark)), {"rythme": "mensuel"}).status_code == 403
    answer = guarded.post(_path(links.unsubscribe_url(made.mark)), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not Subscriber.objects.exists()


def test_leaving_erases_everything_and_does_so_once(client: ScanningClient, db: None) -> None:
    made = _confirmed(client)
    _ask(client)
    issue = Issue.objects.create(rhythm=Rhythm.WEEKLY, period="2026-11-26", cut_at=timezone.now())
    Delivery.objects.create(issue=issue, subscriber=made, message_id="<x@y>")
    address = _path(links.unsubscribe_url(made.mark))
    assert client.get(address).page.posts == 1
    assert Subscriber.objects.exists()
    for _ in range(2):
        assert client.post(address).page.headings == ["Vous n’êtes plus abonné"]
    assert not Subscriber.objects.exists()
    assert not SubscriptionRequest.objects.exists() and not Delivery.objects.exists()
    assert SubscriptionCount.objects.get(movement=Movement.LEFT).total == 1
    assert client.get(_path(links.preferences_url(made.mark))).page.headings == ["Vous n’êtes plus abonné"]


def test_a_link_of_years_ago_still_stops_a_new_subscription(
    client: ScanningClient, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _confirmed(client)
    old = _path(links.unsubscribe_url(first.mark))
    client.post(old)
    again = _confirmed(client)
    assert again.pk != first.pk
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 10 * 365 * 86400)
    client.post(old)
    assert not Subscriber.objects.exists()


def test_links_survive_a_new_key_of_the_site(client: ScanningClient, db: None, settings: Any) -> None:
    made = _confirmed(client)
    old = _path(links.unsubscribe_url(made.mark))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "une autre cle, assez longue pour en etre une, vraiment"
    # Asking again under the new key finds the same row.
    _ask(client, rythme="mensuel")
    client.post(_link(mail.outbox[-1]))
    assert Subscriber.objects.get().rhythm == "mensuel"
    client.post(old)
    assert not Subscriber.objects.exists()


def test_what_nobody_confirms_is_purged_after_a_week(client: ScanningClient, db: None) -> None:
    _ask(client)
    asked_at = SubscriptionRequest.objects.get().asked_at
    assert subscribing.purge_requests(now=asked_at + dt.timedelta(days=6, hours=23)) == 0
    assert subscribing.purge_requests(now=asked_at + dt.timedelta(days=7)) == 1
    assert client.post(_link(mail.outbox[0])).status_code == 410
    assert SubscriptionCount.objects.get(movement=Movement.PURGED).total == 1


def test_nothing_of_an_address_is_logged(
    client: ScanningClient, db: None, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    caplog.set_level("DEBUG")
    made = _confirmed(client)
    client.get(_path(links.preferences_url(made.mark)))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False
    _ask(client, adresse="autre@exemple.org")
    client.post(_path(links.unsubscribe_url(made.mark)))
    for said in ("camille", "exemple.org", made.mark):
        assert said not in "\n".join(
            record.getMessage() for record in caplog.records if record.name.startswith("trajectoires")
        )
