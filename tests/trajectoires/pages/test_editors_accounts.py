"""Accounts: made without a password, opened by a link that works once; the door counts its attempts."""

from __future__ import annotations

import io
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from harness.client import ScanningClient

pytestmark = pytest.mark.django_db
LOGIN, FORGOTTEN = "/gestion/login/", "/gestion/password_reset/"
PASSWORD = "une phrase que personne ne devine"


@pytest.fixture(autouse=True)
def _calm(settings: Any) -> None:
    settings.LOGIN_RATE = ""


def invited(email: str = "c@exemple.fr", group: str = "coordination", **given: str) -> str:
    """What the command wrote."""
    out = io.StringIO()
    call_command("compte_editorial", courriel=email, groupe=group, stdout=out, **given)
    return out.getvalue()


def link(text: str) -> str:
    """The path of the link that was written."""
    return urlsplit(re.findall(r"https?://\S+", text)[-1]).path


def test_an_account_is_opened_by_its_link_and_only_once(client: ScanningClient) -> None:
    said = invited(nom="Ada Lovelace")
    assert "Compte ouvert\u00a0: c@exemple.fr (coordination)." in said
    assert "valable une fois et 3\u00a0jours" in said
    user = User.objects.get()
    assert (user.username, user.first_name, user.last_name) == ("c@exemple.fr", "Ada", "Lovelace")
    assert not user.has_usable_password()
    assert not user.is_superuser
    form = client.get(link(said), follow=True)
    assert form.status_code == 200
    address = form.redirect_chain[-1][0]
    refused = client.post(address, {"new_password1": "court", "new_password2": "court"})
    assert "12" in refused.content.decode()
    done = client.post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert done.status_code == 302
    entered = client.post(LOGIN, {"username": "C@exemple.fr ", "password": PASSWORD}, follow=True)
    assert entered.redirect_chain[-1][0] == "/gestion/"
    assert "Ce qui vous attend" in entered.content.decode()
    again = ScanningClient().get(link(said), follow=True)
    assert "new_password1" not in again.content.decode()


def test_an_account_that_exists_keeps_its_password_and_gains_its_group() -> None:
    User.objects.create_user("c@exemple.fr", "C@exemple.fr", PASSWORD)
    assert "Compte existant" in invited(group="moderation")
    user = User.objects.get()
    assert user.check_password(PASSWORD)
    assert [group.name for group in user.groups.all()] == ["Modération"]


def test_who_administers_holds_every_right() -> None:
    invited(group="administration")
    assert User.objects.get().is_superuser


@pytest.mark.parametrize(
    "arguments",
    [
        ("--courriel", "pas une adresse", "--groupe", "coordination"),
        ("--courriel", "c@exemple.fr", "--groupe", "rois"),
        ("--groupe", "coordination"),
    ],
)
def test_what_is_wrong_is_refused(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("compte_editorial", *arguments, stderr=io.StringIO())
    assert not User.objects.exists()


def test_the_door_says_in_french_what_it_is(client: ScanningClient) -> None:
    html = client.get(LOGIN).content.decode()
    for words in (
        "Écrire sur Trajectoires",
        "Réservé aux personnes",
        "Courriel",
        "Mot de passe",
    ):
        assert words in html
    for words in ("Wagtail<", "Sign in", ">Password"):
        assert words not in html


@pytest.mark.parametrize(
    ("address", "sent"),
    [(LOGIN, {"username": "c@exemple.fr", "password": "faux"}), (FORGOTTEN, {"email": "c@exemple.fr"})],
)
def test_attempts_are_counted_by_address(
    client: ScanningClient, settings: Any, address: str, sent: dict[str, str]
) -> None:
    settings.LOGIN_RATE = "3/h"
    codes = [client.post(address, sent, REMOTE_ADDR="192.0.2.7").status_code for _ in range(5)]
    assert 429 not in codes[:3]
    assert codes[3:] == [429, 429]
    # Reading the page is free, and another address has its own count.
    assert client.get(address, REMOTE_ADDR="192.0.2.7").status_code == 200
    assert client.post(address, sent, REMOTE_ADDR="192.0.2.8").status_code != 429


def test_the_right_password_after_too_many_attempts_waits_too(client: ScanningClient, settings: Any) -> None:
    settings.LOGIN_RATE = "2/h"
    User.objects.create_user("c@exemple.fr", "c@exemple.fr", PASSWORD)
    for _ in range(2):
        client.post(LOGIN, {"username": "c@exemple.fr", "password": "faux"})
    answer = client.post(LOGIN, {"username": "c@exemple.fr", "password": PASSWORD})
    assert answer.status_code == 429
    assert not Session.objects.exists()


def test_whether_an_account_exists_is_not_told(client: ScanningClient, mailoutbox: list[Any]) -> None:
    invited()
    user = User.objects.get()
    user.set_password(PASSWORD)
    user.save()
    answers = [client.post(FORGOTTEN, {"email": email}) for email in ("c@exemple.fr", "personne@exemple.fr")]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, f"{FORGOTTEN}done/")}
    assert len(mailoutbox) == 1
    wrong = [
        client.post(LOGIN, {"username": name, "password": "faux"}).content.decode()
        for name in ("c@exemple.fr", "personne@exemple.fr")
    ]
    said = [re.findall(r'<li class="error">(.*?)</li>', html) for html in wrong]
    assert said[0] == said[1] != []


@pytest.mark.parametrize("remember", ["", "on"])
def test_a_session_lasts_twelve_hours(client: ScanningClient, remember: str) -> None:
    User.objects.create_superuser("c@exemple.fr", "c@exemple.fr", PASSWORD)
    sent = {"username": "c@exemple.fr", "password": PASSWORD, "remember": remember}
    answer = client.post(LOGIN, {name: value for name, value in sent.items() if value})
    cookie = answer.cookies["seance"]
    assert cookie["max-age"] == (12 * 3600 if remember else "")
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    left = Session.objects.get().expire_date - timezone.now()
    assert 11.9 * 3600 < left.total_seconds() <= 12 * 3600


def test_the_door_does_not_lead_elsewhere(client: ScanningClient) -> None:
    User.objects.create_superuser("c@exemple.fr", "c@exemple.fr", PASSWORD)
    sent = {"username": "c@exemple.fr", "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post(LOGIN, sent)["Location"] == "/gestion/"


def test_forms_of_the_door_are_protected(guarded: ScanningClient) -> None:
    assert guarded.post(LOGIN, {"username": "x", "password": "y"}).status_code == 403
    assert guarded.post(FORGOTTEN, {"email": "c@exemple.fr"}).status_code == 403
