"""The directory's page: the map, the lists, what has expired, whatever is asked."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from support_rows import referent

from harness.client import ScanningClient
from trajectoires.support import enums
from trajectoires.support.domain.finding import referent_entry
from trajectoires.support.models import Referent
from trajectoires.support.views import tools

pytestmark = pytest.mark.django_db
ADDRESS = "/accompagner/referents/"
QUERIES = 2
"""What the tool asks; the page around it is counted by ``pages/test_serving``."""


@pytest.fixture
def empty() -> None:
    """A directory without anybody."""
    Referent.objects.all().delete()


def keys(answer: object, name: str = "shown") -> list[str]:
    rows = answer.context[name]  # type: ignore[attr-defined]
    return [row.key for row in getattr(rows, "object_list", rows)]


def text_of(answer: object) -> str:
    return " ".join(answer.page.text.split())  # type: ignore[attr-defined]


def test_every_shipped_organisation_is_shown_once(client: ScanningClient) -> None:
    pages = -(-Referent.objects.count() // 20)
    seen = [key for page in range(1, pages + 1) for key in keys(client.get(f"{ADDRESS}?page={page}"))]
    assert sorted(seen) == sorted(Referent.objects.values_list("key", flat=True))


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(rf: RequestFactory, empty: None, count: int) -> None:
    for rank in range(count):
        referent(f"r{rank}")
    with CaptureQueriesContext(connection) as queries:
        context = tools.referents(rf.get(f"{ADDRESS}?territoire=bretagne"))
        assert len(context["near"]) == count
    assert len(queries) == QUERIES


def test_a_territory_shows_its_own_then_the_national_ones_apart(client: ScanningClient, empty: None) -> None:
    referent("ici")
    referent("ailleurs", regions=["corse"])
    referent("partout", scope="national", regions=[])
    referent("ici-mecenat", specialities=["mecenat"])
    answer = client.get(f"{ADDRESS}?territoire=bretagne")
    assert keys(answer, "near") == ["ici", "ici-mecenat"]
    assert keys(answer) == ["partout"]
    said = text_of(answer)
    assert said.index("Organisme ici") < said.index("Partout en France") < said.index("Organisme partout")
    narrowed = client.get(f"{ADDRESS}?territoire=bretagne&specialite=mecenat")
    assert (keys(narrowed, "near"), keys(narrowed)) == (["ici-mecenat"], [])


def test_the_map_counts_links_and_marks_where_one_is(client: ScanningClient, empty: None) -> None:
    referent("un")
    referent("deux", regions=["bretagne", "normandie"])
    html = client.get(f"{ADDRESS}?territoire=bretagne").content.decode()
    drawing = re.search(r"<svg class=\"region-map\".*?</svg>", html, re.S)
    assert drawing
    svg = drawing[0]
    assert svg.count("<a ") == len(enums.REGIONS)
    assert svg.count("<") - svg.count("</") <= 150
    assert (
        'territoire=bretagne#liste" aria-label="Bretagne, 2 référents" class="here" aria-current="true"'
        in svg
    )
    assert 'href="?territoire=normandie#liste" aria-label="Normandie, 1 référent">' in svg
    assert 'aria-label="Mayotte, 0 référent" class="none"' in svg
    with_speciality = client.get(f"{ADDRESS}?specialite=crise").content.decode()
    assert "?territoire=corse&amp;specialite=crise#liste" in with_speciality


def test_what_has_expired_or_has_not_begun_is_hidden(client: ScanningClient, empty: None) -> None:
    today = timezone.localdate()
    day = dt.timedelta(days=1)
    referent("passe", valid_to=today - day)
    referent("dernier-jour", valid_to=today)
    referent("premier-jour", valid_from=today)
    referent("a-venir", valid_from=today + day)
    assert keys(client.get(ADDRESS)) == ["dernier-jour", "premier-jour"]
    assert referent_entry(Referent.objects.get(key="passe")) is None
    assert referent_entry(Referent.objects.get(key="a-venir")) is None


def test_another_territory_and_an_empty_one(client: ScanningClient, empty: None) -> None:
    referent("la-bas", regions=["saint-martin"])
    assert keys(client.get(f"{ADDRESS}?territoire=saint-martin"), "near") == ["la-bas"]
    said = text_of(client.get(f"{ADDRESS}?territoire=wallis-et-futuna&specialite=dla"))
    assert "Aucun référent de cette spécialité n’est connu ici." in said
    assert "Aucun organisme national de cette spécialité n’est connu." in said


def test_one_alone_and_how_the_search_box_finds_it(client: ScanningClient, empty: None) -> None:
    referent("autre")
    row = referent("le-bon", source_key="plateforme", checked=dt.date(2026, 11, 26))
    entry = referent_entry(row)
    assert entry is not None
    assert entry.address == f"{ADDRESS}?cle=le-bon#liste"
    assert entry.keywords == ("Bretagne", "Dispositif local d’accompagnement (DLA)")
    answer = client.get(entry.address.partition("#")[0])
    assert keys(answer) == ["le-bon"]
    assert "vérifiée le 26 novembre 2026" in text_of(answer)


@pytest.mark.parametrize(
    "query",
    [
        "territoire=lune", "territoire=<b>&specialite='", "page=9999", "page=-3",
        "territoire=bretagne&page=2", "territoire=" + "x" * 4000, "specialite=%00", "cle=%00",
        "territoire[]=corse",
    ],
)  # fmt: skip
def test_hostile_queries(client: ScanningClient, query: str) -> None:
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    assert "lune" not in answer.content.decode().replace("lunettes", "")


def test_the_editor_is_told_what_is_wrong() -> None:
    nowhere = Referent(
        key="x", name="X", scope="regional", specialities=["dla"], description="X", source_key="p"
    )
    with pytest.raises(ValidationError, match="Cochez"):
        nowhere.full_clean()
    backwards = Referent(
        key="y", name="Y", scope="national", specialities=["dla"], description="Y", source_key="p",
        valid_from=dt.date(2027, 1, 2), valid_to=dt.date(2027, 1, 1),
    )  # fmt: skip
    with pytest.raises(ValidationError, match="vient avant le premier"):
        backwards.full_clean()
