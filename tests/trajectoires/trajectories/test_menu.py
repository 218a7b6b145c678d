"""The menu leads to every page it names, marks the open one, and offers a reader nothing to change."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, reverse

from harness.client import ScanningClient
from harness.trajectories import open_trajectory
from trajectoires.private_links import keys
from trajectoires.trajectories import menu
from trajectoires.trajectories.links import EDIT, READ, Link

PAGES = [page for group in menu.GROUPS for page in group.pages]


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_page_opens_and_is_marked(client: ScanningClient, page: menu.Page) -> None:
    link = open_trajectory().link
    html = client.get(reverse(f"trajectories:{page.name}", args=[link])).content.decode()
    nav = html.split('aria-label="Votre trajectoire"', 1)[1].split("</nav>", 1)[0]
    marked = nav.split('aria-current="page">', 1)[1].split("</a>", 1)[0]
    assert marked in (page.label, next(one.label for one in menu.GROUPS if page in one.pages))
    assert all(reverse(f"trajectories:{one.pages[0].name}", args=[link]) in nav for one in menu.GROUPS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_reader_is_offered_what_a_reader_may_open(page: menu.Page) -> None:
    offered = {one.name for group in menu.groups_for(can_edit=False) for one in group.pages}
    reader, editor = Link(READ, keys.new_token()), Link(EDIT, keys.new_token())
    assert reverse(f"trajectories:{page.name}", args=[editor])
    if page.name in offered:
        assert reverse(f"trajectories:{page.name}", args=[reader])
    else:
        with pytest.raises(NoReverseMatch):
            reverse(f"trajectories:{page.name}", args=[reader])
