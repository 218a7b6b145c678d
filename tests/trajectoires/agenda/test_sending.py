"""Sending, against a real SMTP server: what arrives, what fails for a while, what fails for good."""

from __future__ import annotations

import datetime as dt
import io
import smtplib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client

from harness import agenda_rows as rows
from harness.client import ScanningClient
from harness.smtp import PostBox, mail_server
from trajectoires.agenda.domain import delivering, issues
from trajectoires.agenda.enums import Rhythm, State
from trajectoires.agenda.interfaces import mails
from trajectoires.agenda.interfaces.sending import send_waiting
from trajectoires.agenda.models import Delivery, Issue, Subscriber
from trajectoires.config import processes

pytestmark = pytest.mark.usefixtures("quiet")


@pytest.fixture
def box(settings: Any) -> Iterator[PostBox]:
    """A mail server to which the site sends."""
    with mail_server() as opened:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", opened.port, False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield opened


@pytest.fixture
def issue(db: None) -> Issue:
    """An issue for three subscribers."""
    for name in ("a", "b", "c"):
        rows.subscriber(f"{name}@exemple.org")
    rows.letter(items=[{"title": "Une idée", "text": "Son texte."}])
    made = issues.make_issue(rhythm=Rhythm.WEEKLY, now=_now() + dt.timedelta(seconds=1), extra=True)
    assert made.issue is not None and made.deliveries == 3
    return made.issue


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _states() -> dict[str, str]:
    found = Delivery.objects.order_by("pk").values_list("subscriber__email", "state")
    return {email[0]: state for email, state in found}


def _come_back() -> None:
    """As if the time to try again had come."""
    Delivery.objects.update(not_before=None)


