"""The addresses of a diagnosis × every kind of visitor. An address that is not in the table fails."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from harness.client import ScanningClient
from harness.diagnoses import open_diagnosis
from trajectoires.diagnoses.domain import sharing
from trajectoires.diagnoses.links import EDIT, PART, READ, Link
from trajectoires.diagnoses.models import Diagnosis, DiagnosisRevision, Part
from trajectoires.diagnoses.urls import urlpatterns
from trajectoires.private_links import lifetime

BY_EITHER_LINK = {"edit": 200, "read": 200, "expired_edit": 410, "expired_read": 410}
BY_EDIT_LINK = {"edit": 200, "expired_edit": 410}
"""Visitors who are not named get a 404, whatever the reason."""
ROOT = {**BY_EITHER_LINK, "part": 200, "expired_part": 410}
"""« diagnostic/<link>/ »: the result, or one dimension; the kind of link decides."""
TABLE = {
    "result": ROOT,
    "part": ROOT,
    "document": BY_EITHER_LINK,
    "questions": BY_EDIT_LINK,
    "beside": BY_EDIT_LINK,
    "situation": BY_EDIT_LINK,
    "parts": BY_EDIT_LINK,
    "again": BY_EDIT_LINK,
    "undo": BY_EDIT_LINK,
    "keep": BY_EDIT_LINK,
    "share": BY_EDIT_LINK,
    "mail": BY_EDIT_LINK,
    "erase": BY_EDIT_LINK,
}
ROUTES = {p.name: str(p.pattern) for p in urlpatterns if ":link>" in str(p.pattern)}


@pytest.fixture
def links(db: None) -> dict[str, Link]:
    """A living diagnosis that is shared and lent, one that expired, one that was taken back."""
    living, expired, revoked = (open_diagnosis() for _ in range(3))
    found = {
        "edit": living.link,
        "read": living.share(),
        "part": living.lend("projet"),
        "wrong_edit": Link(EDIT, "A" * 43),
        "wrong_read": Link(READ, "A" * 43),
        "wrong_part": Link(PART, "A" * 43),
        "read_as_edit": Link(EDIT, living.share().token),
        "edit_as_read": Link(READ, living.link.token),
        "edit_as_part": Link(PART, living.link.token),
        "expired_edit": expired.link,
        "expired_read": expired.share(),
        "expired_part": expired.lend("projet"),
        "revoked": revoked.share(),
        "revoked_part": revoked.lend("projet"),
    }
    lifetime.revoke_read_link(revoked.diagnosis)
    sharing.take_back(diagnosis=revoked.diagnosis, dimension="projet")
    yesterday = timezone.now() - dt.timedelta(days=1)
    Diagnosis.objects.filter(pk=expired.diagnosis.pk).update(expires_at=yesterday)
    return found


def _path(name: str, link: Link) -> str:
    """Written by hand: what a curious person would type."""
    route = ROUTES[name].replace("<int:number>", "1").replace("<slug:kind>", "pdf")
    return "/" + re.sub(r"<\w+:link>", str(link), route)


def _rows() -> list[tuple[object, ...]]:
    diagnoses = Diagnosis.objects.order_by("pk").values_list(
        "pk", "revision", "read_hash", "kept", "expires_at"
    )
    revisions = DiagnosisRevision.objects.order_by("pk").values_list("pk", "number")
    return [*diagnoses, *revisions, *Part.objects.order_by("pk").values_list("pk", "token_hash")]


def test_every_address_by_every_link(
    client: ScanningClient, links: dict[str, Link], mailoutbox: list
) -> None:
    assert set(ROUTES) == set(TABLE)
    for name, expected in TABLE.items():
        found = {who: client.get(_path(name, link)).status_code for who, link in links.items()}
        assert found == {who: expected.get(who, 404) for who in links}, name
    before = _rows()
    said = {"action": "ouvrir", "garder": "oui", "adresse": "moi@exemple.fr", "sujet": "projet"}
    for name in TABLE:
        for who in set(links) - {"edit"}:
            answer = client.post(_path(name, links[who]), said)
            # The link of one dimension takes answers; none was given.
            refused = answer.status_code in (404, 405, 410) or (name in ("result", "part") and who == "part")
            assert refused, (name, who)
    assert _rows() == before
    assert mailoutbox == []


def test_a_reader_is_never_given_the_key(client: ScanningClient, links: dict[str, Link]) -> None:
    for name, who in (("result", "read"), ("document", "read"), ("part", "part")):
        answer = client.get(_path(name, links[who]))
        assert links["edit"].token.encode() not in answer.content, (name, who)
        assert b"/diagnostic/q/" not in answer.content, (name, who)
