"""What open pages are told: that something moved, to those whom it concerns, once it is kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from harness.client import ScanningClient
from harness.sessions import Held, hold
from trajectoires.events import here
from trajectoires.events.streams import HOLDER, Holder
from trajectoires.events.topics import GONE, OPEN, Topic
from trajectoires.facilitation.domain import conducting, watching
from trajectoires.facilitation.links import Link
from trajectoires.facilitation.models import Session

RATED = {"values": dict.fromkeys(("modele", "humaines", "financement", "alliances"), 3)}


@pytest.fixture
def held(db: None) -> Held:
    return hold()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that this process publishes, instead of a server's loop."""
    names: list[str] = []
    monkeypatch.setattr(here.hub(), "publish", lambda *told: names.extend(told))
    return names


def test_phones_are_told_of_the_host_and_the_screen_of_everybody(
    held: Held, said: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    pk = held.session.pk
    room, numbers = watching.room_topic(pk), watching.count_topic(pk)
    seen = room.read().text, numbers.read().text

    def moved() -> tuple[bool, bool]:
        nonlocal seen
        before, seen = seen, (room.read().text, numbers.read().text)
        return before[0] != seen[0], before[1] != seen[1]

    with django_capture_on_commit_callbacks(execute=True):
        phone = held.phone()
    assert moved() == (False, True) and said == [numbers.name]
    said.clear()
    with django_capture_on_commit_callbacks(execute=True):
        put = held.put("mots")
    assert moved() == (True, True) and {room.name, numbers.name} == set(said)
    said.clear()
    with django_capture_on_commit_callbacks(execute=True):
        phone.says(put, **RATED)
    assert moved() == (False, True) and said == [numbers.name]
    assert numbers.read().text.endswith("-1-0-1")
    said.clear()
    with django_capture_on_commit_callbacks(execute=True):
        held.close(put)
    assert moved() == (True, True) and room.name in said


def test_a_guest_counts_apart(held: Held) -> None:
    held.phone(guest=True)
    held.phone()
    assert watching.count_topic(held.session.pk).read().text.endswith("-2-1-0")


def test_nothing_is_said_of_what_was_not_kept(
    held: Held, said: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    from django.db import transaction

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        held.phone()
        transaction.set_rollback(True)
    assert said == []


def test_one_query_tells_a_version(held: Held, django_assert_num_queries: Any) -> None:
    pk = held.session.pk
    for topic in (watching.room_topic(pk), watching.count_topic(pk)):
        with django_assert_num_queries(1):
            topic.read()


def test_the_end_is_said_and_an_erased_or_expired_session_is_gone(held: Held) -> None:
    topics = [watching.room_topic(held.session.pk), watching.count_topic(held.session.pk)]
    held.at("mots")
    assert not any(topic.read().last for topic in topics)
    conducting.end(session=held.session)
    assert all(topic.read().last and topic.read() != GONE for topic in topics)
    Session.objects.filter(pk=held.session.pk).update(expires_at=timezone.now() - dt.timedelta(days=1))
    assert [topic.read() for topic in topics] == [GONE, GONE]
    held.now.delete()
    assert [topic.read() for topic in topics] == [GONE, GONE]


def test_a_server_that_holds_streams_is_given_one(client: ScanningClient, held: Held) -> None:
    phone = held.phone()
    for name, link, topic in (
        ("phone_stream", phone.link, watching.room_topic(held.session.pk)),
        ("screen_stream", held.screen, watching.count_topic(held.session.pk)),
        ("host_stream", held.link, watching.count_topic(held.session.pk)),
    ):
        holder = Holder()
        answer = client.get(held.url(name, link=link), **{HOLDER: holder})
        assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/event-stream")
        assert "no-store" in answer.headers["Cache-Control"] and answer.headers["X-Accel-Buffering"] == "no"
        assert holder.stream is not None and holder.stream.topic.name == topic.name
        assert holder.stream.version == topic.read()


def test_a_second_host_s_stream_lasts_as_long_as_their_link(
    client: ScanningClient, held: Held, said: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    def rests_on(link: Link) -> Topic | None:
        holder = Holder()
        client.get(held.url("host_stream", link=link), **{HOLDER: holder})
        assert holder.stream is not None
        return holder.stream.until

    assert rests_on(held.link) is None, "the key itself is never withdrawn"
    first = rests_on(held.second())
    assert first is not None and first.read() == OPEN
    with django_capture_on_commit_callbacks(execute=True):
        client.post(held.url("second_host"), {"action": "retirer"})
    assert first.read() == GONE and said == [first.name]
    # Another link is another right: the first stays closed.
    second = rests_on(held.second())
    assert second is not None and second.name != first.name
    assert (first.read(), second.read()) == (GONE, OPEN)


def test_a_server_that_holds_none_says_so_and_the_page_asks(client: ScanningClient, held: Held) -> None:
    assert client.get(held.url("screen_stream", link=held.screen)).status_code == 204
    holder = Holder()
    assert client.head(held.url("screen_stream", link=held.screen), **{HOLDER: holder}).status_code == 204
    assert holder.stream is None
    assert client.post(held.url("screen_stream", link=held.screen)).status_code == 405


def test_each_page_names_its_own_stream(client: ScanningClient, held: Held) -> None:
    phone = held.phone()
    for name, link in (("phone", phone.link), ("screen", held.screen), ("host", held.link)):
        page = client.get(held.url(name, link=link)).content.decode()
        assert f'data-stream="{held.url(f"{name}_stream", link=link)}"' in page
        assert "bouge from:body" in page
