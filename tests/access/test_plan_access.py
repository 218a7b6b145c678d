"""The addresses of a plan × every kind of visitor. An address that is not in the table fails."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from harness.client import ScanningClient
from harness.plans import Made
from trajectoires.pathways.domain import storage
from trajectoires.pathways.links import EDIT, READ, Link
from trajectoires.pathways.models import CheckIn, Pathway, PathwayVersion
from trajectoires.pathways.urls import urlpatterns
from trajectoires.private_links import lifetime

BY_EITHER_LINK = {"edit": 200, "read": 200, "expired_edit": 410, "expired_read": 410}
BY_EDIT_LINK = {"edit": 200, "expired_edit": 410}
ONLY_POSTED = {"edit": 303, "expired_edit": 410}
"""Visitors who are not named get a 404, whatever the reason."""
TABLE = {
    "plan": BY_EITHER_LINK,
    "compare": BY_EITHER_LINK,
    "pdf": BY_EITHER_LINK,
    "calendar": BY_EITHER_LINK,
    "change": ONLY_POSTED,
    "swap": ONLY_POSTED,
    "undo": ONLY_POSTED,
    "keep": ONLY_POSTED,
    "share": BY_EDIT_LINK,
    "mail": BY_EDIT_LINK,
    "follow": BY_EDIT_LINK,
    "erase": BY_EDIT_LINK,
}
ROUTES = {p.name: str(p.pattern) for p in urlpatterns if ":link>" in str(p.pattern)}


@pytest.fixture
def links(client: ScanningClient, db: None) -> dict[str, Link]:
    """A living plan that is shared, one that expired, one whose sharing was taken back."""
    living, expired, revoked = (Made(client) for _ in range(3))

    def shared(made: Made) -> Link:
        return Link(READ, storage.share(pathway=made.opened.pathway, edit_token=made.link.token))

    found = {
        "edit": living.link,
        "read": shared(living),
        "wrong_edit": Link(EDIT, "A" * 43),
        "wrong_read": Link(READ, "A" * 43),
        "read_as_edit": Link(EDIT, shared(living).token),
        "edit_as_read": Link(READ, living.link.token),
        "expired_edit": expired.link,
        "expired_read": shared(expired),
        "revoked": shared(revoked),
    }
    lifetime.revoke_read_link(revoked.opened.pathway)
    yesterday = timezone.now() - dt.timedelta(days=1)
    Pathway.objects.filter(pk=expired.opened.pathway.pk).update(expires_at=yesterday)
    return found


def _path(name: str, link: Link) -> str:
    """Written by hand: what a curious person would type."""
    return "/" + ROUTES[name].replace("<plan_any:link>", str(link)).replace("<plan_edit:link>", str(link))


def _rows() -> list[tuple[object, ...]]:
    plans = Pathway.objects.order_by("pk").values_list("pk", "revision", "read_hash", "kept", "expires_at")
    versions = PathwayVersion.objects.order_by("pk").values_list("pk", "number")
    return [*plans, *versions, *CheckIn.objects.order_by("pk").values_list("pk")]


def test_every_address_by_every_link(
    client: ScanningClient, links: dict[str, Link], mailoutbox: list
) -> None:
    assert set(ROUTES) == set(TABLE)
    for name, expected in TABLE.items():
        found = {who: client.get(_path(name, link)).status_code for who, link in links.items()}
        assert found == {who: expected.get(who, 404) for who in links}, name
    before = _rows()
    said = {"action": "retard", "garder": "oui", "adresse": "moi@exemple.fr"}
    for name in TABLE:
        for who in set(links) - {"edit"}:
            answer = client.post(_path(name, links[who]), said)
            assert answer.status_code in (404, 405, 410), (name, who)
    assert _rows() == before
    assert mailoutbox == []


def test_a_reader_is_never_given_the_key(client: ScanningClient, links: dict[str, Link]) -> None:
    for name, expected in TABLE.items():
        if "read" not in expected:
            continue
        answer = client.get(_path(name, links["read"]))
        assert links["edit"].token.encode() not in answer.content, name
        assert b"/parcours/p/" not in answer.content, name
