"""Voting on usefulness: apart, hidden until closed, read from five on, erased with the trajectory."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from equilibre.trajectory.usefulness import Votes
from harness.client import ScanningClient
from harness.trajectories import Opened, open_trajectory
from trajectoires.private_links import lifetime
from trajectoires.trajectories.domain import storage, voting
from trajectoires.trajectories.links import Link
from trajectoires.trajectories.models import Trajectory, UsefulnessPoll, UsefulnessVote

FIRST, SECOND, THIRD = "activite-1", "activite-2", "activite-3"
BALLOTS = ((9, 4, 1), (8, 5, 2), (10, 6), (7, 7, 3), (8, 3, 4))


@pytest.fixture
def opened(db: None) -> Opened:
    """The fictitious association: three activities."""
    return open_trajectory()


def at(name: str, link: Link) -> str:
    return reverse(f"trajectories:{name}", args=[link])


def poll_of(opened: Opened) -> UsefulnessPoll:
    return UsefulnessPoll.objects.get(trajectory=opened.trajectory)


def test_one_opens_everybody_votes_and_changes(client: ScanningClient, opened: Opened) -> None:
    assert client.post(opened.url("poll"), {"action": "ouvrir"}).status_code == 303
    link = opened.open_vote()
    assert at("vote", link) in client.get(opened.url("poll")).content.decode()
    page = client.get(at("vote", link))
    assert "Réparation partagée" in page.page.text and "88" not in page.page.text
    voted = client.post(at("vote", link), {FIRST: "9", SECOND: "", THIRD: "2"})
    assert voted.status_code == 303
    assert UsefulnessVote.objects.get().values == {FIRST: 9, THIRD: 2}
    client.post(voted.url, {FIRST: "6", SECOND: "7"})
    assert UsefulnessVote.objects.get().values == {FIRST: 6, SECOND: 7}
    # Whoever holds the key sees how many, and nothing else.
    text = client.get(opened.url("poll")).page.text
    assert "1 personne a voté" in text.replace("\u00a0", " ") and "Milieu des votes" not in text
    client.post(voted.url, {"action": "retirer"})
    assert not UsefulnessVote.objects.exists()
    assert client.get(voted.url).status_code == 404


@pytest.mark.parametrize("said", [{}, {FIRST: "11"}, {FIRST: "oui"}])
def test_a_wrong_ballot_is_refused(client: ScanningClient, opened: Opened, said: dict[str, str]) -> None:
    answer = client.post(at("vote", opened.open_vote()), said)
    assert answer.status_code == 422
    assert not UsefulnessVote.objects.exists()


def test_under_five_nothing_closes(client: ScanningClient, opened: Opened) -> None:
    opened.open_vote()
    for values in BALLOTS[:4]:
        opened.vote(*values)
    assert client.post(opened.url("poll"), {"action": "clore"}).status_code == 422
    assert not poll_of(opened).closed
    assert "Le vote se clôt à partir de cinq personnes." in client.get(opened.url("poll")).page.text


def test_closed_once_read_from_five_on_then_placed(client: ScanningClient, opened: Opened) -> None:
    link = opened.open_vote()
    ballots = [opened.vote(*values) for values in BALLOTS]
    assert client.post(opened.url("poll"), {"action": "clore"}).status_code == 303
    found = poll_of(opened)
    # 7 8 8 9 10; 3 4 5 6 7; the third has four votes.
    assert voting.votes_of(found) == {
        FIRST: Votes(count=5, median=8.0, low=8, high=9),
        SECOND: Votes(count=5, median=5.0, low=4, high=6),
    }
    assert {str(one.values) for one in UsefulnessVote.objects.all()} == {"{}"}
    for address in (opened.url("poll"), at("vote", link), at("ballot", ballots[0])):
        text = client.get(address).page.text
        assert "au moins la moitié de 4 à 6" in text
        assert "Moins de cinq votes" in text
    before = opened.saved.activities.activities
    client.post(opened.url("poll"), {"action": "placer"})
    first, second, third = opened.saved.activities.activities
    assert (first.usefulness, second.usefulness, third) == (8.0, 5.0, before[2])
    assert first.votes == Votes(count=5, median=8.0, low=8, high=9)
    # Nobody votes, changes or reopens any more.
    assert client.post(at("vote", link), {FIRST: "1"}).status_code == 200
    assert client.post(at("ballot", ballots[0]), {FIRST: "1"}).status_code == 303
    assert client.post(at("ballot", ballots[0]), {"action": "retirer"}).status_code == 303
    assert client.post(opened.url("poll"), {"action": "ouvrir"}).status_code == 422
    assert poll_of(opened).found == found.found
    assert UsefulnessVote.objects.count() == 5


def test_what_was_renamed_is_not_placed(client: ScanningClient, opened: Opened) -> None:
    opened.open_vote()
    for values in BALLOTS:
        opened.vote(*values)
    shown = {"libelle": "Autre chose", "ressources": "1", "couts": "1", "utilite": "3"}
    client.post(opened.url("activity", FIRST), shown)
    client.post(opened.url("poll"), {"action": "clore"})
    client.post(opened.url("poll"), {"action": "placer"})
    first, second, _ = opened.saved.activities.activities
    assert (first.usefulness, second.usefulness) == (3.0, 5.0)


def test_a_link_taken_back_never_comes_back(client: ScanningClient, opened: Opened) -> None:
    old = opened.open_vote()
    ballot = opened.vote(5, 5, 5)
    client.post(opened.url("poll"), {"action": "remplacer"})
    assert client.get(at("vote", old)).status_code == 404
    assert client.get(at("ballot", ballot)).status_code == 200
    client.post(opened.url("poll"), {"action": "effacer"})
    assert not UsefulnessVote.objects.exists()
    assert opened.open_vote() != old
    assert client.get(at("ballot", ballot)).status_code == 404


def test_it_leaves_with_the_trajectory(opened: Opened) -> None:
    other = open_trajectory()
    for one in (opened, other):
        one.open_vote()
        one.vote(1, 2, 3)
    now = timezone.now()
    Trajectory.objects.filter(pk=opened.trajectory.pk).update(expires_at=now - dt.timedelta(days=1))
    storage.purge_expired(now=now)
    assert [one.trajectory_id for one in UsefulnessPoll.objects.all()] == [other.trajectory.pk]
    lifetime.erase(other.trajectory)
    assert not UsefulnessPoll.objects.exists() and not UsefulnessVote.objects.exists()
