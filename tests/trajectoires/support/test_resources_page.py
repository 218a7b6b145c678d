"""The library's page: found by facets and words, sorted, with few queries, whatever is asked."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from support_rows import resource

from harness.client import ScanningClient
from trajectoires.pages.search.entries import Entry
from trajectoires.support.domain.finding import resource_entry
from trajectoires.support.models import Resource
from trajectoires.support.views import tools

pytestmark = pytest.mark.django_db
ADDRESS = "/accompagner/ressources/"
QUERIES = 1
"""What the tool asks; the page around it is counted by ``pages/test_serving``."""


@pytest.fixture
def empty() -> None:
    """A library without any book."""
    Resource.objects.all().delete()


def titles(answer: object) -> list[str]:
    shown = answer.context["shown"]  # type: ignore[attr-defined]
    return [row.key for row in shown.object_list]


def text_of(answer: object) -> str:
    return " ".join(answer.page.text.split())  # type: ignore[attr-defined]


def test_what_ships_is_there_and_paged(client: ScanningClient) -> None:
    first = client.get(ADDRESS)
    total = Resource.objects.count()
    assert total >= 115
    assert f"{total} ressources" in text_of(first)
    assert len(titles(first)) == 20
    pages = -(-total // 20)
    seen = [key for page in range(1, pages + 1) for key in titles(client.get(f"{ADDRESS}?page={page}"))]
    assert sorted(seen) == sorted(Resource.objects.values_list("key", flat=True))


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(rf: RequestFactory, empty: None, count: int) -> None:
    for rank in range(count):
        resource(f"r{rank}")
    with CaptureQueriesContext(connection) as queries:
        context = tools.resources(rf.get(f"{ADDRESS}?genre=methode"))
        assert len(context["shown"].object_list) == count
    assert len(queries) == QUERIES


def test_facets_narrow_and_say_what_they_would_keep(client: ScanningClient, empty: None) -> None:
    resource("a", kind="outil", pillar=["alliances"], levers=["AL1"], free=False)
    resource("b", kind="methode", pillar=["alliances"])
    resource("c", kind="methode", pillar=["financement"])
    answer = client.get(f"{ADDRESS}?pilier=alliances")
    assert sorted(titles(answer)) == ["a", "b"]
    said = text_of(answer)
    assert "2 ressources sur 3" in said
    for option in ("Méthode (1)", "Outil (1)", "Financement (1)", "Gratuit (1)", "Payant (1)"):
        assert option in said
    assert titles(client.get(f"{ADDRESS}?pilier=alliances&genre=outil&genre=methode")) == ["a", "b"]
    assert titles(client.get(f"{ADDRESS}?acces=payant")) == ["a"]
    assert titles(client.get(f"{ADDRESS}?levier=AL1&genre=methode")) == []


def test_a_choice_can_be_taken_back(client: ScanningClient, empty: None) -> None:
    resource("a")
    answer = client.get(f"{ADDRESS}?genre=methode&pilier=financement&q=guide")
    assert {
        "?q=guide&genre=methode#liste", "?genre=methode&pilier=financement#liste", f"{ADDRESS}#liste",
    } <= set(answer.page.hrefs)  # fmt: skip
    assert 'value="methode" checked' in answer.content.decode()


def test_useful_order(client: ScanningClient, empty: None) -> None:
    resource("old", year="2012")
    resource("new", year="2025")
    resource("cited", year="2026", status="cite")
    resource("unlinked", year="2026", url="")
    resource("undated", year="")
    assert titles(client.get(ADDRESS)) == ["new", "old", "undated", "unlinked", "cited"]


def test_words_without_accents_title_first(client: ScanningClient, empty: None) -> None:
    resource("inside", annotation="Pour la trésorerie d’été.", year="2025")
    resource("title", title="Trésorerie", year="2001")
    resource("other")
    assert titles(client.get(f"{ADDRESS}?q=TRESORERIE")) == ["title", "inside"]
    assert titles(client.get(f"{ADDRESS}?q=tresorerie+ete")) == ["inside"]


def test_links_leave_with_their_marks_and_an_unknown_address_is_no_link(
    client: ScanningClient, empty: None
) -> None:
    resource("a", title="Le guide")
    resource("b", title="Sans adresse", url="", status="cite")
    html = client.get(ADDRESS).content.decode()
    assert '<a href="https://exemple.org/a" rel="noopener external">Le guide</a>' in html
    assert "<h3>Sans adresse</h3>" in html
    assert html.count("s’ouvre sur un autre site") == 1
    assert ">citée<" in html


def test_nothing_found_says_what_to_do(client: ScanningClient) -> None:
    answer = client.get(f"{ADDRESS}?q=xyzzy&genre=outil")
    assert "Aucune ressource ne répond à tout cela." in text_of(answer)
    assert "/recherche/?q=xyzzy" in answer.page.hrefs
    assert any(href.startswith("/proposer/?page=") for href in answer.page.hrefs)


@pytest.mark.parametrize(
    "query",
    [
        "genre=<script>&pilier='&levier=RH99",
        "page=0", "page=-1", "page=99999", "page=²", "page=1e3", "page=", "page=x&page=2",
        "q=%00%0d%0a", "q=" + "a" * 5000, "q=%22%3E%3Cb%3E", "q=%E2%80%AE",
        "genre=" + "&genre=".join(["methode"] * 400), "cle=%27--", "cle=inconnue", "%5B%5D=1",
    ],
)  # fmt: skip
def test_hostile_queries(client: ScanningClient, query: str) -> None:
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    assert "<b>&quot;" not in answer.content.decode()
    assert "&lt;script&gt;" not in answer.content.decode()


def test_one_alone_and_how_the_search_box_finds_it(client: ScanningClient, empty: None) -> None:
    resource("autre")
    row = resource("la-bonne", kind="outil")
    entry = resource_entry(row)
    assert entry == Entry(
        kind="ressource",
        key=str(row.pk),
        address=f"{ADDRESS}?cle=la-bonne#liste",
        title="Guide la-bonne",
        label="Ressource",
        summary="Utile au trésorier.",
        keywords=("Éditeur", "Subventions publiques"),
        door="accompagner",
        medoc=("outil",),
        pillar=("financement",),
        audience=("porteur",),
        duration=10,
        weight=entry.weight,
    )
    answer = client.get(entry.address.partition("#")[0])
    assert titles(answer) == ["la-bonne"]
    assert "Voir toutes les ressources" in text_of(answer)


def test_a_change_is_seen_at_once(client: ScanningClient, empty: None) -> None:
    row = resource("a", title="Avant")
    assert "Avant" in client.get(ADDRESS).content.decode()
    row.title = "Après"
    row.save()
    assert "Après" in client.get(ADDRESS).content.decode()
