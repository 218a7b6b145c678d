"""One page made for a thousand phones is, for each, the page that would have been made for it alone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from equilibre.facilitation.formats import shipped
from harness.client import ScanningClient
from harness.sessions import Held, Phone, hold
from trajectoires.facilitation.domain import conducting, deciding
from trajectoires.facilitation.models import Seat
from trajectoires.facilitation.views import shared

TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+')


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shelves of this test's own."""
    _forget(monkeypatch)


def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "_rooms", shared.Shelf())
    monkeypatch.setattr(shared, "_pages", shared.Shelf())


def fragment(client: ScanningClient, held: Held, phone: Phone) -> str:
    """What a phone that is told asks for."""
    answer = client.get(f"{held.url('phone', link=phone.link)}direct/", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.content.decode()


def alike(page: str) -> str:
    return TOKEN.sub(r"\1", page)


def people(held: Held) -> list[Phone]:
    """Everyone that a page may be different for."""
    plain, guest, roled, named = held.phone(), held.phone(guest=True), held.phone(), held.phone(name="Ada")
    role = next(iter(held.room.form.roles), None)
    Seat.objects.filter(pk=roled.seat.pk).update(role=role.key if role else "")
    return [plain, guest, roled, named, held.phone(), held.phone(guest=True)]


@pytest.mark.parametrize("key", sorted(shipped()))
def test_each_gets_the_page_that_is_theirs(
    client: ScanningClient, db: None, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    held = hold(form=shipped()[key], named=True)
    phones = people(held)
    asks = [ask for _, ask in held.room.form.asks()]
    deciding.add_decision(session=held.session, key="d1", said=deciding.Decided(label="Garder le local"))

    def look() -> None:
        together = [fragment(client, held, one) for one in phones]
        for one, page in zip(phones, together, strict=True):
            _forget(monkeypatch)
            assert alike(fragment(client, held, one)) == alike(page)
            assert one.token in page
            assert not any(other.token in page for other in phones if other is not one)
            assert shared.SOMEBODY not in page and shared.FORM_TOKEN not in page

    look()
    for ask in asks:
        lines = () if ask.options else ("Un", "Deux")
        put = held.put(ask.key, *lines, decision="d1" if ask.by_decision else "")
        look()
        held.close(put, show=True)
        look()
    conducting.end(session=held.session)
    look()


def test_who_has_answered_has_a_page_of_their_own(client: ScanningClient, db: None) -> None:
    held = hold()
    mine, other = held.phone(), held.phone()
    put = held.put("mots")
    before = fragment(client, held, other)
    mine.says(put, values=dict.fromkeys(("modele", "humaines", "financement", "alliances"), 3))
    assert "Réponse enregistrée" in fragment(client, held, mine)
    assert alike(fragment(client, held, other)) == alike(before)
    assert "Réponse enregistrée" not in before and "checked" not in before


def test_the_form_of_each_is_accepted(db: None) -> None:
    """The token of the form goes with the visitor's own cookie."""
    held = hold()
    phones = [held.phone(), held.phone()]
    put = held.put("mots")
    for phone in phones:
        visitor = ScanningClient(enforce_csrf_checks=True)
        found = TOKEN.search(fragment(visitor, held, phone))
        assert found is not None
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', fragment(visitor, held, phone))
        assert token is not None
        said = {f"valeur-{word}": "2" for word in ("modele", "humaines", "financement", "alliances")}
        sent = {"csrfmiddlewaretoken": token[1], "question": str(put.pk), "rang": "1", **said}
        answer = visitor.post(held.url("phone", link=phone.link), sent, headers={"HX-Request": "true"})
        assert answer.status_code == 200
    assert put.answers.count() == 2


def test_what_this_file_does_not_know_is_not_shared(db: None) -> None:
    held = hold()
    phone = held.phone()
    opened = _opened(phone)
    known = {"own": None, "why": "", "talk": False, "room": held.room}
    assert shared._key(opened, known) is not None
    assert shared._key(opened, {**known, "own": object()}) is None
    assert shared._key(opened, {**known, "votes_of_the_neighbour": [1, 2]}) is None
    assert shared._key(opened, {**known, "why": "Fermée"}) != shared._key(opened, known)


def _opened(phone: Phone) -> Any:
    from trajectoires.facilitation.domain.opening import find_seat

    return find_seat(phone.link)


def test_asked_by_a_room_a_page_costs_two_queries(
    client: ScanningClient, db: None, django_assert_num_queries: Any
) -> None:
    held = hold()
    first, second = held.phone(), held.phone()
    held.put("mots")
    fragment(client, held, first)
    with django_assert_num_queries(2):
        fragment(client, held, second)


def test_few_things_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "MOST", 2)
    shelf: shared.Shelf[int] = shared.Shelf()
    made = []

    def make(value: int) -> int:
        made.append(value)
        return value

    for value in (1, 2, 1, 3, 1, 2):
        assert shelf.get(value, lambda value=value: make(value)) == value
    assert made == [1, 2, 3, 2], "the one asked longest ago goes first"
