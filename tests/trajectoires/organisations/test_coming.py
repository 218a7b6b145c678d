"""« Ce qui vient » on the home of a space: the next dates of the trajectory that it keeps."""

from __future__ import annotations

import zlib
from typing import Any

import msgspec
import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from equilibre.formatting import day, inside
from harness.spaces import Space, open_space
from harness.trajectories import open_trajectory
from trajectoires.organisations.domain import holding
from trajectoires.organisations.models import Holding, Share
from trajectoires.trajectories.domain import starting
from trajectoires.trajectories.domain.queries.deciding import KIND_WORDS, upcoming
from trajectoires.trajectories.domain.saved import Saved

NOTHING_KEPT = "Trajectoire\u00a0: aucune copie pour le moment"


@pytest.fixture
def space(db: None) -> Space:
    return open_space()


def keep(space: Space, saved: Saved) -> Holding:
    snapshot = holding.look(str(open_trajectory(saved).link))
    assert snapshot is not None
    return holding.keep(organisation=space.organisation, person=space.people["manager"], kept=snapshot.kept)


def home(space: Space, who: str) -> str:
    answer = space.browser(who).get(reverse("organisations:home", args=[space.organisation.slug]))
    return str(answer.page.text)


def test_the_next_dates_of_the_latest_copy_are_shown(space: Space) -> None:
    assert NOTHING_KEPT in home(space, "manager")
    saved = starting.example()
    keep(space, msgspec.structs.replace(saved, decisions=(), tasks=()))
    assert "ne porte aucune date à venir" in home(space, "reader")
    kept = keep(space, saved)
    told = upcoming(saved, today=localdate())
    assert len(told) > 5
    for who in ("reader", "member", "manager"):
        page = home(space, who)
        places = [page.index(f"{KIND_WORDS[one.kind]}\u00a0: {one.label}") for one in told[:5]]
        assert places == sorted(places)
        for one in told[:5]:
            assert day(one.on) in page and inside(one.who) in page
        assert ("la date est passée" in page) == any(one.late for one in told[:5])
        assert f"{len(told) - 5}\u00a0autre" in page
        assert NOTHING_KEPT not in page and "aucune date à venir" not in page
    answer = space.browser("reader").get(reverse("organisations:home", args=[space.organisation.slug]))
    assert reverse("organisations:copy", args=[space.organisation.slug, kept.pk]) in answer.page.hrefs


def test_who_may_not_keep_is_not_told_to(space: Space) -> None:
    address = reverse("organisations:keep", args=[space.organisation.slug])
    for who, may in (("member", True), ("reader", False)):
        answer = space.browser(who).get(reverse("organisations:home", args=[space.organisation.slug]))
        assert NOTHING_KEPT in answer.page.text
        assert (address in answer.page.hrefs) == may


def test_an_adviser_sees_them_only_when_trajectories_are_shared(space: Space) -> None:
    keep(space, starting.example())
    address = reverse("organisations:shared_space", args=[space.organisation.slug])
    assert "Ce qui vient" not in space.browser("adviser").get(address).page.text
    Share.objects.filter(pk=space.share.pk).update(kinds=["model", "trajectory"])
    assert "Lancer les formations" in space.browser("adviser").get(address).page.text
    assert space.browser("stranger").get(address).status_code == 404


def test_a_copy_that_is_not_read_any_more_is_told(space: Space) -> None:
    kept = keep(space, starting.example())
    for broken in (zlib.compress(b'{"plan": 1}'), b"rien"):
        Holding.objects.filter(pk=kept.pk).update(content=broken)
        assert "ne sait plus lire cette copie" in home(space, "manager")


@pytest.mark.parametrize("versions", [1, 4])
def test_it_costs_one_query_however_many_versions(
    space: Space, versions: int, django_assert_num_queries: Any
) -> None:
    for _ in range(versions):
        keep(space, starting.example())
    browser = space.browser("manager")
    # The session, the account, the membership, the copies, what the latest says, the managers.
    with django_assert_num_queries(6):
        browser.get(reverse("organisations:home", args=[space.organisation.slug]))
