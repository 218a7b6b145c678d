"""A session starts from a trajectory, by its key alone: three decisions at most, its project, its map."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from harness.client import ScanningClient
from harness.trajectories import Opened, open_trajectory
from trajectoires.facilitation.domain.from_model import for_a_room
from trajectoires.facilitation.domain.packing import read_format, read_seeds
from trajectoires.facilitation.domain.queries.hosting import proposed
from trajectoires.facilitation.domain.queries.room import room_of
from trajectoires.facilitation.models import Decision, Session
from trajectoires.thread import exchange
from trajectoires.trajectories.domain import starting
from trajectoires.trajectories.links import Link

PAGE = reverse("facilitation:from_trajectory")


@pytest.fixture
def opened(db: None) -> Opened:
    """The fictitious association."""
    return open_trajectory()


def said(opened: Opened, *picked: str, **more: object) -> dict[str, object]:
    given = {"trajectory": str(opened.link), "format": "decisions", "titre": "Conseil", "preparer": "oui"}
    return {**given, "decisions": list(picked), **more}


def test_what_waits_for_a_decision_becomes_the_decisions_of_the_session(
    client: ScanningClient, opened: Opened
) -> None:
    for name in ("result", "calendar"):
        page = client.get(opened.url(name)).content.decode()
        assert "Le faire décider en conseil" in page and PAGE in page, name
    brought = exchange.open_link("trajectory_key", str(opened.link))
    first = brought.decisions[0]
    assert first.label in {one.label for one in opened.saved.decisions} and "au plus tard" in first.why
    answer = client.post(PAGE, {"trajectory": str(opened.link)})
    text = answer.page.text
    assert answer.status_code == 200 and first.label in text
    assert opened.saved.model.vocation[:30] in text and for_a_room(brought.sentence)[:40] in text
    picked = [one.key for one in brought.decisions[:2]]
    started = client.post(PAGE, said(opened, *picked, projet=brought.project, modele=brought.sentence))
    assert started.status_code == 303
    session = Session.objects.get()
    told = [(one.label, one.decides) for one in Decision.objects.order_by("position")]
    plain = [(" ".join(one.label.split()), one.body) for one in brought.decisions[:2]]
    assert told == plain
    assert opened.saved.model.vocation[:30] in session.project.replace("\u00a0", " ")
    kept = "".join(str(value) for value in vars(session).values())
    assert opened.token not in kept, "the key of the trajectory is not kept"
    host = client.get(started.headers["Location"]).content.decode()
    assert opened.token not in host


def test_four_decisions_are_too_many(client: ScanningClient, opened: Opened) -> None:
    keys = [one.key for one in exchange.open_link("trajectory_key", str(opened.link)).decisions[:4]]
    assert len(keys) == 4
    answer = client.post(PAGE, said(opened, *keys))
    assert answer.status_code == 422 and "Vous en avez choisi 4" in answer.page.text
    assert re.findall(r'value="([^"]+)"[^>]*checked', answer.content.decode())[:4] == keys
    assert client.post(PAGE, said(opened, "ailleurs")).status_code == 422
    assert client.post(PAGE, said(opened, titre="")).status_code == 422
    assert not Session.objects.exists()


def test_the_map_is_voted_with_the_words_of_its_activities(client: ScanningClient, opened: Opened) -> None:
    page = client.get(opened.url("poll")).content.decode()
    assert "Faire voter l’utilité en séance" in page and 'name="format" value="utilite"' in page
    form = client.post(PAGE, {"trajectory": str(opened.link), "format": "utilite"}).content.decode()
    assert re.search(r'value="utilite"[^>]*checked', form)
    client.post(PAGE, said(opened, format="utilite"))
    session = Session.objects.get()
    labels = tuple(one.label for one in opened.saved.activities.activities)
    assert read_seeds(session.seeds)["activites"] == labels
    ask = read_format(session.format).ask("utilite")
    assert ask is not None and proposed(room_of(session, read_format(session.format)), ask) == labels


def test_a_trajectory_without_figures_brings_its_words(client: ScanningClient, db: None) -> None:
    bare = open_trajectory(
        starting.after_session(
            first_month=starting.example().plan.first_month,
            project="Faire vivre le lavoir.",
            model="Quarante.",
        )
    )
    brought = exchange.open_link("trajectory_key", str(bare.link))
    assert (brought.project, brought.sentence) == ("Faire vivre le lavoir.", "Quarante.")
    answer = client.post(PAGE, {"trajectory": str(bare.link)})
    assert "Aucune décision n’attend" in answer.page.text
    assert client.post(PAGE, said(bare)).status_code == 303


def test_a_reader_a_stranger_and_nobody_get_an_empty_form(client: ScanningClient, opened: Opened) -> None:
    read = opened.share()
    strangers = ["", "t/" + "A" * 43, str(read), str(Link("t", read.token)), "v/" + opened.token]
    for link in strangers:
        for more in ({}, {"preparer": "oui", "format": "decisions", "titre": "Conseil"}):
            answer = client.post(PAGE, {"trajectory": link, **more})
            assert answer.status_code == 303, link
            assert answer.headers["Location"] == reverse("facilitation:start")
    assert not Session.objects.exists()
    for name in ("result", "calendar"):
        page = client.get(reverse(f"trajectories:{name}", args=[read])).content.decode()
        assert PAGE not in page, name
