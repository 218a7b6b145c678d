"""By the code: found, mistaken, guessed; one phone posing as fifty."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from django.utils import timezone

from harness.client import ScanningClient
from harness.sessions import hold
from trajectoires.config import settings as shipped
from trajectoires.facilitation.domain import conducting, joining, sharing
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.models import Decision, Round, RoundAnswer, Seat, Session
from trajectoires.facilitation.views import joining as joining_views
from trajectoires.facilitation.views import rates


def test_unknown_and_ended_get_the_same_answer(client: ScanningClient, db: None) -> None:
    ended = hold()
    code = ended.session.code
    conducting.end(session=ended.session)
    found = {typed: client.get(f"/seance/{typed}/") for typed in (code, "ACDEFH")}
    assert {one.status_code for one in found.values()} == {404}
    bodies = {one.content.decode().replace(typed, "") for typed, one in found.items()}
    assert len({body.split("csrfmiddlewaretoken")[0] for body in bodies}) == 1
    refused = client.post("/seance/", {"code": code})
    assert refused.status_code == 422 and "aucune séance en cours" in refused.content.decode()
    assert client.post("/seance/", {"code": ""}).status_code == 422
    assert client.post("/seance/", {"code": "x" * 40}).status_code == 422
    assert not Seat.objects.exists()


def test_whoever_guesses_codes_is_stopped_and_right_or_wrong_is_not_said(
    client: ScanningClient, db: None, settings: Any
) -> None:
    settings.WRONG_CODE_RATE = "3/m"
    cache.clear()
    held = hold()
    for _ in range(5):
        right = client.post("/seance/", {"code": held.session.code})
        assert right.status_code == 303, "the right one costs nothing"
    for _ in range(3):
        assert client.post("/seance/", {"code": "ACDEFH"}).status_code == 422
    assert client.post("/seance/", {"code": "ACDEFH"}).status_code == 429
    assert client.get(f"/seance/{held.session.code}/").status_code == 429, "right or wrong, no more is said"
    assert client.post(f"/seance/{held.session.code}/").status_code == 429
    elsewhere = client.get(f"/seance/{held.session.code}/", REMOTE_ADDR="192.0.2.9")
    assert elsewhere.status_code == 200, "another address is not concerned"


def test_a_hall_that_mistakes_codes_goes_on_coming_in(
    client: ScanningClient, db: None, settings: Any
) -> None:
    """One Wi-Fi, many thumbs: a session that was entered from there is no discovery."""
    settings.WRONG_CODE_RATE = "3/m"
    cache.clear()
    held, other = hold(), hold()
    assert client.post(f"/seance/{held.session.code}/").status_code == 303
    for _ in range(5):
        client.post("/seance/", {"code": "ACDEFH"})
    assert client.post("/seance/", {"code": held.session.code}).status_code == 303
    assert client.post(f"/seance/{held.session.code}/").status_code == 303
    assert client.get(f"/seance/{other.session.code}/").status_code == 429, "another session would be one"


def test_a_thousand_people_by_one_address_come_in_within_a_minute(
    client: ScanningClient, db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Played by a hundred, and the counts of nine hundred others: the shipped rates are those of the site."""
    for name in ("SEAT_RATE", "WRONG_CODE_RATE", "ALL_WRONG_CODES_RATE"):
        setattr(settings, name, getattr(shipped, name))
    cache.clear()
    held = hold()
    request = RequestFactory().get("/")
    assert not any(rates.too_many_seats(request, held.session.pk) for _ in range(900))
    assert {client.post(f"/seance/{held.session.code}/").status_code for _ in range(100)} == {303}


def test_many_addresses_that_guess_together_have_two_tries_each(
    client: ScanningClient, db: None, settings: Any
) -> None:
    settings.WRONG_CODE_RATE, settings.ALL_WRONG_CODES_RATE = "50/m", "4/m"
    cache.clear()
    held = hold()

    def tries(address: str) -> int:
        return client.post("/seance/", {"code": "ACDEFH"}, REMOTE_ADDR=address).status_code

    assert [tries("192.0.2.1") for _ in range(4)] == [422] * 4, "nobody else guesses: four are fine"
    assert [tries("192.0.2.2") for _ in range(3)] == [422, 422, 429]
    right = client.get(f"/seance/{held.session.code}/", REMOTE_ADDR="192.0.2.3")
    assert right.status_code == 200, "whoever mistook nothing is let in while others guess"


def test_one_session_is_not_entered_by_a_machine(client: ScanningClient, db: None, settings: Any) -> None:
    settings.SEAT_RATE = "4/m"
    cache.clear()
    held, other = hold(), hold()
    answers = [
        client.post(f"/seance/{held.session.code}/", REMOTE_ADDR=f"192.0.2.{rank}").status_code
        for rank in range(6)
    ]
    assert answers == [303] * 4 + [429] * 2
    assert held.session.seats.count() == 4
    assert client.post(f"/seance/{other.session.code}/").status_code == 303, "another room is not concerned"


