"""The addresses of a session × every kind of visitor. An address that is not in the table fails."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from harness.client import ScanningClient
from harness.sessions import Held, hold
from trajectoires.facilitation.domain import deciding, preparing
from trajectoires.facilitation.domain.deciding import Decided
from trajectoires.facilitation.links import HOST, SCREEN, SEAT, SECOND, Link
from trajectoires.facilitation.models import Decision, NamedVote, Round, RoundAnswer, Seat, Session
from trajectoires.facilitation.urls import urlpatterns
from trajectoires.private_links import lifetime

BY_HOSTS = {"host": 200, "second": 200, "expired_host": 410, "expired_second": 410}
"""Visitors who are not named get a 404, whatever the reason."""
BY_KEY = {"host": 200, "expired_host": 410}
BY_SCREEN = {"screen": 200, "expired_screen": 410}
BY_SEAT = {"seat": 200, "expired_seat": 410}
ROOT = {**BY_HOSTS, **BY_SCREEN, **BY_SEAT}
"""« seance/<link>/ » and « seance/<link>/direct/ »: the kind of link decides what is shown."""
FLUX = {who: 204 if found == 200 else found for who, found in ROOT.items()}
"""« seance/<link>/flux/ »: allowed, and this server holds no stream."""
DONE = {**BY_HOSTS, "host": 303, "second": 303}
KEPT = {**BY_KEY, "host": 303}
TABLE = {
    "phone": ROOT,
    "phone_live": ROOT,
    "screen": ROOT,
    "screen_live": ROOT,
    "host": ROOT,
    "host_live": ROOT,
    "phone_stream": FLUX,
    "screen_stream": FLUX,
    "host_stream": FLUX,
    "adapt": BY_HOSTS,
    "prepare": BY_HOSTS,
    "prepare_from": DONE,
    "prepare_decision": BY_HOSTS,
    "preread_file": BY_HOSTS,
    "day_file": BY_HOSTS,
    "who_decides": BY_HOSTS,
    "who_decides_file": BY_HOSTS,
    "conduct": DONE,
    "note": BY_HOSTS,
    "ballots": BY_HOSTS,
    "paper": BY_HOSTS,
    "decisions": BY_HOSTS,
    "decision": BY_HOSTS,
    "followed": BY_HOSTS,
    "next_session": {**BY_HOSTS, "host": 303, "second": 303},
    "end": BY_HOSTS,
    "minutes": BY_HOSTS,
    "minutes_file": BY_HOSTS,
    "dates_file": BY_HOSTS,
    "second_host": BY_KEY,
    "keep": KEPT,
    "erase": BY_KEY,
}
ROUTES = {p.name: str(p.pattern) for p in urlpatterns if ":link>" in str(p.pattern)}
OPEN = {"code", "start", "from_model", "from_diagnosis", "from_trajectory", "join"}
"""Addresses without a link: whoever passes, and whoever has the code."""


@pytest.fixture
def halls(db: None) -> tuple[Held, Held, Held]:
    """A living session with something in it, one that expired, one whose second host was withdrawn."""
    found = tuple(hold() for _ in range(3))
    for one in found:
        preparing.plan(session=one.session, on=dt.date(2027, 3, 12), at=None, place="Salle des fêtes")
        one.close(one.put("mots"))
        deciding.add_decision(session=one.session, key="d" * 32, said=Decided(label="Garder le local"))
    return found  # type: ignore[return-value]


@pytest.fixture
def links(halls: tuple[Held, Held, Held]) -> dict[str, Link]:
    living, expired, revoked = halls
    found = {
        "host": living.link,
        "second": living.second(),
        "screen": living.screen,
        "seat": living.phone().link,
        "expired_host": expired.link,
        "expired_second": expired.second(),
        "expired_screen": expired.screen,
        "expired_seat": expired.phone().link,
        "withdrawn_second": revoked.second(),
        "wrong_host": Link(HOST, "A" * 43),
        "wrong_second": Link(SECOND, "A" * 43),
        "wrong_screen": Link(SCREEN, "A" * 43),
        "wrong_seat": Link(SEAT, "A" * 43),
        "screen_as_host": Link(HOST, living.screen.token),
        "screen_as_second": Link(SECOND, living.screen.token),
        "second_as_host": Link(HOST, living.second().token),
        "host_as_second": Link(SECOND, living.token),
        "host_as_screen": Link(SCREEN, living.token),
        "host_as_seat": Link(SEAT, living.token),
    }
    found |= {
        "seat_as_host": Link(HOST, found["seat"].token),
        "seat_as_second": Link(SECOND, found["seat"].token),
        "seat_as_screen": Link(SCREEN, found["seat"].token),
    }
    lifetime.revoke_read_link(revoked.session)
    yesterday = timezone.now() - dt.timedelta(days=1)
    Session.objects.filter(pk=expired.session.pk).update(expires_at=yesterday)
    return found


def _path(name: str, link: Link, held: Held) -> str:
    """Written by hand: what a curious person would type."""
    put = Round.objects.filter(session=held.session).order_by("pk").values_list("pk", flat=True).first()
    route = ROUTES[name].replace("<slug:section>", "forces").replace("<slug:key>", "d" * 32)
    route = route.replace("<slug:kind>", "docx")
    route = route.replace("<uuid:round_id>", str(put))
    return "/" + re.sub(r"<\w+:link>", str(link), route)


def _rows() -> list[tuple[object, ...]]:
    return [
        *Session.objects.order_by("pk").values_list(
            "pk",
            "revision",
            "read_hash",
            "kept",
            "expires_at",
            "step",
            "notes",
            "ended_at",
            "people",
            "place",
            "seeds",
        ),
        *Seat.objects.order_by("pk").values_list("pk", "name", "votes", "role"),
        *Round.objects.order_by("pk").values_list("pk", "closed_at", "revealed_at", "paper"),
        *RoundAnswer.objects.order_by("pk").values_list("pk", "body"),
        *NamedVote.objects.order_by("pk").values_list("pk", "body"),
        *Decision.objects.order_by("pk").values_list("pk", "label", "context", "decides"),
    ]


def test_every_address_by_every_link(
    client: ScanningClient, halls: tuple[Held, Held, Held], links: dict[str, Link]
) -> None:
    assert set(ROUTES) == set(TABLE)
    assert {p.name for p in urlpatterns} == set(TABLE) | OPEN
    for name, expected in TABLE.items():
        found = {who: client.get(_path(name, link, halls[0])).status_code for who, link in links.items()}
        assert found == {who: expected.get(who, 404) for who in links}, name
    before = _rows()
    said = {"action": "montrer", "question": "mots", "garder": "oui", "label": "Autre", "cle": "e" * 32}
    said |= {"lieu": "Ailleurs", f"instance-{'d' * 32}": "bureau", "nom": "X"}
    for name, expected in TABLE.items():
        for who in set(links) - {who for who in expected if not who.startswith("expired")}:
            answer = client.post(_path(name, links[who], halls[0]), said)
            assert answer.status_code in (404, 405, 410), (name, who)
    assert _rows() == before


def test_a_second_host_conducts_and_neither_shares_keeps_nor_erases(
    client: ScanningClient, halls: tuple[Held, Held, Held], links: dict[str, Link]
) -> None:
    held, second = halls[0], links["second"]
    assert client.post(_path("conduct", second, held), {"action": "commencer"}).status_code == 303
    assert client.post(_path("end", second, held)).status_code == 303
    page = client.get(_path("minutes", second, held)).content.decode()
    assert "/effacer/" not in page and "/garder/" not in page and held.token not in page
    for name in ("second_host", "keep", "erase"):
        assert client.post(_path(name, second, held)).status_code == 404
    assert Session.objects.filter(pk=held.session.pk).exists()


def test_nobody_is_given_a_link_that_does_more(
    client: ScanningClient, halls: tuple[Held, Held, Held], links: dict[str, Link]
) -> None:
    """Neither the room nor a participant sees a host's link; no page shows a participant's but their own."""
    for name, who in (("screen", "screen"), ("phone", "seat")):
        page = client.get(_path(name, links[who], halls[0])).content
        for kind in (b"/seance/s/", b"/seance/a/"):
            assert kind not in page, name
    for name in ("host", "prepare", "who_decides", "minutes", "decisions", "second_host"):
        assert b"/seance/p/" not in client.get(_path(name, links["host"], halls[0])).content, name
    assert b"/seance/p/" not in client.get(_path("screen", links["screen"], halls[0])).content


def test_the_key_erases_keeps_and_hands_over(
    client: ScanningClient, halls: tuple[Held, Held, Held], links: dict[str, Link]
) -> None:
    held = halls[0]
    page = client.get(_path("second_host", links["host"], held)).content.decode()
    assert links["second"].token in page
    client.post(_path("second_host", links["host"], held), {"action": "retirer"})
    assert client.get(_path("host", links["second"], held)).status_code == 404
    client.post(_path("second_host", links["host"], held), {"action": "ouvrir"})
    assert links["second"].token not in client.get(_path("second_host", links["host"], held)).content.decode()
    client.post(_path("keep", links["host"], held), {"garder": "oui"})
    assert held.now.kept and held.now.expires_at is None
    client.post(_path("keep", links["host"], held), {"garder": "non"})
    assert not held.now.kept
    assert client.post(_path("erase", links["host"], held)).status_code == 200
    assert client.get("/seance/" + str(links["host"]) + "/").status_code == 404
    assert client.get("/seance/" + str(links["seat"]) + "/").status_code == 404
