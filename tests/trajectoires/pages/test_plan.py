"""The plan of the site: every public page once, nothing else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from harness.client import ScanningClient
from trajectoires.pages.domain.queries.plan import Branch, plan
from trajectoires.pages.domain.queries.tree import OTHER_PUBLIC
from trajectoires.pages.models import ContentPage

pytestmark = pytest.mark.django_db
ADDRESS = "/plan-du-site/"


def addresses(branches: list[Branch]) -> list[str]:
    return [a for branch in branches for a in (branch.address, *addresses(branch.below))]


def test_every_public_page_is_there_once(client: ScanningClient) -> None:
    found = plan()
    listed = addresses([*found.doors, *found.others, *found.own])
    published = {page.address for page in ContentPage.objects.live()} - {"/"}
    assert len(listed) == len(set(listed))
    assert set(listed) == published | set(OTHER_PUBLIC)
    assert set(listed) <= set(client.get(ADDRESS).page.hrefs)


def test_the_tree_costs_one_query() -> None:
    with CaptureQueriesContext(connection) as queries:
        found = plan()
    assert len(queries) == 1
    assert [door.address for door in found.doors] == [
        "/comprendre/", "/s-informer/", "/se-former/", "/agir/", "/accompagner/",
    ]  # fmt: skip


def test_an_unpublished_page_leaves_and_those_below_stay() -> None:
    parent = ContentPage.objects.get(url_path__endswith="/comprendre/sept-familles/").specific
    parent.live = False
    parent.save()
    listed = addresses(plan().doors)
    assert "/comprendre/sept-familles/" not in listed
    assert "/comprendre/sept-familles/membres/" in listed
