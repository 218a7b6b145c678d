"""« Où en êtes-vous ? »: asked for, at most every six weeks, stopped in one click, erased."""

from __future__ import annotations

import datetime as dt
import re
import smtplib
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone

from harness.client import ScanningClient
from harness.plans import Made
from trajectoires.pathways.domain.check_ins import EVERY
from trajectoires.pathways.interfaces import mails
from trajectoires.pathways.links import stop_token
from trajectoires.pathways.models import CheckIn

DAY = dt.timedelta(days=1)


def followed(made: Made) -> CheckIn:
    """The plan, with its check-ins asked for."""
    assert made.client.get(made.url("follow")).status_code == 200
    assert made.client.post(made.url("follow"), {"adresse": "moi"}).status_code == 422
    assert made.client.post(made.url("follow"), {"adresse": "moi@exemple.fr"}).status_code == 303
    return CheckIn.objects.get()


def test_at_most_every_six_weeks(made: Made, mailoutbox: list) -> None:
    row = followed(made)
    assert made.opened.pathway.kept, "a mail in six weeks must find the plan"
    assert made.address in mailoutbox[0].body
    now = timezone.now()
    days = [now + DAY * n for n in range(200)]
    sent = [day for day in days if mails.send_due(now=day).sent]
    assert len(sent) == 4
    assert all(after - before >= EVERY for before, after in pairwise(sent))
    assert mailoutbox[-1].to == ["moi@exemple.fr"]
    assert made.link.token not in mailoutbox[-1].body
    assert f"<{mails.stop_url(row)}>" in mailoutbox[-1].extra_headers["List-Unsubscribe"]
    # Asking again does not bring the next mail nearer.
    before = CheckIn.objects.get().next_at
    followed(made)
    assert CheckIn.objects.get().next_at == before


def test_answered_from_the_mail(client: ScanningClient, made: Made, mailoutbox: list) -> None:
    followed(made)
    mails.send_due(now=timezone.now() + EVERY)
    address = re.search(r"http://127\.0\.0\.1:8000(/parcours/nouvelles/\S+)", mailoutbox[-1].body)
    assert address is not None
    page = client.get(address[1])
    assert page.headers["Cache-Control"] == "private, no-store"
    first, second = made.keys[:2]
    assert client.post(address[1], {"fait": [first, second], "retard": "oui"}).status_code == 303
    assert made.opened.saved.done_keys == (first, second)
    assert client.get(address[1]).status_code == 200
    client.post(address[1], {"fait": made.keys})
    assert "Tout est fait" in client.get(address[1]).content.decode()
    sent = len(mailoutbox)
    mails.send_due(now=timezone.now() + 3 * EVERY)
    assert len(mailoutbox) == sent
    assert not CheckIn.objects.exists()


def test_stopped_in_one_click_without_a_cookie(guarded: ScanningClient, made: Made) -> None:
    row = followed(made)
    stop = mails.stop_url(row).removeprefix("http://127.0.0.1:8000")
    assert guarded.get(stop).status_code == 200
    assert CheckIn.objects.exists()
    assert guarded.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not CheckIn.objects.exists()
    assert guarded.post(stop).status_code == 200
    token = stop_token(str(made.opened.pathway.pk))
    assert "plus ici" in guarded.get(reverse("pathways:check_in", args=[token])).content.decode()
    for name in ("check_in", "stop"):
        assert guarded.get(reverse(f"pathways:{name}", args=["faux.signe"])).status_code == 404


def test_stopped_from_the_plan_and_erased_with_it(made: Made) -> None:
    followed(made)
    made.client.post(made.url("follow"), {"action": "arreter"})
    assert not CheckIn.objects.exists()
    followed(made)
    made.client.post(made.url("erase"))
    assert not CheckIn.objects.exists()


def test_a_server_out_of_reach_is_tried_again_and_a_doubt_is_not(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed(made)
    now = timezone.now() + EVERY
    for failure, wait in ((ConnectionRefusedError(), DAY), (smtplib.SMTPServerDisconnected(), EVERY)):

        def fail(*_: object, failure: Exception = failure, **__: object) -> None:
            raise failure

        with monkeypatch.context() as patch:
            patch.setattr("django.core.mail.EmailMessage.send", fail)
            assert mails.send_due(now=now).later == 1
        assert CheckIn.objects.get().next_at == now + wait
        now = now + wait
