"""« Et si ? »: an answer while one moves, the same by a button, and nothing written."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from harness.client import ScanningClient
from harness.trajectories import Opened, open_trajectory
from trajectoires.trajectories.models import TrajectoryRevision

pytestmark = pytest.mark.django_db


@pytest.fixture
def example() -> Opened:
    """The fictitious association."""
    return open_trajectory()


def test_a_page_without_a_script_and_a_fragment_with_one(
    client: ScanningClient, htmx: ScanningClient, example: Opened
) -> None:
    address = example.url("what_if") + "?publics=-30&attente=3"
    page, part = client.get(address).content.decode(), htmx.get(address).content.decode()
    assert "<h1>" in page and "Recalculer" in page
    assert "<h1>" not in part and "Soutiens publics −30\u00a0%" in part and "3\u00a0mois" in part
    assert part.strip() in page
    assert TrajectoryRevision.objects.filter(trajectory=example.trajectory).count() == 1


def test_sliders_start_at_zero_and_say_so(client: ScanningClient, example: Opened) -> None:
    page = client.get(example.url("what_if")).content.decode()
    assert page.count('type="range"') == page.count('value="0"') > 3
    assert "c’est le scénario tel qu’il est écrit" in page


def test_the_scenario_of_the_address_is_the_one_tried(client: ScanningClient, example: Opened) -> None:
    answers = {
        client.get(example.url("what_if") + f"?scenario={key}").content.split(b'id="reponse"')[1]
        for key in ("fil", "prudent", "choisi")
    }
    assert len(answers) == 3


@pytest.mark.parametrize("sent", ["publics=-90", "publics=abc", "attente=99999999999999999999"])
def test_off_the_slider_is_told_beside_it(client: ScanningClient, example: Opened, sent: str) -> None:
    answer = client.get(example.url("what_if") + f"?{sent}")
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()


def test_a_reader_tries_too_and_is_not_shown_the_key(client: ScanningClient, example: Opened) -> None:
    answer = client.get(reverse("trajectories:what_if", args=[example.share()]) + "?ventes=10")
    assert answer.status_code == 200
    assert example.token not in answer.content.decode()


def test_one_query(
    client: ScanningClient, example: Opened, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(example.url("what_if"))
    with django_assert_num_queries(1):
        client.get(example.url("what_if") + "?ventes=-20")
