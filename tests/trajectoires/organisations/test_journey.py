"""A space from its opening to its handing on, by the pages and the mails alone."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from harness.client import ScanningClient
from harness.dossiers import Opened
from harness.spaces import SIREN, enter, open_space, person, signed_in
from trajectoires.organisations.domain import members, personal, sharing
from trajectoires.organisations.enums import Role
from trajectoires.organisations.models import Holding, Invitation, Organisation, Share

IDENTITY = {"nom": "Les amis du lac", "profil": "petite", "siren": SIREN, "rna": ""}
KEY = re.compile(r"https?://[^/\s]+(/espaces/[a-z-]+/[A-Za-z0-9_-]{43}/)")


def url(name: str, *args: Any) -> str:
    return reverse(f"organisations:{name}", args=args)


def key_of_the_last_mail() -> str:
    found = KEY.search(mail.outbox[-1].body)
    assert found is not None, mail.outbox[-1].body
    return found.group(1)


def opened_by(browser: ScanningClient) -> str:
    """A space opened by its form; its slug."""
    answer = browser.post(url("create"), IDENTITY)
    assert answer.status_code == 303
    return str(answer.headers["Location"]).strip("/").split("/")[1]


def test_opening_is_checked_and_the_home_says_what_to_do(db: None) -> None:
    browser = signed_in(person("nadia"))
    assert "Vous n’êtes encore dans aucun espace" in browser.get(url("spaces")).page.text
    for wrong in ({"siren": "732829321"}, {"rna": "W12"}, {"nom": ""}, {"nom": "Gagnez sur www.exemple.fr"}):
        assert browser.post(url("create"), IDENTITY | wrong).status_code == 422, wrong
    assert Organisation.objects.count() == 0
    slug = opened_by(browser)
    text = browser.get(url("home", slug)).page.text
    assert "Garder une première copie" in text
    assert "Inviter une deuxième personne à la gestion" in text
    assert "Les amis du lac" in browser.get(url("spaces")).page.text


def test_what_is_no_key_opens_nothing(db: None) -> None:
    browser = signed_in(person("nadia"))
    for key in ("é" * 43, "\u202e", "A" * 500, "%00"):
        for name in ("invitation", "proposed_share"):
            assert browser.get(url(name, key)).status_code == 404, key


def test_an_invitation_is_for_one_address_and_once(db: None) -> None:
    manager, guest, other = person("manager"), person("guest"), person("other")
    browser = signed_in(manager)
    slug = opened_by(browser)
    answer = browser.post(url("members", slug), {"adresse": "Guest@Exemple.fr", "role": "membre"})
    assert answer.status_code == 303
    key = key_of_the_last_mail()
    assert "Les amis du lac" in mail.outbox[-1].body
    # Nobody signed in: the same page for this key and for any other, and no key in any address that it gives.
    nobody = ScanningClient()
    page, wrong = nobody.get(key), nobody.get("/espaces/invitation/" + "A" * 43 + "/")
    assert page.content == wrong.content
    assert key.split("/")[3] not in page.content.decode()
    assert signed_in(other).get(key).status_code == 422
    assert signed_in(other).post(key).status_code == 422
    theirs = signed_in(guest)
    assert theirs.get(key).status_code == 200
    assert theirs.post(key).status_code == 303
    assert theirs.get(url("home", slug)).status_code == 200
    assert theirs.post(key).status_code == 404
    # Cancelled, expired: gone.
    browser.post(url("members", slug), {"adresse": "other@exemple.fr", "role": "lecture"})
    key = key_of_the_last_mail()
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(minutes=1))
    assert signed_in(other).get(key).status_code == 404
    assert members.purge_invitations(now=timezone.now()) == 1
    browser.post(url("members", slug), {"adresse": "other@exemple.fr", "role": "lecture"})
    number = str(Invitation.objects.get().pk)
    browser.post(url("change_member", slug), {"qui": number, "action": "annuler"})
    assert signed_in(other).get(key_of_the_last_mail()).status_code == 404


def test_a_mail_that_does_not_leave_keeps_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise ConnectionRefusedError

    browser = signed_in(person("manager"))
    slug = opened_by(browser)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)
    assert browser.post(url("members", slug), {"adresse": "a@b.fr", "role": "lecture"}).status_code == 503
    assert browser.post(url("hand_on", slug), {"adresse": "a@b.fr"}).status_code == 503
    form = {"avec": "reseau", "adresse": "a@b.fr", "sortes": ["model"], "duree": "6"}
    assert browser.post(url("share", slug), form).status_code == 503
    assert not Invitation.objects.exists()
    assert not Share.objects.exists()


def test_a_model_is_kept_as_versions_and_opened_again(opened: Opened) -> None:
    browser = signed_in(person("manager"))
    slug = opened_by(browser)
    # From the page of the model: its link is posted, the space is chosen, nothing is in an address.
    page = browser.post(url("keep_link"), {"lien": str(opened.link)})
    assert "Garder dans" in page.page.text
    assert opened.token not in "".join(page.page.hrefs)
    assert browser.post(url("keep", slug), {"lien": str(opened.link)}).status_code == 200
    assert Holding.objects.count() == 0
    for pasted in (str(opened.link), f"https://exemple.fr/{opened.share()}/?exercice=0"):
        answer = browser.post(url("keep", slug), {"lien": pasted, "confirmer": "oui"})
        assert answer.status_code == 303
    assert list(Holding.objects.order_by("version").values_list("kind", "version")) == [
        ("model", 1),
        ("model", 2),
    ]
    for nothing in ("m/" + "A" * 43, "bonjour", "", "https://exemple.fr/cas/une/"):
        assert browser.post(url("keep", slug), {"lien": nothing, "confirmer": "oui"}).status_code == 422
        assert browser.post(url("keep_link"), {"lien": nothing}).status_code == 422
    first = Holding.objects.get(version=1)
    answer = browser.post(url("copy", slug, first.pk))
    assert answer.status_code == 303
    again = browser.get(answer.headers["Location"])
    assert again.status_code == 200
    assert opened.token not in answer.headers["Location"]
    assert opened.model.last.sentence in again.page.text
    # What cannot be read any more says so, and stays.
    Holding.objects.filter(pk=first.pk).update(kind="inconnu")
    assert browser.post(url("copy", slug, first.pk)).status_code == 422
    browser.post(url("drop", slug, first.pk))
    assert list(Holding.objects.values_list("version", flat=True)) == [2]


def test_somebody_always_manages(db: None) -> None:
    space = open_space()
    slug, manager = space.organisation.slug, space.browser("manager")
    number = {
        who: space.organisation.memberships.get(person=space.people[who]).pk for who in ("manager", "member")
    }
    change = url("change_member", slug)
    assert manager.post(change, {"qui": str(number["manager"]), "action": "lecture"}).status_code == 422
    assert manager.post(url("leave", slug)).status_code == 422
    assert manager.post(change, {"qui": str(number["member"]), "action": "gestion"}).status_code == 303
    assert manager.post(url("leave", slug)).status_code == 303
    assert manager.get(url("home", slug)).status_code == 404
    heir = space.browser("member")
    assert heir.post(change, {"qui": str(number["member"]), "action": "retirer"}).status_code == 422
    assert heir.post(change, {"qui": "9" * 30, "action": "retirer"}).status_code == 303


def test_a_share_is_accepted_seen_and_taken_back(db: None) -> None:
    space = open_space()
    slug, manager, guest = space.organisation.slug, space.browser("manager"), person("adviser2")
    form = {"avec": "reseau", "adresse": guest.email, "sortes": ["model"], "duree": "3"}
    assert manager.post(url("share", slug), form | {"sortes": []}).status_code == 422
    assert manager.post(url("share", slug), form).status_code == 303
    theirs, key = signed_in(guest), key_of_the_last_mail()
    assert "pas encore accepté" in manager.get(url("who_sees", slug)).page.text
    assert theirs.get(url("shared_space", slug)).status_code == 404
    assert space.browser("stranger").post(key).status_code == 422
    assert theirs.get(key).status_code == 200
    assert theirs.post(key).status_code == 303
    assert "Copie model" in theirs.get(url("shared_space", slug)).page.text
    assert "Copie diagnosis" not in theirs.get(url("shared_space", slug)).page.text
    assert "Les amis du lac" in theirs.get(url("spaces")).page.text
    assert guest.email in manager.get(url("who_sees", slug)).page.text
    reader = space.browser("reader").get(url("who_sees", slug)).page.text
    assert "Notre réseau ou fédération" in reader
    assert "@exemple.fr" not in reader
    number = str(Share.objects.get(person=guest).pk)
    manager.post(url("withdraw", slug), {"partage": number, "sorte": "model"})
    assert theirs.get(url("shared_space", slug)).status_code == 404
    assert theirs.get(url("copy", slug, space.copy.pk)).status_code == 404
    assert not Share.objects.filter(pk=number).exists()
    # The adviser may put down a right; the dates do it alone.
    adviser = space.browser("adviser")
    assert theirs.post(url("give_up", space.share.pk)).status_code == 404
    assert adviser.post(url("give_up", space.share.pk)).status_code == 303
    assert adviser.get(url("shared_space", slug)).status_code == 404
    assert sharing.purge(now=timezone.now()) == 1


def test_handing_on(db: None) -> None:
    space = open_space()
    slug, heir = space.organisation.slug, person("heir")
    page = space.browser("manager").post(url("hand_on", slug), {"adresse": heir.email})
    assert "L’invitation est partie" in page.page.text
    signed_in(heir).post(key_of_the_last_mail())
    assert space.organisation.memberships.get(person=heir).role == Role.MANAGER
    lines = space.browser("manager").get(url("journal", slug)).page.text
    assert "Passation préparée" in lines
    assert heir.email in lines
    assert heir.email not in space.browser("member").get(url("journal", slug)).page.text


def test_the_export_holds_all(db: None) -> None:
    space = open_space()
    answer = space.browser("manager").post(url("export", space.organisation.slug))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert sorted(archive.namelist()) == [
            "copies/diagnosis-v1.json",
            "copies/model-v1.json",
            "espace.json",
            "lisez-moi.txt",
        ]
        told = json.loads(archive.read("espace.json"))
        assert archive.read("copies/model-v1.json") == b"{}"
    assert told["siren"] == SIREN
    assert {one["adresse"] for one in told["personnes"]} == {
        "manager@exemple.fr",
        "member@exemple.fr",
        "reader@exemple.fr",
    }
    assert told["journal"][0]["quoi"] == "Export de l’espace"
    assert {share["adresse"] for share in told["partages"]} == {"adviser@exemple.fr", ""}


@pytest.mark.parametrize("people", [0, 6])
def test_lists_cost_the_same_whatever_their_length(
    db: None, people: int, django_assert_num_queries: Any
) -> None:
    space = open_space()
    for rank in range(people):
        enter(space.organisation, person(f"p{rank}"), Role.READER)
    slug, manager = space.organisation.slug, space.browser("manager")
    # Two of each: the session and the account. Then the space, and what the page lists.
    counts = {"spaces": 4, "home": 5, "journal": 4, "members": 5, "who_sees": 5}
    for name, count in counts.items():
        with django_assert_num_queries(count):
            manager.get(url(name, *([] if name == "spaces" else [slug])))


def test_an_account_that_goes_leaves_every_space_managed(db: None) -> None:
    space = open_space()
    told = personal.export(space.people["adviser"])
    assert [one["nom"] for one in told["partages_recus"]] == ["Les amis du lac"]
    told = personal.export(space.people["manager"])
    assert [one["role"] for one in told["espaces"]] == ["Gestion"]
    assert told["journal"][0]["quoi"] == "Création de l’espace"
    alone = signed_in(person("alone"))
    slug = opened_by(alone)
    for who in (space.people["manager"], get_user_model().objects.get(email="alone@exemple.fr")):
        who.delete()
    assert not Organisation.objects.filter(slug=slug).exists()
    heir = space.organisation.memberships.get(role=Role.MANAGER.value)
    assert heir.person == space.people["member"]
    assert (
        "Une personne qui n’a plus de compte"
        in space.browser("member").get(url("journal", space.organisation.slug)).page.text
    )