def test_the_whole_journey(client: ScanningClient, db: None, box: PostBox) -> None:
    address = "camille@exemple.org"
    client.post("/s-informer/abonnement/demande/", {"adresse": address, "rythme": "hebdomadaire", "site": ""})
    (asked,) = box.to(address)
    link = next(word for word in asked.get_content().split() if "/confirmer/" in word)
    assert client.post(urlsplit(link).path).status_code == 200

    rows.letter(title="Trois dates par aide", items=[{"title": "Une idée", "text": "Le texte, en entier."}])
    out = io.StringIO()
    call_command("envoyer_lettre", "--maintenant", stdout=out)
    assert "Messages envoyés\u00a0: 1, refusés\u00a0: 0, en attente\u00a0: 0." in out.getvalue()
    _, received = box.to(address)
    assert received["From"] == "lettre@exemple.org" and received["To"] == address
    plain, rich = received.get_body(("plain",)), received.get_body(("html",))
    assert plain is not None and rich is not None
    assert "Le texte, en entier." in plain.get_content() and "Le texte, en entier." in rich.get_content()
    assert 'lang="fr"' in rich.get_content()

    # A mail program, without cookie nor page: RFC 8058.
    assert received["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert b"\r\nList-Unsubscribe: <https://trajectoires.exemple.org/" in box.raw[-1], "on one line"
    one_click = urlsplit(received["List-Unsubscribe"].strip("<>"))
    assert one_click.scheme == "https"
    for _ in range(2):
        answer = Client(enforce_csrf_checks=True).post(
            one_click.path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code == 200 and not answer.cookies
    assert not Subscriber.objects.exists() and not Delivery.objects.exists()

    rows.letter(items=[{"title": "La suivante", "text": "x"}])
    call_command("envoyer_lettre", "--maintenant", stdout=io.StringIO())
    assert len(box.to(address)) == 2


def test_everybody_once_over_one_connection(issue: Issue, box: PostBox) -> None:
    assert send_waiting().sent == 3
    assert _states() == {"a": State.SENT, "b": State.SENT, "c": State.SENT}
    assert len(box.sessions) == 1
    assert send_waiting().sent == 0
    assert [sum(seen.values()) for seen in box.seen().values()] == [1, 1, 1]
    assert {mail["Message-ID"] for _, mail in box.mails} == set(
        Delivery.objects.values_list("message_id", flat=True)
    )


def test_a_temporary_failure_is_tried_again_later(issue: Issue, box: PostBox) -> None:
    box.on_recipient = lambda address, count: "450 4.2.1 Plus tard" if address.startswith("b") else None
    told = send_waiting()
    assert (told.sent, told.later) == (2, 1)
    assert _states()["b"] == State.WAITING
    waiting = Delivery.objects.get(subscriber__email="b@exemple.org")
    assert waiting.attempts == 1 and waiting.not_before is not None
    assert dt.timedelta(minutes=9) < waiting.not_before - _now() <= dt.timedelta(minutes=10)
    assert send_waiting().sent == 0, "not before its time"
    box.on_recipient = lambda address, count: None
    _come_back()
    assert send_waiting().sent == 1
    assert [mail["Message-ID"] for mail in box.to("b@exemple.org")] == [waiting.message_id]


def test_failures_that_last_are_given_up_after_days(issue: Issue, box: PostBox) -> None:
    box.on_recipient = lambda address, count: "450 4.2.1 Plus tard" if address.startswith("b") else None
    waits = []
    for _ in range(delivering.ATTEMPTS_MAX):
        send_waiting()
        one = Delivery.objects.get(subscriber__email="b@exemple.org")
        if one.state == State.WAITING:
            assert one.not_before is not None
            waits.append(round((one.not_before - _now()).total_seconds() / 60))
        _come_back()
    assert _states()["b"] == State.GIVEN_UP
    assert waits == [10, 20, 40, 80, 160, 320, 640, 720, 720, 720, 720], "nearly three days"
    assert Subscriber.objects.get(email="b@exemple.org").suspended_at is None


def test_an_address_that_is_refused_three_times_gets_nothing_more(db: None, box: PostBox) -> None:
    box.on_recipient = lambda address, count: "550 5.1.1 Inconnu" if address.startswith("b") else None
    for name in ("a", "b"):
        rows.subscriber(f"{name}@exemple.org")
    for rank in range(4):
        rows.letter(items=[{"title": f"Idée {rank}", "text": "x"}])
        made = issues.make_issue(rhythm=Rhythm.WEEKLY, now=_now() + dt.timedelta(seconds=rank), extra=True)
        assert made.deliveries == (2 if rank < 3 else 1)
        told = send_waiting()
        assert (told.sent, told.refused) == (1, 1 if rank < 3 else 0)
    refused = Subscriber.objects.get(email="b@exemple.org")
    assert refused.refusals == 3 and refused.suspended_at is not None
    assert len(box.to("a@exemple.org")) == 4


def test_refusals_that_are_not_in_a_row_are_forgotten(issue: Issue, box: PostBox) -> None:
    Subscriber.objects.update(refusals=2)
    assert send_waiting().sent == 3
    assert not Subscriber.objects.exclude(refusals=0).exists()


def test_a_content_that_is_refused_never_blames_the_reader(issue: Issue, box: PostBox) -> None:
    box.before_keeping = lambda address, count: "554 5.7.1 Contenu refuse"
    told = send_waiting()
    assert (told.sent, told.refused, told.stopped) == (0, 0, True)
    assert not Subscriber.objects.exclude(refusals=0).exists()
    assert delivering.left() == 3


@pytest.mark.parametrize("answer", ["421 4.3.2 Je ferme", "451 4.3.0 Panne"])
def test_a_server_in_trouble_is_left_in_peace(issue: Issue, box: PostBox, answer: str) -> None:
    box.on_recipient = lambda address, count: answer
    assert send_waiting().stopped
    box.on_recipient = lambda address, count: None
    _come_back()
    assert send_waiting().sent == 3
    assert [sum(seen.values()) for seen in box.seen().values()] == [1, 1, 1]


def test_a_server_that_is_not_there_costs_nobody_anything(issue: Issue, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False
    out, err = io.StringIO(), io.StringIO()
    call_command("envoyer_lettre", stdout=out, stderr=err)
    assert "en attente\u00a0: 3." in out.getvalue() and "ne répond pas" in err.getvalue()
    assert set(Delivery.objects.values_list("attempts", "not_before")) == {(0, None)}


def test_a_line_that_is_cut_is_opened_again(
    issue: Issue, box: PostBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = smtplib.SMTP.sendmail
    cut: list[int] = []

    def cutting(self: smtplib.SMTP, *arguments: Any, **options: Any) -> Any:
        if not cut:
            cut.append(1)
            self.sock.close()  # type: ignore[union-attr]
            raise smtplib.SMTPServerDisconnected("cut")
        return send(self, *arguments, **options)

    monkeypatch.setattr(smtplib.SMTP, "sendmail", cutting)
    told = send_waiting()
    assert (told.sent, told.later, told.stopped) == (2, 1, False)
    _come_back()
    assert send_waiting().sent == 1


def test_one_mail_that_cannot_be_written_does_not_keep_the_others(
    issue: Issue, box: PostBox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sections = mails.sections
    calls: list[int] = []

    def failing(*arguments: Any) -> Any:
        calls.append(1)
        if len(calls) == 2:
            raise ValueError("b@exemple.org")
        return sections(*arguments)

    monkeypatch.setattr(mails, "sections", failing)
    assert send_waiting().sent == 2
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == [
        "lettre-illisible"
    ]
    assert sorted(_states().values()) == [State.WAITING, State.SENT, State.SENT]


def test_whoever_left_or_follows_something_else_meanwhile_gets_nothing(db: None, box: PostBox) -> None:
    for name in ("a", "b", "c"):
        rows.subscriber(f"{name}@exemple.org", levers=("RH3",))
    rows.letter(items=[{"title": "Volontaires", "text": "x", "levers": ["RH3"]}])
    issues.make_issue(rhythm=Rhythm.WEEKLY, now=_now() + dt.timedelta(seconds=1), extra=True)
    Subscriber.objects.filter(email="a@exemple.org").delete()
    Subscriber.objects.filter(email="b@exemple.org").update(levers=["AL1"])
    assert send_waiting().sent == 1
    assert list(box.seen()) == ["c@exemple.org"]
    assert _states() == {"b": State.GIVEN_UP, "c": State.SENT}


def test_leaving_while_the_mail_leaves(issue: Issue, box: PostBox, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = delivering.sent

    def leaving(**told: Any) -> None:
        Subscriber.objects.filter(pk=told["delivery"].subscriber_id).delete()
        sent(**told)

    monkeypatch.setattr(delivering, "sent", leaving)
    assert send_waiting().sent == 3
    assert not Delivery.objects.exists()


def test_only_what_a_dead_process_held_is_taken_back(issue: Issue, box: PostBox) -> None:
    alive, dead, far = Delivery.objects.order_by("pk")
    now = _now()
    place, number, started = processes.own_name().split("/")
    held = {
        alive.pk: processes.own_name(),
        # The same number, another start: the number was used again.
        dead.pk: f"{place}/{number}/{int(started) - 1}",
        far.pk: f"ailleurs/{number}/{started}",
    }
    for pk, holder in held.items():
        Delivery.objects.filter(pk=pk).update(state=State.SENDING, holder=holder, held_since=now)
    assert send_waiting().sent == 1
    assert _states() == {"a": State.SENDING, "b": State.SENT, "c": State.SENDING}
    Delivery.objects.filter(pk=far.pk).update(held_since=now - delivering.LEASE - dt.timedelta(seconds=1))
    assert send_waiting().sent == 1
    assert _states() == {"a": State.SENDING, "b": State.SENT, "c": State.SENT}


def test_two_processes_never_take_the_same(issue: Issue) -> None:
    now = _now()
    first = delivering.take_next(holder="un", now=now, after=0)
    second = delivering.take_next(holder="deux", now=now, after=0)
    assert first is not None and second is not None and first.pk != second.pk
    # What one took, the other cannot close.
    delivering.sent(delivery=first, holder="deux", now=now)
    assert Delivery.objects.get(pk=first.pk).state == State.SENDING


def test_a_delivery_costs_three_queries(issue: Issue, box: PostBox, django_assert_num_queries: Any) -> None:
    # Once: what is held, the issue, the end of the line. Each: find, take, say.
    with django_assert_num_queries(3 + 3 * 3):
        send_waiting()
