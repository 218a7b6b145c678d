"""The addresses of a diagnosis × every kind of visitor. An address that is not in the table fails."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from harness.client import ScanningClient
from harness.diagnoses import open_diagnosis
from trajectoires.diagnoses.domain import sharing, voices
from trajectoires.diagnoses.links import EDIT, INVITATION, PART, READ, VOICE, Link
from trajectoires.diagnoses.models import Diagnosis, DiagnosisRevision, Gathering, Part, Voice
from trajectoires.diagnoses.urls import urlpatterns
from trajectoires.private_links import lifetime

BY_EITHER_LINK = {"edit": 200, "read": 200, "expired_edit": 410, "expired_read": 410}
BY_EDIT_LINK = {"edit": 200, "expired_edit": 410}
"""Visitors who are not named get a 404, whatever the reason."""
BY_ONES_OWN_LINK = {"voice": 200, "expired_voice": 410}
BY_KEY_OR_VOICE = {**BY_EDIT_LINK, **BY_ONES_OWN_LINK}
"""The same words in the address: the questions of the diagnosis, or those of one voice."""
ROOT = {
    **BY_EITHER_LINK, **BY_ONES_OWN_LINK,
    "part": 200, "expired_part": 410, "invitation": 200, "expired_invitation": 410,
}  # fmt: skip
"""« diagnostic/<link>/ »: the result, one dimension, the invitation, one voice; the kind of link decides."""
TABLE = {
    "result": ROOT,
    "part": ROOT,
    "invitation": ROOT,
    "voice": ROOT,
    "document": BY_EITHER_LINK,
    "beside": BY_EDIT_LINK,
    "spread": BY_EITHER_LINK,
    "questions": BY_KEY_OR_VOICE,
    "voice_questions": BY_KEY_OR_VOICE,
    "mail": BY_KEY_OR_VOICE,
    "voice_mail": BY_KEY_OR_VOICE,
    "erase": BY_KEY_OR_VOICE,
    "withdraw": BY_KEY_OR_VOICE,
    "gather": BY_EDIT_LINK,
    "gather_close": BY_EDIT_LINK,
    "gather_erase": BY_EDIT_LINK,
    "situation": BY_EDIT_LINK,
    "parts": BY_EDIT_LINK,
    "again": BY_EDIT_LINK,
    "undo": BY_EDIT_LINK,
    "keep": BY_EDIT_LINK,
    "share": BY_EDIT_LINK,
}
OWN = {"invitation", "voice"}
"""Links that write what is their own: ``test_a_voice_writes_nothing_but_itself``."""
ROUTES = {p.name: str(p.pattern) for p in urlpatterns if ":link>" in str(p.pattern)}


@pytest.fixture
def links(db: None) -> dict[str, Link]:
    """A living diagnosis that is shared and lent, one that expired, one that was taken back."""
    living, expired, revoked = (open_diagnosis() for _ in range(3))
    found = {
        "edit": living.link,
        "read": living.share(),
        "part": living.lend("projet"),
        "invitation": living.invite(),
        "voice": living.voice({"projet_ecrit": 1}),
        "wrong_edit": Link(EDIT, "A" * 43),
        "wrong_read": Link(READ, "A" * 43),
        "wrong_part": Link(PART, "A" * 43),
        "wrong_invitation": Link(INVITATION, "A" * 43),
        "wrong_voice": Link(VOICE, "A" * 43),
        "invitation_as_voice": Link(VOICE, living.invite().token),
        "invitation_as_edit": Link(EDIT, living.invite().token),
        "edit_as_invitation": Link(INVITATION, living.link.token),
        "edit_as_voice": Link(VOICE, living.link.token),
        "read_as_edit": Link(EDIT, living.share().token),
        "edit_as_read": Link(READ, living.link.token),
        "edit_as_part": Link(PART, living.link.token),
        "expired_edit": expired.link,
        "expired_read": expired.share(),
        "expired_part": expired.lend("projet"),
        "expired_invitation": expired.invite(),
        "expired_voice": expired.voice(),
        "revoked": revoked.share(),
        "revoked_part": revoked.lend("projet"),
        "revoked_invitation": revoked.invite(),
        "withdrawn_voice": revoked.voice(),
    }
    lifetime.revoke_read_link(revoked.diagnosis)
    sharing.take_back(diagnosis=revoked.diagnosis, dimension="projet")
    voices.take_back(diagnosis=revoked.diagnosis)
    Voice.objects.filter(gathering__diagnosis=revoked.diagnosis).delete()
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
    gatherings = Gathering.objects.order_by("pk").values_list("pk", "token_hash", "spread")
    said = Voice.objects.order_by("pk").values_list("pk", "answers", "finished")
    parts = Part.objects.order_by("pk").values_list("pk", "token_hash")
    return [*diagnoses, *revisions, *parts, *gatherings, *said]


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
        for who in set(links) - {"edit"} - OWN & set(TABLE[name]):
            answer = client.post(_path(name, links[who]), said)
            # The link of one dimension takes answers; none was given.
            refused = answer.status_code in (404, 405, 410) or (TABLE[name] is ROOT and who == "part")
            assert refused, (name, who)
    assert _rows() == before
    assert mailoutbox == []


def test_a_reader_is_never_given_the_key(client: ScanningClient, links: dict[str, Link]) -> None:
    shown = (
        ("result", "read"), ("document", "read"), ("spread", "read"), ("part", "part"),
        ("invitation", "invitation"), ("voice", "voice"), ("voice_questions", "voice"),
    )  # fmt: skip
    for name, who in shown:
        answer = client.get(_path(name, links[who]))
        assert links["edit"].token.encode() not in answer.content, (name, who)
        assert b"/diagnostic/q/" not in answer.content, (name, who)


def test_a_voice_writes_nothing_but_itself(client: ScanningClient, links: dict[str, Link]) -> None:
    before = [row for row in _rows() if row not in _voices()]
    voices_before = _voices()
    joined = client.post(_path("invitation", links["invitation"]))
    assert joined.headers["Location"].startswith("/diagnostic/r/")
    assert client.post(_path("voice_questions", links["voice"]), {"q-projet_ecrit": "3"}).status_code == 303
    assert client.post(_path("voice", links["voice"])).status_code == 303
    assert len(_voices()) == len(voices_before) + 1
    assert client.post(_path("withdraw", links["voice"])).status_code == 200
    assert client.get(_path("voice", links["voice"])).status_code == 404
    assert [row for row in _rows() if row not in _voices()] == before


def _voices() -> list[tuple[object, ...]]:
    return [*Voice.objects.order_by("pk").values_list("pk", "answers", "finished")]


def test_nobody_reads_the_voice_of_another(client: ScanningClient, links: dict[str, Link]) -> None:
    """Neither the invitation nor the holder of the key is given the link of somebody else."""
    for name, who in (
        ("gather", "edit"),
        ("result", "edit"),
        ("spread", "edit"),
        ("invitation", "invitation"),
    ):
        assert b"/diagnostic/r/" not in client.get(_path(name, links[who])).content, name
