"""The page of results and the suggestions, as a visitor's browser gets them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from harness.client import ScanningClient
from trajectoires.pages.models import EmptySearch
from trajectoires.pages.search import finding, index
from trajectoires.pages.search.entries import Entry

pytestmark = pytest.mark.django_db
ADDRESS, SUGGESTIONS = "/recherche/", "/recherche/suggestions"


def text_of(client: ScanningClient, **given: object) -> str:
    answer = client.get(ADDRESS, given)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_page_without_a_question_offers_the_doors(client: ScanningClient) -> None:
    answer = client.get(ADDRESS)
    assert answer.page.headings == ["Recherche"]
    assert {"/comprendre/", "/agir/"} <= set(answer.page.hrefs)
    assert EmptySearch.objects.count() == 0


def test_results_have_a_title_a_door_a_kind_a_passage_and_a_duration(client: ScanningClient) -> None:
    answer = client.get(ADDRESS, {"q": "compter le bénévolat"})
    html = answer.content.decode()
    assert "/agir/kits/compter-le-benevolat/" in answer.page.hrefs
    assert "Agir · Kit pratique · " in html and "&nbsp;min" not in html.split("<ol")[0]
    assert "<mark>" in html
    assert 'name="robots" content="noindex"' in html
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


def test_ten_results_a_page_and_no_more(client: ScanningClient) -> None:
    first = client.get(ADDRESS, {"q": "association"})
    assert first.content.decode().count("<li><h2>") == 10
    assert "?q=association&page=2" in first.page.hrefs
    second = client.get(ADDRESS, {"q": "association", "page": 2})
    assert "page 2 sur" in second.content.decode()
    assert "?q=association" in second.page.hrefs


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "²", ""])
def test_a_strange_page_number_is_a_page(client: ScanningClient, page: str) -> None:
    assert text_of(client, q="association", page=page)


def test_facets_leave_what_their_count_says(client: ScanningClient) -> None:
    whole = finding.find("bénévoles")
    assert {facet.name for facet in whole.facets} == {"porte", "genre", "pilier", "public", "duree"}
    for facet in whole.facets:
        for value in facet.values:
            kept = finding.find("bénévoles", ticked={facet.name: frozenset({value.code})})
            assert kept.total == value.count, (facet.name, value)
    kit = client.get(ADDRESS, {"q": "bénévoles", "porte": "agir"})
    results = kit.content.decode().partition('<ol class="search-hits"')[2].partition("</ol>")[0]
    assert results.count('<h2><a href="/') == results.count('<h2><a href="/agir/') == 10
    assert "?q=b%C3%A9n%C3%A9voles" in kit.page.hrefs


def test_two_values_of_a_facet_add_up_and_two_facets_narrow() -> None:
    agir = finding.find("bénévoles", ticked={"porte": frozenset({"agir"})}).total
    both = finding.find("bénévoles", ticked={"porte": frozenset({"agir", "comprendre"})}).total
    narrow = finding.find(
        "bénévoles", ticked={"porte": frozenset({"agir"}), "genre": frozenset({"exemple"})}
    ).total
    assert narrow < agir < both


def test_an_unknown_value_is_left_out(client: ScanningClient) -> None:
    assert text_of(client, q="bénévoles", porte="<script>") == text_of(client, q="bénévoles")


def test_a_hostile_question_is_escaped_everywhere(client: ScanningClient) -> None:
    for hostile in ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' OR 1=1 --", '" AND ("'):
        html = text_of(client, q=hostile)
        assert "<script>alert" not in html and "<img" not in html
        client.get(SUGGESTIONS, {"q": hostile})


def test_a_hostile_entry_is_escaped_everywhere(client: ScanningClient) -> None:
    evil = "<script>alert(1)</script> zinzolin"
    index.put(
        [
            Entry(
                kind="essai",
                key="1",
                address="/essai/",
                title=evil,
                label="<b>Essai</b>",
                summary=evil,
                body=evil,
            )
        ]
    )
    for answer in (client.get(ADDRESS, {"q": "zinzolin"}), client.get(SUGGESTIONS, {"q": "zinzo"})):
        html = answer.content.decode()
        assert "zinzolin" in html
        assert "<script>alert" not in html and "<b>Essai" not in html


def test_nothing_found_is_useful_and_counted_once(client: ScanningClient) -> None:
    answer = client.get(ADDRESS, {"q": "Hydroponie xylophage"})
    html = answer.content.decode()
    assert "Rien trouvé" in html
    assert {"/proposer/", "/agir/", "/accompagner/vers-qui-me-tourner/"} <= set(answer.page.hrefs)
    assert EmptySearch.objects.get().words == "hydroponie xylophage"
    client.get(ADDRESS, {"q": "bénévolat"})
    client.get(ADDRESS, {"q": "bénévolat", "duree": "plus", "genre": "competence", "pilier": "alliances"})
    assert EmptySearch.objects.count() == 1


def test_nothing_found_guesses_what_was_meant(client: ScanningClient) -> None:
    answer = client.get(ADDRESS, {"q": "bénéffolliat"})
    html = answer.content.decode()
    assert "Rien trouvé" in html and "Vouliez-vous dire" in html
    assert "?q=b%C3%A9n%C3%A9volat" in answer.page.hrefs


def test_a_mended_word_is_said(client: ScanningClient) -> None:
    answer = client.get(ADDRESS, {"q": "tresorrie tendue"})
    assert "trésorerie tendue" in answer.content.decode()
    assert "?q=tr%C3%A9sorerie+tendue" in answer.page.hrefs


def test_an_exact_term_is_defined_above_the_results(client: ScanningClient) -> None:
    answer = client.get(ADDRESS, {"q": "fonds dédiés"})
    assert "Au glossaire" in answer.content.decode()
    assert any(href.startswith("/comprendre/glossaire/#") for href in answer.page.hrefs)


def test_suggestions_are_few_and_public(client: ScanningClient) -> None:
    answer = client.get(SUGGESTIONS, {"q": "bénév"})
    html = answer.content.decode()
    assert 1 <= html.count('role="option"') <= 6
    assert 'data-address="/' in html
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert client.get(SUGGESTIONS, {"q": ""}).content.decode().strip() == ""
    assert EmptySearch.objects.count() == 0


def test_the_box_of_every_page_leads_here(client: ScanningClient) -> None:
    html = client.get("/methode/").content.decode()
    assert 'action="/recherche/"' in html and "pages/js/suggest" in html


@pytest.mark.parametrize("text", ["bénévolat", "zinzolin", "budget prévisionnel"])
def test_a_page_of_results_costs_few_queries(client: ScanningClient, text: str) -> None:
    client.get(ADDRESS, {"q": text})
    with CaptureQueriesContext(connection) as queries:
        client.get(ADDRESS, {"q": text})
    assert len(queries) <= 5 + 2 * (text == "zinzolin")