def test_pressed_twice_a_button_takes_one_seat(
    client: ScanningClient, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, other = hold(), hold()
    address = f"/seance/{held.session.code}/"

    def place() -> str:
        found = re.search(r'name="place" value="([^"]+)"', client.get(address).content.decode())
        assert found is not None
        return found[1]

    sent = {"place": place()}
    first, again = client.post(address, sent), client.post(address, sent)
    assert first.headers["Location"] == again.headers["Location"] and held.session.seats.count() == 1
    assert client.post(address, {"place": place()}).headers["Location"] != first.headers["Location"]
    # Of another session, made up, or as old as a device that goes from hand to hand: a seat of one's own.
    client.post(f"/seance/{other.session.code}/", sent)
    client.post(address, {"place": sent["place"][:-1]})
    monkeypatch.setattr(joining_views, "SAME_SEAT", -1)
    client.post(address, sent)
    assert held.session.seats.count() == 4 and other.session.seats.count() == 1


def test_the_host_counts_the_room_and_sees_a_seat_too_many(client: ScanningClient, db: None) -> None:
    """Who takes two seats is not refused: a device is shared, a page is lost. It is seen."""
    held = hold()
    for _ in range(3):
        held.phone()

    def told(typed: str) -> int:
        return client.post(held.url("conduct"), {"action": "presents", "presents": typed}).status_code

    def page() -> str:
        return client.get(held.url("host")).content.decode()

    assert "places prises pour" not in page()
    assert told("3") == 303 and held.now.people == 3 and "places prises pour" not in page()
    assert told("2") == 303
    assert "3\u00a0places prises pour 2\u00a0personnes dans la salle" in page()
    assert told(" ") == 303 and held.now.people is None and "places prises pour" not in page()
    for wrong in ("douze", "-1", "²", "20001", "1" * 30):
        assert told(wrong) == 422
    refused = client.post(held.url("conduct"), {"action": "presents", "presents": "<b>12"}).content.decode()
    assert "lu\u00a0: «\u00a0&lt;b&gt;12\u00a0»" in refused and held.now.people is None


def test_a_full_room_says_so(client: ScanningClient, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "MOST_SEATS", 1)
    held = hold()
    held.phone()
    with pytest.raises(RefusedError, match="complète"):
        joining.join(session=held.session)
    refused = client.post(f"/seance/{held.session.code}/", {"invite": ""})
    assert refused.status_code == 422 and "complète" in refused.content.decode()


def test_a_name_is_kept_only_where_names_are_listed(client: ScanningClient, db: None) -> None:
    silent, listing = hold(), hold(named=True)
    for held in (silent, listing):
        client.post(f"/seance/{held.session.code}/", {"nom": "Une <b>trésorière</b>"})
    assert silent.session.seats.get().name == ""
    assert listing.session.seats.get().name == "Une <b>trésorière</b>"
    seat = client.post(f"/seance/{listing.session.code}/", {"nom": "Une <b>trésorière</b>"})
    assert b"<b>tr" not in client.get(seat.headers["Location"]).content
    assert client.post(f"/seance/{listing.session.code}/", {"nom": "x" * 61}).status_code == 422


def test_starting_asks_for_a_title(client: ScanningClient, db: None) -> None:
    assert client.get("/seance/animer/").status_code == 200
    refused = client.post("/seance/animer/", {"format": "inconnu", "projet": "Notre projet"})
    assert refused.status_code == 422 and "Notre projet" in refused.content.decode()
    assert not Session.objects.exists()


def test_what_expired_is_emptied_and_then_forgotten(client: ScanningClient, db: None, settings: Any) -> None:
    held, living = hold(project="Le lavoir"), hold()
    phone = held.phone()
    phone.says(held.put("phrase"), texts=["Quarante bénévoles"])
    now = timezone.now()
    Session.objects.filter(pk=held.session.pk).update(expires_at=now - dt.timedelta(minutes=1))
    assert joining.session_of_code(held.session.code) is None
    assert client.get(held.url("host")).status_code == 410
    assert sharing.purge_expired(now=now) == 1
    assert sharing.purge_expired(now=now) == 0
    assert not any(table.objects.exists() for table in (Seat, Round, RoundAnswer, Decision))
    bare = held.now
    assert (bare.project, bytes(bare.format), bare.code) == ("", b"", None)
    assert client.get(held.url("host")).status_code == 410
    assert living.now.title
    sharing.purge_expired(now=now + dt.timedelta(days=settings.RETENTION_DAYS))
    assert not Session.objects.filter(pk=held.session.pk).exists()
