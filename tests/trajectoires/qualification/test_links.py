"""Links as keys: unguessable, hashed, the read-only one derived and revocable."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from harness.client import ScanningClient
from harness.dossiers import Opened
from trajectoires.private_links import lifetime
from trajectoires.private_links.keys import fingerprint
from trajectoires.qualification.domain import sharing
from trajectoires.qualification.links import CASE, EDIT, READ, Link
from trajectoires.qualification.models import Dossier, Revision


def test_the_database_holds_no_token(opened: Opened) -> None:
    read = opened.share()
    row = Dossier.objects.get()
    stored = {row.edit_hash, row.read_hash}
    assert stored == {fingerprint(opened.token), fingerprint(read.token)}
    assert not {opened.token, read.token} & stored


def test_sharing_twice_gives_the_same_link(opened: Opened) -> None:
    assert opened.share() == opened.share()


def test_a_revoked_link_never_comes_back(client: ScanningClient, opened: Opened) -> None:
    first = opened.share()
    assert client.get(f"/{first}/").status_code == 200
    lifetime.revoke_read_link(opened.dossier)
    assert client.get(f"/{first}/").status_code == 404
    second = opened.share()
    assert second != first
    assert client.get(f"/{first}/").status_code == 404
    assert client.get(f"/{second}/").status_code == 200


def test_an_edit_address_refuses_a_reader_when_it_is_written() -> None:
    assert reverse("qualification:means", args=[Link(EDIT, "A" * 43)]) == f"/m/{'A' * 43}/moyens/"
    for link in (Link(READ, "A" * 43), Link(CASE, "la-cloche")):
        with pytest.raises(NoReverseMatch):
            reverse("qualification:means", args=[link])


def test_expired_then_purged(client: ScanningClient, opened: Opened) -> None:
    now = timezone.now()
    Dossier.objects.update(expires_at=now - dt.timedelta(minutes=1))
    assert client.get(opened.url()).status_code == 410
    assert sharing.purge_expired(now=now) == 1
    assert Revision.objects.count() == 0
    assert client.get(opened.url()).status_code == 410
    assert sharing.purge_expired(now=now) == 0
    assert sharing.purge_expired(now=now + dt.timedelta(days=31)) == 0
    assert Dossier.objects.count() == 0
    assert client.get(opened.url()).status_code == 404


def test_kept_does_not_expire(client: ScanningClient, opened: Opened) -> None:
    assert client.post(opened.url("keep"), {"garder": "oui"}).status_code == 303
    row = Dossier.objects.get()
    assert (row.kept, row.expires_at) == (True, None)
    assert sharing.purge_expired(now=timezone.now() + dt.timedelta(days=4000)) == 0
    client.post(opened.url("keep"), {"garder": "non"})
    row.refresh_from_db()
    assert row.kept is False
    assert 29 <= (row.expires_at - timezone.now()).days <= 30


def test_a_deposit_purges_what_expired(client: ScanningClient, opened: Opened) -> None:
    Dossier.objects.update(expires_at=timezone.now() - dt.timedelta(days=1))
    client.post(reverse("qualification:deposit"), {})
    assert Revision.objects.count() == 0


def test_share_page_opens_shows_and_revokes(client: ScanningClient, opened: Opened) -> None:
    page = client.get(opened.url("share"))
    assert "/v/" not in page.content.decode()
    assert client.post(opened.url("share"), {"action": "ouvrir"}).status_code == 303
    assert f"/{opened.share()}/" in client.get(opened.url("share")).content.decode()
    client.post(opened.url("share"), {"action": "revoquer"})
    assert "/v/" not in client.get(opened.url("share")).content.decode()


def test_erase_asks_then_deletes(client: ScanningClient, opened: Opened) -> None:
    assert client.get(opened.url("erase")).status_code == 200
    assert Dossier.objects.count() == 1
    assert client.post(opened.url("erase")).status_code == 200
    assert (Dossier.objects.count(), Revision.objects.count()) == (0, 0)
    assert client.get(opened.url()).status_code == 404


def test_mail_sends_the_link_and_keeps_no_address(
    client: ScanningClient, opened: Opened, mailoutbox: list
) -> None:
    assert client.post(opened.url("mail"), {"adresse": "pas-une-adresse"}).status_code == 422
    assert client.post(opened.url("mail"), {"adresse": "moi@exemple.fr"}).status_code == 200
    (message,) = mailoutbox
    assert message.to == ["moi@exemple.fr"]
    assert f"http://testserver/{opened.link}/" in message.body
